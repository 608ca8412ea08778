"""Tests tied to scenarios by what they say and by their names, and what that leaves open."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import model
from usecase_dsl.coverage import Claim, Coverage, TestResult, coverage
from usecase_dsl.coverage.types import Outcome
from usecase_dsl.coverage.words import joined, words
from usecase_dsl.scenario import graph, scenarios

ORDER = """\
    actor: Customer
    use case UC-01: Place an order
      main success scenario:
        1. Customer asks to check out.
        2. System shows the summary.
        3. Customer pays.
      extensions:
        2a. The cart is empty:
          1. System says so.
          2. Customer fills it.
          resume at 2
        2a2a. Customer leaves:
          1. System waits.
          end in failure
        2,3b. It takes too long:
          resume at next step
        3a. The bank is closed:
          1. System keeps the cart.
          end in failure
        *a. The power fails:
          end in failure
"""
SIGN_IN = """\
    use case UC-1: Sign in
      main success scenario:
        1. Customer signs in.
      extensions:
        1a. The password is wrong:
          end in failure
    use case UC-10: Order 2a boxes
      main success scenario:
        1. Customer orders. [E1]
      extensions:
        E1. There is no box:
          end in failure
    use case: Pay a bill
      main success scenario:
        1. include Sign in
"""
MAIN = "main success scenario"


def covered(*results: TestResult, text: str = ORDER + SIGN_IN) -> Coverage:
    """What results cover of the scenarios that each use case has by ``flows``."""
    of = model(text)
    graphs = {key: graph(each, of) for key, each in of.use_cases.items()}
    return coverage(
        of, graphs, {key: tuple(scenarios(graphs[key], each)) for key, each in of.use_cases.items()}, results
    )


def result(name: str, classname: str = "", outcome: Outcome = "passed", claims: tuple[Claim, ...] = ()) -> TestResult:
    return TestResult(name, classname, "", outcome, claims=claims)


def meant(name: str, classname: str = "", *claims: Claim, text: str = ORDER + SIGN_IN) -> str:
    """What one test is tied to: ``uc-01 2a``, ``uc-01 -`` for a use case alone, ``gone: UC-07 2a``, ``nothing``."""
    found = covered(result(name, classname, claims=claims), text=text)
    scenarios = [
        f"{key} {one.scenario.name}" for key, each in found.use_cases.items() for one in each.scenarios if one.results
    ]
    others = [f"{key} -" for key, each in found.use_cases.items() if each.others]
    gone = [f"gone: {each.use_case} {each.scenario}".rstrip() for each in found.vanished]
    return "; ".join([*scenarios, *others, *gone, *["nothing"] * found.unnamed])


# ---- names


@pytest.mark.parametrize(
    ("classname", "name", "expected"),
    [
        ("", "UC-01 2a: The cart is empty", "uc-01 2a"),
        ("tests.use_cases.test_uc_01", "test_2a_the_cart_is_empty", "uc-01 2a"),
        ("shop.Uc01PlaceAnOrderTest", "scenario2aTheCartIsEmpty()", "uc-01 2a"),
        ("shop.Uc01PlaceAnOrderTest$Alternative2a", "leaves()", "uc-01 2a"),
        ("uc-01.spec.ts", "Place an order › 3a The bank is closed", "uc-01 3a"),
        ("Tests.Uc 01 Place An Order", "3A The Bank Is Closed", "uc-01 3a"),
        ("uc_01.Place an order", "2a. The cart is empty -- @1.1 books", "uc-01 2a"),
        ("", "UC-01 main success scenario", f"uc-01 {MAIN}"),
        ("tests.test_uc_01", "test_main_success_scenario[moby-dick]", f"uc-01 {MAIN}"),
        ("tests.test_uc_01", "test_main", f"uc-01 {MAIN}"),
        ("tests.test_uc_01", "test_any_a_the_power_fails", "uc-01 *a"),
        ("tests.test_uc_01", "test_2_3b_it_takes_too_long", "uc-01 2,3b"),
        ("tests.test_uc_01", "test_scenario[3a]", "uc-01 3a"),
        ("tests.test_uc_10", "test_e1_there_is_no_box", "uc-10 E1"),
    ],
)
def test_names_in_the_manner_of_many_frameworks(classname: str, name: str, expected: str) -> None:
    assert meant(name, classname) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("test_2a2a_customer_leaves", "uc-01 2a, 2a2a"),
        ("test_2a_2a2a_customer_leaves", "uc-01 2a, 2a2a"),
        ("test_2a", "uc-01 2a"),
    ],
)
def test_a_flow_within_a_flow_is_another_one(name: str, expected: str) -> None:
    assert meant(name, "test_uc_01") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UC-1 1a", "uc-1 1a"),
        ("UC-10 1a", "gone: UC-10 1a"),
        ("test_uc_1_1a", "uc-1 1a"),
        ("UC-11 1a", "gone: uc-11"),
        ("UC-10 Order 2a boxes: main success scenario", f"uc-10 {MAIN}"),
        ("UC-10 Order 2a boxes", "uc-10 -"),
    ],
)
def test_numbers_are_compared_whole_and_titles_are_no_labels(name: str, expected: str) -> None:
    assert meant(name) == expected


@pytest.mark.parametrize(
    "name", ["test_2nd_book", "test_2_books", "test_main_menu_opens", "test_it[3d]", "test_helper"]
)
def test_what_is_no_label_is_none(name: str) -> None:
    assert meant(name, "test_uc_01") == "uc-01 -"


def test_a_use_case_without_an_id_goes_by_its_whole_title() -> None:
    assert meant("test_main_success_scenario", "tests.test_pay_a_bill") == f"pay a bill {MAIN}"
    assert meant("mainSuccessScenario", "PayABillTest") == f"pay a bill {MAIN}"
    assert meant("test_main_success_scenario", "tests.test_pay_a_bill_twice") == "nothing"


def test_of_several_use_cases_the_last_before_the_scenario_is_meant() -> None:
    assert meant("test_3a", "tests.uc_1.test_uc_01") == "uc-01 3a"
    assert meant("test_3a_when_uc_1_fails", "tests.test_uc_01") == "uc-01 3a"


def test_what_the_text_can_walk_is_another_scenario_and_what_it_cannot_is_gone() -> None:
    assert meant("test_2_3b_3a_the_bank_is_closed", "test_uc_01") == "uc-01 2,3b, 3a"
    assert meant("test_3a_2a_the_cart_is_empty", "test_uc_01") == "gone: UC-01 3a, 2a"
    assert meant("test_2c_the_cart_is_full", "test_uc_01") == "gone: UC-01 2c"
    assert meant("test_e1_paper", "test_uc_01") == "uc-01 -"  # No flow of this use case has a code.


def test_a_title_that_begins_like_a_label_is_not_read_as_one() -> None:
    text = ORDER.replace("2a. The cart is empty", "2a. 3a batteries are missing")
    of = covered(result("test_2a_3a_batteries_are_missing", "test_uc_01"), text=text)
    assert [each.scenario.name for each in of.use_cases["uc-01"].scenarios if each.results] == ["2a"]


PIECES = st.sampled_from(
    [
        "UC-01",
        "uc_1",
        "UC10",
        "2a",
        "2A2a",
        "any",
        "*a",
        "main",
        "E1",
        "test",
        "Pay a bill",
        "9z",
        "1.1",
        "É",
        "ß",
        "中",
        "",
    ]
)
NAMES = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=6).flatmap(
    lambda parts: st.sampled_from([" ", "_", "", ".", " - ", "["]).map(lambda sign: sign.join(parts))
)


@settings(deadline=None)
@given(NAMES, NAMES, st.lists(st.builds(Claim, NAMES, NAMES), max_size=1))
def test_every_test_is_told_in_exactly_one_place(classname: str, name: str, claims: list[Claim]) -> None:
    found = covered(result(name, classname, claims=tuple(claims)))
    told = [*found.vanished, *(each for table in found.use_cases.values() for each in table.others)]
    told += [each for table in found.use_cases.values() for one in table.scenarios for each in one.results]
    assert len(told) + found.unnamed == 1


def test_a_test_for_no_use_case_is_counted() -> None:
    assert covered(result("test_x"), result("test_y", "tests.test_cart")).unnamed == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("UC-01", "uc_01"), ("UC-01", "Uc01"), ("*a", "any_a"), ("Überweisung 1", "uberweisung1"), ("1.2", "1-2")],
)
def test_what_is_written_in_other_ways_has_one_key(one: str, other: str) -> None:
    assert joined(words(one)) == joined(words(other))


@pytest.mark.parametrize(("one", "other"), [("UC-1.2", "UC-12"), ("UC-1", "UC-10"), ("2,4a", "24a")])
def test_numbers_that_differ_have_keys_that_differ(one: str, other: str) -> None:
    assert joined(words(one)) != joined(words(other))


def test_a_condition_without_its_label_will_do_if_it_is_whole_and_there_is_but_one() -> None:
    assert meant("The cart is empty", "UC-01: Place an order") == "uc-01 2a"
    assert meant("UC-01 The cart is empty") == "uc-01 2a"
    assert meant("test_a_customer_leaves[books]", "tests.test_uc_01") == "uc-01 2a, 2a2a"  # As pytest-bdd names it.
    assert meant("The cart is empty again", "UC-01: Place an order") == "uc-01 -"
    assert meant("test_9a_the_cart_is_empty", "tests.test_uc_01") == "gone: UC-01 9a"
    twice = ORDER.replace("The bank is closed", "The cart is empty")
    assert [*covered(result("UC-01: The cart is empty"), text=twice).use_cases["uc-01"].others] != []


# ---- what tests say


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (Claim("UC-01", "2a"), "uc-01 2a"),
        (Claim("uc_01", "main"), f"uc-01 {MAIN}"),
        (Claim("UC-01", "Main Success Scenario"), f"uc-01 {MAIN}"),
        (Claim("UC-01", "2a 2a2a"), "uc-01 2a, 2a2a"),
        (Claim("UC-01", "2a, 2a2a"), "uc-01 2a, 2a2a"),
        (Claim("UC-01", "2,3b"), "uc-01 2,3b"),
        (Claim("UC-01", "*a"), "uc-01 *a"),
        (Claim("UC-01", "3a. The bank is closed"), "uc-01 3a"),
        (Claim("Pay a bill", "main"), f"pay a bill {MAIN}"),
        (Claim("UC-01", "9z"), "gone: UC-01 9z"),
        (Claim("UC-01", "2a 9z"), "gone: UC-01 2a 9z"),
        (Claim("UC-01", "some day"), "gone: UC-01 some day"),
        (Claim("UC-7", "2a"), "gone: UC-7"),
        (Claim("UC-01"), "uc-01 3a"),  # The name says the scenario.
    ],
)
def test_what_a_test_says_counts_more_than_its_name(claim: Claim, expected: str) -> None:
    assert meant("test_3a", "test_uc_1", claim) == expected


def test_a_test_may_be_for_several_scenarios() -> None:
    assert meant("test_x", "", Claim("UC-01", "2a"), Claim("UC-1", "1a")) == "uc-01 2a; uc-1 1a"


def test_what_says_the_use_case_alone_says_nothing_beside_what_says_the_scenario() -> None:
    assert meant("test_x", "", Claim("UC-01"), Claim("UC-01", "2a")) == "uc-01 2a"


@pytest.mark.parametrize("comma", [", ", " "])
def test_scenarios_whose_names_are_alike_but_for_a_number_are_told_apart(comma: str) -> None:
    of = model(ORDER)
    (use_case,) = of.use_cases.values()
    paths = graph(use_case, of)
    listed = tuple(scenarios(paths, use_case, "all"))
    said = [Claim("UC-01", each.name.replace(", ", comma).replace(MAIN, "main")) for each in listed]
    found = coverage(of, {"uc-01": paths}, {"uc-01": listed}, [result(each.scenario, claims=(each,)) for each in said])
    assert "2,3b (2)" in [each.name for each in listed]
    assert [[test.name for test in each.results] for each in found.use_cases["uc-01"].scenarios] == [
        [each.scenario] for each in said
    ]


# ---- what became of them


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ([], "untested"),
        (["passed"], "passed"),
        (["passed", "passed"], "passed"),
        (["passed", "failed"], "failed"),
        (["passed", "error"], "failed"),
        (["skipped", "failed"], "failed"),
        (["passed", "skipped"], "skipped"),
        (["passed", "not written"], "not written"),
        (["not written", "skipped"], "not written"),
        (["not written", "failed"], "failed"),
    ],
)
def test_a_scenario_is_passed_if_all_of_its_tests_are(outcomes: list[Outcome], status: str) -> None:
    results = [result(f"test_2a[{index}]", "test_uc_01", each) for index, each in enumerate(outcomes)]
    two_a = next(each for each in covered(*results).use_cases["uc-01"].scenarios if each.scenario.name == "2a")
    assert two_a.status == status


def test_a_step_is_as_well_off_as_the_best_test_that_walks_it() -> None:
    order = covered(
        result("test_3a", "test_uc_01"),
        result("test_2a", "test_uc_01", "failed"),
        result("test_2a2a", "test_uc_01", "skipped"),
    ).use_cases["uc-01"]
    assert order.steps == {
        "1": "passed",
        "2": "passed",
        "3": "failed",
        "2a1": "failed",
        "2a2": "failed",
        "2a2a1": "skipped",
        "3a1": "passed",
    }
    assert order.flows == {
        "": "untested",
        "2a": "failed",
        "2a2a": "skipped",
        "2,3b": "untested",
        "3a": "passed",
        "*a": "untested",
    }
    assert order.open_steps == ("3", "2a1", "2a2", "2a2a1")
    assert order.open_flows == ("2a", "2a2a", "2,3b", "*a")


def test_the_figures_are_of_the_scenarios_that_are_asked_for() -> None:
    results = [result(f"test_{label}", "test_uc_01") for label in ("main", "2a", "3a", "2_3b_3a")]
    found = covered(*results, result("test_any_a", "test_uc_01", "failed"), text=ORDER)
    assert (found.scenarios, found.tested, found.passed) == (6, 4, 3)
    assert found.reaches(50) and not found.reaches(50.1)
    assert [each.scenario.name for each in found.use_cases["uc-01"].scenarios if not each.listed] == ["2,3b, 3a"]


def test_nothing_is_missing_where_nothing_is_asked_for() -> None:
    assert covered(text="actor: Customer\n").reaches(100)


def test_of_use_cases_that_were_not_asked_for_nothing_is_said() -> None:
    of = model(ORDER + SIGN_IN)
    paths = graph(of.use_cases["uc-1"], of)
    asked = {"uc-1": tuple(scenarios(paths, of.use_cases["uc-1"]))}
    found = coverage(of, {"uc-1": paths}, asked, [result("UC-01 2a"), result("UC-1 1a")])
    assert (list(found.use_cases), found.vanished, found.unnamed, found.passed) == (["uc-1"], (), 0, 1)
