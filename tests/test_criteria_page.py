"""The page on criteria tells what the toolkit does: its table and its list are held against its example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reading import model
from usecase_dsl.report.scenario_lists import lines
from usecase_dsl.scenario import CRITERIA, graph, suite

PAGE = (Path(__file__).parents[1] / "docs" / "explanation" / "criteria.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


EXAMPLE = model(block("uc"))
RENT = EXAMPLE.use_cases["uc-1"]


@pytest.mark.parametrize("criterion", CRITERIA)
def test_the_figures_of_the_example(criterion: str) -> None:
    found = suite(graph(RENT, EXAMPLE), RENT, criterion)
    assert f"| `{criterion}` | {found.requirements} | {len(found.scenarios)} | {found.bound} |" in PAGE


def test_the_list_of_the_example() -> None:
    found = suite(graph(RENT, EXAMPLE), RENT, "branches")
    listed = lines(EXAMPLE, {RENT.key: found.scenarios}, "text", {RENT.key: found.figures})
    assert "\n".join(listed) + "\n" == block("text")


def test_the_proof_of_the_example() -> None:
    """The three edges that lead to an end."""
    of = graph(RENT, EXAMPLE)
    witness = suite(of, RENT, "branches").witness
    sources = [of.nodes[of.edges[each.path[0]].source].label for each in witness]
    assert sorted(sources) == ["1a1", "3b1", "4"]
