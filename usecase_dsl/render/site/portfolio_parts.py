"""The parts of the portfolio: each a table, and a chart that is the picture of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from usecase_dsl.model.tables import EntryKind
from usecase_dsl.portfolio.advice import HEADINGS
from usecase_dsl.portfolio.customer import MOST_PRIORITY
from usecase_dsl.portfolio.figures import Line, Share
from usecase_dsl.portfolio.words import FREQUENCIES, INTENSITIES, amount, percent
from usecase_dsl.render.site.accounts_parts import accounts_parts
from usecase_dsl.render.site.chart_pictures import Charts
from usecase_dsl.render.site.customer_names import Names
from usecase_dsl.render.site.customer_views import ChartedView
from usecase_dsl.render.site.list_views import Column
from usecase_dsl.render.site.portfolio_tables import GAP, QUIET, Cells, matrix_style, paragraph, table
from usecase_dsl.render.site.views import NOTHING
from usecase_dsl.render.site.writer import Writer, count

_USE_CASE = Column("Use case", "name")
_BROUGHT, _STATED = "Its use cases bring", "It says itself"
_MARK = Markup('<span class="mark" role="img" aria-label="{}">●</span>')


def parts(writer: Writer, names: Names) -> Iterator[ChartedView]:
    """Those parts that have anything to show."""
    for part in (_worth, _coverage, _profit, _by_segment, _by_plan, _by_persona, _plans):
        if found := part(writer, names):
            yield found
    if measured := writer.site.accounts:
        yield from accounts_parts(writer, names, measured)


def _worth(writer: Writer, names: Names) -> ChartedView | None:
    """How often each is needed, and how badly."""
    lines = [line for line in names.portfolio.lines if line.of.frequency or line.of.intensity]
    if not lines:
        return None
    columns = (
        _USE_CASE,
        Column("How often", "count", "needed"),
        Column("How badly", "count", "how badly:"),
        Column("Priority", "count", "priority"),
        Column("What to do", "verdict"),
    )
    ranked = sorted(lines, key=lambda line: -(line.priority or 0))
    from_here = writer.site.limits.priority_least
    lead = f"Priority is how often × how badly, up to {MOST_PRIORITY}. From {from_here} on it weighs."
    heading = writer.heading("priority", "Frequency and intensity")
    return ChartedView(
        heading,
        paragraph(lead),
        table("use cases", columns, (_needed(names, line) for line in ranked)),
        Charts(writer).dots(heading.text, lines),
    )


def _needed(names: Names, line: Line) -> Cells:
    often, badly = FREQUENCIES.get(line.of.frequency or 0, ""), INTENSITIES.get(line.of.intensity or 0, "")
    verdict = HEADINGS[line.advice.verdict]
    return (names.card(line.of), *map(Markup.escape, (often, badly, str(line.priority or ""), verdict)))


def _coverage(writer: Writer, names: Names) -> ChartedView | None:
    """How much of the revenue the use cases bring."""
    of, limits = names.portfolio.coverage, writer.site.limits
    if len(of.silent) == len(names.portfolio.lines):
        return None
    shares = {"Primary": of.primary, "Secondary": of.secondary, "Not stated": of.other}
    kinds = {"Primary": "primary", "Secondary": "secondary", "Not stated": ""}
    rows = [_covered(names, name, share, kinds[name]) for name, share in shares.items() if share]
    if of.rest:
        rows.append((Markup.escape("No use case"), Markup.escape(percent(of.rest)), NOTHING))
    lead = f"Sound is {limits.coverage_least}% to {limits.coverage_most}% from primary use cases."
    if of.total > 100:
        lead += f" The shares add up to {percent(of.total)}, which is more than there is."
    silent = Markup("<p>Not stated by {}.</p>").format(names.cards(of.silent)) if of.silent else NOTHING
    columns = (Column("Importance", "name"), Column("Of the revenue", "count"), Column("Use cases", "used"))
    heading = writer.heading("coverage", "Revenue covered")
    picture = Charts(writer).coverage(heading.text, names.portfolio.lines)
    return ChartedView(heading, paragraph(lead), table("shares", columns, rows), picture, silent)


def _covered(names: Names, name: str, share: Decimal, importance: str) -> Cells:
    lines = [line for line in names.portfolio.lines if line.of.importance == importance]
    found = ((line, line.of.revenue_share) for line in sorted(lines, key=lambda line: -(line.of.revenue_share or 0)))
    told = (Markup("{} {}").format(names.short(line.of), percent(each)) for line, each in found if each is not None)
    return Markup.escape(name), Markup.escape(percent(share)), Markup(", ").join(told)


def _profit(writer: Writer, names: Names) -> ChartedView | None:
    """What each earns, and what that is made of."""
    lines = names.portfolio.lines
    if not any(line.profit or line.of.willingness_to_pay or line.of.cost_to_serve for line in lines):
        return None
    columns = (
        _USE_CASE,
        Column("One pays", "count", "one pays"),
        Column("Customers", "count", "customers:"),
        Column("Cost to serve", "count", "cost to serve:"),
        Column("Profit", "count", "profit"),
    )
    ranked = sorted(lines, key=lambda line: (line.profit is None, -line.profit.value if line.profit else 0))
    lead = "Profit is what one customer pays × the customers who may − what it costs to serve all of them."
    heading = writer.heading("profit", "Profit")
    return ChartedView(
        heading,
        paragraph(lead),
        table("use cases", columns, (_earning(names, line) for line in ranked), "amounts"),
        Charts(writer).profit(heading.text, ranked, names.portfolio.profit),
    )


def _earning(names: Names, line: Line) -> Cells:
    of = line.of
    pays = amount(of.willingness_to_pay) if of.willingness_to_pay else ""
    cost = amount(of.cost_to_serve) if of.cost_to_serve else ""
    customers = f"{of.customers:,}" if of.customers is not None else ""
    earned = Markup.escape(amount(line.profit)) if line.profit else QUIET.format("not known")
    return (names.card(of), *map(Markup.escape, (pays, customers, cost)), earned)


def _by_plan(writer: Writer, names: Names) -> ChartedView | None:
    return _shares(writer, names, "plan", names.portfolio.by_plan)


def _by_segment(writer: Writer, names: Names) -> ChartedView | None:
    return _shares(writer, names, "segment", names.portfolio.by_segment)


def _by_persona(writer: Writer, names: Names) -> ChartedView | None:
    return _shares(writer, names, "persona", names.portfolio.by_persona)


def _shares(writer: Writer, names: Names, kind: EntryKind, shares: Sequence[Share]) -> ChartedView | None:
    """The revenue by plan, segment or persona."""
    if not any(share.share is not None or share.stated is not None for share in shares):
        return None
    stated = any(share.stated is not None for share in shares)
    columns = (
        Column(kind.capitalize(), "name"),
        Column(_BROUGHT, "count", _BROUGHT.lower()),
        *([Column(_STATED, "count", _STATED.lower())] if stated else []),
        Column("Use cases", "used"),
    )
    lead = f"What use cases bring of the revenue, each divided equally among its {kind}s."
    heading = writer.heading(f"by-{kind}", f"Revenue by {kind}")
    return ChartedView(
        heading,
        paragraph(lead),
        table(f"{kind}s", columns, (_share(names, kind, each, stated) for each in shares)),
        Charts(writer).shares(heading.text, shares, (_BROUGHT, _STATED) if stated else (_BROUGHT,)),
    )


def _share(names: Names, kind: EntryKind, of: Share, stated: bool) -> Cells:
    told = (of.share, of.stated) if stated else (of.share,)
    figures = (Markup.escape(percent(each)) if each is not None else NOTHING for each in told)
    users = names.cards(of.use_cases) if of.use_cases else GAP.format("no use case")
    return (names.entry(kind, of.key, of.name), *figures, users)


def _plans(writer: Writer, names: Names) -> ChartedView | None:
    """Which use case belongs to which plan."""
    plans = names.portfolio.market.plans
    if not len(plans):
        return None
    columns = (_USE_CASE, *(Column(plan.name, "cross", plan.name) for plan in plans.values()))
    rows = [(names.card(line.of), *_crosses(line.plans, plans, "in {}")) for line in names.portfolio.lines]
    most = writer.site.limits.plan_use_cases
    counts = Markup(", ").join(_plan(names, name, most) for name in plans)
    lead = Markup("<p>{}.</p>").format(counts)
    return ChartedView(
        writer.heading("plans", "Plans and use cases"),
        lead,
        table("use cases", columns, rows, matrix_style(len(plans))),
    )


def _plan(names: Names, name: str, most: int) -> Markup:
    plan = names.portfolio.market.plans[name]
    primary = sum(name in line.plans and line.of.importance == "primary" for line in names.portfolio.lines)
    told = Markup("{} serves {}").format(names.entry("plan", name, plan.name), count(primary, "primary use case"))
    return told + (Markup(", ") + GAP.format(f"more than {most}") if primary > most else NOTHING)


def _crosses(keys: Iterable[str], columns: Mapping[str, object], words: str) -> Iterator[Markup]:
    here = set(keys)
    yield from (_MARK.format("yes") if name in here else NOTHING for name in columns)
