"""A scenario can be followed in the activity diagram: along lines, or by a mark that names the step to go on at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.activity_picture import ActivityPicture, activity
from tests.reading import model
from usecase_dsl import scenario
from usecase_dsl.model.slugs import anchor
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.project.load import checked, read_texts

EXAMPLES = sorted({each.parent for each in Path(__file__).parents[1].glob("examples/**/*.uc")})

RENT = """
    actor: Rider
    use case UC-1: Rent
      main success scenario:
        1. Rider holds the card to a dock.
        2. System opens the dock.
        3. Rider leaves.
      extensions:
        1a. The card is unknown:
          end in failure
        1b. The card is old:
          1. System says so.
          resume at 2
        2a. The dock is stuck:
          1. System names another.
          resume at 1
"""


def walks(of: Model, use_case: UseCase) -> Iterator[list[str]]:
    """The ids of what each scenario comes to, one after the other: steps done and flows entered."""
    graph = scenario.graph(use_case, of)
    for each in scenario.scenarios(graph, use_case):
        moments = scenario.moments(use_case, graph, each)
        yield ["start", *(anchor(moment.label) for moment in moments if moment.kind != "end")]


def way(seen: ActivityPicture, start: str, end: str) -> list[str] | None:
    """What lies between two things on the shortest way along lines."""
    onward = defaultdict(list)
    for source, target in seen.ways():
        onward[source].append(target)
    ways, known = [[start]], {start}
    while ways:
        walked = ways.pop(0)
        for each in onward[walked[-1]]:
            if each == end:
                return walked[1:]
            if each not in known:
                known.add(each)
                ways.append([*walked, each])
    return None


def lost(seen: ActivityPicture, use_case: UseCase, walk: list[str]) -> Iterator[str]:
    """Where somebody who follows a scenario in the picture doesn't know how to go on.

    On the way to a flow lies the step that it interrupts; elsewhere only what a frame says need not be done.
    """
    for one, other in pairwise(walk):
        between = way(seen, one, other)
        if between is None:
            marks = [target for source, target in seen.ways() if source == one and "connector" in seen.kinds(target)]
            if not marks and not seen.kinds(other) & {"any-time", "nowhere"}:
                yield f"{one} > {other}"
            continue
        steps = [each for each in between if "step" in seen.kinds(each)]
        done = steps[:-1] if other.startswith("ext-") else steps
        if not set(done) <= set(in_frames(use_case)):
            yield f"{one} > {' > '.join(between)} > {other}"


def in_frames(use_case: UseCase) -> Iterator[str]:
    """The steps that are optional, or in a loop that may have no round."""
    for flow in use_case.flows:
        for each in flow.ranges:
            if each.kind != "until":
                yield from (anchor(step.label) for step in flow.steps[each.first : each.last + 1])


def test_the_way_of_each_scenario() -> None:
    rent = model(RENT)
    seen = activity(rent)
    assert list(walks(rent, rent.use_cases["uc-1"])) == [
        ["start", "step-1", "step-2", "step-3"],
        ["start", "ext-1a"],
        ["start", "ext-1b", "step-1b1", "step-2", "step-3"],
        ["start", "step-1", "ext-2a", "step-2a1", "step-1", "step-2", "step-3"],
    ]
    assert way(seen, "start", "step-1") == []
    assert way(seen, "start", "ext-1b") == ["step-1", "ext-1a"]
    assert way(seen, "step-1", "ext-2a") == ["step-2"]


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda each: each.name)
@pytest.mark.parametrize("lanes", [False, True], ids=["", "lanes"])
def test_nobody_gets_lost_in_the_examples(folder: Path, lanes: bool) -> None:
    project = checked(read_texts([folder]))
    for use_case in project.use_cases:
        seen = activity(project.model, use_case, lanes)
        assert [each for walk in walks(project.model, use_case) for each in lost(seen, use_case, walk)] == []
