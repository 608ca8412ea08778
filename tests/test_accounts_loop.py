"""A table by us, and by a plain loop over ``csv`` and ``decimal``: the same figures."""

from __future__ import annotations

import pytest

from benchmarks.accounts import SEGMENTS, USE_CASES, Sums, loop, ours, table
from usecase_dsl.portfolio.accounts import Measures


@pytest.mark.parametrize("shown", [False, True])
def test_the_loop_says_the_same(shown: bool) -> None:
    content = table(2000, shown)
    found, expected = ours(content), loop(content)
    assert (found.rows, found.counted, found.faults) == (2000, 2000, ())
    assert [*found.by_use_case, *found.by_segment] == [*USE_CASES.values(), *SEGMENTS.values()]
    everything = {"": found.total, **found.by_use_case, **found.by_segment}
    assert {name: _figures(each) for name, each in everything.items()} == {
        name: _expected(each, expected[""]) for name, each in expected.items()
    }


def _figures(of: Measures) -> list[object]:
    return [
        *(of.won, of.lost, of.arr, of.won_arr, of.accounts),
        *(of.coverage, of.arpa, of.acv, of.win_rate, of.discount_rate, of.retention),
    ]


def _expected(of: Sums, whole: Sums) -> list[object]:
    return [
        *(of.won, of.lost, of.arr, of.won_arr, len(of.accounts)),
        round(of.arr / whole.arr, 6),
        round(of.arr / len(of.accounts), 2),
        round(of.won_arr / of.won, 2),
        round(type(of.arr)(of.won) / (of.won + of.lost), 6),
        round(1 - of.won_arr / of.at_list_price, 6),
        round(of.retention, 6),
    ]
