"""The overview of the project: its diagram, its use cases by package, its actors."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from usecase_dsl.render.site import package_page
from usecase_dsl.render.site.addresses import INDEX, MAP
from usecase_dsl.render.site.list_views import Column, ListingView, OverviewView, PartView
from usecase_dsl.render.site.listing import COLUMNS, Cells, facets, stated_columns
from usecase_dsl.render.site.navigation import WITHOUT_PACKAGE
from usecase_dsl.render.site.picture_words import words_of
from usecase_dsl.render.site.prose import link
from usecase_dsl.render.site.scenario_views import test_views
from usecase_dsl.render.site.views import NOTHING, Heading, PageView
from usecase_dsl.render.site.writer import Site, Writer, count, direction, finding_view

_PARTS = {"vanished": "Tests of what isn't there any more"}
_NO_ACTOR = Markup(
    '<p class="quiet" lang="en">No actor yet. A use case names its own in <code>primary actor:</code>.</p>'
)
_ACTOR_COLUMNS = (
    Column("Actor", "name"),
    Column("Kind", "kind"),
    Column("Primary in", "count", "primary in"),
    Column("Supporting in", "count", "supporting in"),
)


def index_page(site: Site) -> PageView:
    """The page that the site begins with."""
    writer = Writer(site, site.addresses.page(INDEX))
    language = site.language
    view = _view(writer)
    return PageView(
        path=writer.at.page,
        id="",
        template="index.html",
        title=site.title,
        lang=language,
        direction=direction(language),
        body=view,
        contents=tuple(_contents(view)),
    )


def _view(writer: Writer) -> OverviewView:
    site, model = writer.site, writer.model
    systems = list(model.systems.values())
    alone = systems[0].description if len(systems) == 1 else ""
    cells = Cells(writer, site.language)
    listing, actors = _listing(cells), _actors(cells)
    note = package_page.note(site, writer)
    picture = site.draw(None, writer.at) if model.use_cases and not note else None
    return OverviewView(
        title=site.title,
        figures=tuple(_figures(site)),
        description=writer.prose.block(alone) if alone else NOTHING,
        systems=tuple(_systems(writer)) if len(systems) > 1 else (),
        diagram=picture,
        diagram_note=note,
        words=words_of(picture),
        map=writer.href(site.addresses.page(MAP)),
        listing=listing,
        signs=tuple(cells.signs.values()),
        actors=actors,
        findings=tuple(finding_view(finding) for finding in site.findings.get("", ())),
        vanished=test_views(each.result for each in site.coverage.vanished) if site.coverage else (),
        headings={
            part: writer.heading(part, _PARTS.get(part, part.capitalize()))
            for part in ("diagram", "actors", "vanished", "findings")
        },
    )


def _contents(view: OverviewView) -> Iterator[Heading]:
    if view.diagram or view.diagram_note:
        yield view.headings["diagram"]
    yield from (part.heading for part in view.listing.parts if part.heading)
    yield view.headings["actors"]
    if view.vanished:
        yield view.headings["vanished"]
    if view.findings:
        yield view.headings["findings"]


def _figures(site: Site) -> Iterator[str]:
    """How many there are of each thing that the project has any of, and how many scenarios are tested."""
    model = site.model
    yield count(len(model.use_cases), "use case")
    yield count(len(model.actors), "actor")
    for kind, table in model.entries.items():
        if table:
            yield count(len(table), kind)
    if site.coverage:
        yield f"tests: {site.coverage.passed:,} of {count(site.coverage.scenarios, 'scenario')} passed"


def _systems(writer: Writer) -> Iterator[tuple[Markup, Markup]]:
    for system in writer.model.systems.values():
        yield Markup.escape(system.name), writer.prose.block(system.description) if system.description else NOTHING


def _listing(cells: Cells) -> ListingView:
    site = cells.site
    columns = stated_columns(site)
    known = [cells.fact(key) for key in site.model.use_cases]
    names: dict[str | None, str] = {key: actor.name for key, actor in site.model.actors.items()}
    parts = tuple(_package(cells, name, keys, columns) for name, keys in site.known.packages.items())
    return ListingView("use cases", facets(known, columns, names), parts)


def _package(cells: Cells, name: str, keys: tuple[str, ...], columns: tuple[str, ...]) -> PartView:
    site, writer = cells.site, cells.writer
    place = site.addresses.packages[name]
    text = site.known.described.get(name, "")
    title = cells.fact(keys[0]).package or WITHOUT_PACKAGE
    return PartView(
        heading=Heading(place.fragment, title, writer.href(place)),
        title=Markup.escape(title),
        intro=writer.prose.block(text) if text else NOTHING,
        columns=tuple(COLUMNS[column] for column in columns),
        head=columns.index("use case"),
        rows=tuple(cells.row(key, columns) for key in keys),
    )


def _actors(cells: Cells) -> ListingView:
    rows = tuple(tuple(_actor(cells, key)) for key in cells.site.model.actors)
    part = PartView(None, NOTHING, NOTHING, _ACTOR_COLUMNS, 0, rows, _NO_ACTOR)
    return ListingView("actors", (), (part,), "actors")


def _actor(cells: Cells, key: str) -> Iterator[Markup]:
    known = cells.site.relations
    yield link(cells.writer.actor_link(key))
    yield cells.kind(key)
    for table in (known.primary_in, known.supporting_in):
        number = len(table.get(key, ()))
        yield Markup.escape(count(number, "use case") if number else "")
