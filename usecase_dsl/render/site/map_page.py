"""The map of the whole project: use cases by level, and which include which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from usecase_dsl.render.site.addresses import MAP
from usecase_dsl.render.site.facts import includes
from usecase_dsl.render.site.levels import level_rank
from usecase_dsl.render.site.list_views import Column, ListingView, PartView, TablePageView
from usecase_dsl.render.site.listing import Cells, table_page
from usecase_dsl.render.site.picture_words import words_of
from usecase_dsl.render.site.views import NOTHING, PageView
from usecase_dsl.render.site.writer import Site, Writer

TITLE = "Map"
# A picture of more use cases than this is a wall that nobody reads.
_MOST_IN_A_MAP = 200
_COLUMNS = (
    Column("Use case", "name"),
    Column("Includes", "", "includes"),
    Column("Included by", "", "included by"),
)
_LEAD = Markup(
    "<p>The use cases by the level of their goals, from the largest to the smallest, and which includes which.</p>"
)
_EMPTY = Markup(
    "No use case has been written yet. <code>use case UC-01: Place an order</code> in a file that ends in"
    " <code>.uc</code> begins one."
)


def map_page(site: Site) -> PageView:
    """All use cases by level, as a picture and as a table."""
    writer = Writer(site, site.addresses.page(MAP))
    cells = Cells(writer, site.language)
    listing = _listing(cells)
    picture = site.draw_map(writer.at) if 0 < listing.total <= _MOST_IN_A_MAP else None
    body = TablePageView(
        title=TITLE,
        lead=_LEAD if listing.total else NOTHING,
        figures=(),
        listing=listing,
        signs=tuple(cells.signs.values()),
        empty=NOTHING if listing.total else _EMPTY,
        picture=picture,
        words=words_of(picture),
    )
    return table_page(writer, body)


def _listing(cells: Cells) -> ListingView:
    levels: dict[str, list[str]] = {}
    for key in cells.site.model.use_cases:
        levels.setdefault(cells.fact(key).level, []).append(key)
    ordered = sorted(levels, key=level_rank)
    return ListingView("use cases", (), tuple(_level(cells, level, levels[level]) for level in ordered))


def _level(cells: Cells, level: str, keys: Iterable[str]) -> PartView:
    name = level.replace(" ", "-") or "no-level"
    title = f"{level[:1].upper()}{level[1:]}" or "No level stated"
    return PartView(
        heading=cells.writer.heading(f"level-{name}", title),
        title=Markup.escape(title),
        intro=NOTHING,
        columns=_COLUMNS,
        head=0,
        rows=tuple(tuple(_row(cells, key)) for key in keys),
    )


def _row(cells: Cells, key: str) -> Iterator[Markup]:
    yield cells.full_title(key)
    yield _links(cells, cells.site.fact(includes, key))
    yield _links(cells, cells.site.relations.included_by.get(key, {}))


def _links(cells: Cells, keys: Iterable[str]) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(cells.full_title(key)) for key in keys)
    return Markup("<ul>{}</ul>").format(items) if items else NOTHING
