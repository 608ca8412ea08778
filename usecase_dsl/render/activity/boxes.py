"""How large each thing is drawn, from its texts alone, and where its lines of text stand in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from usecase_dsl.render.activity.content import Action, Branch, Ending
from usecase_dsl.render.layout.text import fill, width

NAME, NAME_LINE = 13.0, 17.0
SMALL, SMALL_LINE = 11.0, 15.0
# How wide texts may be: in the main flow, and in those that leave it.
MAIN_TEXT, BRANCH_TEXT = 236.0, 184.0
# The radius of the marks at the beginning and at the ends.
MARK = 10.0
# How far the point of a decision stands out, left and right.
POINT = 11.0

_PADDING, _ABOVE = 11.0, 8.0
# A text between these runs from right to left, up to its full stop.
RTL, POP = "\u2067", "\u2069"
# A bold text is so much wider.
_BOLD = 1.09
_RAKE = 16.0
_BULLET = "• "

TextKind = Literal["name", "label", "result", "condition", "where", "words", "prose", "success", "failure"]
Anchor = Literal["start", "middle", "end"]


class Text(NamedTuple):
    """A line of text; ``x`` and ``y`` are where it is anchored, seen from the middle of what it belongs to.

    ``subject`` is the part at its beginning that says who acts; ``rtl`` is a line that runs from right to left.
    """

    text: str
    x: float
    y: float
    kind: TextKind
    subject: str = ""
    size: float = NAME
    anchor: Anchor = "start"
    rtl: bool = False


class Box(NamedTuple):
    """How large a thing is and what is written in it; ``rise`` is how far it reaches above the point it stands at."""

    width: float
    height: float
    rise: float
    lines: tuple[Text, ...]

    @property
    def drop(self) -> float:
        """How far it reaches below that point."""
        return self.height - self.rise


class Written(NamedTuple):
    """Some lines of one kind, before it is known where they stand; ``hang`` is how far in all but the first begin."""

    lines: tuple[str, ...]
    kind: TextKind
    subject: str = ""
    hang: float = 0.0


def gutter(branch: Branch) -> float:
    """The room that the labels of a flow need, its own among them."""
    return max(
        (_wide(each, True) for each in (branch.label, *(step.label for step in branch.steps)) if each), default=0
    )


def action_box(step: Action, limit: float, gutter: float) -> Box:
    """A step: its number, who acts, what is done, and what holds then."""
    said = [Written(_lines(step.words, limit - _bolder(step.subject)), "name", step.subject)]
    said += [_further(line, limit) for line in step.more]
    said += [Written(_lines(f"=> {each}", limit, SMALL), "result") for each in step.results]
    box = _box(step.label, said, gutter)
    return _with_rake(box) if step.calls else box


def decision_box(branch: Branch, limit: float) -> Box:
    """The condition of a flow with its label, and where else it may leave."""
    said = [Written(_lines(branch.condition, limit), "condition")]
    if branch.where:
        said.append(Written(_lines(branch.where, limit, SMALL), "where"))
    box = _box(branch.label, said, _wide(branch.label, True))
    return box._replace(width=box.width + 2 * POINT)


def prose_box(branch: Branch, limit: float) -> Box:
    """What tells a flow in prose."""
    return _box("", [Written(_lines(branch.prose, limit), "prose")], 0)


def ending_box(ending: Ending, limit: float) -> Box:
    """The mark of an end in the middle, with its words beside it: what holds then stands right of them."""
    if ending.kind in ("back", "on"):
        return _connector(ending)
    room = limit / 2 - MARK
    kind: TextKind = ending.kind if ending.kind in ("success", "failure") else "words"
    said = [Written(_lines(ending.words, room), kind)]
    said += [Written(_lines(f"=> {each}", room, SMALL), "result") for each in ending.results]
    wide = max(_wide(line, each.kind != "result", _size(each.kind)) for each in said for line in each.lines)
    high = sum(_pitch(each.kind) * len(each.lines) for each in said)
    above = min(high, NAME_LINE) // 2
    lines = tuple(_stacked(said, MARK + 7, -above))
    drop = max(MARK, high - above)
    return Box(2 * (MARK + 7 + wide), MARK + drop, MARK, lines)


def label_lines(words: str, limit: float) -> tuple[str, ...]:
    """The words at the head of a loop or of optional steps."""
    return _lines(words, limit, SMALL + 1)


def beginning_box(trigger: str, limit: float) -> Box:
    """The mark where everything begins, with what triggers it."""
    if not trigger:
        return Box(2 * MARK, 2 * MARK, MARK, ())
    said = [Written(_lines(trigger, limit * 0.6, SMALL), "where")]
    high = SMALL_LINE * len(said[0].lines)
    wide = max(width(line, SMALL) for line in said[0].lines)
    half = max(MARK, high // 2 + 1)
    return Box(2 * (MARK + 7 + wide), 2 * half, half, tuple(_stacked(said, MARK + 7, -high / 2)))


def widened(box: Box, wide: float) -> Box:
    """A box as wide as its column: lines begin at its left, those of scripts that run the other way at its right."""
    by = (box.width - wide) / 2
    if not by:
        return box
    lines = [
        Text(text, x - by if anchor == "end" else x + by, y, kind, subject, size, anchor, rtl)
        for text, x, y, kind, subject, size, anchor, rtl in box.lines
    ]
    return Box(wide, box.height, box.rise, tuple(lines))


def _further(line: str, limit: float) -> Written:
    """What stands below the text of a step: a bullet with its text beside it, or a row of cells."""
    bare = line.removeprefix("- ")
    if bare == line or is_rtl(bare):
        return Written(_lines(line.strip(" |") or line, limit), "name")
    hang = width(_BULLET, NAME)
    first, *others = _lines(bare, limit - hang)
    return Written((_BULLET + first, *others), "name", hang=hang)


def _with_rake(box: Box) -> Box:
    lines = tuple(line._replace(x=line.x - _RAKE / 2) for line in box.lines)
    return box._replace(width=box.width + _RAKE, lines=lines)


def _connector(ending: Ending) -> Box:
    """A label in a ring, with words before it; without a label the words stand after it."""
    if not ending.label:
        line = Text(ending.words, MARK + 7, 0, "words", size=NAME)
        return Box(2 * (MARK + 7 + width(ending.words, NAME)), 2 * MARK + 4, MARK + 2, (line,))
    half = ring(ending.label)
    words = ending.words.removesuffix(f"step {ending.label}").strip()
    before = Text(words, -half - 6, 0, "words", anchor="end")
    label = Text(ending.label, 0, 0, "label", anchor="middle")
    return Box(2 * (half + 6 + width(words, NAME)), 2 * MARK + 4, MARK + 2, (before, label))


def ring(label: str) -> float:
    """Half the width of the ring round a label."""
    return max(MARK + 2, _wide(label, True) / 2 + 7)


def _box(label: str, said: Sequence[Written], gutter: float) -> Box:
    said = [each for each in said if any(each.lines)]
    indent = gutter + 8 if gutter else 0.0
    wide = max(
        (
            _wide(line, False, _size(each.kind)) + _bolder(each.subject) + each.hang
            for each in said
            for line in each.lines
        ),
        default=0,
    )
    high = sum(_pitch(each.kind) * len(each.lines) for each in said) or NAME_LINE
    whole = 2 * _PADDING + indent + wide
    left, top = -whole / 2 + _PADDING, -(high // 2)
    lines = [Text(label, left, top + NAME_LINE / 2, "label")] if label else []
    lines += _stacked(said, left + indent, top)
    lines = [line._replace(x=-left, anchor="end") if line.rtl else line for line in lines]
    return Box(whole, high + 2 * _ABOVE, high // 2 + _ABOVE, tuple(lines))


def _stacked(said: Iterable[Written], left: float, top: float) -> Iterator[Text]:
    for each in said:
        left_over, rtl = each.subject, is_rtl("".join(each.lines))
        for index, line in enumerate(each.lines):
            subject = _shared(line, left_over)
            left_over = left_over[len(subject) :].lstrip() if subject else ""
            start = left + each.hang if index else left
            yield Text(line, start, top + _pitch(each.kind) / 2, each.kind, subject, _size(each.kind), rtl=rtl)
            top += _pitch(each.kind)


def _shared(line: str, subject: str) -> str:
    """What of a subject stands on a line, at its beginning."""
    if line.startswith(subject):
        return subject
    return line if subject.startswith(line) else ""


def _lines(text: str, limit: float, size: float = NAME) -> tuple[str, ...]:
    return fill(text, max(limit, 40), size)


def _size(kind: TextKind) -> float:
    return SMALL if kind in ("result", "where") else NAME


def _pitch(kind: TextKind) -> float:
    return SMALL_LINE if kind in ("result", "where") else NAME_LINE


def _wide(text: str, bold: bool, size: float = NAME) -> float:
    return width(text, size) * (_BOLD if bold else 1)


def _bolder(text: str) -> float:
    return width(text, NAME) * (_BOLD - 1)


def is_rtl(text: str) -> bool:
    """Whether a text is written from right to left: its first letter is."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
