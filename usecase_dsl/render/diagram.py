"""Diagrams in every format: the one way in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, get_args

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.render.graphviz_layout import EngineName
from usecase_dsl.render.parts import LinkTo
from usecase_dsl.render.use_case_diagram import Surroundings, UseCaseDiagram, use_case_diagram
from usecase_dsl.render.verdicts import Verdict

DiagramKind = Literal["use-case", "activity", "sequence"]
DiagramFormat = Literal["svg", "png", "dot", "plantuml", "mermaid"]

KINDS: tuple[DiagramKind, ...] = get_args(DiagramKind)
FORMATS: tuple[DiagramFormat, ...] = get_args(DiagramFormat)


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
) -> bytes:
    """The diagram of a model, or of some of its use cases and what they are directly related to.

    ``link`` gives the address that an actor or a use case leads to in SVG. ``around`` are the model's surroundings,
    which many diagrams can share. ``verdicts`` are what tests say of use cases, shown in SVG. ``scenario`` is the name
    of one that a sequence diagram shows alone. With ``lanes`` an activity diagram has one for each who acts, in SVG
    and PNG. Raises Refusal for a kind or a format that there isn't, for several use cases where a diagram shows one,
    and for an unknown scenario; graphviz_layout.EngineError where Graphviz can't be run.
    """
    if kind not in KINDS or format not in FORMATS:
        raise Refusal(f"There is no {kind} diagram as {format}")
    if kind == "activity":
        return _activity(model, only(model, use_cases, kind), format, lanes)
    if kind == "sequence":
        return _sequence(model, only(model, use_cases, kind), scenario, format, link)
    diagram = use_case_diagram(model, use_cases, around)
    if format in {"svg", "png"}:
        return _drawn(diagram, format, engine, link, verdicts)
    return _written(diagram, format).encode("utf-8")


def only(model: Model, use_cases: Sequence[UseCase] | None, kind: DiagramKind) -> UseCase:
    """The one use case that a diagram of this kind shows. Raises Refusal where there are several, or none."""
    found = list(model.use_cases.values()) if use_cases is None else list(use_cases)
    if len(found) != 1:
        raise Refusal(f"A diagram of kind {kind} shows one use case, and here are {len(found)}")
    return found[0]


def _activity(model: Model, use_case: UseCase, format: DiagramFormat, lanes: bool) -> bytes:
    from usecase_dsl.render.activity.drawing import activity_diagram

    return activity_diagram(model, use_case, format, lanes=lanes)


def _sequence(
    model: Model, use_case: UseCase, scenario: str | None, format: DiagramFormat, link: LinkTo | None
) -> bytes:
    from usecase_dsl.render.sequence import drawing

    if format not in drawing.FORMATS:
        raise Refusal(f"There is no sequence diagram as {format}")
    try:
        shown = drawing.sequence_diagram(model, use_case, scenario)
    except drawing.UnknownScenario as error:
        raise Refusal(str(error)) from error
    return drawing.drawn(shown, use_case, format, link)


def _drawn(
    diagram: UseCaseDiagram,
    format: DiagramFormat,
    engine: EngineName,
    link: LinkTo | None,
    verdicts: Mapping[str, Verdict],
) -> bytes:
    from usecase_dsl.render.layout.place import place
    from usecase_dsl.render.svg import serialize
    from usecase_dsl.render.use_case_svg import use_case_svg

    picture = place(diagram, engine)
    if format == "svg":
        return serialize(use_case_svg(diagram, picture, link, verdicts=verdicts)).encode("utf-8")
    from usecase_dsl.render.png import png

    return png(serialize(use_case_svg(diagram, picture, styled=False)), picture.width, picture.height)


def _written(diagram: UseCaseDiagram, format: DiagramFormat) -> str:
    from usecase_dsl.render.dot_text import dot_text
    from usecase_dsl.render.mermaid import mermaid
    from usecase_dsl.render.plantuml import plantuml

    return {"dot": dot_text, "plantuml": plantuml, "mermaid": mermaid}[format](diagram)
