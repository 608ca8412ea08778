"""The portfolio: what all customer use cases are worth beside each other, and what to do about each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup

from usecase_dsl.portfolio.accounts.types import Measured
from usecase_dsl.portfolio.advice import HEADINGS, VERDICTS, Verdict
from usecase_dsl.portfolio.claims import covered
from usecase_dsl.portfolio.figures import Line, Portfolio
from usecase_dsl.portfolio.words import amount, percent
from usecase_dsl.render.site.addresses import PORTFOLIO
from usecase_dsl.render.site.customer_names import TITLES, Names, kin
from usecase_dsl.render.site.customer_views import DecisionView, FigureView, PortfolioView, ReasonsView
from usecase_dsl.render.site.portfolio_parts import parts
from usecase_dsl.render.site.views import PageView
from usecase_dsl.render.site.writer import Site, Writer, count, page_of
from usecase_dsl.settings import Limits

TITLE = TITLES[PORTFOLIO]

_RULE = Markup(
    "<p>Worth optimising for is what is primary or brings at least {plan}% of the revenue, has a priority of at least"
    " {priority} and earns something. No is said to what costs as much as it brings; and to what is small (less than"
    " {small}% of the revenue, and not primary) and either needs features for itself alone or is needed seldom and"
    " mildly. What is left is served as it is.</p>"
)


def portfolio_page(site: Site) -> PageView:
    """Figures, decisions, and charts with their tables."""
    writer = Writer(site, site.addresses.page(PORTFOLIO))
    names = Names(writer)
    view = PortfolioView(
        title=TITLE,
        kin=kin(writer, PORTFOLIO),
        figures=tuple(_figures(names.portfolio, site.limits, site.accounts)),
        decided=writer.heading("decisions", "What to do about each"),
        rule=_rule(site.limits),
        decisions=tuple(_decisions(names)),
        parts=tuple(parts(writer, names)),
    )
    return page_of(writer, "portfolio.html", TITLE, view, (view.decided, *(part.heading for part in view.parts)))


def _rule(limits: Limits) -> Markup:
    return _RULE.format(plan=limits.plan_share, priority=limits.priority_least, small=limits.small_share)


def _figures(of: Portfolio, limits: Limits, measured: Measured | None) -> Iterator[FigureView]:
    """What it comes to; what nobody states isn't there."""
    primary = sum(line.of.importance == "primary" for line in of.lines)
    yield FigureView("Customer use cases", f"{len(of.lines):,}")
    few = f"{limits.primary_least} to {limits.primary_most} keep a focus"
    yield FigureView("Primary ones", f"{primary:,}", few)
    if len(of.coverage.silent) < len(of.lines):
        sound = f"of the revenue; {limits.coverage_least}% to {limits.coverage_most}% is sound"
        yield FigureView("Primary ones bring", percent(of.coverage.primary), sound)
    if measured and (found := covered(of, measured, "primary").measured) is not None:
        yield FigureView("Primary ones have", percent(found), "of the accounts' ARR")
    if len(of.coverage.silent) < len(of.lines):
        yield FigureView("Secondary ones bring", percent(of.coverage.secondary), "of the revenue")
    if of.profit:
        known = sum(line.profit is not None for line in of.lines)
        some = "" if known == len(of.lines) else f"of {known:,} use cases, the others don't say"
        yield FigureView("Profit", amount(of.profit), some)


def _decisions(names: Names) -> Iterator[DecisionView]:
    """Each decision with its use cases, large shares first; that too little is known is said only where it is so."""
    ranked = sorted(names.portfolio.lines, key=lambda line: -(line.of.revenue_share or 0))
    for verdict in VERDICTS:
        lines = [line for line in ranked if line.advice.verdict == verdict]
        if lines or verdict != "open":
            yield _decision(names, verdict, lines)


def _decision(names: Names, verdict: Verdict, lines: list[Line]) -> DecisionView:
    rows = (ReasonsView(names.card(line.of), tuple(map(Markup.escape, line.advice.reasons))) for line in lines)
    return DecisionView(verdict, HEADINGS[verdict], _tally(lines), tuple(rows))


def _tally(lines: list[Line]) -> str:
    """How many, and what they bring together, as far as they say so; of none there is nothing to say."""
    shares = [line.of.revenue_share for line in lines if line.of.revenue_share is not None]
    brought = [f"{percent(sum(shares, Decimal(0)))} of the revenue"] if shares else []
    return ", ".join([count(len(lines), "use case"), *brought]) if lines else ""
