"""The portfolio for other programs: as JSON, and as CSV with a row for each use case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from usecase_dsl.portfolio.amounts import Money
from usecase_dsl.portfolio.customer import CustomerUseCase, Told
from usecase_dsl.portfolio.figures import Line, Portfolio, Share, reviews
from usecase_dsl.report import cells

_COLUMNS = (
    *("id", "title", "package", "importance", "segments", "personas", "plans", "revenue share", "frequency"),
    *("intensity", "priority", "willingness to pay", "addressable customers", "cost to serve", "profit", "currency"),
    *("advice", "reasons", "last reviewed"),
)


def portfolio_json(of: Portfolio) -> Iterator[str]:
    """One object, on several lines."""
    yield json.dumps(portfolio_data(of), ensure_ascii=False, indent=2)


def portfolio_csv(of: Portfolio) -> Iterator[str]:
    """A row for each use case, below a row of names."""
    yield cells.csv_text([_COLUMNS, *(_row(line, of) for line in of.lines)])


def portfolio_data(of: Portfolio) -> dict[str, Any]:
    """The portfolio in plain values: shares in percent, money as numbers, what nobody says as ``None``."""
    covered = of.coverage
    names = {name: line.of.called for name, line in of.by_key.items()}
    return {
        "use_cases": [_use_case(line, of) for line in of.lines],
        "coverage": {
            "primary": _number(covered.primary),
            "secondary": _number(covered.secondary),
            "other": _number(covered.other),
            "rest": _number(covered.rest),
            "without_share": [names[name] for name in covered.silent],
        },
        "plans": [_share(each, names) for each in of.by_plan],
        "segments": [{**_share(each, names), "stated": _number(each.stated)} for each in of.by_segment],
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
        "revenue_share": _number(each.revenue_share),
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
    return {"name": of.name, "share": _number(of.share), "use_cases": [names[name] for name in of.use_cases]}


def _row(line: Line, of: Portfolio) -> list[str]:
    each, market = line.of, of.market
    amounts = (each.willingness_to_pay, each.cost_to_serve, line.profit)
    currency = next((money.currency for money in amounts if money and money.currency), "")
    return [
        *(each.id, each.title, each.package, each.importance),
        "; ".join(market.segments[name].name for name in line.segments),
        "; ".join(market.personas[name].name for name in line.personas),
        "; ".join(market.plans[name].name for name in line.plans),
        _cell(each.revenue_share),
        *(_cell(value) for value in (each.frequency, each.intensity, line.priority)),
        *(_cell(value) for value in (_value(each.willingness_to_pay), each.customers, _value(each.cost_to_serve))),
        *(_cell(_value(line.profit)), currency),
        *(line.advice.verdict, "; ".join(line.advice.reasons), str(each.last_reviewed or "")),
    ]


def _told(items: Iterable[Told]) -> list[dict[str, str]]:
    return [{"name": each.name, "text": each.text} for each in items]


def _money(of: Money | None) -> dict[str, Any] | None:
    return {"value": _number(of.value), "currency": of.currency} if of else None


def _value(of: Money | None) -> Decimal | None:
    return of.value if of else None


def _number(value: Decimal | None) -> int | float | None:
    """A number as JSON has it: whole ones as such."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else round(float(value), 6)


def _cell(value: Decimal | int | None) -> str:
    if value is None:
        return ""
    return str(_number(Decimal(value)))
