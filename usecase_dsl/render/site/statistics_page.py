"""Figures of the project: how many use cases of each kind, and how large they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from statistics import median

from markupsafe import Markup

from usecase_dsl.render.site.addresses import STATISTICS
from usecase_dsl.render.site.facts import Size, Summary, size
from usecase_dsl.render.site.levels import level_rank
from usecase_dsl.render.site.list_views import BarView, ChartView, Column, ListingView, PartView, StatisticsView
from usecase_dsl.render.site.listing import Cells
from usecase_dsl.render.site.prose import link
from usecase_dsl.render.site.views import NOTHING, PageView
from usecase_dsl.render.site.writer import Site, Writer, page_of

TITLE = "Statistics"
# How many of the largest use cases are listed, and how many bars a chart has at most.
_LARGEST = 10
_MOST_BARS = 25
_NONE = "none stated"
_ACTOR_WEIGHTS = {"system": 1, "time": 1, "human": 3}
_EMPTY = Markup(
    "No use case has been written yet. <code>use case UC-01: Place an order</code> in a file that ends in"
    " <code>.uc</code> begins one."
)
_WEIGHTS = {5: "simple (up to 3 transactions)", 10: "average (up to 7)", 15: "complex (more than 7)"}


def statistics_page(site: Site) -> PageView:
    """Figures and charts."""
    writer = Writer(site, site.addresses.page(STATISTICS))
    view = _view(writer)
    contents = (*(chart.heading for chart in view.charts), *view.headings.values()) if not view.empty else ()
    return page_of(writer, "statistics.html", TITLE, view, contents)


def _view(writer: Writer) -> StatisticsView:
    site = writer.site
    cells = Cells(writer, site.language)
    sizes = {key: site.fact(size, key) for key in site.model.use_cases}
    facts = [cells.fact(key) for key in sizes]
    largest = _largest(cells, sizes)
    return StatisticsView(
        title=TITLE,
        figures=tuple(_figures(site, list(sizes.values()))),
        charts=tuple(chart for chart in _charts(writer, facts, list(sizes.values())) if _says_something(chart)),
        largest=largest,
        headings={"largest": writer.heading("largest", "The largest use cases")} if largest.total else {},
        empty=NOTHING if sizes else _EMPTY,
    )


def _figures(site: Site, sizes: list[Size]) -> Iterator[tuple[str, str]]:
    """Names and values; the points are Karner's, before any factor."""
    told = [each for each in sizes if each.steps]
    steps = [each.steps for each in told] or [0]
    yield "Use cases", f"{len(sizes):,}"
    yield "Actors", f"{len(site.model.actors):,}"
    yield "With a flow", f"{len(told):,}"
    yield "Flows", f"{sum(each.flows for each in sizes):,}"
    yield "Steps", f"{sum(steps):,}"
    yield "Steps in a use case, median", f"{median(steps):g}"
    yield "Steps in a use case, most", f"{max(steps):,}"
    weights = sum(_ACTOR_WEIGHTS[actor.kind] for actor in site.model.actors.values())
    yield "Unadjusted Use Case Points", f"{weights + sum(each.weight for each in sizes):,}"
    if site.coverage:
        yield "Scenarios passed", f"{site.coverage.passed:,} of {site.coverage.scenarios:,}"


def _charts(writer: Writer, facts: list[Summary], sizes: list[Size]) -> Iterator[ChartView]:
    yield _by(writer, "level", "Level", (fact.level for fact in facts), level_rank)
    yield _by(writer, "status", "Status", (fact.status for fact in facts))
    yield _by(writer, "package", "Package", (fact.package for fact in facts))
    names = {key: actor.name for key, actor in writer.model.actors.items()}
    goals = (names.get(key or "", text) for fact in facts for text, key in fact.primary)
    yield _by(writer, "actor", "Primary actor", goals)
    yield _steps(writer, sizes)
    yield _weights(writer, sizes)


def _says_something(chart: ChartView) -> bool:
    """Whether a chart has more to show than that nobody stated anything."""
    return any(bar.name != _NONE for bar in chart.bars)


def _by(
    writer: Writer,
    name: str,
    title: str,
    values: Iterable[str],
    order: Callable[[str], tuple[int, str]] | None = None,
) -> ChartView:
    """How many use cases have each value: the most common first where they have no order of their own."""
    counts = Counter(value or _NONE for value in values)
    ordered = sorted(counts, key=order) if order else [value for value, _ in counts.most_common()]
    more = len(ordered) - _MOST_BARS
    note = Markup.escape(f"{more:,} more have fewer use cases each.") if more > 0 else NOTHING
    bars = _bars({value: counts[value] for value in ordered[:_MOST_BARS]})
    return ChartView(writer.heading(f"by-{name}", f"By {title.lower()}"), title, "Use cases", bars, note)


def _steps(writer: Writer, sizes: list[Size]) -> ChartView:
    """How many use cases have how many steps, in classes of equal width."""
    most = max((each.steps for each in sizes), default=0)
    width = max(1, -(-(most + 1) // 12))
    counts = {_class(low, width): 0 for low in range(0, most + 1, width)}
    for each in sizes:
        counts[_class(each.steps // width * width, width)] += 1
    return ChartView(writer.heading("by-steps", "By steps in all flows"), "Steps", "Use cases", _bars(counts))


def _class(low: int, width: int) -> str:
    return str(low) if width == 1 else f"{low}–{low + width - 1}"


def _weights(writer: Writer, sizes: list[Size]) -> ChartView:
    counts = Counter(each.weight for each in sizes)
    named = {words: counts[weight] for weight, words in _WEIGHTS.items()}
    bars = _bars(named | ({"no flow": counts[0]} if counts[0] else {}))
    note = Markup.escape(
        "Karner's weights of 5, 10 and 15 Use Case Points. A transaction begins where an actor does something."
    )
    return ChartView(writer.heading("by-complexity", "By complexity"), "Complexity", "Use cases", bars, note)


def _bars(counts: Mapping[str, int]) -> tuple[BarView, ...]:
    most = max(counts.values(), default=0) or 1
    return tuple(
        BarView(Markup.escape(name), f"{number:,}", f"{100 * number / most:.1f}") for name, number in counts.items()
    )


def _largest(cells: Cells, sizes: Mapping[str, Size]) -> ListingView:
    found = sorted(sizes, key=lambda key: -sizes[key].steps)[:_LARGEST]
    numbers = ("Steps", "Flows", "Transactions")
    columns = (Column("Use case", "name"), *(Column(name, "count", name.lower()) for name in numbers))
    rows = tuple((link(cells.writer.use_case_link(key)), *_numbers(sizes[key])) for key in found if sizes[key].steps)
    return ListingView("use cases", (), (PartView(None, NOTHING, NOTHING, columns, 0, rows),))


def _numbers(of: Size) -> tuple[Markup, ...]:
    return tuple(Markup.escape(f"{number:,}") for number in (of.steps, of.flows, of.transactions))
