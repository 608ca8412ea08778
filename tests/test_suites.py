"""The scenarios of use cases by criterion: what each asks for, what they are called, samples and budgets."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import model
from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario import CRITERIA, Graph, Scenario, Suite, TooMany, count, graph, scenarios, suite, taking
from usecase_dsl.scenario.criteria.suites import some
from usecase_dsl.scenario.paths import counted
from usecase_dsl.scenario.risk import budget, weight
from usecase_dsl.scenario.sample import drawn


def read(text: str) -> tuple[Graph, UseCase]:
    linked = model(text)
    use_case = next(iter(linked.use_cases.values()))
    return graph(use_case, linked), use_case


def main_of(number: int) -> str:
    return "use case: X\nmain flow:\n" + "\n".join(f"{n}. A acts." for n in range(1, number + 1)) + "\nextensions:\n"


def listed(text: str, criterion: str) -> list[str]:
    found = suite(*read(text), criterion)
    assert found.minimal
    return [f"{each.name}: {' '.join(each.steps)}" for each in found.scenarios]


RETURN = main_of(3) + "2a. It rains:\n1. A waits.\nresume at 1\n3a. It snows:\nend in failure\n"


class TestWhatIsAskedFor:
    def test_steps_are_done_and_not_only_come_to(self) -> None:
        """2a leaves before step 2 is done, so that the way through 3 is needed too; 3a has no step."""
        assert listed(RETURN, "steps") == ["2a: 1 2a1 1 2 3"]
        assert suite(*read(RETURN), "steps").requirements == 4

    def test_a_call_that_fails_is_not_done(self) -> None:
        fails = "use case UC-2: Pay\nmain flow:\n1. A pays.\nextensions:\n1a. Broke:\nend in failure"
        text = "use case UC-1: Buy\nmain flow:\n1. include UC-2\n" + fails
        assert listed(text, "steps") == ["main success scenario: 1"]
        assert listed(text, "branches") == ["main success scenario: 1", "1 fails: 1"]

    def test_branches_are_edges(self) -> None:
        """Start to 1, 1 to 2, 2 to 3, 3 to success; 2 to 2a1, 2a1 to 1; 3 to failure."""
        found = suite(*read(RETURN), "branches")
        assert found.requirements == 7
        assert [each.name for each in found.scenarios] == ["main success scenario", "2a, 3a"]

    def test_edge_pairs(self) -> None:
        """At 1 two ways in and one on, at 2 one and two, at 3 one and two, at 2a1 one and one."""
        assert suite(*read(RETURN), "edge-pairs").requirements == 2 + 2 + 2 + 1

    def test_prime_paths(self) -> None:
        """Straight on to each end; into 2a; round from 1, from 2 and from 2a1; out of 2a to each end."""
        assert suite(*read(RETURN), "prime-paths").requirements == 2 + 1 + 3 + 2

    def test_each_two_extensions_one_after_the_other(self) -> None:
        assert listed(RETURN, "extension-pairs") == ["2a, 3a: 1 2a1 1 2"]

    def test_extensions_in_any_order_that_there_is(self) -> None:
        text = main_of(2) + "1a. x:\nresume at 2\n2a. y:\nresume at 1\n2b. z:\nend in failure"
        found = suite(*read(text), "extension-pairs")
        taken = [scenario.flows for scenario in found.scenarios]
        for pair in [("1a", "2a"), ("2a", "1a"), ("1a", "2b"), ("2a", "2b")]:
            assert any(in_order(pair, flows) for flows in taken)
        assert found.requirements == 4

    def test_an_extension_in_no_pair_is_asked_for_by_itself(self) -> None:
        text = main_of(2) + "1a. x:\nend in failure\n2a. y:\nend in failure"
        assert listed(text, "extension-pairs") == ["1a: ", "2a: 1"]

    def test_without_extensions_it_is_the_main_flow(self) -> None:
        assert listed(main_of(2), "extension-pairs") == ["main success scenario: 1 2"]

    def test_no_scenario_is_kept_whose_pairs_others_show(self) -> None:
        flows = "3a. x:\n1. A acts.\nend\n*b. x:\n1. A acts.\nresume at next step\n2c. x:\nresume at 2\n"
        flows += "*d. x:\n1. A acts.\nend\n1e. x:\nend"
        found = suite(*read(main_of(4).replace("extensions:", "optional 2\nextensions:") + flows), "extension-pairs")
        pairs = [{*combinations(each.flows, 2)} for each in found.scenarios]
        times = Counter(pair for each in pairs for pair in each if pair[0] != pair[1])
        assert all(any(times[pair] == 1 for pair in each) for each in pairs if each)

    def test_another_criterion(self) -> None:
        with pytest.raises(ValueError, match="no criterion is called 'lines'"):
            suite(*read(RETURN), "lines")

    def test_more_paths_than_can_be_held_are_counted_all_the_same(self) -> None:
        with pytest.raises(TooMany, match=r"^there are 1,073,741,824$"):
            suite(*read(TestSample.DETOURS), "all")

    def test_all_is_each_path(self) -> None:
        found = suite(*read(RETURN), "all", 2)
        assert (found.requirements, found.bound) == (count(read(RETURN)[0], 2), len(found.scenarios)) == (6, 6)

    @pytest.mark.parametrize("criterion", CRITERIA)
    def test_nothing_is_asked_where_there_is_no_scenario(self, criterion: str) -> None:
        found = suite(*read("use case: X\nmain flow:\nIt just works."), criterion)
        assert (found.requirements, found.scenarios, found.minimal) == (0, (), True)


def in_order(pair: tuple[str, str], flows: tuple[str, ...]) -> bool:
    first, second = pair
    return first in flows and second in flows[flows.index(first) + 1 :]


STEPS = st.integers(1, 4)
ENDS = st.sampled_from(
    ["resume at same step", "resume at next step", "restart", "resume at 2", "end in failure", "end"]
)
FLOWS = st.lists(st.tuples(st.sampled_from(["1", "2", "1-2", "*", "1a1", "3"]), ENDS), max_size=4)
RANGES = st.sampled_from(["", "repeat 1-2 until x", "optional 2", "repeat 1 while x"])


def text_of(steps: int, flows: list[tuple[str, str]], loop: str) -> str:
    lines = ["use case: X", "main flow:", *(f"{n}. A acts." for n in range(1, steps + 1)), loop, "extensions:"]
    for (anchor, end), letter in zip(flows, "abcde", strict=False):
        lines += [f"{anchor}{letter}. x:", *(["1. A acts."] if letter in "abd" else []), end]
    return "\n".join(lines)


@given(st.builds(text_of, STEPS, FLOWS, RANGES), st.sampled_from(CRITERIA[:-1]))
@settings(max_examples=300, deadline=None)
def test_what_holds_of_every_suite(text: str, criterion: str) -> None:
    of, use_case = read(text)
    found = suite(of, use_case, criterion)
    assert found.bound == len(found.witness) <= len(found.scenarios)
    assert all(each == 1 for each in Counter(each.name for each in found.scenarios).values())
    for scenario in found.scenarios:
        assert is_whole(of, scenario)
    if criterion in ("steps", "branches"):
        assert found.minimal
        assert everything(of, criterion) == {each for one in found.scenarios for each in shown(of, one, criterion)}
    if criterion == "extension-pairs":
        check_pairs(of, use_case, found)


def is_whole(of: Graph, scenario: Scenario) -> bool:
    edges = [of.edges[id] for id in scenario.path]
    joined = all(a.target == b.source for a, b in pairwise(edges))
    return joined and edges[0].source == of.start and of.nodes[edges[-1].target].kind == scenario.outcome


def shown(of: Graph, scenario: Scenario, criterion: str) -> set[int]:
    if criterion == "branches":
        return set(scenario.path)
    done = (of.edges[id] for id in scenario.path if of.edges[id].kind not in ("branch", "include failure"))
    return {edge.source for edge in done if of.nodes[edge.source].kind == "step"}


def everything(of: Graph, criterion: str) -> set[int]:
    """What lies on some path from the start to an end."""
    forward, backward = {of.start}, {node.id for node in of.nodes if node.kind in ("success", "failure", "unstated")}
    for _ in of.nodes:
        forward |= {edge.target for edge in of.edges if edge.source in forward}
        backward |= {edge.source for edge in of.edges if edge.target in backward}
    useful = [edge for edge in of.edges if edge.source in forward and edge.target in backward]
    if criterion == "branches":
        return {edge.id for edge in useful}
    return {edge.source for edge in useful if edge.kind != "branch" and of.nodes[edge.source].kind == "step"}


def check_pairs(of: Graph, use_case: UseCase, found: Suite) -> None:
    """What some path takes is shown, each way back taken twice at most; and no path shows two of the witness."""
    number = count(of, 2)
    taken = [each.flows for each in found.scenarios]
    if number is None or number > 3000:
        return
    every = [each.flows for each in scenarios(of, use_case, "all", 2)]
    labels = sorted({label for flows in every for label in flows})
    for pair in ((a, b) for a in labels for b in labels if a != b):
        assert any(in_order(pair, flows) for flows in taken) >= any(in_order(pair, flows) for flows in every)
    assert {label for flows in every for label in flows} == {label for flows in taken for label in flows}
    for a, b in combinations(found.witness, 2):
        assert not any(shows(flows, a.flows) and shows(flows, b.flows) for flows in every)


def shows(flows: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    rest = iter(flows)
    return all(label in rest for label in wanted)


def test_a_failure_in_what_is_included_is_shown_with_the_flow_that_takes_it() -> None:
    fails = "1a. Broke:\nend in failure\n1b. Lost:\nend in failure\n"
    pay = f"use case UC-2: Pay\nmain flow:\n1. A pays.\nextensions:\n{fails}"
    linked = model(
        "use case UC-1: Buy\nmain flow:\n1. include UC-2\nextensions:\n1a. It fails:\nend in success\n" + pay
    )
    buy = linked.use_cases["uc-1"]
    found = suite(graph(buy, linked, include="expand"), buy)
    assert [each.name for each in found.scenarios] == ["main success scenario", "UC-2:1a, 1a", "UC-2:1b, 1a"]


class TestNames:
    INCLUDES = "use case UC-2: Pay\nmain flow:\n1. A pays.\nextensions:\n1a. Broke:\nend in failure"
    BUY = "use case UC-1: Buy\nmain flow:\n1. A asks.\n2. include UC-2\nextensions:\n1a. x:\nresume at 2\n" + INCLUDES

    def test_a_call_that_fails_is_named(self) -> None:
        names = [each.name for each in scenarios(*read(self.BUY), "all")]
        assert names == ["main success scenario", "2 fails", "1a", "1a, 2 fails"]

    def test_a_flow_is_shown_without_a_failure_of_its_own(self) -> None:
        """From 1a on the call at 2 would be the nearest way to an end, if it failed."""
        text = self.BUY.replace("extensions:\n1a.", "3. A goes.\n4. A is gone.\nextensions:\n1a.", 1)
        assert [f"{each.name}: {' '.join(each.steps)}" for each in scenarios(*read(text))] == [
            "main success scenario: 1 2 3 4",
            "1a: 2 3 4",
        ]

    def test_further_ones_are_numbered(self) -> None:
        text = "use case: X\nmain flow:\n1. A.\n2. B.\nrepeat 2 until D\nextensions:\n2a. x:\nend in failure"
        names = [each.name for each in scenarios(*read(text), "all")]
        assert names == ["main success scenario", "main success scenario (2)", "2a", "2a (2)"]


class TestTaking:
    TEXT = main_of(3) + "1-2a. x:\n1. A acts.\nresume at next step\n3a. y:\nend in failure\n3b. z:\nrestart"

    @pytest.mark.parametrize(
        ("flows", "steps"),
        [
            ([], "1 2 3"),
            (["1-2a"], "1-2a1 2 3"),
            (["1-2a", "3a"], "1-2a1 2"),
            (["3b", "1-2a", "3b", "3a"], "1 2 1-2a1 2 1 2"),
            (["1-2a", "1-2a"], "1-2a1 1-2a1 3"),
        ],
    )
    def test_the_shortest_that_takes_exactly_these(self, flows: list[str], steps: str) -> None:
        found = taking(*read(self.TEXT), flows)
        assert found is not None
        assert (list(found.flows), " ".join(found.steps)) == (flows, steps)
        assert found.name == (", ".join(flows) or "main success scenario")

    @pytest.mark.parametrize("flows", [["3a", "1-2a"], ["9a"], ["1-2a", "1-2a", "1-2a"]])
    def test_none_takes_these(self, flows: list[str]) -> None:
        assert taking(*read(self.TEXT), flows) is None

    def test_a_call_that_fails(self) -> None:
        found = taking(*read(TestNames.BUY), ["1a", "2 fails"])
        assert found is not None
        assert (found.outcome, found.flows) == ("failure", ("1a",))

    @given(st.builds(text_of, STEPS, FLOWS, RANGES))
    @settings(max_examples=100, deadline=None)
    def test_what_is_named_by_its_flows_is_found_by_them(self, text: str) -> None:
        of, use_case = read(text)
        for each in scenarios(of, use_case):
            found = taking(of, use_case, each.flows)
            assert found is not None
            assert (found.flows, len(found.steps)) == (each.flows, len(each.steps))


class TestSample:
    DETOURS = main_of(31) + "".join(f"{n}a. x:\n1. A acts.\nresume at next step\n" for n in range(1, 31))

    def test_numbers_are_different_and_in_order(self) -> None:
        assert drawn(5, 9, 0) == [0, 1, 2, 3, 4]
        some = drawn(10**30, 100, 7)
        assert some == sorted(set(some)) and len(some) == 100 and some[-1] < 10**30

    def test_the_same_everywhere(self) -> None:
        """They come from a digest: no release of Python draws others."""
        assert drawn(1000, 5, 0) == [277, 323, 562, 856, 997]
        assert drawn(1000, 5, 1) == [77, 210, 454, 742, 750]

    def test_each_set_is_as_likely(self) -> None:
        """Two of four: six sets, 100 times each of 600; the limit is passed once in a million times."""
        times = Counter(tuple(drawn(4, 2, seed)) for seed in range(600))
        assert set(times) == set(combinations(range(4), 2))
        assert sum((each - 100) ** 2 / 100 for each in times.values()) < 35.9

    @given(st.builds(text_of, STEPS, FLOWS, RANGES), st.integers(0, 2))
    @settings(max_examples=100, deadline=None)
    def test_a_path_by_its_number_is_that_of_the_list(self, text: str, loops: int) -> None:
        of, use_case = read(text)
        every = counted(of, loops)
        if every is not None and every.total <= 500:
            paths = [each.path for each in scenarios(of, use_case, "all", loops)]
            assert [each.path for each in some(of, every, range(every.total))] == paths

    def test_a_few_of_very_many(self) -> None:
        of, _ = read(self.DETOURS)
        every = counted(of, 1)
        assert every is not None and every.total == 2**30
        found = some(of, every, drawn(every.total, 20, 0))
        assert len({each.path for each in found}) == len({each.name for each in found}) == 20


class TestBudget:
    def budget(self, text: str, number: int) -> tuple[list[str], int, int]:
        linked = model(text)
        use_cases = list(linked.use_cases.values())
        of = {each.key: graph(each, linked) for each in use_cases}
        every = [scenario for each in use_cases for scenario in scenarios(of[each.key], each)]
        best = budget(every, of, use_cases, number)
        return [f"{each.use_case} {each.name}" for each in best.scenarios], best.covered, best.total

    def test_what_takes_most_comes_first(self) -> None:
        """Branches: 5 in the main flow, then two for 1a and one for 3a that are new."""
        text = main_of(4) + "3a. y:\nend in failure\n1a. x:\n1. A acts.\nresume at 4"
        order = ["x main success scenario", "x 1a", "x 3a"]
        assert self.budget(text, 1) == (order[:1], 9 * 5, 9 * 8)
        assert self.budget(text, 9) == (order, 9 * 8, 9 * 8)

    def test_what_matters_more_comes_first(self) -> None:
        low = "use case A: A\npriority: low\nmain flow:\n1. A.\n2. B.\n3. C.\n"
        high = "use case B: B\npriority: high\nmain flow:\n1. A.\n2. B.\n"
        assert self.budget(low + high, 1)[0] == ["b main success scenario"]

    def test_ties_are_as_in_the_text(self) -> None:
        text = "".join(f"use case {name}: {name}\nmain flow:\n1. A.\n" for name in "BAC")
        assert self.budget(text, 2)[0] == ["b main success scenario", "a main success scenario"]

    @pytest.mark.parametrize(
        ("priority", "frequency", "expected"),
        [
            ("", "", 9),
            ("high", "", 12),
            ("Must Have", "daily", 20),
            ("P0 - everything stops", "", 15),
            ("2", "", 12),
            ('Priority by importance: "low"', "", 6),
            ("nobody knows", "about 50 times a day", 12),
            ("very high", "twice a year", 5),
            ("should", "Whenever forecasts are reviewed", 9),
            ("", "Scheduled (hourly or daily)", 15),
        ],
    )
    def test_the_words_for_priority_and_frequency(self, priority: str, frequency: str, expected: int) -> None:
        fields = "".join(f"{k}: {v}\n" for k, v in (("priority", priority), ("frequency", frequency)) if v)
        assert weight(read(f"use case: X\n{fields}main flow:\n1. A.")[1]) == expected

    def test_the_words_of_other_languages(self) -> None:
        text = "# language: de\nAnwendungsfall: X\nPriorität: hoch\nHäufigkeit: täglich\n"
        assert weight(read(text)[1]) == 16
