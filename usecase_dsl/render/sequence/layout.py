"""Places an interaction: lifelines in columns, everything else in rows below each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.layout.shapes import NAME, NAME_LINE, SMALL, Figure
from usecase_dsl.render.layout.text import width
from usecase_dsl.render.sequence.heads import head
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
from usecase_dsl.render.sequence.measures import (
    BESIDE,
    BEYOND_LOOP,
    INSET,
    LOOP,
    PADDING,
    RESULT,
    Columns,
    box_span,
    columns,
    guard_of,
    limit,
    lines,
    numbered,
    tag_width,
)
from usecase_dsl.render.sequence.picture import (
    Box,
    Picture,
    PlacedBox,
    PlacedCondition,
    PlacedFragment,
    PlacedLifeline,
    PlacedMessage,
    PlacedOperand,
    Row,
    RowKind,
)

_MARGIN = 16.0
_TITLE = 14.0
_RESULT_LINE = 15.0
_TAG_HIGH = 18.0
_TURN = 18.0
_GAP = 12.0
_AROUND = 3.0
# Who reads the end of a taller picture no longer sees whose lifelines these are.
_TALL = 900.0


def place(of: Interaction) -> Picture:
    """The picture of an interaction."""
    figures = [head(each) for each in of.lifelines]
    return _Placing(of, figures).picture()


class _Placing:
    """Puts one thing below the other; ``y`` is how far it has come."""

    def __init__(self, of: Interaction, figures: Sequence[Figure]) -> None:
        self._of = of
        self._figures = figures
        self._columns: Columns = columns(of, figures)
        self._fragments: list[PlacedFragment] = []
        self._messages: list[PlacedMessage] = []
        self._boxes: list[PlacedBox] = []
        self._conditions: list[PlacedCondition] = []
        self._y = 0.0
        self._aside = 0

    def picture(self) -> Picture:
        left, right = self._columns.left, self._columns.right
        title, self._y = _rows(self._of.title, left, 0.0, right - left, _TITLE, 19.0, "title")
        middle = self._y + _GAP + max(each.top for each in self._figures)
        foot = middle + max(each.below for each in self._figures)
        self._y = foot + _GAP
        self._items(self._of.items, 0)
        bottom = self._y + 4
        again = bottom - foot > _TALL
        lifelines = tuple(self._lifelines(middle, bottom, again))
        below = foot - middle + max(each.top for each in self._figures) + 4 if again else 0.0
        box = Box(left - _MARGIN, -_MARGIN, right + _MARGIN, bottom + below + _MARGIN)
        return Picture(
            box,
            title,
            lifelines,
            tuple(self._fragments),
            tuple(self._messages),
            tuple(self._boxes),
            tuple(self._conditions),
        )

    # ---- items

    def _items(self, items: Iterable[Item], level: int) -> None:
        for item in items:
            if isinstance(item, Message):
                (self._to_itself if item.source == item.target else self._across)(item)
            elif isinstance(item, Fragment):
                self._fragment(item, level)
            elif isinstance(item, Condition):
                self._condition(item)
            else:
                self._box(item)
            self._y += _GAP

    def _across(self, message: Message) -> None:
        source, target = self._columns.at[message.source], self._columns.at[message.target]
        left = min(source, target) + BESIDE
        rows = self._told(message.label, message.text, left, limit(self._columns, message))
        self._y += 6
        course = (Point(source, self._y), Point(target, self._y))
        number = numbered(message.label)
        rows += self._results(message.results, left + number, limit(self._columns, message), 5.0)
        self._messages.append(PlacedMessage(message, course, rows, self._aside > 0))

    def _to_itself(self, message: Message) -> None:
        x, top = self._columns.at[message.source], self._y
        left = x + BEYOND_LOOP
        wide = limit(self._columns, message)
        rows = self._told(message.label, message.text, left, wide)
        rows += self._results(message.results, left + numbered(message.label), wide, 1.0)
        self._y = max(self._y, top + _TURN + 4)
        y = top + (NAME_LINE - _TURN) / 2 if self._y - top < 2 * NAME_LINE else top + NAME_LINE / 2
        y = max(y, top + 1)
        corners = (Point(x, y), Point(x + LOOP, y), Point(x + LOOP, y + _TURN), Point(x, y + _TURN))
        self._messages.append(PlacedMessage(message, corners, rows, self._aside > 0))

    def _told(self, label: str, text: str, left: float, limit: float) -> tuple[Row, ...]:
        """A step's number, and its text hanging beside it."""
        number = self._number(label, left)
        rows, self._y = _rows(text, left + numbered(label), self._y, limit, NAME, NAME_LINE)
        return number + rows

    def _number(self, label: str, left: float) -> tuple[Row, ...]:
        bold = width(label, NAME) * 1.06
        return (Row(label, left, self._y + NAME_LINE / 2, NAME, bold, "label"),) if label else ()

    def _results(self, results: Sequence[str], left: float, limit: float, above: float) -> tuple[Row, ...]:
        found: tuple[Row, ...] = ()
        self._y += above if results else 0
        for each in results:
            rows, self._y = _rows(each, left, self._y, limit, RESULT, _RESULT_LINE, "result")
            found += rows
        return found

    # ---- boxes

    def _box(self, item: Note | InteractionUse | Ending) -> None:
        left, right = box_span(item, self._columns)
        top, inner = self._y, right - left - 2 * PADDING
        self._y += 5
        rows: tuple[Row, ...] = ()
        tag = None
        if isinstance(item, InteractionUse):
            tag = Box(left, top, left + tag_width("ref"), top + _TAG_HIGH)
            rows = self._ref_head(item, tag, right)
        if isinstance(item, Ending):
            rows += self._centred(item.text, left, right, "text", NAME)
        elif isinstance(item, InteractionUse):
            rows += self._told("", item.text, left + PADDING, inner)
        else:
            rows += self._told(item.label, item.text, left + PADDING, inner - numbered(item.label))
        for each in item.results:
            if isinstance(item, Ending):
                rows += self._centred(each, left, right, "result", RESULT)
            else:
                rows += self._results((each,), left + PADDING, inner, 1.0)
        self._y += 5
        self._boxes.append(PlacedBox(item, Box(left, top, right, self._y), rows, tag))

    def _ref_head(self, item: InteractionUse, tag: Box, right: float) -> tuple[Row, ...]:
        """The tag, the step's number and what is included, in one line if it's short."""
        self._y = tag.top + 2
        number, left = self._number(item.label, tag.right + 8), tag.right + 8 + numbered(item.label)
        named, self._y = _rows(item.names, left, self._y, right - left - 8, NAME, NAME_LINE, "name")
        self._y = max(self._y, tag.bottom) + (5 if item.text else 0)
        return (_tag_name("ref", tag), *number, *named)

    def _centred(self, text: str, left: float, right: float, kind: RowKind, size: float) -> tuple[Row, ...]:
        rows, self._y = _rows(text, left, self._y, right - left - 2 * PADDING, size, size + 3, kind)
        return tuple(row._replace(left=(left + right - row.wide) / 2) for row in rows)

    def _condition(self, item: Condition) -> None:
        left, right = self._columns.left, self._columns.right
        top = self._y
        self._y += 6
        rows = self._guard(item, left + PADDING, right - left - 2 * PADDING)
        self._conditions.append(PlacedCondition(item, Box(left, top, right, self._y), rows))

    # ---- fragments

    def _fragment(self, fragment: Fragment, level: int) -> None:
        left, right = self._columns.left + INSET * level, self._columns.right - INSET * level
        top = self._y
        tag = Box(left, top, left + tag_width(fragment.operator), top + _TAG_HIGH)
        index = len(self._fragments)
        operands = []
        for number, operand in enumerate(fragment.operands):
            start = self._y
            rows = self._head(operand, fragment, tag if number == 0 else None, left, right)
            self._aside += bool(operand.label)
            self._items(operand.items, level + 1)
            self._aside -= bool(operand.label)
            operands.append(PlacedOperand(operand, Box(left, start, right, self._y), rows))
        self._y = max(self._y, tag.bottom + 6)
        box = Box(left, top, right, self._y)
        name = _tag_name(fragment.operator, tag)
        self._fragments.insert(index, PlacedFragment(fragment, box, tag, name, tuple(operands)))

    def _head(
        self, operand: Operand, fragment: Fragment, tag: Box | None, left: float, right: float
    ) -> tuple[Row, ...]:
        """What stands at the top of an operand: its label and condition, beside the tag in the first."""
        start = left + PADDING if tag is None else tag.right + PADDING
        if fragment.operator == "alt" and tag:
            free = bool(operand.items) and isinstance(operand.items[0], Message)
            self._y += 8 if free else _TAG_HIGH + 8
            return ()
        self._y += 2 if tag else 6
        rows = self._guard(operand, start, right - start - PADDING)
        self._y = max(self._y, tag.bottom if tag else 0.0) + 8
        return rows

    def _guard(self, of: Operand | Condition, left: float, limit: float) -> tuple[Row, ...]:
        number = self._number(of.label, left)
        text = guard_of(of)
        if not text and not number:
            return ()
        room = numbered(of.label)
        rows, self._y = _rows(text, left + room, self._y, limit - room, NAME, NAME_LINE, "guard")
        return number + rows

    # ---- lifelines

    def _lifelines(self, middle: float, bottom: float, again: bool) -> Iterable[PlacedLifeline]:
        covers, top = self._covers(), max(each.top for each in self._figures)
        for lifeline, figure in zip(self._of.lifelines, self._figures, strict=True):
            x = self._columns.at[lifeline.id]
            hidden = sorted((box.top, box.bottom) for box in covers if box.left - 2 < x < box.right + 2)
            below = Point(x, bottom + 4 + top) if again else None
            end = bottom + 2 + top - figure.top if again else bottom
            parts = _rest(middle + figure.below + 3, end, hidden)
            yield PlacedLifeline(lifeline, figure, Point(x, middle), parts, below)

    def _covers(self) -> list[Box]:
        """What lifelines are not seen behind: every text, every box, every tag."""
        found = [row.box for message in self._messages for row in message.rows]
        found += [row.box for condition in self._conditions for row in condition.rows]
        found += [each.box for each in self._boxes]
        for each in self._fragments:
            found.append(each.tag)
            found += [row.box for operand in each.operands for row in operand.rows]
        return [Box(each.left, each.top - _AROUND + 2, each.right, each.bottom + _AROUND - 2) for each in found]


def _rows(
    text: str, left: float, top: float, limit: float, size: float, pitch: float, kind: RowKind = "text"
) -> tuple[tuple[Row, ...], float]:
    """A text in lines from ``top`` down, and where they end."""
    found = lines(text, limit + 0.5, size) if text else ()
    # Bold letters are wider.
    bold = 1.08 if kind in ("name", "title") else 1.0
    if bold > 1 and text:
        found = lines(text, (limit + 0.5) / bold, size)
    rows = tuple(
        Row(line, left, top + pitch * (index + 0.5), size, width(line, size) * bold, kind)
        for index, line in enumerate(found)
    )
    return rows, top + pitch * len(rows)


def _tag_name(name: str, tag: Box) -> Row:
    wide = width(name, SMALL)
    return Row(name, tag.left + 7, (tag.top + tag.bottom) / 2, SMALL, wide, "keyword")


def _rest(top: float, bottom: float, hidden: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """What is left of a line from top to bottom where parts are hidden."""
    found = []
    start = top
    for low, high in hidden:
        if low - start > 2:
            found.append((start, low))
        start = max(start, high)
    if bottom - start > 2:
        found.append((start, bottom))
    return tuple(found)
