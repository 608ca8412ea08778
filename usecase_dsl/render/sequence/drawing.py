"""The sequence diagram of a use case in every format that there is one in."""

from __future__ import annotations

from collections.abc import Sequence

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.render import drawn as pictures
from usecase_dsl.render.parts import LinkTo
from usecase_dsl.render.sequence.interaction import Interaction
from usecase_dsl.render.sequence.tell import interaction, scenario_interaction, title

FORMATS = (*pictures.FORMATS, "plantuml", "mermaid", "d2")


class UnknownScenario(ValueError):
    """A use case has no scenario of this name; says what may be meant, or which there are."""


def sequence_diagram(model: Model, use_case: UseCase, scenario: str | None = None) -> Interaction:
    """What the diagram shows: the main success scenario with the others as fragments, or one scenario alone.

    Scenarios have the names that ``scenario.suite`` gives them by flows. Raises UnknownScenario.
    """
    if scenario is None:
        return interaction(use_case, model)
    from usecase_dsl.scenario import graph, moments, suite
    from usecase_dsl.syntax.names import key, near

    of = graph(use_case, model)
    found = {key(each.name): each for each in suite(of, use_case, "flows").scenarios}
    chosen = found.get(key(scenario))
    if chosen is None:
        names = [each.name for each in found.values()]
        meant = near(scenario, names)
        hint = f"did you mean ‘{meant}’" if meant else f"there are {_quoted(names)}" if names else "it has none"
        raise UnknownScenario(f"No scenario of {title(use_case)} is called ‘{scenario}’: {hint}")
    return scenario_interaction(use_case, model, chosen.name, moments(use_case, of, chosen))


def drawn(of: Interaction, use_case: UseCase, format: str, link: LinkTo | None = None, bare: bool = False) -> bytes:
    """The diagram in one of FORMATS; ``link`` gives addresses in svg, ``bare`` is svg for a page with a sheet."""
    if format not in pictures.FORMATS:
        return _written(of, format).encode("utf-8")
    from usecase_dsl.render.sequence.layout import place
    from usecase_dsl.render.sequence.svg import sequence_svg

    return pictures.drawn(sequence_svg(of, place(of), use_case, link, not bare), format, bare)


def _written(of: Interaction, format: str) -> str:
    from usecase_dsl.render.sequence.d2 import d2
    from usecase_dsl.render.sequence.mermaid import mermaid
    from usecase_dsl.render.sequence.plantuml import plantuml

    return {"plantuml": plantuml, "mermaid": mermaid, "d2": d2}[format](of)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"‘{each}’" for each in names)
