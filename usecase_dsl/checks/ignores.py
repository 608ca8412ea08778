"""Comments that silence findings: ``# uc: ignore[TXT501] reason`` above an item, or at the head of a file for all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from usecase_dsl.diagnostic import Diagnostic, Edit, Finding, Fix, Severity
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place, Source, Span
from usecase_dsl.syntax.nodes import Declaration, Document

_COMMENT = re.compile(r"^[^\S\n]*(?P<whole>#[^\S\n]*uc[^\S\n]*:(?P<said>[^\n]*))", re.MULTILINE | re.IGNORECASE)
# One at the end of a line is no comment: the line's text has it.
_AT_END = re.compile(r"(?<=\S)[^\S\n]++(?P<whole>#[^\S\n]*uc[^\S\n]*:[^\S\n]*ignore[^\n]*)", re.IGNORECASE)
_SAID = re.compile(r"\s*ignore\s*\[(?P<codes>[^\]]*)\]", re.IGNORECASE)
_CODE = re.compile(r"[^\s,]+")
_FORM = "# uc: ignore[CODE] reason"
_FIRST_LINE_OF_TEXT = re.compile(r"^[^\S\n]*[^\s#]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ignore:
    """A code, a family or a name in a comment (``written``), the codes that it stands for (none if there is no such
    rule), and which part of its text it speaks for; ``alone`` if the comment has no other."""

    written: str
    codes: tuple[str, ...]
    place: Place
    comment: Span
    alone: bool
    covered: Span


@dataclass(frozen=True, slots=True)
class Ignored:
    """What comments do to findings: those that are ``left``, the comments that silence none (``idle``), those whose
    form isn't understood (``unclear``), and those that are none, since they end a line (``trailing``).

    ``speaking`` are the codes of the rules that were asked.
    """

    left: Sequence[Diagnostic]
    idle: Sequence[Ignore]
    unclear: Sequence[Place]
    trailing: Sequence[Place]
    speaking: frozenset[str]


def ignored(
    documents: Iterable[Document], found: Sequence[Diagnostic], speaking: frozenset[str], names: Mapping[str, str]
) -> Ignored:
    """What the comments in documents make of the findings in them. ``names`` are those of all rules, by code."""
    ignores: list[Ignore] = []
    unclear: list[Place] = []
    trailing: list[Place] = []
    for document in documents:
        comments = [*_COMMENT.finditer(document.source.text)]
        starts = _starts(document) if comments else ()
        for comment in comments:
            read = [*_ignores(comment, document.source, starts, names)]
            ignores += read
            unclear += [] if read else [Place(document.source, Span(*comment.span("whole")))]
        for misplaced in _AT_END.finditer(document.source.text):
            trailing.append(Place(document.source, Span(*misplaced.span("whole"))))
    table: dict[tuple[str, str], list[int]] = {}
    for index, each in enumerate(ignores):
        for code in each.codes:
            table.setdefault((each.place.source.name, code), []).append(index)
    holding = [_holding(each, ignores, table) for each in found]
    left = [each for each, held in zip(found, holding, strict=True) if not held]
    used = {index for held in holding for index in held}
    idle = [each for index, each in enumerate(ignores) if index not in used]
    return Ignored(left, idle, unclear, trailing, speaking)


def idle_ignore(ignored: Ignored, settings: Settings) -> Iterator[Finding]:
    """A comment `# uc: ignore[…]` silences nothing: there is no such finding there, or no such rule, or it is an error.

    Such a comment outlives what it was written for, and hides the next finding that somebody should see. Take it
    away, or correct the code. It speaks for the item below it, a step or a field with its lines; above the first line
    of a text it speaks for the whole file. An error can't be ignored, since the text has no meaning there.

    Bad:
        actor: Customer
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            # SYN024 the numbers are right
            # uc: ignore[FLW101] the second step is optional
            1. Customer names a destination.
            2. System prints the ticket.

    Good:
        actor: Customer
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            # uc: ignore[FLW101] numbered as in the contract
            3. System prints the ticket.

    Source: ruff (unused `noqa` comments).
    """
    for each in ignored.idle:
        if not each.codes:
            yield Finding(each.place, f"no rule is called ‘{each.written}’", "‘usecase rule’ lists them")
        elif _is_error(each, ignored.left):
            yield Finding(each.place, f"{each.written} is an error here, and can't be ignored", "mend what it says")
        elif not ignored.speaking.isdisjoint(each.codes):
            hint = "take the code away, or put the comment right above the item that it is for"
            message = f"there is no finding of {each.written} here to ignore"
            yield Finding(each.place, message, hint, fix=_without(each))
    for place in ignored.trailing:
        hint = "put it on a line of its own, above this one"
        yield Finding(place, "there are no comments at the end of a line: this is text", hint, fix=_moved_up(place))
    for place in ignored.unclear:
        yield Finding(place, "this comment is meant for the checker, and says nothing to it", f"write ‘{_FORM}’")


# ---- comments and what they cover


def _ignores(
    comment: re.Match[str], source: Source, starts: Sequence[int], names: Mapping[str, str]
) -> Iterator[Ignore]:
    said = _SAID.match(comment["said"])
    if not said:
        return
    at = comment.start("said")
    covered = _covered(comment.end(), source.text, starts)
    codes = [*_CODE.finditer(said["codes"])]
    for code in codes:
        start = at + said.start("codes") + code.start()
        place = Place(source, Span(start, start + len(code[0])))
        meant = tuple(each for each, name in names.items() if code[0].upper() in (each, each[:3], name.upper()))
        written = code[0].upper() if meant and meant[0].startswith(code[0].upper()) else code[0]
        yield Ignore(written, meant, place, Span(*comment.span("whole")), len(codes) == 1, covered)


def _covered(end: int, text: str, starts: Sequence[int]) -> Span:
    """What a comment that ends there speaks for: the item below it; all, if it stands above the first line of text."""
    first = _FIRST_LINE_OF_TEXT.search(text)
    if not first or end <= first.start():
        return Span(0, len(text))
    below = _FIRST_LINE_OF_TEXT.search(text, end)
    if not below:
        return Span(end, end)
    after = bisect_right(starts, below.start())
    return Span(below.start(), starts[after] if after < len(starts) else len(text))


def _starts(document: Document) -> Sequence[int]:
    """Where the lines begin that items of a document begin on: declarations, fields, their items, headings, steps."""
    starts = (start for each in document.declarations for start in _starts_in(each))
    return sorted({document.source.text.rfind("\n", 0, start) + 1 for start in starts})


def _starts_in(declaration: Declaration) -> Iterator[int]:
    yield declaration.head_span.start
    for field_ in declaration.fields:
        yield field_.head_span.start
        yield from (item.span.start for item in field_.items)
        yield from (row.span.start for row in field_.rows)
    for section in declaration.sections:
        yield section.head_span.start
        yield from (line.span.start for line in section.body)
        for extension in section.extensions:
            yield extension.label_span.start
            yield from (line.span.start for line in extension.body)


# ---- what they silence


def _holding(found: Diagnostic, ignores: Sequence[Ignore], table: Mapping[tuple[str, str], list[int]]) -> list[int]:
    """The ignores that silence a finding, by index; none does with an error."""
    if found.severity is Severity.ERROR:
        return []
    near = table.get((found.place.source.name, found.code), ())
    return [index for index in near if _covers(ignores[index], found.place.span.start)]


def _covers(ignore: Ignore, at: int) -> bool:
    return ignore.covered.start <= at < ignore.covered.end


def _is_error(ignore: Ignore, found: Iterable[Diagnostic]) -> bool:
    name = ignore.place.source.name
    return any(
        each.code in ignore.codes and each.place.source.name == name and _covers(ignore, each.place.span.start)
        for each in found
    )


def _without(ignore: Ignore) -> Fix | None:
    """The comment taken away, where this code is all that it holds."""
    if not ignore.alone:
        return None
    text = ignore.place.source.text
    line = Span(text.rfind("\n", 0, ignore.comment.start) + 1, text.index("\n", ignore.comment.end) + 1)
    return Fix("takes the comment away", (Edit(line, ""),))


def _moved_up(place: Place) -> Fix:
    """The comment on a line of its own above the one that it ends."""
    text = place.source.text
    line = text.rfind("\n", 0, place.span.start) + 1
    before = text[line : place.span.start].rstrip()
    indent = before[: len(before) - len(before.lstrip())]
    comment = text[place.span.start : place.span.end].rstrip()
    above = Edit(Span(line, line), f"{indent}{comment}\n")
    return Fix("moves it above the line", (above, Edit(Span(line + len(before), place.span.end), "")))


IGNORE_RULES: tuple[Rule[Ignored], ...] = (
    Rule("SYN024", "idle-ignore", Severity.WARNING, idle_ignore, rigour="brief"),
)
