"""What the benchmarks measure is what they say: sound use cases, the same ones in Gherkin, graphs that are equal."""

from __future__ import annotations

import pytest

from benchmarks import inputs, scenarios, worst
from usecase_dsl.checks import check
from usecase_dsl.diagnostic import Severity
from usecase_dsl.model import Model, link
from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario import Suite, TooMany, count, graph, suite
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax import parse

STORIES = inputs.stories(60)


def test_the_use_cases_have_nothing_wrong() -> None:
    parsed = [parse(source) for source in inputs.sources(60, in_a_file=20)]
    model = link(document for document, _ in parsed)
    assert [faults for _, faults in parsed if faults] == []
    assert [each for each in check(model) if each.severity is Severity.ERROR] == []
    assert len(model.use_cases) == 60
    assert sum(len(flow.steps) for case in model.use_cases.values() for flow in case.flows) == inputs.steps(STORIES)
    assert any(case.extends for case in model.use_cases.values())
    assert any(step.includes for case in model.use_cases.values() for flow in case.flows for step in flow.steps)


def test_the_feature_has_the_same_steps() -> None:
    gherkin = pytest.importorskip("gherkin.parser")
    feature = gherkin.Parser().parse(inputs.feature(STORIES))["feature"]
    rules = [child["rule"] for child in feature["children"]]
    assert [rule["name"] for rule in rules] == [f"{story.id} {story.title}" for story in STORIES]
    for rule, story in zip(rules, STORIES, strict=True):
        scenarios = [child["scenario"] for child in rule["children"] if "scenario" in child]
        found = [step["text"] for scenario in scenarios for step in scenario["steps"]]
        branches = [text for branch in story.branches for text in (*branch.steps, branch.end)]
        assert sorted(found) == sorted([*story.steps, story.result, *story.guarantees, *branches])


def test_no_two_use_cases_have_the_same_title() -> None:
    titles = [story.title for story in inputs.stories(2000)]
    assert len(set(titles)) == len(titles)


PROJECT = link(parse(source)[0] for source in inputs.sources(60))
GRAPHS = scenarios.all_graphs(PROJECT)
PLAINS = {key: scenarios.plain(each) for key, each in GRAPHS.items()}


def suites(criterion: str) -> dict[str, Suite]:
    return {key: suite(GRAPHS[key], each, criterion) for key, each in PROJECT.use_cases.items()}


def test_peers_are_given_the_edges_that_are_to_be_taken() -> None:
    demanded = {key: each.requirements for key, each in suites("branches").items()}
    assert {key: len(each.ways) for key, each in PLAINS.items()} == demanded


def test_networkx_finds_as_few_paths_for_all_edges_and_for_all_pairs() -> None:
    pytest.importorskip("networkx")
    edges = {key: len(each.scenarios) for key, each in suites("branches").items()}
    pairs = {key: len(each.scenarios) for key, each in suites("edge-pairs").items()}
    assert {key: scenarios.least_paths(each) for key, each in PLAINS.items()} == edges
    assert {key: scenarios.least_paths(scenarios.of_pairs(each)) for key, each in PLAINS.items()} == pairs
    assert edges != pairs


@pytest.mark.parametrize("name", worst.WORST)
def test_the_worst_graphs_are_of_faultless_texts(name: str) -> None:
    document, faults = parse(source_from_text(worst.WORST[name](), "worst.uc"))
    errors = [each for each in check(link([document])) if each.severity is Severity.ERROR]
    assert not faults
    assert errors == []


def test_the_worst_graphs_are_as_bad_as_they_are_called() -> None:
    assert count(graph(*only("30 exits"))) == 2**30
    assert count(graph(*only("30 restarts"))) is None
    assert not graph(*only("more ranges in ranges")).complete
    use_case, model = only("all to all")
    with pytest.raises(TooMany):
        suite(graph(use_case, model), use_case, "prime-paths")


def only(name: str) -> tuple[UseCase, Model]:
    """The first use case of one of the worst texts, and its model."""
    model = link([parse(source_from_text(worst.WORST[name](), "worst.uc"))[0]])
    return next(iter(model.use_cases.values())), model
