"""Figures that others have published, each with its source: the scenarios of use cases, and test paths of graphs."""

from __future__ import annotations

import pytest

from tests.reading import model
from usecase_dsl.scenario import count, graph, suite
from usecase_dsl.scenario.criteria.cover import cover
from usecase_dsl.scenario.criteria.digraph import Digraph
from usecase_dsl.scenario.criteria.requirements import edge_pairs, edges, nodes, prime_paths
from usecase_dsl.scenario.points import (
    environment_factor,
    technical_factor,
    use_case_points,
    use_case_weight,
)
from usecase_dsl.scenario.types import AnyTime


def main_of(number: int) -> str:
    return "use case: X\nmain flow:\n" + "\n".join(f"{n}. A acts." for n in range(1, number + 1)) + "\nextensions:\n"


def names(text: str, criterion: str, loops: int = 1, any_time: AnyTime = "each-step") -> list[str]:
    linked = model(text)
    use_case = next(iter(linked.use_cases.values()))
    of = graph(use_case, linked, any_time)
    found = suite(of, use_case, criterion, loops)
    assert found.minimal
    if criterion == "all":
        assert count(of, loops) == len(found.scenarios)
    return [each.name for each in found.scenarios]


# J. Heumann, "Generating Test Cases From Use Cases", The Rational Edge, 2001, figure 2 and its table of scenarios.
HEUMANN = (
    main_of(4)
    + """
  2a. First alternate:
    1. A acts.
    resume at 4
  2a1a. Second alternate:
    end in failure
  3a. Third alternate:
    1. A acts.
    2. A acts.
    restart
  3a2a. Fourth alternate:
    end in failure
"""
)


class TestHeumann:
    @pytest.mark.parametrize(("loops", "scenarios"), [(0, 4), (1, 8), (2, 12)])
    def test_scenarios(self, loops: int, scenarios: int) -> None:
        assert len(names(HEUMANN, "all", loops)) == scenarios

    def test_which_they_are(self) -> None:
        a1, a2, a3, a4 = "2a", "2a, 2a1a", "3a", "3a, 3a2a"
        table = {"main success scenario", a1, a2, a3, f"{a3}, {a1}", f"{a3}, {a2}", a4, f"{a3}, {a4}"}
        assert set(names(HEUMANN, "all")) == table


# "Create Reservation", the worked example of the AI Unified Process.
RESERVATION = (
    main_of(9)
    + """
  3a. A1:
    1. A acts.
    resume at 4
  5a. A2:
    1. A acts.
    resume at 4
  5a1a. A2 ends:
    end in failure
  8a. A3:
    1. A acts.
    resume at 9
"""
)


@pytest.mark.parametrize(("loops", "scenarios"), [(0, 6), (1, 12), (2, 18)])
def test_create_reservation(loops: int, scenarios: int) -> None:
    assert len(names(RESERVATION, "all", loops)) == scenarios


# "Withdraw Fund" of the manual of RUCM (restricted use case modelling).
WITHDRAW = (
    main_of(12)
    + """
  5-7a. Specific:
    1. A acts.
    end in failure
  8a. Bounded:
    1. A acts.
    end in failure
"""
)
WITHDRAW_ANY_TIME = WITHDRAW + "\n*a. Global:\n1. A acts.\nend in failure"


class TestWithdrawFund:
    def test_by_flows(self) -> None:
        assert names(WITHDRAW_ANY_TIME, "flows") == ["main success scenario", "5-7a", "8a", "*a"]

    def test_all(self) -> None:
        assert len(names(WITHDRAW, "all")) == 5
        assert len(names(WITHDRAW_ANY_TIME, "all", any_time="once")) == 6
        assert len(names(WITHDRAW_ANY_TIME, "all", any_time="each-step")) == 17


def test_hotel_reservation() -> None:
    """A lecture's example: a basic flow and five alternates make six scenarios, each alternate once, and none."""
    alternates = "".join(f"{n}a. Alternate {n}:\n1. A acts.\nresume at next step\n" for n in range(1, 6))
    assert names(main_of(6) + alternates, "flows") == ["main success scenario", "1a", "2a", "3a", "4a", "5a"]


def numbered(written: str, initial: int, final: int) -> Digraph:
    """A graph as it is printed: edges such as 1-2, nodes from 1."""
    edges = tuple((int(a) - 1, int(b) - 1) for a, b in (edge.split("-") for edge in written.split()))
    return Digraph(1 + max(node for edge in edges for node in edge), edges, (initial - 1,), (final - 1,))


class TestAmmannAndOffutt:
    """P. Ammann and J. Offutt, Introduction to Software Testing, second edition, chapter 7."""

    PAGE_177 = numbered("1-2 1-5 2-3 2-6 3-4 4-2 5-5 5-7 6-7", 1, 7)
    PAGE_179 = numbered("1-2 1-3 2-1 2-3 3-1", 1, 1)

    def test_prime_paths(self) -> None:
        found = cover(self.PAGE_177, prime_paths(self.PAGE_177))
        assert (len(found.requirements), len(found.walks), len(found.witness)) == (8, 4, 4)

    def test_edge_pairs(self) -> None:
        found = cover(self.PAGE_177, edge_pairs(self.PAGE_177))
        assert (len(found.walks), len(found.witness)) == (4, 4)

    def test_edges(self) -> None:
        found = cover(self.PAGE_177, edges(self.PAGE_177))
        assert (len(found.requirements), len(found.walks), len(found.witness)) == (9, 2, 2)

    def test_nodes(self) -> None:
        assert len(cover(self.PAGE_177, nodes(self.PAGE_177)).walks) == 2

    def test_exercise_7(self) -> None:
        assert len(edge_pairs(self.PAGE_179)) == 8


def test_in_class_exercise_17() -> None:
    """Course SWE 437, George Mason University."""
    exercise = numbered("1-2 2-3 2-8 3-4 3-5 4-3 5-6 5-7 6-7 7-2", 1, 8)
    assert len(edge_pairs(exercise)) == 14
    assert len(prime_paths(exercise)) == 19


class TestUseCasePoints:
    """G. Karner, Metrics for Objectory, 1993."""

    @pytest.mark.parametrize(("transactions", "weight"), [(1, 5), (3, 5), (4, 10), (7, 10), (8, 15), (20, 15)])
    def test_the_weight_of_a_use_case(self, transactions: int, weight: int) -> None:
        assert use_case_weight(transactions) == weight

    def test_factors_at_the_ends_of_their_scales(self) -> None:
        assert technical_factor([0] * 13) == pytest.approx(0.6)
        assert technical_factor([5] * 13) == pytest.approx(1.3)
        assert environment_factor([0] * 8) == pytest.approx(1.4)
        assert environment_factor([5] * 6 + [0, 0]) == pytest.approx(0.425)
        assert environment_factor([0] * 6 + [5, 5]) == pytest.approx(1.7)

    def test_points(self) -> None:
        """Weights of 5, 10, 15 and 1, 2, 3; technical ratings of 3 sum up to 42, ratings of 2 for the others to 9."""
        technical, environment = [3] * 13, [2] * 8
        found = use_case_points([3, 7, 8], ["simple", "average", "complex"], technical, environment)
        assert technical_factor(technical) == pytest.approx(0.6 + 0.42)
        assert environment_factor(environment) == pytest.approx(1.4 - 0.03 * 9)
        assert found == pytest.approx(36 * 1.02 * 1.13)

    def test_a_rating_for_each_factor(self) -> None:
        with pytest.raises(ValueError):
            technical_factor([3] * 12)
