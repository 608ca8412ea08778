"""Diagrams in every format: the one way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, get_args

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.render import drawn
from usecase_dsl.render.graphviz_layout import EngineName
from usecase_dsl.render.parts import LinkTo
from usecase_dsl.render.use_case_diagram import Surroundings, UseCaseDiagram, use_case_diagram
from usecase_dsl.render.verdicts import Verdict

DiagramKind = Literal["use-case", "activity", "sequence", "map"]
DiagramFormat = Literal["svg", "png", "pdf", "dot", "plantuml", "mermaid", "mermaid-flowchart", "d2", "drawio"]

KINDS: tuple[DiagramKind, ...] = get_args(DiagramKind)
FORMATS: tuple[DiagramFormat, ...] = get_args(DiagramFormat)

# The kinds that show one use case, and the formats in which a picture looks as we draw it.
OF_ONE: tuple[DiagramKind, ...] = ("activity", "sequence")
PICTURES = drawn.FORMATS


class Refusal(ValueError):
    """What is asked for can't be drawn, and why, in a sentence without its full stop."""


def render(
    model: Model,
    use_cases: Sequence[UseCase] | None = None,
    kind: DiagramKind = "use-case",
    format: DiagramFormat = "svg",
    engine: EngineName = "builtin",
    link: LinkTo | None = None,
    around: Surroundings | None = None,
    verdicts: Mapping[str, Verdict] = MappingProxyType({}),
    scenario: str | None = None,
    lanes: bool = False,
    bare: bool = False,
    link_to_id: Callable[[str], str | None] | None = None,
    prefix: str = "",
) -> bytes:
    """The diagram of a model, or of some of its use cases and what they are directly related to.

    ``link`` gives the address that an actor or a use case leads to in SVG. ``around`` are the model's surroundings,
    which many diagrams can share. ``verdicts`` are what tests say of use cases, shown in pictures. ``scenario`` is the
    name of one that a sequence diagram shows alone. With ``lanes`` the picture of an activity has one for each who
    acts. ``bare`` is SVG for a page that has the style sheet of all pictures (``page_sheet``). ``link_to_id``
    gives the address of a step or a flow by its id, in an activity diagram; there ``prefix`` stands before each id.

    Raises Refusal for a kind or a format that there isn't, for several use cases where a diagram shows one, and for an
    unknown scenario; graphviz_layout.EngineError where Graphviz can't be run.
    """
    if kind not in KINDS or format not in FORMATS:
        raise Refusal(f"There is no {kind} diagram as {format}")
    if kind == "activity":
        from usecase_dsl.render.activity.drawing import activity_diagram

        return activity_diagram(model, only(model, use_cases, kind), format, link_to_id, lanes, bare, prefix)
    if kind == "sequence":
        return _sequence(model, only(model, use_cases, kind), scenario, format, link, bare)
    if kind == "map":
        return _map(model, use_cases, around, format, link, bare)
    return _use_case(use_case_diagram(model, use_cases, around), format, engine, link, verdicts, bare)


def only(model: Model, use_cases: Sequence[UseCase] | None, kind: DiagramKind) -> UseCase:
    """The one use case that a diagram of this kind shows. Raises Refusal where there are several, or none."""
    found = list(model.use_cases.values()) if use_cases is None else list(use_cases)
    if len(found) != 1:
        raise Refusal(f"A diagram of kind {kind} shows one use case, and here are {len(found)}")
    return found[0]


def _sequence(
    model: Model, use_case: UseCase, scenario: str | None, format: DiagramFormat, link: LinkTo | None, bare: bool
) -> bytes:
    from usecase_dsl.render.sequence import drawing

    if format not in drawing.FORMATS:
        raise Refusal(f"There is no sequence diagram as {format}")
    try:
        shown = drawing.sequence_diagram(model, use_case, scenario)
    except drawing.UnknownScenario as error:
        raise Refusal(str(error)) from error
    return drawing.drawn(shown, use_case, format, link, bare)


def _map(
    model: Model,
    use_cases: Sequence[UseCase] | None,
    around: Surroundings | None,
    format: DiagramFormat,
    link: LinkTo | None,
    bare: bool,
) -> bytes:
    from usecase_dsl.render.map.content import level_map

    shown = level_map(model, use_cases, around)
    if format not in PICTURES:
        return _written(shown, format, down=True).encode("utf-8")
    from usecase_dsl.render.map.place import place
    from usecase_dsl.render.map.svg import map_svg

    return drawn.drawn(map_svg(place(shown), link, not bare), format, bare)


def _use_case(
    diagram: UseCaseDiagram,
    format: DiagramFormat,
    engine: EngineName,
    link: LinkTo | None,
    verdicts: Mapping[str, Verdict],
    bare: bool,
) -> bytes:
    if format not in PICTURES:
        return _written(diagram, format).encode("utf-8")
    from usecase_dsl.render.layout.place import place
    from usecase_dsl.render.use_case_svg import use_case_svg

    return drawn.drawn(use_case_svg(diagram, place(diagram, engine), link, not bare, verdicts), format, bare)


def _written(diagram: UseCaseDiagram, format: DiagramFormat, down: bool = False) -> str:
    """A diagram as text for another tool, from left to right, or else ``down``."""
    from usecase_dsl.render.d2 import d2
    from usecase_dsl.render.dot_text import dot_text
    from usecase_dsl.render.mermaid import mermaid, mermaid_flowchart
    from usecase_dsl.render.plantuml import plantuml

    writers = {"dot": dot_text, "plantuml": plantuml, "mermaid": mermaid, "d2": d2}
    return {**writers, "mermaid-flowchart": mermaid_flowchart}[format](diagram, down)
