"""The actor-goal list: who wants what of the system, at which level."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from usecase_dsl.render.site.addresses import ACTOR_GOALS
from usecase_dsl.render.site.facts import goal
from usecase_dsl.render.site.levels import level_rank
from usecase_dsl.render.site.list_views import Column, Facet, ListingView, PartView, TablePageView
from usecase_dsl.render.site.listing import COLUMNS, Cells, facets, stated_columns, table_page
from usecase_dsl.render.site.views import NOTHING, PageView
from usecase_dsl.render.site.writer import Site, Writer, count

TITLE = "Actors and goals"
_GOAL = Column("Goal", "name")
_KINDS = {"human": "Person or role", "system": "External system", "time": "Time"}
_LEAD = Markup("<p>Who wants what of the system: each actor with the use cases that it is the primary actor of.</p>")
_EMPTY = Markup(
    "No use case names a primary actor yet. <code>primary actor: Customer</code> below its title does, and puts its"
    " goal here."
)


def actor_goals_page(site: Site) -> PageView:
    """Each actor with its goals."""
    writer = Writer(site, site.addresses.page(ACTOR_GOALS))
    cells = Cells(writer, site.language)
    listing = _listing(cells)
    actors = sum(part.heading is not None for part in listing.parts)
    body = TablePageView(
        title=TITLE,
        lead=_LEAD if listing.parts else NOTHING,
        figures=(count(actors, "actor"), count(listing.total, "goal")) if listing.parts else (),
        listing=listing,
        signs=tuple(cells.signs.values()),
        empty=_EMPTY if not listing.parts else NOTHING,
    )
    return table_page(writer, body)


def _listing(cells: Cells) -> ListingView:
    site = cells.site
    columns = tuple(name for name in stated_columns(site) if name != "primary actor")
    goals = {actor: keys for actor in site.model.actors if (keys := site.relations.primary_in.get(actor, ()))}
    parts = tuple(_actor(cells, actor, keys, columns) for actor, keys in goals.items())
    facts = [cells.fact(key) for keys in goals.values() for key in keys]
    actors = Facet("actor", "Actor", "", tuple(site.model.actors[actor].name for actor in goals))
    others = (facet for facet in facets(facts, columns, {}) if facet.name in ("level", "status", "tag"))
    return ListingView("goals", (*([actors] if len(parts) > 1 else []), *others), parts)


def _actor(cells: Cells, actor: str, keys: tuple[str, ...], columns: tuple[str, ...]) -> PartView:
    site, writer = cells.site, cells.writer
    found = site.model.actors[actor]
    name = site.addresses.actors[actor]
    slug = name.fragment or name.page.rpartition("/")[2].removesuffix(".html")
    ordered = sorted(keys, key=lambda key: level_rank(cells.fact(key).level))
    link = Markup('<a href="{}">{}</a>').format(writer.href(name), found.name)
    return PartView(
        heading=writer.heading(f"goals-{slug}", found.name),
        title=link,
        intro=Markup('<p class="quiet" lang="en">{}</p>').format(_KINDS[found.kind]),
        columns=tuple(_GOAL if column == "use case" else COLUMNS[column] for column in columns),
        head=columns.index("use case"),
        rows=tuple(tuple(_row(cells, key, columns)) for key in ordered),
    )


def _row(cells: Cells, key: str, columns: tuple[str, ...]) -> Iterator[Markup]:
    """The cells of a use case; below its title what the actor wants, where the text says more than the title."""
    wanted = cells.site.fact(goal, key)
    for column, cell in zip(columns, cells.row(key, columns), strict=True):
        more = column == "use case" and wanted
        yield (
            cell + Markup("<small>{}</small>").format(cells.writer.prose.inline(_first_line(wanted))) if more else cell
        )


def _first_line(text: str) -> str:
    return text.partition("\n")[0]
