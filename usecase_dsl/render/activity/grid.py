"""Where everything stands in rows and columns: each flow one column, what leaves it to the right, at its step's height.

Flows are packed from the last step to the first. So nothing lies below a step's row that isn't packed yet, the line
to a flow that leaves runs straight across what is free, and no two such lines cross.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Literal, NamedTuple

from usecase_dsl.render.activity import boxes
from usecase_dsl.render.activity.boxes import Box
from usecase_dsl.render.activity.content import Activity, Branch
from usecase_dsl.render.activity.words import range_words

# For each column its highest and its lowest point.
Span = Mapping[int, tuple[float, float]]
CellKind = Literal["start", "decision", "prose", "step", "ending"]

# Between things one after the other, and between flows that have nothing to do with each other.
GAP, APART = 20.0, 24.0
# What a loop takes above and below its steps, beside the words at its head.
FRAME = 9.0
# Half the room round a line.
_LINE = 10.0
# So much further down a flow may better stand than one column further out.
_COLUMN = 56.0


class Cell(NamedTuple):
    """A thing in its column; ``y`` is where it stands, ``step`` the index of its step."""

    kind: CellKind
    branch: Branch
    step: int
    box: Box
    column: int = 0
    y: float = 0.0


class Row(NamedTuple):
    """Flows that leave the same step, side by side; ``first`` for those at the height of the step itself."""

    source: Branch
    step: int
    branches: tuple[Branch, ...]
    first: bool


@dataclass(frozen=True)
class Block:
    """Flows packed; columns and heights are seen from the middle of the first thing. ``span`` is a column's extent."""

    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    span: Span

    @property
    def columns(self) -> int:
        return 1 + max(self.span)

    def moved(self, columns: int, down: float) -> Block:
        """The same elsewhere."""
        if not columns and not down:
            return self
        cells = tuple(
            [Cell(kind, of, step, box, column + columns, y + down) for kind, of, step, box, column, y in self.cells]
        )
        span = {column + columns: (top + down, bottom + down) for column, (top, bottom) in self.span.items()}
        return Block(cells, self.rows, span)


# What stands in each flow's own column, from top to bottom, by the flow's id; columns and heights are yet to be found.
Things = Mapping[str, tuple[Cell, ...]]


def things(activity: Activity) -> Things:
    """What there is to pack."""
    return {branch.id: tuple(_things(branch, activity.trigger)) for branch in activity.branches}


def pack(activity: Activity, made: Things, most: int, below: bool = False) -> Block:
    """All flows of a use case, flows that leave one step side by side in ``most`` columns.

    Those that leave at no one step stand beside the beginning, or ``below`` all others.
    """
    if not below:
        return _Packing(made, activity.main, activity.loose, most).packed()
    return _with_loose(activity, _Packing(made, activity.main, (), most).packed(), made, most)


def pack_rows(activity: Activity, made: Things) -> Block:
    """The same with no two things side by side but a step and the first flow that leaves it."""
    return _with_loose(activity, _Packing(made, activity.main, (), 1, True).packed(), made, 0, True)


def head_of(branch: Branch, first: int) -> float:
    """The room that the words at the head of loops take above a step."""
    return sum(FRAME + label_height(each) for each in words_at(branch, first))


def words_at(branch: Branch, first: int) -> Iterator[tuple[str, ...]]:
    """The words of each loop that begins at a step, the outermost first."""
    for each in reversed(branch.ranges):
        if each.first == first:
            yield range_lines(branch, each.kind, each.condition)


def range_lines(branch: Branch, kind: str, condition: str) -> tuple[str, ...]:
    """The words at the head of a loop or of optional steps, beside the line through the middle."""
    limit = (boxes.BRANCH_TEXT if branch.label else boxes.MAIN_TEXT) / 2
    return boxes.label_lines(range_words(kind, condition), limit)


def label_height(lines: Sequence[str]) -> float:
    """How high these words are."""
    return boxes.SMALL_LINE * len(lines) + 4


@dataclass
class _Packing:
    """How one flow is packed.

    ``alone`` keeps each row to one thing, or to a step and the head of a flow that leaves it: this one's stands beside
    a step that reaches ``drop`` below its middle.
    """

    made: Things
    branch: Branch
    loose: tuple[Branch, ...]
    most: int
    alone: bool = False
    drop: float = 0.0
    cells: list[Cell] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    ceilings: dict[int, float] = field(default_factory=dict)
    bottoms: dict[int, float] = field(default_factory=dict)

    def packed(self) -> Block:
        above, bottom = 0.0, 0.0
        for number, cell in enumerate(reversed(self.made[self.branch.id])):
            drop = max(cell.box.drop, self.drop if cell.kind == "decision" else 0.0)
            y = above - drop - (self.below(cell) if number else 0.0)
            y = self.beside(cell, self.under_line(y) if cell.kind == "decision" else y)
            self.cells.append(cell._replace(y=y))
            bottom = bottom if number else y + cell.box.drop + self.closing(cell)
            above = y - cell.box.rise - (head_of(self.branch, cell.step) if cell.kind == "step" else 0.0)
            if self.alone:
                self.ceilings[0] = above = min([above, *self.ceilings.values()])
        self.ceilings[0], self.bottoms[0] = above, bottom
        span = {column: (top, self.bottoms.get(column, top)) for column, top in self.ceilings.items()}
        return Block(tuple(self.cells[::-1]), tuple(self.rows), span).moved(0, -self.cells[-1].y)

    def under_line(self, y: float) -> float:
        """A height for the head at which a line on to the next flow passes above all that leaves this one."""
        return min([y, *(top - _LINE for top in self.ceilings.values())])

    def below(self, cell: Cell) -> float:
        return GAP + self.closing(cell)

    def closing(self, cell: Cell) -> float:
        """The room below a step where loops end with it."""
        return sum(FRAME for each in self.branch.ranges if cell.kind == "step" and each.last == cell.step)

    def beside(self, cell: Cell, y: float) -> float:
        """Packs what leaves here; the height at which it has room."""
        leaving = self.leaving(cell)
        if not leaving:
            return y
        block = _side_by_side(self.made, self.branch, cell, leaving, self.most, self.alone)
        column = min(self.columns(block), key=lambda each: self.lift(block, each, y) + _COLUMN * each)
        y -= self.lift(block, column, y)
        block = block.moved(column, y)
        self.cells += block.cells
        self.rows += block.rows
        self.take(block.span, column, y)
        return y

    def leaving(self, cell: Cell) -> tuple[Branch, ...]:
        if cell.kind == "step":
            return self.branch.leaving.get(cell.step, ())
        first = cell.kind in ("start", "decision")
        return (*self.loose, *self.branch.leaving.get(-1, ())) if first else ()

    def columns(self, block: Block) -> range:
        return range(1, max(1, self.most - block.columns + 1) + 1)

    def lift(self, block: Block, column: int, y: float) -> float:
        """How much further up a block must stand in a column, so that it is above all that is there."""
        over = [y + _LINE - self.ceiling(each) for each in range(1, column)]
        over += [y + low + APART - self.ceiling(column + each) for each, (_, low) in block.span.items()]
        return max(0.0, *over)

    def ceiling(self, column: int) -> float:
        """The top of what is packed in a column."""
        return min(self.ceilings.values(), default=inf) if self.alone else self.ceilings.get(column, inf)

    def take(self, span: Span, column: int, y: float) -> None:
        for each in range(1, column):
            self.ceilings[each] = min(self.ceilings.get(each, inf), y - _LINE)
            self.bottoms.setdefault(each, y + _LINE)
        for each, (top, bottom) in span.items():
            self.ceilings[each] = min(self.ceilings.get(each, inf), top)
            self.bottoms[each] = max(self.bottoms.get(each, -inf), bottom)


def _things(branch: Branch, trigger: str) -> Iterator[Cell]:
    """What stands in a flow's own column, from top to bottom."""
    limit = boxes.BRANCH_TEXT if branch.label else boxes.MAIN_TEXT
    gutter = boxes.gutter(branch)
    if branch.label:
        yield Cell("decision", branch, -1, boxes.decision_box(branch, limit))
    else:
        yield Cell("start", branch, -1, boxes.beginning_box(trigger, limit))
    if branch.prose:
        yield Cell("prose", branch, -1, boxes.prose_box(branch, limit))
    for index, step in enumerate(branch.steps):
        yield Cell("step", branch, index, boxes.action_box(step, limit, gutter))
    if branch.ending:
        yield Cell("ending", branch, -1, boxes.ending_box(branch.ending, limit))


def _with_loose(activity: Activity, block: Block, made: Things, most: int, alone: bool = False) -> Block:
    """The same with the flows that leave at no one step below."""
    if not activity.loose:
        return block
    loose = _side_by_side(
        made, activity.main, None, activity.loose, max(most + 1, 1 if alone else block.columns), alone
    )
    return _joined((block, loose.moved(0, _down(block.span, loose.span, alone) + APART)), beside=False)


def _side_by_side(
    made: Things, source: Branch, cell: Cell | None, branches: Sequence[Branch], most: int, alone: bool
) -> Block:
    """Flows that leave one step: side by side, and where there is no room for more one row below the other."""
    drop = cell.box.drop if cell and alone else 0.0
    packed = [(each, _Packing(made, each, (), max(1, most - 1), alone, drop).packed()) for each in branches]
    cells: list[Cell] = []
    leaving: list[Row] = []
    span: dict[int, tuple[float, float]] = {}
    for number, row in enumerate(_in_rows(packed, most)):
        block = _joined(block for _, block in row)
        block = block.moved(0, _down(span, block.span, alone))
        cells += block.cells
        leaving += [
            Row(source, cell.step if cell else -1, tuple(branch for branch, _ in row), number == 0),
            *block.rows,
        ]
        span = _around(span, block.span)
    return Block(tuple(cells), tuple(leaving), span)


def _in_rows(blocks: Iterable[tuple[Branch, Block]], most: int) -> Iterator[list[tuple[Branch, Block]]]:
    row: list[tuple[Branch, Block]] = []
    for branch, block in blocks:
        if row and sum(each.columns for _, each in row) + block.columns > most:
            yield row
            row = []
        row.append((branch, block))
    yield row


def _down(span: Span, other: Span, alone: bool = False) -> float:
    """How much further down something must stand to be below another; ``alone``, below all of it."""
    if alone and span:
        return max(low for _, low in span.values()) + APART - min(top for top, _ in other.values())
    return max((span[each][1] + APART - top for each, (top, _) in other.items() if each in span), default=0.0)


def _joined(blocks: Iterable[Block], beside: bool = True) -> Block:
    cells: list[Cell] = []
    rows: list[Row] = []
    span: dict[int, tuple[float, float]] = {}
    for each in blocks:
        start = 1 + max(span, default=-1)
        block = each.moved(start, 0) if beside else each
        if beside:  # The line on to it passes above what stands in between.
            span = {column: (min(top, -_LINE), low) for column, (top, low) in span.items()}
        cells += block.cells
        rows += block.rows
        span = _around(span, block.span)
    return Block(tuple(cells), tuple(rows), span)


def _around(
    one: Mapping[int, tuple[float, float]], other: Mapping[int, tuple[float, float]]
) -> dict[int, tuple[float, float]]:
    both = {**one, **other}
    for column in one.keys() & other.keys():
        both[column] = (min(one[column][0], other[column][0]), max(one[column][1], other[column][1]))
    return both
