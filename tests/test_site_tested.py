"""Results of tests on the pages of the site and in its pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

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


def pages(*results: TestResult, text: str = SHOP) -> Mapping[str, html.HtmlElement]:
    linked = model(text)
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
        (["main-", "1a-"], Verdict("untested", "tests not written")),
        (["main", "1a-"], Verdict("partly", "1 of 3 scenarios passed")),
    ],
)
def test_what_results_come_to(results: list[str], verdict: Verdict) -> None:
    outcomes: dict[str, Outcome] = {"!": "failed", "?": "skipped", "-": "not written"}
    made = [test_result(each.rstrip("!?-"), outcomes.get(each[-1], "passed")) for each in results]
    assert verdicts(covered(model(SHOP), *made))["uc-1"] == verdict


def test_scenarios_stand_on_the_page_with_their_tests() -> None:
    page = pages(test_result("main"), test_result("1a", "failed", "expected <b>no</b> money"))["use-cases/UC-1.html"]
    rows = [" ".join(row.text_content().split()) for row in page.cssselect(".scenarios tbody tr")]
    assert rows == [
        "Main success scenario test passed 1 2 succeeds",
        "tests.test_uc_1::test_main",
        "1a Customer has no money test failed 1a 1a1 fails",
        "tests.test_uc_1::test_1a expected <b>no</b> money",
        "2a Customer has left not tested 1 2a succeeds",
    ]


def test_a_scenario_has_an_address_and_its_path_leads_to_steps_and_flows() -> None:
    page = pages()["use-cases/UC-1.html"]
    rows = [(each.get("id"), each.cssselect(".walk")[0].get("href")) for each in page.cssselect(".scenarios tbody tr")]
    assert rows == [(id, f"#{id}") for id in ("scenario-main", "scenario-1a", "scenario-2a")]
    paths = [[each.get("href") for each in row.cssselect("a")] for row in page.cssselect(".scenarios .steps")]
    assert paths == [["#step-1", "#step-2"], ["#ext-1a", "#step-1a1"], ["#step-1", "#ext-2a"]]


def test_where_the_tests_of_a_use_case_stand_is_among_its_relations() -> None:
    page = pages(test_result("main"), test_result("1a"), test_result("9z"))["use-cases/UC-1.html"]
    fields = page.cssselect("#relations + .fields .field")
    relations = {each[0].text: " ".join(each[1].text_content().split()) for each in fields}
    assert relations["Tested by"] == "tests.test_uc_1, 2 tests"


def test_the_rows_of_a_test_are_one_line() -> None:
    rows = [replace(test_result("1a", "failed", f"row {each}"), name=f"test_1a[{each}]") for each in "abc"]
    other = replace(test_result("1a"), name="test_other")
    page = pages(replace(rows[0], outcome="passed"), *rows[1:], other)["use-cases/UC-1.html"]
    assert marks(page, ".scenarios th") == ["not tested", "test failed", "not tested"]
    assert [" ".join(each.text_content().split()) for each in page.cssselect(".scenarios .tests li")] == [
        "tests.test_uc_1::test_1a 2 of 3 rows failed [b] row b",
        "tests.test_uc_1::test_other passed",
    ]


def test_of_one_test_its_rows_are_told_beside_the_scenario() -> None:
    page = pages(*(replace(test_result("1a"), name=f"test_1a[{each}]") for each in "ab"))["use-cases/UC-1.html"]
    assert marks(page, ".scenarios") == ["not tested", "test passed with 2 rows", "not tested"]


def test_a_test_that_nobody_wrote_has_not_failed() -> None:
    made = pages(test_result("1a", "not written", "not written yet: UC-1, 1a. Customer has no money"))
    page = made["use-cases/UC-1.html"]
    assert marks(page, "#ext-1a > .condition") == ["test not written"]
    assert page.cssselect(".tested.failed") == []
    assert [each.text_content() for each in page.cssselect(".scenarios .tests li")] == ["tests.test_uc_1::test_1a"]
    assert marks(made["index.html"], "table.list") == ["not written", "not tested"]


def test_a_flow_of_what_is_included_leads_to_its_page() -> None:
    calling = SHOP.replace("2. System thanks.", "2. include UC-2").replace(
        "1. Customer brings it back.",
        "1. Customer brings it.\n  extensions:\n    1b. It is late:\n      resume at next step",
    )
    page = pages(test_result("UC-2:1b"), text=calling)["use-cases/UC-1.html"]
    taken = page.cssselect(".scenarios .taken")[-1]
    assert " ".join(taken.text_content().split()) == "UC-2:1b It is late"
    assert page.cssselect(".scenarios .steps")[-1].cssselect("a")[0].get("href").endswith("UC-2.html#ext-1b")


def test_a_scenario_that_nobody_asked_for_is_shown_and_not_counted() -> None:
    """Three are asked for: the main flow, 1a, 2a. Some test takes 1a and 2a in one scenario."""
    of = SHOP.replace("end in failure", "resume at next step")
    page = pages(test_result("1a 2a"), text=of)["use-cases/UC-1.html"]
    row = " ".join(page.cssselect(".scenarios tr:nth-last-child(2) th")[0].text_content().split())
    assert row == "1a Customer has no money 2a Customer has left more than was asked for test passed"
    assert [each.text for each in page.cssselect(".figures span")][2] == "3 scenarios"


def test_steps_and_flows_say_how_they_were_tested() -> None:
    page = pages(test_result("main"), test_result("1a", "failed"))["use-cases/UC-1.html"]
    assert marks(page, "#step-1 > .text") == ["test passed"]
    assert marks(page, "#ext-1a > .condition") == ["test failed"]
    assert marks(page, "#step-1a1 > .text") == ["test failed"]
    assert marks(page, "#ext-2a > .condition") == ["not tested"]


def test_the_overview_says_it_of_each_use_case_and_names_tests_of_what_is_gone() -> None:
    page = pages(test_result("main"), test_result("9z"))["index.html"]
    assert marks(page, "table.list") == ["1 of 3", "not tested"]
    assert page.cssselect("table.list .tested")[0].get("title") == "1 of 3 scenarios passed"
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
