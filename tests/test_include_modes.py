"""What stands in the place of a step that includes another use case: one node, or the other's own scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import model
from usecase_dsl.model.tables import Model
from usecase_dsl.scenario import building, count, graph, moments, scenarios
from usecase_dsl.scenario.moments import whose
from usecase_dsl.scenario.types import Graph, Include, Scenario

BUY = """
use case UC-01: Buy
main flow:
1. A chooses.
2. A pays (include UC-02).
3. System sends it.
"""
PAY = """
use case UC-02: Pay
main flow:
1. A shows a card.
2. System books it.
extensions:
1a. The card is new:
  1. System activates it.
  resume at 2
2a. It is refused:
  1. System says why.
  end in failure
"""


def walk(*texts: str, include: Include = "expand", loops: int = 1) -> list[Scenario]:
    """All scenarios of the first use case."""
    linked = model(*texts)
    of = expanded(linked, include)
    found = list(scenarios(of, next(iter(linked.use_cases.values())), "all", loops))
    assert count(of, loops) == len(found)
    return found


def expanded(linked: Model, include: Include = "expand") -> Graph:
    return graph(next(iter(linked.use_cases.values())), linked, include=include)


def told(*texts: str, include: Include = "expand", loops: int = 1) -> list[str]:
    found = walk(*texts, include=include, loops=loops)
    return [f"{' '.join(each.steps)}: {each.outcome}" for each in found]


# ---- the three modes


def test_a_call_is_one_step_that_fails_if_the_other_can() -> None:
    assert told(BUY, PAY, include="call") == ["1 2 3: success", "1 2: failure"]


def test_a_stub_is_one_step_that_succeeds() -> None:
    assert told(BUY, PAY, include="stub") == ["1 2 3: success"]


def test_expanded_the_scenarios_of_the_other_stand_in_the_place_of_the_step() -> None:
    assert told(BUY, PAY, include="expand") == [
        "1 UC-02:1 UC-02:2 3: success",
        "1 UC-02:1 UC-02:2a1: failure",
        "1 UC-02:1a1 UC-02:2 3: success",
        "1 UC-02:1a1 UC-02:2a1: failure",
    ]


def test_flows_of_the_other_go_by_its_name() -> None:
    assert [each.flows for each in walk(BUY, PAY)] == [
        (),
        ("UC-02:2a",),
        ("UC-02:1a",),
        ("UC-02:1a", "UC-02:2a"),
    ]


def test_a_use_case_without_an_id_goes_by_its_title() -> None:
    found = told(BUY.replace("UC-02", "Pay by card"), PAY.replace(" UC-02: Pay", ": Pay by card"))
    assert found[0] == "1 Pay by card:1 Pay by card:2 3: success"


def test_in_a_call_within_a_call_the_innermost_name_counts() -> None:
    bank = "use case UC-03: Book\nmain flow:\n1. System asks the bank."
    calling = PAY.replace("System books it.", "System books it (include UC-03).")
    assert told(BUY, calling, bank)[0] == "1 UC-02:1 UC-03:1 3: success"


@pytest.mark.parametrize("include", ["call", "expand"])
def test_what_nobody_knows_is_a_step(include: Include) -> None:
    assert told(BUY, include=include) == ["1 2 3: success"]


def test_what_has_no_steps_yet_is_a_step() -> None:
    assert told(BUY, "use case UC-02: Pay\ngoal: pay") == ["1 2 3: success"]


# ---- where success leads


def test_each_end_in_success_goes_on_after_the_step() -> None:
    gift = "use case UC-02: Pay\nmain flow:\n1. A pays.\nextensions:\n1a. Gift:\n  1. A gives it.\n  end in success"
    assert told(BUY, gift) == ["1 UC-02:1 3: success", "1 UC-02:1a1 3: success"]


def test_an_end_of_which_nobody_said_how_is_one_of_the_caller_too() -> None:
    open_end = "use case UC-02: Pay\nmain flow:\n1. A pays.\nextensions:\n1a. Odd:\n  1. A waits.\n  end"
    assert told(BUY, open_end) == ["1 UC-02:1 3: success", "1 UC-02:1a1: unstated"]


def test_the_last_step_of_a_flow_goes_on_where_that_flow_leads() -> None:
    calls_in_a_flow = """
        use case UC-01: Buy
        main flow:
        1. A chooses.
        2. A leaves.
        extensions:
        1a. A is in a hurry:
          1. A pays (include UC-02).
          resume at 2
        """
    pay = "use case UC-02: Pay\nmain flow:\n1. A pays."
    (_, hurried) = walk(calls_in_a_flow, pay)
    assert (hurried.steps, hurried.flows) == (("UC-02:1", "2"), ("1a",))


def test_a_loop_around_the_step_goes_round_the_scenarios() -> None:
    calls_in_a_loop = "use case UC-01: Buy\nmain flow:\n1. A pays (include UC-02).\nrepeat 1 until done\n2. A leaves."
    two_ways = "use case UC-02: Pay\nmain flow:\n1. Cash.\nextensions:\n1a. Card:\n  1. Card.\n  end in success"
    assert told(calls_in_a_loop, two_ways) == [
        "UC-02:1 2: success",
        "UC-02:1 UC-02:1 2: success",
        "UC-02:1 UC-02:1a1 2: success",
        "UC-02:1a1 2: success",
        "UC-02:1a1 UC-02:1 2: success",
        "UC-02:1a1 UC-02:1a1 2: success",
    ]


def test_loops_of_the_other_count_for_each_call() -> None:
    twice = "use case UC-01: Buy\nmain flow:\n1. A (include UC-02).\n2. A (include UC-02)."
    loop = "use case UC-02: Pay\nmain flow:\n1. A pays.\nrepeat 1 until done"
    assert len(walk(twice, loop, loops=2)) == 3 * 3


def test_restart_is_of_the_use_case_that_says_so() -> None:
    again = "use case UC-02: Pay\nmain flow:\n1. A pays.\n2. A signs.\nextensions:\n2a. Slip:\n  1. A rubs.\n  restart"
    assert told(BUY, again)[1] == "1 UC-02:1 UC-02:2a1 UC-02:1 UC-02:2 3: success"


# ---- where failure leads


def test_a_failure_takes_the_flows_that_leave_at_the_step() -> None:
    taking = BUY + "extensions:\n2a. No money:\n  1. A pays cash.\n  resume at 3\n"
    assert told(taking, PAY)[1] == "1 UC-02:1 UC-02:2a1 2a1 3: success"
    assert "1 2a1 3: success" not in told(taking, PAY)
    assert [each.flows for each in walk(taking, PAY)][1] == ("UC-02:2a", "2a")


def test_failure_flows_take_the_failure_and_the_others_leave_before_the_call() -> None:
    both = (
        BUY
        + """
        extensions:
        2a. A turns away:
          end in failure
        failure flows:
        2b. No money:
          1. System keeps it.
          end in failure
        """
    )
    simple = "use case UC-02: Pay\nmain flow:\n1. A pays.\nextensions:\n1a. Refused:\n  end in failure"
    found = [(" ".join(each.steps), each.flows) for each in walk(both, simple)]
    assert found == [("1 UC-02:1 3", ()), ("1 2b1", ("UC-02:1a", "2b")), ("1", ("2a",))]


def test_flows_that_leave_at_any_step_leave_before_the_call() -> None:
    anytime = BUY + "extensions:\n*a. Power fails:\n  end in success\n"
    found = [(each.steps, each.flows, each.outcome) for each in walk(anytime, PAY)]
    assert (("1", "UC-02:1", "UC-02:2a1"), ("UC-02:2a",), "failure") in found
    assert (("1",), ("*a",), "success") in found


def test_where_the_other_can_not_fail_all_flows_leave_before_the_call() -> None:
    taking = BUY + "failure flows:\n2a. No money:\n  1. A begs.\n  end in failure\n"
    safe = "use case UC-02: Pay\nmain flow:\n1. A pays."
    assert told(taking, safe) == ["1 UC-02:1 3: success", "1 2a1: failure"]


def test_a_failure_that_nobody_takes_goes_up_to_the_first_that_does() -> None:
    top = BUY + "extensions:\n2a. Not paid:\n  1. A goes home.\n  end in failure\n"
    middle = "use case UC-02: Pay\nmain flow:\n1. A signs in (include UC-03).\n2. A pays."
    low = "use case UC-03: Sign in\nmain flow:\n1. A types.\nextensions:\n1a. Wrong:\n  1. A waits.\n  end in failure"
    assert told(top, middle, low) == ["1 UC-03:1 UC-02:2 3: success", "1 UC-03:1a1 2a1: failure"]


def test_a_way_back_is_one_way_whichever_failure_leads_there() -> None:
    again = BUY + "extensions:\n2a. No luck:\n  resume at 1\n"
    two = "use case UC-02: Pay\nmain flow:\n1. A.\nextensions:\n1a. X:\n  end in failure\n1b. Y:\n  end in failure"
    assert [each.flows for each in walk(again, two)] == [(), ("UC-02:1a", "2a"), ("UC-02:1b", "2a")]


# ---- one of several


def test_the_ways_back_from_success_and_from_failure_are_two() -> None:
    """1a goes back to 1 whether UC-2 succeeds or fails; each of the two ways is taken once at most."""
    buy = (
        "use case UC-1: Buy\nmain flow:\n1. A asks.\nextensions:\n1a. x:\n1. include UC-2\nresume at 1\n"
        "1a1a. It fails:\nresume at 1"
    )
    pay = "use case UC-2: Pay\nmain flow:\n1. A pays.\nextensions:\n1a. Broke:\nend in failure"
    well, badly = ("1a",), ("1a", "UC-2:1a", "1a1a")
    assert {each.flows for each in walk(buy, pay)} == {(), well, badly, well + badly, badly + well}


def test_one_of_several_use_cases_is_called() -> None:
    cash = "use case UC-03: Pay in cash\nmain flow:\n1. A counts."
    assert told(BUY.replace("include UC-02", "include UC-02 or UC-03"), PAY, cash) == [
        "1 UC-02:1 UC-02:2 3: success",
        "1 UC-02:1 UC-02:2a1: failure",
        "1 UC-02:1a1 UC-02:2 3: success",
        "1 UC-02:1a1 UC-02:2a1: failure",
        "1 UC-03:1 3: success",
    ]


def test_of_several_an_unknown_one_is_a_step() -> None:
    cash = "use case UC-03: Pay in cash\nmain flow:\n1. A counts."
    assert told(BUY.replace("include UC-02", "include UC-77 or UC-03"), cash) == [
        "1 UC-03:1 3: success",
        "1 2 3: success",
    ]


# ---- each flow once


def test_each_flow_of_the_other_is_shown_once_and_goes_on_in_the_caller_where_it_fails() -> None:
    linked = model(BUY + "extensions:\n2a. Not paid:\n  1. A goes home.\n  end in failure\n", PAY)
    of = expanded(linked)
    assert [each.flows for each in scenarios(of, linked.use_cases["uc-01"], "flows")] == [
        (),
        ("UC-02:2a", "2a"),
        ("UC-02:1a",),
    ]


def test_two_failures_of_the_other_are_two_scenarios_though_one_flow_takes_both() -> None:
    linked = model(
        BUY + "extensions:\n2a. Not paid:\n  end in failure\n",
        "use case UC-02: Pay\nmain flow:\n1. A.\nextensions:\n1a. X:\n  end in failure\n1b. Y:\n  end in failure",
    )
    of = expanded(linked)
    assert [each.flows for each in scenarios(of, linked.use_cases["uc-01"], "flows")] == [
        (),
        ("UC-02:1a", "2a"),
        ("UC-02:1b", "2a"),
    ]


# ---- use cases that come round again


def test_where_a_use_case_comes_round_again_it_is_a_call() -> None:
    pay = "use case UC-02: Pay\nmain flow:\n1. A buys credit (include UC-01).\n2. A pays."
    assert told(BUY, pay) == ["1 UC-02:1 UC-02:2 3: success"]


def test_a_use_case_that_includes_itself_is_a_call_to_itself() -> None:
    itself = (
        "use case UC-01: Buy\nmain flow:\n1. A chooses.\nextensions:\n1a. More:\n  1. A (include UC-01).\n  resume at 1"
    )
    assert told(itself) == ["1: success", "1a1 1: success"]


def test_a_call_that_comes_round_again_fails_into_the_flow_that_takes_it() -> None:
    top = BUY + "extensions:\n2a. Not paid:\n  1. A goes home.\n  end in failure\n"
    pay = "use case UC-02: Pay\nmain flow:\n1. A buys credit (include UC-01).\n2. A pays."
    assert told(top, pay + "\nextensions:\n2a. Late:\n  end in failure") == [
        "1 UC-02:1 UC-02:2 3: success",
        "1 UC-02:1 2a1: failure",
        "1 2a1: failure",
    ]


def test_a_long_chain_of_calls_is_followed_to_its_end() -> None:
    chain = [f"use case UC-{n}: N{n}\nmain flow:\n1. A (include UC-{n + 1}).\n" for n in range(600)]
    (scenario,) = walk("".join(chain) + "use case UC-600: Last\nmain flow:\n1. A acts.")
    assert scenario.steps == ("UC-600:1",)


def test_calls_that_multiply_are_not_followed_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_NODES", 1_000)
    twice = "use case UC-{}: {}\nmain flow:\n1. A (include UC-{}).\n2. A (include UC-{}).\n"
    texts = "".join(twice.format(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n], n + 1, n + 1) for n in range(26))
    of = expanded(model(texts + "use case UC-26: Last\nmain flow:\n1. A acts."))
    assert not of.complete
    assert len(of.nodes) < 1_100


# ---- what the documentation shows

PAGE = (Path(__file__).parents[1] / "docs" / "explanation" / "includes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("include", ["call", "expand"])
def test_the_scenarios_that_the_page_shows_are_those_of_its_text(include: Include) -> None:
    text = PAGE.partition("```uc\n")[2].partition("```")[0]
    table = PAGE.partition(f"| {include} | flows taken | steps done | outcome |\n|---|---|---|---|\n")[2].partition(
        "\n\n"
    )[0]
    assert table.splitlines() == [
        f"| {number} | {', '.join(each.flows) or 'none'} | {' '.join(each.steps)} | {each.outcome} |"
        for number, each in enumerate(walk(text, include=include), 1)
    ]


def test_the_call_and_the_stub_that_the_page_tells_apart_differ() -> None:
    text = PAGE.partition("```uc\n")[2].partition("```")[0]
    without = text[: text.index("  extensions:")] + text[text.index("use case UC-2") :]
    assert told(without, include="call") == ["1 2 3: success", "1 2: failure"]
    assert told(without, include="stub") == ["1 2 3: success"]


# ---- in words


def test_moments_take_their_words_from_the_text_that_has_them() -> None:
    linked = model(
        """
        use case UC-01: Buy
        main flow:
        1. A chooses.
        2. A pays (include UC-02).
          => It is paid.
        extensions:
        2a. There is no money:
          1. A goes home.
          end in failure
            => Nothing is sold.
        """,
        """
        use case UC-02: Pay
        main flow:
        1. A shows a card.
        2. System books it.
        extensions:
        1a. It is a gift card:
          1. System takes it.
          end in success
            => The gift card is void.
        2a. It is refused:
          1. System says why.
            => A knows why.
          end in failure
            => Nothing is booked.
        """,
    )
    use_case, of = linked.use_cases["uc-01"], expanded(linked)
    found = {each.name: moments(use_case, of, each) for each in scenarios(of, use_case, "all")}
    assert [(each.label, each.text, each.results) for each in found["UC-02:1a"]] == [
        ("1", "A chooses.", ()),
        ("UC-02:1a", "It is a gift card", ()),
        ("UC-02:1a1", "System takes it.", ()),
        ("UC-02:1a", "success", ("The gift card is void.", "It is paid.")),
    ]
    assert [(each.label, each.text, each.results) for each in found["UC-02:2a, 2a"]] == [
        ("1", "A chooses.", ()),
        ("UC-02:1", "A shows a card.", ()),
        ("UC-02:2a", "It is refused", ()),
        ("UC-02:2a1", "System says why.", ("A knows why.",)),
        ("2a", "There is no money", ("Nothing is booked.",)),
        ("2a1", "A goes home.", ()),
        ("2a", "failure", ("Nothing is sold.",)),
    ]


def test_the_failure_of_a_call_has_no_results_of_the_flow_that_it_ends() -> None:
    linked = model(
        "use case UC-01: Buy\nmain flow:\n1. A chooses.\nextensions:\n1a. Fast:\n  1. A pays (include UC-02).\n"
        "  end in success\n    => It is paid.",
        PAY,
    )
    use_case, of = linked.use_cases["uc-01"], expanded(linked, "call")
    ends = {
        each.outcome: moments(use_case, of, each)[-1].results for each in scenarios(of, use_case, "all") if each.flows
    }
    assert ends == {"success": ("It is paid.",), "failure": ()}


def test_a_label_leads_to_the_use_case_whose_it_is() -> None:
    linked = model(BUY, PAY)
    use_case, of = linked.use_cases["uc-01"], expanded(linked)
    assert whose(use_case, of, "3") == (use_case, "3")
    assert whose(use_case, of, "UC-02:2a") == (linked.use_cases["uc-02"], "2a")
