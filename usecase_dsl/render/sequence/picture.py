"""Where everything in a sequence diagram stands: data only."""

from __future__ import annotations

from typing import Literal, NamedTuple

from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.layout.shapes import Figure
from usecase_dsl.render.sequence.interaction import (
    Condition,
    Ending,
    Fragment,
    InteractionUse,
    Lifeline,
    Message,
    Note,
    Operand,
)

RowKind = Literal["title", "label", "text", "result", "guard", "name", "keyword"]


class Row(NamedTuple):
    """A line of text, from ``left`` on; ``middle`` is the height of its middle."""

    text: str
    left: float
    middle: float
    size: float
    wide: float
    kind: RowKind = "text"

    @property
    def box(self) -> Box:
        return Box(self.left, self.middle - 0.6 * self.size, self.left + self.wide, self.middle + 0.6 * self.size)


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class PlacedLifeline(NamedTuple):
    """A lifeline with its head around ``at``; ``parts`` are the heights where its line is drawn, from and to.

    In a tall picture the head stands once more, around ``again``.
    """

    lifeline: Lifeline
    figure: Figure
    at: Point
    parts: tuple[tuple[float, float], ...]
    again: Point | None = None


class PlacedMessage(NamedTuple):
    """A message with its course: two corners, or four for one to the same lifeline.

    ``aside`` says that it isn't in the main flow.
    """

    message: Message
    corners: tuple[Point, ...]
    rows: tuple[Row, ...]
    aside: bool = False


class PlacedBox(NamedTuple):
    """What stands over lifelines; ``tag`` is the corner of an interaction use."""

    item: Note | InteractionUse | Ending
    box: Box
    rows: tuple[Row, ...]
    tag: Box | None = None


class PlacedCondition(NamedTuple):
    """A line across all lifelines, with what holds below it."""

    condition: Condition
    box: Box
    rows: tuple[Row, ...]


class PlacedOperand(NamedTuple):
    operand: Operand
    box: Box
    rows: tuple[Row, ...]


class PlacedFragment(NamedTuple):
    """A fragment's frame with its operands, from top to bottom; ``tag`` is the corner that names the operator."""

    fragment: Fragment
    box: Box
    tag: Box
    name: Row
    operands: tuple[PlacedOperand, ...]


class Picture(NamedTuple):
    """Everything in its place. Fragments come before those within them."""

    box: Box
    title: tuple[Row, ...]
    lifelines: tuple[PlacedLifeline, ...]
    fragments: tuple[PlacedFragment, ...]
    messages: tuple[PlacedMessage, ...]
    boxes: tuple[PlacedBox, ...]
    conditions: tuple[PlacedCondition, ...]
