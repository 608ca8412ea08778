"""What the rules share: ways through a model, and places narrowed down to what is at fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from usecase_dsl.diagnostic import Edit, Fix
from usecase_dsl.model.tables import Flow, Model, Name, Step, UseCase
from usecase_dsl.source import Place, Span
from usecase_dsl.syntax import nodes
from usecase_dsl.syntax.names import near

_AROUND_LABEL = re.compile(r"(?:[-*•–]\s+)?(?P<label>.*?)[\s.):：]*", re.DOTALL)
_AFTER_COLON = re.compile(r"[:：]\s*(?P<rest>\S.*?)[\s.]*$", re.DOTALL)


def flows(model: Model) -> Iterator[tuple[UseCase, Flow]]:
    """Each flow of a model with the use case that it belongs to."""
    return ((use_case, flow) for use_case in model.use_cases.values() for flow in use_case.flows)


def steps(use_case: UseCase) -> Iterator[Step]:
    """The steps of all flows of a use case, in the order of the flows."""
    return (step for flow in use_case.flows for step in flow.steps)


def includes(use_case: UseCase) -> Iterator[Name]:
    """The use cases that the steps of a use case include, as they are named there."""
    return (name for step in steps(use_case) for name in step.includes)


def bodies(use_case: UseCase) -> Iterator[tuple[Flow, Sequence[nodes.Step | nodes.Control]]]:
    """Each flow of a use case with its lines as they were read."""
    sections = use_case.node.sections
    mains = [section for section in sections if section.kind == "main success scenario"]
    main = [tuple(line for section in mains for line in section.body)] if mains else []
    branches = [extension.body for section in sections for extension in section.extensions]
    return zip(use_case.flows, [*main, *branches], strict=True)


def homes(use_case: UseCase) -> Mapping[str, Flow]:
    """The flow that a step belongs to, by the step's label; the first one where a label is given twice."""
    return {step.label: flow for flow in reversed(use_case.flows) for step in flow.steps}


def flow_name(label: str) -> str:
    """What a flow is called in a message."""
    return f"flow {label}" if label else "the main flow"


def called(use_case: UseCase) -> str:
    """What a use case is called in a message: its id, or its title where it has none."""
    return use_case.id or use_case.title


def did_you_mean(written: str, known: Sequence[str], otherwise: str = "") -> str:
    """A hint with the known name that one is a slip of, or another hint if there is none."""
    meant = near(written, known)
    return f"did you mean ‘{meant}’?" if meant else otherwise


def rewrite(place: Place, wrong: str, meant: str | None) -> Fix | None:
    """What a slip of the pen is put right with, where a name is meant and the place holds the slip and nothing else."""
    if meant is None or written(place) != wrong:
        return None
    return Fix(f"write ‘{meant}’", (Edit(place.span, meant),), safe=False)


# ---- places


def part(place: Place, start: int, end: int) -> Place:
    """A part of a place; offsets count from its beginning."""
    return Place(place.source, Span(place.span.start + start, place.span.start + end))


def spot(place: Place, text: str) -> Place:
    """Where a text stands in a place; the whole place if it isn't there as it is."""
    at = written(place).find(text)
    return part(place, at, at + len(text)) if at >= 0 else place


def written(place: Place) -> str:
    """The text at a place."""
    return place.source.text[place.span.start : place.span.end]


def bare(label: Place) -> Place:
    """A label's place without the bullet before it and the punctuation after it."""
    match = _AROUND_LABEL.fullmatch(written(label))
    return part(label, *match.span("label")) if match else label


def after_colon(place: Place) -> Place:
    """What an item such as ``payment: 4`` says after its colon; the whole item if it has none."""
    match = _AFTER_COLON.search(written(place))
    return part(place, *match.span("rest")) if match else place
