"""Segments beside each other: what each measures, what each needs that another doesn't, and what to look at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from usecase_dsl.portfolio.customer import CustomerUseCase
from usecase_dsl.portfolio.figures import Line, reviews
from usecase_dsl.portfolio.market import Segment
from usecase_dsl.portfolio.needs import Need
from usecase_dsl.portfolio.words import percent
from usecase_dsl.render.site.addresses import SEGMENTS
from usecase_dsl.render.site.customer_names import TITLES, Names, kin
from usecase_dsl.render.site.customer_views import ChartedView, SegmentsView
from usecase_dsl.render.site.list_views import Column, Facet, ListingView, PartView
from usecase_dsl.render.site.listing import cell_at
from usecase_dsl.render.site.portfolio_tables import GAP, matrix_style, paragraph, table
from usecase_dsl.render.site.views import NOTHING, PageView
from usecase_dsl.render.site.writer import Site, Writer, page_of

TITLE = TITLES[SEGMENTS]

_NO_SEGMENT = "no segment"
_ALL = "all segments"
_NEED = Markup('{}<small lang="en">{}</small>')
_METRIC = Markup("<li>{}</li>")


def segments_page(site: Site) -> PageView:
    """Success metrics by segment, needs by segment, and the list of reviews."""
    writer = Writer(site, site.addresses.page(SEGMENTS))
    names = Names(writer)
    found = (part(writer, names) for part in (_metrics, _needs, _reviews))
    parts = tuple(part for part in found if part)
    view = SegmentsView(TITLE, kin(writer, SEGMENTS), parts)
    return page_of(writer, "segments.html", TITLE, view, (part.heading for part in parts))


def _metrics(writer: Writer, names: Names) -> ChartedView | None:
    """What success is in each segment, use case by use case."""
    segments = tuple(names.portfolio.market.segments.values())
    if not segments:
        return None
    columns = (Column("Use case", "name"), *_columns(segments))
    rows = tuple((_named(names, line), *_measured(names, line, segments)) for line in names.portfolio.lines)
    lead = Markup("<p>How each segment can tell that a use case does what it is for.</p>")
    return ChartedView(
        writer.heading("metrics", "Success metrics"),
        lead,
        table("use cases", columns, rows, matrix_style(len(segments))),
    )


def _columns(segments: Sequence[Segment]) -> Iterator[Column]:
    yield from (Column(segment.name, "segment", f"{segment.name}:") for segment in segments)


def _named(names: Names, line: Line) -> Markup:
    lacking = NOTHING if line.segments else Markup(" ") + GAP.format(_NO_SEGMENT)
    return names.card(line.of) + lacking


def _measured(names: Names, line: Line, segments: Sequence[Segment]) -> Iterator[Markup]:
    """The metrics in the column of each segment that the use case is for."""
    cell = _metrics_of(names, line.of)
    yield from (cell if segment.key in line.segments else NOTHING for segment in segments)


def _metrics_of(names: Names, of: CustomerUseCase) -> Markup:
    told = [": ".join(filter(None, each)) for each in of.success_metrics]
    items = Markup("").join(_METRIC.format(names.text(of, text)) for text in told)
    return Markup("<ul>{}</ul>").format(items) if told else GAP.format("no metric")


def _needs(writer: Writer, names: Names) -> ChartedView | None:
    """Critical features and constraints, with the use cases of each segment that ask for them."""
    needs, segments = names.portfolio.needs, tuple(names.portfolio.market.segments.values())
    if not needs or not segments:
        return None
    columns = (Column("Need", "name"), Column("Needed by", "who"), *_columns(segments))
    rows = tuple(_needed(names, need, segments) for need in sorted(needs, key=lambda need: _place(need, segments)))
    facets = tuple(_facets(needs, segments))
    listing = ListingView(
        "needs", facets, (PartView(None, NOTHING, NOTHING, columns, 0, rows),), matrix_style(len(segments))
    )
    lead = Markup(
        "<p>Critical features and constraints, with the use cases that ask for them in each segment. What one segment"
        " needs alone is what sets it apart from the others.</p>"
    )
    return ChartedView(writer.heading("needs", "What each segment needs"), lead, listing)


def _facets(needs: Sequence[Need], segments: Sequence[Segment]) -> Iterator[Facet]:
    asked = {_by(need, segments) for need in needs}
    in_order = (*(f"{segment.name} alone" for segment in segments), *_numbers(segments), _ALL, _NO_SEGMENT)
    for name, label, cells, options in (
        ("kind", "Kind", "small", tuple(dict.fromkeys(need.kind for need in needs))),
        ("by", "Needed by", cell_at(1), tuple(each for each in in_order if each in asked)),
    ):
        if len(options) > 1:
            yield Facet(name, label, cells, options)


def _place(need: Need, segments: Sequence[Segment]) -> tuple[int, ...]:
    """Needs of one segment come first, segment by segment."""
    here = [number for number, segment in enumerate(segments) if segment.key in need.segments]
    return len(here) or len(segments) + 1, *here


def _numbers(segments: Sequence[Segment]) -> Iterator[str]:
    yield from (f"all but {segment.name}" for segment in segments if len(segments) > 2)
    yield from (f"{number} of {len(segments)} segments" for number in range(2, len(segments) - 1))


def _by(need: Need, segments: Sequence[Segment]) -> str:
    """Who needs it, in words."""
    found = [segment for segment in segments if segment.key in need.segments]
    if len(found) == len(segments) > 1:
        return _ALL
    if len(found) == 1:
        return f"{found[0].name} alone"
    others = [segment for segment in segments if segment not in found]
    if found and len(others) == 1:
        return f"all but {others[0].name}"
    return f"{len(found)} of {len(segments)} segments" if found else _NO_SEGMENT


def _needed(names: Names, need: Need, segments: Sequence[Segment]) -> tuple[Markup, ...]:
    lines = [names.portfolio.by_key[name] for name in need.use_cases]
    who = _by(need, segments)
    told = GAP.format(who) if who == _NO_SEGMENT else Markup.escape(who)
    cells = (
        Markup(", ").join(names.short(line.of) for line in lines if segment.key in line.segments)
        for segment in segments
    )
    return (_NEED.format(names.text(lines[0].of, need.text), need.kind), told, *cells)


def _reviews(writer: Writer, names: Names) -> ChartedView | None:
    """What nobody has looked at for longest comes first."""
    columns = (
        Column("Use case", "name"),
        Column("Last reviewed", "date", "last reviewed"),
        Column("Importance", "status"),
        Column("Of the revenue", "count", "of the revenue:"),
    )
    rows = (_reviewed(names, line) for line in reviews(names.portfolio.lines))
    days = writer.site.limits.review_days
    lead = f"What nobody has looked at for longest comes first. After {days:,} days it is time: markets move on."
    return ChartedView(writer.heading("reviews", "To be reviewed"), paragraph(lead), table("use cases", columns, rows))


def _reviewed(names: Names, line: Line) -> tuple[Markup, ...]:
    of = line.of
    share = percent(of.revenue_share) if of.revenue_share is not None else ""
    return (names.card(of), _date(of), Markup.escape(of.importance), Markup.escape(share))


def _date(of: CustomerUseCase) -> Markup:
    """The date; what was written in its place; or that nobody has looked at it."""
    if of.last_reviewed:
        return Markup.escape(str(of.last_reviewed))
    written = [each.text for each in of.unread if each.name == "last reviewed"]
    return GAP.format(f"{written[0]}: no date") if written else GAP.format("never")
