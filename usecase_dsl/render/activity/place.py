"""From rows and columns to the picture: every node, line and frame in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from usecase_dsl.render.activity import grid
from usecase_dsl.render.activity.boxes import MARK, NAME, SMALL, widened
from usecase_dsl.render.activity.content import Activity, Branch, Ending
from usecase_dsl.render.activity.grid import Block, Cell, Row
from usecase_dsl.render.activity.lanes import Lanes, lanes_of, tracks_of
from usecase_dsl.render.activity.picture import (
    LANE_HEAD,
    MARGIN,
    TITLE,
    TITLE_GAP,
    TITLE_LINE,
    EdgeKind,
    Frame,
    Lane,
    Line,
    Node,
    Picture,
    cell_id,
)
from usecase_dsl.render.activity.returns import with_returns
from usecase_dsl.render.layout.routes import Point
from usecase_dsl.render.layout.text import width, wrap

# From one column to the next.
CHANNEL = 46.0
# What a loop takes left and right of its steps.
FRAME_LEFT, FRAME_RIGHT = 24.0, 9.0
# The words beside a mark may stand out of its column so far.
_OVER = 22.0
# A picture no wider than this is seen as a whole on a laptop; one as high as that, too.
_WIDE, _HIGH = 1180.0, 760.0
# More columns than this beside the main flow are never seen at a glance.
_MOST = 5
# Where flows at any time may stand: beside the beginning, or below all.
_PLACES = (False, True)


def place(activity: Activity, in_lanes: bool = False) -> Picture:
    """The picture in as many columns as look best on a laptop, or in lanes; without lanes where nobody known acts."""
    lanes, made = lanes_of(activity) if in_lanes else None, grid.things(activity)
    if lanes:
        block = grid.pack_rows(activity, made)
        return _Placing(activity, block, lanes, tracks_of(lanes, block)).picture()
    best = min((_Placing(activity, block) for block in _blocks(activity, made)), key=_Placing.cost)
    return with_returns(best.picture())


def _blocks(activity: Activity, made: grid.Things) -> Iterator[Block]:
    """All flows packed in one column, in two and so on, as long as one more is made use of."""
    for most in range(1, _MOST + 1):
        blocks = [grid.pack(activity, made, most, below) for below in _PLACES[: 1 + bool(activity.loose)]]
        yield from blocks
        if all(each.columns <= most for each in blocks):
            return


# A track of a lane; without lanes all columns are those of one.
_Slot = tuple[int, int]


@dataclass
class _Placing:
    activity: Activity
    block: Block
    lanes: Lanes | None = None
    tracks: Mapping[str, int] = field(default_factory=dict)
    lefts: dict[_Slot, float] = field(default_factory=dict)
    widths: dict[_Slot, float] = field(default_factory=dict)
    width: float = MARGIN

    def __post_init__(self) -> None:
        cells: dict[_Slot, list[Cell]] = {}
        for cell in self.block.cells:
            cells.setdefault(self.slot(cell), []).append(cell)
        x, over = MARGIN, 0.0
        for slot in sorted(cells):
            x += max(_depth(cell.branch) * FRAME_LEFT for cell in cells[slot])
            self.lefts[slot], self.widths[slot] = x, 2 * ceil(max(map(_wide, cells[slot])) / 2)
            over = max(_depth(cell.branch) * FRAME_RIGHT for cell in cells[slot])
            x += self.widths[slot] + CHANNEL + over
            x = max(x, self.least(slot, cells))
            self.width = x - CHANNEL + MARGIN + (_OVER if any(map(_is_mark, cells[slot])) else 0.0)

    def least(self, slot: _Slot, cells: Iterable[_Slot]) -> float:
        """Where the column after one may begin, so that the name of its lane has room."""
        if not self.lanes or slot != max(each for each in cells if each[0] == slot[0]):
            return 0.0
        first = min(left for each, left in self.lefts.items() if each[0] == slot[0])
        return ceil(first + CHANNEL / 2 + 1.1 * width(self.lanes.names[slot[0]], NAME))

    def slot(self, cell: Cell) -> _Slot:
        return (self.lanes.lane(cell), self.tracks[cell_id(cell)]) if self.lanes else (0, cell.column)

    @property
    def top(self) -> float:
        return min(top for top, _ in self.block.span.values())

    @property
    def height(self) -> float:
        return max(bottom for _, bottom in self.block.span.values()) - self.top

    def cost(self) -> float:
        """How far from what is seen at a glance; a column more must be worth it."""
        start, first = (cell.y for cell in [*self.main(), *self.main()[:1]][:2])
        return 3 * max(1.0, self.width / _WIDE) + (self.height + first - start) / _HIGH + 0.06 * self.block.columns

    def main(self) -> list[Cell]:
        """What stands in the main flow's own column, from top to bottom."""
        return sorted((cell for cell in self.block.cells if not cell.branch.label), key=lambda cell: cell.y)

    def picture(self) -> Picture:
        title = wrap(self.activity.title, max(self.width - 2 * MARGIN, 200), TITLE, 99) if self.activity.title else ()
        head = MARGIN + (TITLE_LINE * len(title) + TITLE_GAP if title else 0) + (LANE_HEAD if self.lanes else 0)
        nodes = {cell_id(cell): self.node(cell, head - self.top) for cell in self.block.cells}
        lines = (*self.courses(nodes), *self.leaving(nodes))
        frames = tuple(self.frames(nodes))
        wide = max([self.width, *(width(line, TITLE) * 1.09 + 2 * MARGIN for line in title)])
        high = head + self.height + MARGIN
        drawn = tuple(nodes.values()), lines, frames, tuple(self.lane_bands(head, high))
        return Picture(self.activity, wide, high, title, *drawn)

    def lane_bands(self, head: float, high: float) -> Iterator[Lane]:
        """The bands of the lanes, side by side."""
        for index, name in enumerate(self.lanes.names if self.lanes else ()):
            own = [slot for slot in self.lefts if slot[0] == index]
            after = [self.lefts[slot] for slot in self.lefts if slot[0] > index]
            left = MARGIN / 2 if index == 0 else min(self.lefts[slot] for slot in own) - CHANNEL / 2
            right = min(after) - CHANNEL / 2 if after else self.width - MARGIN / 2
            yield Lane(name, left, right, head - LANE_HEAD, high - MARGIN / 2)

    def node(self, cell: Cell, down: float) -> Node:
        left, wide = self.lefts[self.slot(cell)], self.widths[self.slot(cell)]
        box = cell.box if _is_mark(cell) else widened(cell.box, wide)
        return Node(cell, Point(left + wide / 2, cell.y + down), box)

    def courses(self, nodes: Mapping[str, Node]) -> Iterator[Line]:
        """The lines down each flow, and back to the beginning of loops."""
        for branch in self.activity.branches:
            own = sorted((each for each in nodes.values() if each.cell.branch is branch), key=lambda each: each.at.y)
            for upper, lower in pairwise(own):
                corners = tuple(_down(upper, lower, nodes.values()))
                yield Line("flow", upper.id, lower.id, _words(upper, lower), corners, not branch.label)
            for rank, each in enumerate(branch.ranges):
                if each.kind != "optional":
                    steps = [nodes[step.id] for step in branch.steps[each.first : each.last + 1]]
                    yield _back(steps, _inner(branch, rank), grid.range_lines(branch, each.kind, each.condition))

    def leaving(self, nodes: Mapping[str, Node]) -> Iterator[Line]:
        """The lines to flows that leave a step, from one to the next where they stand side by side."""
        for row in self.block.rows:
            source = nodes[row.source.steps[row.step].id] if row.step >= 0 else _first(row, nodes)
            before = source
            for branch in row.branches:
                node = nodes[branch.id]
                if branch.kind in ("any time", "nowhere"):
                    before = node if before is not source else source
                    continue
                kind: EdgeKind = "branch" if before is source else "otherwise"
                words = f"{_name(source)}, or extension {branch.label}"
                yield Line(kind, before.id, node.id, words, tuple(_across(before, node, row.first)), False)
                before = node

    def frames(self, nodes: Mapping[str, Node]) -> Iterator[Frame]:
        """The frames round loops and round what is optional, the outer ones first."""
        for branch in self.activity.branches:
            for rank, each in reversed(list(enumerate(branch.ranges))):
                steps = [nodes[step.id] for step in branch.steps[each.first : each.last + 1]]
                name = f"{steps[0].id}-{each.kind.replace(' ', '-')}"
                lines = grid.range_lines(branch, each.kind, each.condition)
                yield Frame(name, each.kind, *self.framed(branch, rank, steps, nodes), lines)

    def framed(
        self, branch: Branch, rank: int, steps: Sequence[Node], nodes: Mapping[str, Node]
    ) -> tuple[float, float, float, float]:
        """Where the frame of a loop stands, and how large it is: round its steps and the frames within."""
        inner, ranges = _inner(branch, rank) + 1, branch.ranges[: rank + 1]
        words = [
            grid.range_lines(branch, each.kind, each.condition) for each in ranges if each.first == ranges[-1].first
        ]
        top = steps[0].top - sum(grid.FRAME + grid.label_height(each) for each in words)
        beside = [each for each in nodes.values() if self.lanes and _in_row(each, steps[-1])]
        foot = max(each.bottom for each in (steps[-1], *beside))
        bottom = foot + grid.FRAME * sum(each.last == ranges[-1].last for each in ranges)
        left = min(each.left for each in steps) - FRAME_LEFT * inner
        return left, top, max(each.right for each in steps) + FRAME_RIGHT * inner - left, bottom - top


def _is_mark(cell: Cell) -> bool:
    """Whether a cell is a mark with words beside it."""
    return cell.kind in ("start", "ending")


def _in_row(node: Node, other: Node) -> bool:
    return abs(node.at.y - other.at.y) < 1


def _wide(cell: Cell) -> float:
    """How wide a column has to be for a cell: words beside a mark may stand out, those of a loop need half of it."""
    looped = cell.kind == "step" and cell.branch.ranges
    words = [line for lines in grid.words_at(cell.branch, cell.step) for line in lines] if looped else []
    half = max((width(line, SMALL + 1) for line in words), default=0.0)
    return max(cell.box.width - (2 * _OVER if _is_mark(cell) else 0.0), 2 * half - 20)


def _depth(branch: Branch) -> int:
    """How many loops stand one in the other in a flow."""
    if not branch.ranges:
        return 0
    return max((_inner(branch, rank) + 1 for rank in range(len(branch.ranges))), default=0)


def _inner(branch: Branch, rank: int) -> int:
    """How many loops, one in the other, a loop of a flow holds."""
    outer = branch.ranges[rank]
    held = [i for i, each in enumerate(branch.ranges[:rank]) if outer.first <= each.first and each.last <= outer.last]
    return max((_inner(branch, each) + 1 for each in held), default=0)


def _first(row: Row, nodes: Mapping[str, Node]) -> Node:
    return nodes[row.source.id if row.source.label else "start"]


def _head(node: Node) -> float:
    return node.at.y - _mark(node) if _mark(node) else node.top


def _foot(node: Node) -> float:
    return node.at.y + _mark(node) if _mark(node) else node.bottom


def _mark(node: Node) -> float:
    """Half the height of a mark that stands for its node; 0 for a box."""
    ending = node.cell.branch.ending if node.cell.kind == "ending" else None
    if ending and ending.kind in ("back", "on"):
        return MARK + 2
    return MARK if node.cell.kind in ("start", "ending") else 0.0


def _across(source: Node, target: Node, straight: bool) -> Iterator[Point]:
    """From the side of one thing to that of another, or down beside it to a row further below."""
    right = source.at.x + MARK if source.cell.kind == "start" else source.right
    yield Point(right, source.at.y)
    if not straight and abs(source.at.y - target.at.y) > 1:
        x = target.left - CHANNEL / 2
        yield Point(x, source.at.y)
        yield Point(x, target.at.y)
    yield Point(target.left, target.at.y)


def _down(upper: Node, lower: Node, nodes: Iterable[Node]) -> Iterator[Point]:
    """From one thing to the next in its flow, above all that stands beside it where that is in another lane."""
    yield Point(upper.at.x, _foot(upper))
    if upper.at.x != lower.at.x:
        words = grid.head_of(lower.cell.branch, lower.cell.step) if lower.cell.kind == "step" else 0.0
        y = min([lower.top - words, *(each.top for each in nodes if _in_row(each, lower))]) - grid.GAP / 2
        yield Point(upper.at.x, y)
        yield Point(lower.at.x, y)
    yield Point(lower.at.x, _head(lower))


def _back(steps: Sequence[Node], inner: int, lines: Sequence[str]) -> Line:
    first, last = steps[0], steps[-1]
    x = min(each.left for each in steps) - FRAME_LEFT * inner - FRAME_LEFT / 2
    apart = min(6.0 + 4 * inner, first.box.height / 2 - 4)
    low, high = last.at.y + apart, first.at.y - apart
    corners = (Point(last.left, low), Point(x, low), Point(x, high), Point(first.left, high))
    return Line("repeat", last.id, first.id, f"{_name(last)}, {' '.join(lines)}", corners, not first.cell.branch.label)


def _name(node: Node) -> str:
    if node.cell.kind == "step":
        return f"Step {node.cell.branch.steps[node.cell.step].label}"
    return {"start": "Start", "prose": "The text"}.get(node.cell.kind, node.cell.branch.label)


def _words(upper: Node, lower: Node) -> str:
    ending = lower.cell.branch.ending
    if lower.cell.kind == "ending" and ending:
        return f"{_name(upper)}, then {_spoken(ending)}"
    return f"{_name(upper)}, then {_name(lower)[:1].lower()}{_name(lower)[1:]}"


def _spoken(ending: Ending) -> str:
    return ending.words[:1].lower() + ending.words[1:]
