"""How wide a sequence diagram has to be: the distances between lifelines, and what stands out beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from usecase_dsl.render.layout.shapes import NAME, SMALL, Figure
from usecase_dsl.render.layout.text import width, wrap
from usecase_dsl.render.sequence.interaction import (
    Condition,
    Ending,
    Fragment,
    Interaction,
    InteractionUse,
    Item,
    Message,
    Note,
    Operand,
)

RESULT = 12.0
# From a lifeline to a text beside it, between a step's number and its text, and from there to the other lifeline.
BESIDE, HANGING, BEFORE = 10.0, 6.0, 16.0
# How far a message to oneself goes out, and from the lifeline to its text.
LOOP, BEYOND_LOOP = 26.0, 36.0
PADDING = 10.0
# Frames in frames are so much narrower on each side; the innermost has this much beside the outermost lifelines.
INSET, ROOM = 10.0, 40.0
TAG = 10.0

# Texts at arrows may be so wide before they are broken, and so wide before that costs a third line.
_EASY, _WIDEST = 150.0, 230.0
_LEAST_GAP, _BETWEEN_HEADS = 110.0, 24.0
_WIDEST_BOX, _WIDEST_NOTE = 360.0, 600.0
_NO_LIMIT = 10_000


class Columns(NamedTuple):
    """Where the lifelines stand, by their ids, from 0 on; ``left`` and ``right`` is where the outermost frame ends."""

    at: Mapping[str, float]
    left: float
    right: float
    subject: str

    @property
    def first(self) -> float:
        return min(self.at.values())

    @property
    def last(self) -> float:
        return max(self.at.values())


def columns(of: Interaction, figures: Sequence[Figure]) -> Columns:
    """The places of the lifelines, so that every text at an arrow has room beside or between them."""
    ids = [each.id for each in of.lifelines]
    messages = list(_messages(of.items))
    gaps = [_heads(one, two) for one, two in pairwise(figures)]
    gaps.append(0.0)  # beside the last one
    for message in sorted(messages, key=lambda each: abs(ids.index(each.source) - ids.index(each.target))):
        _make_room(gaps, ids.index(message.source), ids.index(message.target), message)
    places = [0.0]
    for gap in gaps:
        places.append(places[-1] + gap)
    at = dict(zip(ids, places, strict=False))
    subject = next(each.id for each in of.lifelines if each.kind == "subject")
    return _with_sides(of, figures, at, subject, places[-1])


def limit(columns: Columns, message: Message) -> float:
    """How wide the text of a message may be, its number left out."""
    number = numbered(message.label)
    if message.source == message.target:
        following = [place for place in columns.at.values() if place > columns.at[message.source] + 1]
        end = min(following) - BEFORE if following else columns.right - PADDING
        return end - columns.at[message.source] - BEYOND_LOOP - number
    return abs(columns.at[message.source] - columns.at[message.target]) - BESIDE - BEFORE - number


def numbered(label: str) -> float:
    """The room that a step's number takes before its text. Bold digits are as wide as others."""
    return width(label, NAME) * 1.06 + HANGING if label else 0.0


def least(text: str, size: float) -> float:
    """How wide the widest part of a text is that can't be broken."""
    return max(width(each, size) for each in wrap(text, 1.0, size, _NO_LIMIT))


def lines(text: str, limit: float, size: float) -> tuple[str, ...]:
    """A text in as many lines as it takes: wider than the limit only if a word is."""
    return wrap(text, max(limit, 1.0), size, _NO_LIMIT)


def depth(items: Iterable[Item]) -> int:
    """How many frames stand in each other."""
    return max(
        (1 + max(depth(operand.items) for operand in each.operands) for each in items if isinstance(each, Fragment)),
        default=0,
    )


def box_width(item: Note | InteractionUse | Ending, columns: Columns) -> float:
    """How wide a box over lifelines is: as its text wants, but not wider than is good to read."""
    texts = [(item.text, NAME), *((each, RESULT) for each in item.results)]
    number = 0.0
    if isinstance(item, InteractionUse):
        texts.append((item.names, NAME * 1.08))
        number = tag_width("ref") + 8
    if not isinstance(item, Ending):
        number += numbered(item.label)
    most = max(_WIDEST_BOX, columns.last - columns.first)
    wanted = max(max(min(width(text, size), most), least(text, size)) for text, size in texts if text)
    return number + wanted + 2 * PADDING


def box_span(item: Note | InteractionUse | Ending, columns: Columns) -> tuple[float, float]:
    """From where to where a box over lifelines goes."""
    wide = box_width(item, columns)
    if isinstance(item, InteractionUse):
        over = [columns.at[each] for each in item.over]
        low, high = min(over) - 2 * PADDING, max(over) + 2 * PADDING
        wide = max(wide, high - low, 120.0)
        middle = (low + high) / 2
    elif isinstance(item, Note):
        middle = (columns.first + columns.last) / 2
        over_all = columns.last - columns.first + 4 * PADDING
        wide = max(wide, over_all) if over_all <= _WIDEST_NOTE else wide
    else:
        middle = columns.at[columns.subject]
    return middle - wide / 2, middle + wide / 2


def guard_of(operand: Operand | Condition) -> str:
    """What stands after the label of an operand."""
    if isinstance(operand, Condition):
        return f"[{operand.text}]" if operand.text else ""
    condition = f"[{operand.guard}]" if operand.guard else ""
    return " ".join(filter(None, (operand.where, condition)))


def tag_width(operator: str) -> float:
    return width(operator, SMALL) + 2 * TAG


def _messages(items: Iterable[Item]) -> Iterator[Message]:
    return (each for each in flat(items) if isinstance(each, Message))


def flat(items: Iterable[Item]) -> Iterator[Item]:
    """All items, with those within fragments."""
    for item in items:
        yield item
        if isinstance(item, Fragment):
            for operand in item.operands:
                yield from flat(operand.items)


def _heads(one: Figure, two: Figure) -> float:
    return max(_LEAST_GAP, (one.width + two.width) / 2 + _BETWEEN_HEADS)


def _make_room(gaps: list[float], source: int, target: int, message: Message) -> None:
    wanted = numbered(message.label) + _wanted(message)
    if source == target:
        gaps[source] = max(gaps[source], BEYOND_LOOP + wanted + BEFORE)
        return
    low, high = sorted((source, target))
    lacking = BESIDE + wanted + BEFORE - sum(gaps[low:high])
    for index in range(low, high):
        gaps[index] += max(0.0, lacking / (high - low))


def _wanted(message: Message) -> float:
    """Wide enough for a line if it's short, for two if that isn't too wide, and always for the longest word."""
    whole = width(message.text, NAME)
    most = max(_EASY, min(_WIDEST, whole * 0.55))
    parts = [*((each, RESULT) for each in message.results), (message.text, NAME)]
    return max(min(most, whole), *(least(*part) for part in parts))


def _with_sides(
    of: Interaction, figures: Sequence[Figure], at: Mapping[str, float], subject: str, beyond: float
) -> Columns:
    """The columns with where the outermost frame ends, so that all that stands out has room in the innermost."""
    deep = depth(of.items)
    bare = Columns(at, 0.0, 0.0, subject)
    left = min(bare.first - ROOM, -figures[0].width / 2)
    right = max(bare.last + ROOM, beyond, bare.last + figures[-1].width / 2)
    for item in flat(of.items):
        if isinstance(item, (Note, InteractionUse, Ending)):
            low, high = box_span(item, bare)
            left, right = min(left, low - PADDING), max(right, high + PADDING)
    right = max(right, left + 280, *(left + need for need in _heads_of_operands(of.items)))
    return Columns(at, left - INSET * max(deep - 1, 0), right + INSET * max(deep - 1, 0), subject)


def _heads_of_operands(items: Iterable[Item]) -> Iterator[float]:
    """How wide the innermost frame must be for the longest word of each condition."""
    yield 0.0
    for item in flat(items):
        if isinstance(item, Condition):
            yield 2 * PADDING + numbered(item.label) + least(guard_of(item) or " ", NAME)
        for operand in item.operands if isinstance(item, Fragment) else ():
            head = tag_width("break") + 2 * PADDING + numbered(operand.label)
            yield head + least(guard_of(operand) or " ", NAME) + PADDING
