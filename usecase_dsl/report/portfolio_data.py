"""The portfolio for other programs: as JSON, and as CSV with a row for each use case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from usecase_dsl.portfolio.accounts.types import Measured
from usecase_dsl.portfolio.amounts import Money
from usecase_dsl.portfolio.claims import use_cases_held
from usecase_dsl.portfolio.customer import CustomerUseCase, Told
from usecase_dsl.portfolio.figures import Line, Portfolio, Share, reviews
from usecase_dsl.portfolio.words import FREQUENCIES, INTENSITIES
from usecase_dsl.report import accounts_data, cells
from usecase_dsl.report.numbers import cell, number

_COLUMNS = (
    *("id", "title", "package", "importance", "segments", "personas", "plans", "revenue share", "frequency"),
    *("intensity", "priority", "willingness to pay", "addressable customers", "cost to serve", "profit", "currency"),
    *("advice", "reasons", "last reviewed"),
)


def portfolio_json(of: Portfolio, measured: Measured | None = None) -> Iterator[str]:
    """One object, on several lines. ``measured`` is what a CRM's accounts come to."""
    data = portfolio_data(of)
    if measured:
        data["accounts"] = accounts_data.accounts_data(of, measured)
    yield json.dumps(data, ensure_ascii=False, indent=2)


def portfolio_csv(of: Portfolio, measured: Measured | None = None) -> Iterator[str]:
    """A row for each use case, below a row of names; what accounts come to stands at the right."""
    rows: list[Sequence[str]] = [_COLUMNS, *(_row(line, of) for line in of.lines)]
    if measured:
        right = [accounts_data.COLUMNS, *map(accounts_data.account_cells, use_cases_held(of, measured))]
        rows = [(*row, *more) for row, more in zip(rows, right, strict=True)]
    yield cells.csv_text(rows)


def portfolio_data(of: Portfolio) -> dict[str, Any]:
    """The portfolio in plain values: shares in percent, money as numbers, what nobody says as ``None``."""
    covered = of.coverage
    names = {name: line.of.called for name, line in of.by_key.items()}
    return {
        "use_cases": [_use_case(line, of) for line in of.lines],
        "coverage": {
            "primary": number(covered.primary),
            "secondary": number(covered.secondary),
            "other": number(covered.other),
            "rest": number(covered.rest),
            "without_share": [names[name] for name in covered.silent],
        },
        "plans": [_share(each, names) for each in of.by_plan],
        "segments": [{**_share(each, names), "stated": number(each.stated)} for each in of.by_segment],
        "personas": [_share(each, names) for each in of.by_persona],
        "profit": _money(of.profit),
        "needs": [
            {
                "text": need.text,
                "kind": need.kind,
                "segments": [of.market.segments[name].name for name in need.segments],
                "use_cases": [names[name] for name in need.use_cases],
            }
            for need in of.needs
        ],
        "reviews": [line.of.called for line in reviews(of.lines)],
    }


def customer_data(of: CustomerUseCase) -> dict[str, Any]:
    """What a use case says to product and sales, without figures that are worked out."""
    return {
        "id": of.id,
        "title": of.title,
        "package": of.package,
        "importance": of.importance,
        "problem": of.problem,
        "outcome": of.outcome,
        "success_metrics": _told(of.success_metrics),
        "critical_features": list(of.critical_features),
        "alternatives": _told(of.alternatives),
        "value_drivers": list(of.value_drivers),
        "discovery_questions": list(of.discovery_questions),
        "evidence": list(of.evidence),
    }


def _use_case(line: Line, of: Portfolio) -> dict[str, Any]:
    each, market = line.of, of.market
    return {
        **customer_data(each),
        "segments": [market.segments[name].name for name in line.segments],
        "personas": [market.personas[name].name for name in line.personas],
        "plans": [market.plans[name].name for name in line.plans],
        "revenue_share": number(each.revenue_share),
        "frequency": each.frequency,
        "intensity": each.intensity,
        "priority": line.priority,
        "willingness_to_pay": _money(each.willingness_to_pay),
        "addressable_customers": each.customers,
        "cost_to_serve": _money(each.cost_to_serve),
        "profit": _money(line.profit),
        "own_features": list(line.own_features),
        "advice": line.advice.verdict,
        "reasons": list(line.advice.reasons),
        "last_reviewed": each.last_reviewed.isoformat() if each.last_reviewed else None,
    }


def _share(of: Share, names: Mapping[str, str]) -> dict[str, Any]:
    return {"name": of.name, "share": number(of.share), "use_cases": [names[name] for name in of.use_cases]}


def _row(line: Line, of: Portfolio) -> list[str]:
    each, market = line.of, of.market
    amounts = (each.willingness_to_pay, each.cost_to_serve, line.profit)
    currency = next((money.currency for money in amounts if money and money.currency), "")
    return [
        *(each.id, each.title, each.package, each.importance),
        "; ".join(market.segments[name].name for name in line.segments),
        "; ".join(market.personas[name].name for name in line.personas),
        "; ".join(market.plans[name].name for name in line.plans),
        cell(each.revenue_share),
        *(FREQUENCIES.get(each.frequency or 0, ""), INTENSITIES.get(each.intensity or 0, ""), cell(line.priority)),
        *(cell(value) for value in (_value(each.willingness_to_pay), each.customers, _value(each.cost_to_serve))),
        *(cell(_value(line.profit)), currency),
        *(line.advice.verdict, "; ".join(line.advice.reasons), str(each.last_reviewed or "")),
    ]


def _told(items: Iterable[Told]) -> list[dict[str, str]]:
    return [{"name": each.name, "text": each.text} for each in items]


def _money(of: Money | None) -> dict[str, Any] | None:
    return {"value": number(of.value), "currency": of.currency, "per": of.per} if of else None


def _value(of: Money | None) -> Decimal | None:
    return of.value if of else None
