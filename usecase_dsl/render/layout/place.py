"""Where everything in a use-case diagram stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from usecase_dsl.render.graphviz_layout import EngineName
from usecase_dsl.render.layout.columns import Ties, columns
from usecase_dsl.render.layout.frames import Frame, frames
from usecase_dsl.render.layout.kin import kin_courses
from usecase_dsl.render.layout.layers import Grid, Item
from usecase_dsl.render.layout.notes import Note, note
from usecase_dsl.render.layout.routes import Point, Side, courses
from usecase_dsl.render.layout.rows import arrange
from usecase_dsl.render.layout.shapes import Figure, Oval, figure, ovals
from usecase_dsl.render.use_case_diagram import ActorNode, Edge, UseCaseDiagram, UseCaseNode

_MARGIN = 16.0
# The least and the most blank beside the actors and between columns; steep lines get more.
_BESIDE_ACTORS = (76.0, 140.0)
_BETWEEN = (30.0, 64.0)
_SLOPE = 0.3
# Names of different lengths move actors against each other; this keeps them apart.
_APART = 14.0


@dataclass(frozen=True, slots=True)
class PlacedActor:
    node: ActorNode
    figure: Figure
    at: Point


@dataclass(frozen=True, slots=True)
class PlacedUseCase:
    node: UseCaseNode
    oval: Oval
    at: Point


@dataclass(frozen=True, slots=True)
class PlacedEdge:
    """A relation: its corners from source to target, and its label with the middle of it."""

    edge: Edge
    course: tuple[Point, ...]
    note: Note | None
    at: Point


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture, ``left`` and ``top`` being its least coordinates."""

    left: float
    top: float
    width: float
    height: float
    actors: tuple[PlacedActor, ...]
    use_cases: tuple[PlacedUseCase, ...]
    frames: tuple[Frame, ...]
    edges: tuple[PlacedEdge, ...]
