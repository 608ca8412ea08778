"""The portfolio: all customer use cases of a project beside each other, in figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from usecase_dsl.model.tables import Model
from usecase_dsl.portfolio.advice import Advice, advice
from usecase_dsl.portfolio.amounts import Money
from usecase_dsl.portfolio.customer import CustomerUseCase, customer, priority, profit
from usecase_dsl.portfolio.market import Market, Persona, Plan, Segment, market
from usecase_dsl.portfolio.needs import Need, needs, own_features
from usecase_dsl.settings import Limits

_ALL = Decimal(100)
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """A customer use case in the portfolio. ``segments``, ``personas`` and ``plans`` are keys of what is declared."""

    of: CustomerUseCase
    profit: Money | None
    priority: int | None
    segments: tuple[str, ...]
    personas: tuple[str, ...]
    plans: tuple[str, ...]
    own_features: tuple[str, ...]
    advice: Advice


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the revenue comes with a plan, a segment or a persona, in percent.

    ``share`` is what its use cases bring, each divided equally among all it belongs to; ``None`` where none of them
    says. ``stated`` is what a segment says itself. ``use_cases`` are keys.
    """

    key: str
    name: str
    share: Decimal | None
    stated: Decimal | None
    use_cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the revenue use cases bring, in percent: the primary ones, the secondary ones, and ``other``, which
    don't say which they are. ``rest`` is what nobody claims; ``silent`` are the keys of those that state no share.
    """

    primary: Decimal
    secondary: Decimal
    other: Decimal
    rest: Decimal
    silent: tuple[str, ...]

    @property
    def total(self) -> Decimal:
        return self.primary + self.secondary + self.other


@dataclass(frozen=True)
class Portfolio:
    """Everything that a project says of its customer use cases, in the order of the texts.

    ``profit`` is that of all whose profit is known; ``None`` where none is, or they can't be added up since they are
    in several currencies or for different times.
    """

    market: Market
    lines: tuple[Line, ...]
    coverage: Coverage
    by_plan: tuple[Share, ...]
    by_segment: tuple[Share, ...]
    by_persona: tuple[Share, ...]
    profit: Money | None
    needs: tuple[Need, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Line]:
        """The lines by the keys of their use cases."""
        return {line.of.key: line for line in self.lines}


def portfolio_of(model: Model, limits: Limits) -> Portfolio:
    """The portfolio of a model."""
    found = (customer(use_case) for use_case in model.use_cases.values())
    return portfolio([each for each in found if each], market(model.entries), limits)


def portfolio(customers: Sequence[CustomerUseCase], of: Market, limits: Limits) -> Portfolio:
    """The portfolio of these use cases in a market."""
    own = own_features(customers)
    lines = tuple(_line(each, of, own[each.key], limits) for each in customers)
    return Portfolio(
        market=of,
        lines=lines,
        coverage=_coverage(customers),
        by_plan=tuple(_shares(lines, _names(of.plans), lambda line: line.plans)),
        by_segment=tuple(_shares(lines, _names(of.segments), lambda line: line.segments, _stated(of))),
        by_persona=tuple(_shares(lines, _names(of.personas), lambda line: line.personas)),
        profit=_sum(line.profit for line in lines),
        needs=needs(customers, of),
    )


def reviews(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Use cases in the order in which to review them: those never reviewed, then the longest ago."""
    return tuple(sorted(lines, key=lambda line: (line.of.last_reviewed is not None, str(line.of.last_reviewed or ""))))


def _line(of: CustomerUseCase, where: Market, own: tuple[str, ...], limits: Limits) -> Line:
    return Line(
        of=of,
        profit=profit(of),
        priority=priority(of),
        segments=tuple(each.key for each in where.segments_of(of)),
        personas=tuple(each.key for each in where.personas_of(of)),
        plans=tuple(each.key for each in where.plans_of(of)),
        own_features=own,
        advice=advice(of, own, limits),
    )


def _coverage(customers: Iterable[CustomerUseCase]) -> Coverage:
    sums = {"primary": _NONE, "secondary": _NONE, "": _NONE}
    silent = []
    for each in customers:
        sums[each.importance] += each.revenue_share or 0
        if each.revenue_share is None:
            silent.append(each.key)
    rest = max(_ALL - sum(sums.values()), _NONE)
    return Coverage(sums["primary"], sums["secondary"], sums[""], rest, tuple(silent))


def _shares(
    lines: Iterable[Line],
    names: Mapping[str, str],
    belongs: Callable[[Line], tuple[str, ...]],
    stated: Mapping[str, Decimal | None] | None = None,
) -> Iterator[Share]:
    by_name: dict[str, list[Line]] = {name: [] for name in names}
    for line in lines:
        for name in belongs(line):
            by_name[name].append(line)
    for name, here in by_name.items():
        parts = [line.of.revenue_share / len(belongs(line)) for line in here if line.of.revenue_share is not None]
        share = sum(parts, _NONE) if parts else None
        yield Share(name, names[name], share, (stated or {}).get(name), tuple(line.of.key for line in here))


def _names(table: Mapping[str, Segment] | Mapping[str, Persona] | Mapping[str, Plan]) -> Mapping[str, str]:
    return {name: each.name for name, each in table.items()}


def _stated(of: Market) -> Mapping[str, Decimal | None]:
    return {name: segment.revenue_share for name, segment in of.segments.items()}


def _sum(amounts: Iterable[Money | None]) -> Money | None:
    known = [each for each in amounts if each]
    codes, times = ({getattr(each, name) for each in known} - {""} for name in ("code", "per"))
    if not known or len(codes) > 1 or len(times) > 1:
        return None
    currency = next((each.currency for each in known if each.currency), "")
    return Money(sum((each.value for each in known), _NONE), currency, "".join(times))
