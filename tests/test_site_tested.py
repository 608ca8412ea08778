"""Results of tests on the pages of the site and in its pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from lxml import html

from tests.reading import model
from usecase_dsl.coverage import Claim, Coverage, TestResult, coverage
from usecase_dsl.coverage.types import Outcome
from usecase_dsl.model.tables import Model
from usecase_dsl.render import diagram, site
from usecase_dsl.render.verdicts import Verdict, verdicts
from usecase_dsl.scenario import graph, scenarios

SHOP = """\
system: Shop
use case UC-1: Buy
  primary actor: Customer
  main flow:
    1. Customer pays.
    2. System thanks.
  extensions:
    1a. Customer has no money:
      1. System waits.
      end in failure
    2a. Customer has left:
      resume at next step
use case UC-2: Return
  primary actor: Customer
  main flow:
    1. Customer brings it back.
"""


def test_result(scenario: str, outcome: Outcome = "passed", message: str = "", use_case: str = "UC-1") -> TestResult:
    return TestResult(f"test_{scenario}", "tests.test_uc_1", "", outcome, message, (Claim(use_case, scenario),))


test_result.__test__ = False  # type: ignore[attr-defined]


def covered(linked: Model, *results: TestResult) -> Coverage:
    graphs = {key: graph(each, linked) for key, each in linked.use_cases.items()}
    found = {key: tuple(scenarios(graphs[key], each)) for key, each in linked.use_cases.items()}
    return coverage(linked, graphs, found, results)


def pages(*results: TestResult) -> Mapping[str, html.HtmlElement]:
    linked = model(SHOP)
    made = site.render(linked, coverage=covered(linked, *results))
    return {each.path: html.fromstring(each.content.decode()) for each in made if each.path.endswith(".html")}


def marks(page: html.HtmlElement, place: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.cssselect(f"{place} .tested")]


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        ([], Verdict("untested", "not tested")),
        (["main"], Verdict("partly", "1 of 3 scenarios passed")),
        (["main", "1a", "2a"], Verdict("passed", "3 of 3 scenarios passed")),
        (["main", "1a!"], Verdict("failed", "1 of 3 scenarios passed, 1 failed")),
        (["main?"], Verdict("untested", "0 of 3 scenarios passed")),
    ],
)
def test_what_results_come_to(results: list[str], verdict: Verdict) -> None:
    outcomes: dict[str, Outcome] = {"!": "failed", "?": "skipped"}
    made = [test_result(each.rstrip("!?"), outcomes.get(each[-1], "passed")) for each in results]
    assert verdicts(covered(model(SHOP), *made))["uc-1"] == verdict


def test_scenarios_stand_on_the_page_with_their_tests() -> None:
    page = pages(test_result("main"), test_result("1a", "failed", "expected <b>no</b> money"))["use-cases/UC-1.html"]
    rows = [" ".join(row.text_content().split()) for row in page.cssselect(".scenarios tbody tr")]
    assert rows == [
        "Main success scenario passed 1 2 succeeds",
        "tests.test_uc_1::test_main passed",
        "1a failed 1a1 fails",
        "tests.test_uc_1::test_1a failed expected <b>no</b> money",
        "2a not tested 1 succeeds",
    ]


def test_steps_and_flows_say_how_they_were_tested() -> None:
    page = pages(test_result("main"), test_result("1a", "failed"))["use-cases/UC-1.html"]
    assert marks(page, "#step-1 > .text") == ["passed"]
    assert marks(page, "#ext-1a > .condition") == ["failed"]
    assert marks(page, "#step-1a1 > .text") == ["failed"]
    assert marks(page, "#ext-2a > .condition") == ["not tested"]


def test_the_overview_says_it_of_each_use_case_and_names_tests_of_what_is_gone() -> None:
    page = pages(test_result("main"), test_result("9z"))["index.html"]
    assert marks(page, "table.list") == ["1 of 3 scenarios passed", "not tested"]
    assert "test_9z" in page.cssselect("#vanished + ul")[0].text_content()
    assert "tests: 1 of 4 scenarios passed" in page.text_content()


def test_without_results_nothing_is_said_of_tests() -> None:
    made = {each.path: each.content.decode() for each in site.render(model(SHOP))}
    assert not re.search(r'class="tested|Tests<|tests:', made["index.html"] + made["use-cases/UC-1.html"])


def test_the_picture_marks_each_use_case_in_shape_and_word() -> None:
    linked = model(SHOP)
    found = verdicts(covered(linked, test_result("main"), test_result("1a"), test_result("2a")))
    picture = html.fromstring(diagram.render(linked, verdicts=found))
    bought, returned = picture.cssselect(".node.use-case")
    assert bought.get("class") == "node use-case passed"
    assert bought.cssselect("title")[0].text == "UC-1: Buy (3 of 3 scenarios passed)"
    assert len(bought.cssselect(".verdict path")) == 1
    assert returned.cssselect("title")[0].text == "UC-2: Return (not tested)"
    assert returned.cssselect(".verdict path") == []
