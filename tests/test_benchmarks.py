"""What the benchmarks measure is what they say: sound use cases, and the same ones in Gherkin."""

from __future__ import annotations

import pytest

from benchmarks import inputs
from usecase_dsl.checks import check
from usecase_dsl.diagnostic import Severity
from usecase_dsl.model import link
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
