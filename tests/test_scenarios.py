"""The scenario graph and its scenarios, held against the language reference."""

from __future__ import annotations

from tests.reading import model
from usecase_dsl.scenario import count, failing_use_cases, graph, moments, scenarios
from usecase_dsl.scenario.types import AnyTime, Scenario


def walk(text: str, criterion: str = "flows", loops: int = 1, any_time: AnyTime = "each-step") -> list[Scenario]:
    linked = model(text)
    use_case = next(iter(linked.use_cases.values()))
    return list(scenarios(graph(use_case, linked, any_time), use_case, criterion, loops))


def steps(text: str, criterion: str = "flows", loops: int = 1) -> list[str]:
    return [" ".join(each.steps) for each in walk(text, criterion, loops)]


def number(text: str, loops: int, any_time: AnyTime = "each-step") -> int | None:
    linked = model(text)
    found = count(graph(next(iter(linked.use_cases.values())), linked, any_time), loops)
    assert found == len(walk(text, "all", loops, any_time))
    return found


def main_of(number: int) -> str:
    return "use case: X\nmain flow:\n" + "\n".join(f"{n}. A acts." for n in range(1, number + 1)) + "\nextensions:\n"


class TestFlowsCriterion:
    def test_the_main_flow_alone_and_each_other_flow_once(self) -> None:
        text = main_of(3) + "2a. It rains:\n1. A waits.\nresume at 2\n3a. It snows:\nend in failure"
        assert [(each.name, each.outcome) for each in walk(text)] == [
            ("main success scenario", "success"),
            ("2a", "success"),
            ("3a", "failure"),
        ]
        assert steps(text) == ["1 2 3", "1 2a1 2 3", "1 2"]

    def test_a_nested_flow_takes_the_flows_that_lead_to_it(self) -> None:
        rain = "1a. It rains:\n1. A waits.\n2. A waits.\nresume at 2\n"
        text = main_of(2) + rain + "1a2a. It pours:\n1. A leaves.\nend in failure"
        assert [(each.flows, each.steps) for each in walk(text)][2] == (("1a", "1a2a"), ("1a1", "1a2a1"))

    def test_a_flow_with_many_anchors_once_where_it_is_shortest(self) -> None:
        assert steps(main_of(3) + "2-3a. It rains:\n1. A waits.\nend in failure")[1] == "1 2-3a1"
        assert steps(main_of(3) + "2-3a. It rains:\nresume at next step")[1] == "1 3"

    def test_optional_steps_stand_in_the_main_scenario(self) -> None:
        text = "use case: X\nmain flow:\n1. A.\n2. B.\noptional 2\n3. C.\nrepeat 2-3 while D"
        assert steps(text) == ["1 2 3"]

    def test_what_the_text_leaves_unsaid_is_no_scenario(self) -> None:
        assert steps(main_of(1) + "1a. It rains:\n1. A waits.") == ["1"]
        assert steps(main_of(1) + "E1. It rains:\n1. A waits.\nend in failure") == ["1"]
        assert steps("use case: X\nmain flow:\nIt just works.") == []

    def test_an_end_without_outcome_is_unstated(self) -> None:
        assert [each.outcome for each in walk(main_of(1) + "1a. It rains:\nend")] == ["success", "unstated"]


class TestWaysBack:
    def test_same_step_next_step_and_restart(self) -> None:
        def second(end: str) -> str:
            return steps(main_of(3) + f"2a. It rains:\n1. A waits.\n{end}")[1]

        assert second("resume at same step") == "1 2a1 2 3"
        assert second("resume at next step") == "1 2a1 3"
        assert second("resume at 3") == "1 2a1 3"
        assert second("restart") == "1 2a1 1 2 3"
        assert second("end in success") == "1 2a1"

    def test_after_the_last_step_comes_success(self) -> None:
        assert steps(main_of(1) + "1a. It rains:\n1. A waits.\nresume at next step")[1] == "1a1"

    def test_earlier_is_measured_where_the_path_left(self) -> None:
        """`resume at 2` from step 1 leads on; from step 2 or 3 it leads back, and is taken at most once."""
        assert number(main_of(3) + "1a. x:\nresume at 2", 0) == 2
        assert number(main_of(3) + "2a. x:\nresume at 2", 0) == 1
        assert number(main_of(3) + "3a. x:\nresume at 2", 1) == 2


class TestLoops:
    def listed(self, loop: str, loops: int = 1) -> list[str]:
        return steps(f"use case: X\nmain flow:\n1. A.\n2. B.\n3. C.\n{loop}", "all", loops)

    def test_until_is_once_or_more(self) -> None:
        assert self.listed("repeat 2-3 until D", 2) == ["1 2 3", "1 2 3 2 3", "1 2 3 2 3 2 3"]

    def test_while_and_for_each_are_perhaps_never(self) -> None:
        assert self.listed("repeat 2 while D") == ["1 2 3", "1 2 2 3", "1 3"]
        assert self.listed("repeat 2-3 for each D") == ["1 2 3", "1 2 3 2 3", "1"]

    def test_optional_steps(self) -> None:
        assert self.listed("optional 1-2 when D") == ["1 2 3", "3"]

    def test_ranges_nest(self) -> None:
        assert self.listed("optional 2\nrepeat 2-3 until D", 0) == ["1 2 3", "1 3"]
        assert set(self.listed("optional 2\nrepeat 2-3 until D", 1)) == {
            *("1 2 3", "1 2 3 2 3", "1 2 3 3"),
            *("1 3", "1 3 2 3", "1 3 3"),
        }

    def test_all_in_a_loop_may_be_left_out(self) -> None:
        """Going round without a step leads nowhere new, however often it is done."""
        assert self.listed("repeat 2-3 while D\noptional 2-3") == ["1 2 3", "1 2 3 2 3", "1"]
        assert self.listed("repeat 2-3 while D\nrepeat 2-3 while E") == ["1 2 3", "1 2 3 2 3", "1"]
        assert set(self.listed("repeat 2-3 while D\noptional 2\noptional 3")) == {
            *("1", "1 2", "1 3", "1 2 3"),
            *("1 2 2", "1 2 3 2", "1 2 2 3", "1 2 3 2 3"),
            *("1 3 2", "1 3 3", "1 3 2 3", "1 2 3 3"),
        }

    def test_next_step_after_a_loops_last_is_its_test(self) -> None:
        loop = "use case: X\nmain flow:\n1. A.\n2. B.\nrepeat 1-2 until D\n3. C.\n"
        text = loop + "extensions:\n2a. x:\nresume at next step"
        assert set(steps(text, "all")) == {"1 2 3", "1 2 1 2 3", "1 2 1 3", "1 1 2 3", "1 1 3", "1 3"}


class TestCodes:
    def test_a_code_leaves_wherever_a_step_is_marked(self) -> None:
        text = "use case: X\nmain flow:\n1. A. [E1]\n2. B. [E1]\nextensions:\nE1. x:\n1. C.\nend in failure"
        assert steps(text, "all") == ["1 2", "1 E1.1", "E1.1"]

    def test_a_mark_on_a_condition_leaves_at_that_flows_first_step(self) -> None:
        flow = "1a. It rains [E1]:\n1. C.\n2. D.\nend in failure\n"
        text = f"use case: X\nmain flow:\n1. A.\nextensions:\n{flow}E1. x:\n1. E.\nend"
        assert steps(text, "all") == ["1", "1a1 1a2", "E1.1"]

    def test_a_code_that_marks_itself_goes_round(self) -> None:
        text = "use case: X\nmain flow:\n1. A. [E1]\nextensions:\nE1. x:\n1. C. [E1]\nend in failure"
        assert number(text, 0) == 2
        assert number(text, 1) == 3


class TestIncludes:
    FAILING = "use case UC-2: Pay\nmain flow:\n1. A pays.\nextensions:\n1a. Broke:\nend in failure"

    def test_an_include_fails_as_the_included_use_case_can(self) -> None:
        linked = model("use case UC-1: Buy\nmain flow:\n1. include UC-2\n" + self.FAILING)
        buy = linked.use_cases["uc-1"]
        assert [each.outcome for each in scenarios(graph(buy, linked), buy, "all")] == ["success", "failure"]
        assert "uc-1" in failing_use_cases(linked)

    def test_an_extension_at_the_step_takes_the_failure(self) -> None:
        text = "use case UC-1: Buy\nmain flow:\n1. include UC-2\nextensions:\n1a. It fails:\nend in success\n"
        linked = model(text + self.FAILING)
        assert "uc-1" not in failing_use_cases(linked)

    def test_use_cases_that_include_each_other_end_all_the_same(self) -> None:
        linked = model("use case UC-1: A\nmain flow:\n1. include UC-2\nuse case UC-2: B\nmain flow:\n1. include UC-1")
        assert "uc-1" not in failing_use_cases(linked)

    def test_a_long_chain(self) -> None:
        chain = "".join(f"use case UC-{n}: U{n}\nmain flow:\n1. include UC-{n + 1}\n" for n in range(1, 300))
        linked = model(chain + self.FAILING.replace("UC-2", "UC-300"))
        assert "uc-1" in failing_use_cases(linked)


def test_what_happens_in_words() -> None:
    text = main_of(2) + "2a. It rains:\n1. A waits.\n=> A is dry.\nend in failure\n=> Nothing is sold."
    linked = model(text)
    (use_case,) = linked.use_cases.values()
    of = graph(use_case, linked)
    scenario = list(scenarios(of, use_case))[1]
    assert [(each.kind, each.label, each.text, each.results) for each in moments(use_case, of, scenario)] == [
        ("step", "1", "A acts.", ()),
        ("condition", "2a", "It rains", ()),
        ("step", "2a1", "A waits.", ("A is dry.",)),
        ("end", "2a", "failure", ("Nothing is sold.",)),
    ]


def test_flows_that_multiply_are_not_followed_for_ever() -> None:
    labels = ["1-2" + "a1-2" * depth + "a" for depth in range(25)]
    text = main_of(2) + "\n".join(f"{label}. x:\n1. A.\n2. B.\nend in failure" for label in labels)
    linked = model(text)
    (use_case,) = linked.use_cases.values()
    assert not graph(use_case, linked).complete
