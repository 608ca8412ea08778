"""The picture of an activity: nodes, lines and frames in their places. All of it is inert."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from usecase_dsl.render.activity.boxes import Box
from usecase_dsl.render.activity.content import Activity
from usecase_dsl.render.activity.grid import Cell
from usecase_dsl.render.layout.routes import Point

EdgeKind = Literal["flow", "branch", "otherwise", "resume", "repeat"]

# The blank round the picture, and how large its title is written.
MARGIN = 24.0
TITLE, TITLE_LINE, TITLE_GAP = 16.0, 21.0, 10.0
# The room for the names of the lanes.
LANE_HEAD = 36.0


class Node(NamedTuple):
    """A thing with the middle of its box."""

    cell: Cell
    at: Point
    box: Box

    @property
    def left(self) -> float:
        return self.at.x - self.box.width / 2

    @property
    def right(self) -> float:
        return self.at.x + self.box.width / 2

    @property
    def top(self) -> float:
        return self.at.y - self.box.rise

    @property
    def bottom(self) -> float:
        return self.at.y + self.box.drop

    @property
    def id(self) -> str:
        return cell_id(self.cell)


class Line(NamedTuple):
    """An edge with its corners; ``words`` say it aloud."""

    kind: EdgeKind
    source: str
    target: str
    words: str
    corners: tuple[Point, ...]
    main: bool


class Frame(NamedTuple):
    """Round the steps of a loop, or of what is optional, with its words."""

    id: str
    kind: str
    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]


class Lane(NamedTuple):
    """What one party does: its name, and from where to where it reaches."""

    name: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Picture:
    """All that is drawn. There are no ``lanes`` where none were asked for."""

    activity: Activity
    width: float
    height: float
    title: tuple[str, ...]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    frames: tuple[Frame, ...]
    lanes: tuple[Lane, ...] = ()

    @property
    def head(self) -> float:
        """What the title takes, with the blank below it."""
        return TITLE_LINE * len(self.title) + TITLE_GAP if self.title else 0.0


def cell_id(cell: Cell) -> str:
    """The id of what a cell shows."""
    branch = cell.branch
    if cell.kind == "step":
        return branch.steps[cell.step].id
    if cell.kind == "ending":
        return branch.ending.id if branch.ending else f"{branch.id}-end"
    return {"start": "start", "prose": branch.prose_id}.get(cell.kind, branch.id)
