"""A CRM's accounts beside what the texts claim, in plain values for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from usecase_dsl.portfolio.accounts.types import Measured, Measures, Unknowns
from usecase_dsl.portfolio.claims import Held, segments_held, use_cases_held
from usecase_dsl.portfolio.figures import Portfolio
from usecase_dsl.report.numbers import cell, number

COLUMNS = (
    *(
        "accounts",
        "ARR",
        "measured share",
        "difference in points",
        "revenue per account",
        "average contract value",
        "difference in percent",
    ),
    *("win rate", "discount rate", "net revenue retention"),
)


def accounts_data(of: Portfolio, measured: Measured) -> dict[str, Any]:
    """Rates as percentages, differences as measured − claimed, what nobody knows as ``None``."""
    return {
        "rows": measured.rows,
        "counted": measured.counted,
        "total": _measures(measured.total),
        "use_cases": _all_held(use_cases_held(of, measured)),
        "segments": _all_held(segments_held(of, measured)),
        "other_use_cases": _others(measured.other_use_cases),
        "other_segments": _others(measured.other_segments),
        "faults": [
            {"line": each.line, "column": each.column, "cell": each.cell, "what": each.what, "counted": each.counted}
            for each in measured.faults
        ],
        "more_faults": measured.more_faults,
        "currency": measured.reading.currency,
        "retention_by": measured.reading.retention,
    }


def account_cells(of: Held) -> list[str]:
    """The cells of ``COLUMNS``."""
    found = of.measures
    rates = (found.win_rate, found.discount_rate, found.retention)
    values = (of.share.measured, of.share.difference, found.arpa, found.acv, of.price.difference, *map(_percent, rates))
    return [cell(found.accounts), cell(found.arr), *map(cell, values)]


def _all_held(held: Iterable[Held]) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "claimed_share": number(each.share.claimed),
            "share_difference": number(each.share.difference),
            "claimed_price": number(each.price.claimed),
            "price_difference": number(each.price.difference),
            **_measures(each.measures),
        }
        for each in held
    ]


def _measures(of: Measures) -> dict[str, Any]:
    return {
        **{name: getattr(of, name) for name in ("rows", "won", "lost", "open", "accounts")},
        **{name: number(getattr(of, name)) for name in ("arr", "won_arr", "arpa", "acv")},
        **{name: number(_percent(getattr(of, name))) for name in _RATES},
    }


_RATES = ("coverage", "win_rate", "discount_rate", "retention")


def _others(of: Unknowns) -> dict[str, Any]:
    names = [{"name": each.name, "rows": each.rows, "line": each.line, "near": each.near} for each in of.names]
    return {**_measures(of.measures), "names": names, "more_names": of.more}


def _percent(rate: Decimal | None) -> Decimal | None:
    return None if rate is None else 100 * rate
