"""The form for people: each finding with the line that it is in, the place underlined, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.report.characters import expanded, shown, width
from usecase_dsl.source import Place

# The longest stretch of a line that is shown, and how much of it stands before the place.
MOST_SHOWN = 160
_BEFORE = 40

_BOLD, _BLUE, _RESET = "\x1b[1m", "\x1b[34m", "\x1b[0m"
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.ADVICE: "\x1b[1;36m"}


def lines(found: Iterable[Diagnostic], colour: bool = False) -> Iterator[str]:
    """The lines of each finding, an empty line between two findings."""
    for index, each in enumerate(found):
        if index:
            yield ""
        yield from _finding(each, _Paint(colour))


class _Paint:
    """Puts colours around text, or leaves it."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, code: str) -> str:
        return f"{code}{text}{_RESET}" if self.colour and text else text


def _finding(each: Diagnostic, paint: _Paint) -> Iterator[str]:
    colour = _COLOURS[each.severity]
    yield f"{paint(f'{each.severity} {each.code}', colour)} {each.name}: {paint(shown(each.message), _BOLD)}"
    number = str(each.place.start.line)
    margin = " " * len(number)
    bar = paint("|", _BLUE)
    line, indent, carets = _underlined(each.place)
    yield f"{margin}{paint('-->', _BLUE)} {shown(str(each.place))}"
    yield f"{margin} {bar}"
    yield f"{paint(number, _BLUE)} {bar} {line}".rstrip()
    yield f"{margin} {bar} {indent}{paint(carets, colour)}"
    for related in each.related:
        yield f"{margin} {paint('=', _BLUE)} {shown(f'{related.place}: {related.message}')}"
    if each.hint:
        yield f"{margin} {paint('=', _BLUE)} hint: {shown(each.hint)}"
    if each.fix:
        kind = "fix" if each.fix.safe else "unsafe fix"
        yield f"{margin} {paint('=', _BLUE)} {kind}: {shown(each.fix.what)}"


def _underlined(place: Place) -> tuple[str, str, str]:
    """The line of a place, or the part of it around the place; the blanks and the carets that go below it."""
    line = place.source.line(place.start.line).rstrip()
    start = place.start.column - 1
    end = place.end.column - 1 if place.end.line == place.start.line else len(line)
    left = max(0, start - _BEFORE) if len(line) > MOST_SHOWN else 0
    right = min(len(line), left + MOST_SHOWN)
    before = ("…" if left else "") + expanded(line[left:start])
    within = expanded(line[start : min(end, right)], width(before))
    after = expanded(line[max(start, end) : right], width(before + within)) + ("…" if right < len(line) else "")
    return before + within + after, " " * width(before), "^" * max(1, width(within))
