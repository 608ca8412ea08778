"""What is still open: the issues that use cases list, and what they announce and don't say yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from usecase_dsl.model.tables import UseCase
from usecase_dsl.render.site.addresses import ISSUES
from usecase_dsl.render.site.facts import Issue, open_issues, unwritten_parts
from usecase_dsl.render.site.list_views import Column, ListingView, PartView, TablePageView
from usecase_dsl.render.site.listing import COLUMNS, Cells, facets, table_page
from usecase_dsl.render.site.prose import link
from usecase_dsl.render.site.views import NOTHING, PageView
from usecase_dsl.render.site.writer import Site, Writer, count

TITLE = "Open issues"
_KINDS = (open_issues, unwritten_parts)
_WORDS = {"Issue": "issue", "What is missing": "unwritten part"}
_EMPTY = Markup(
    "Nothing is open: no use case lists an issue, and none has a part with <code>...</code> for a text. A use case"
    " lists its issues below <code>open issues:</code>."
)


def issues_page(site: Site) -> PageView:
    """All that is open, by use case."""
    writer = Writer(site, site.addresses.page(ISSUES))
    cells = Cells(writer, site.language)
    listing = _listing(cells)
    body = TablePageView(
        title=TITLE,
        lead=NOTHING,
        figures=tuple(_figures(listing)),
        listing=listing,
        empty=NOTHING if listing.parts else _EMPTY,
    )
    return table_page(writer, body)


def _figures(listing: ListingView) -> Iterator[str]:
    for part in listing.parts:
        yield count(len(part.rows), _WORDS[part.columns[1].title])


def _listing(cells: Cells) -> ListingView:
    site = cells.site
    columns = tuple(name for name in ("status", "primary actor") if name in site.stated)
    parts = (
        _part(cells, "issues", "Issues", "Issue", open_issues, columns),
        _part(cells, "unwritten", "Not written yet", "What is missing", unwritten_parts, columns),
    )
    facts = [cells.fact(key) for key in site.model.use_cases if any(site.fact(of, key) for of in _KINDS)]
    names: dict[str | None, str] = {key: actor.name for key, actor in site.model.actors.items()}
    shown = ("actor", "status")
    found = facets(facts, ("use case", "issue", *columns), names)
    return ListingView("issues", tuple(each for each in found if each.name in shown), tuple(p for p in parts if p.rows))


def _part(
    cells: Cells,
    name: str,
    title: str,
    column: str,
    of: Callable[[UseCase], tuple[Issue, ...]],
    columns: tuple[str, ...],
) -> PartView:
    found = ((key, issue) for key in cells.site.model.use_cases for issue in cells.site.fact(of, key))
    return PartView(
        heading=cells.writer.heading(name, title),
        title=Markup.escape(title),
        intro=NOTHING,
        columns=(Column("Use case", "name"), Column(column, "used"), *(COLUMNS[each] for each in columns)),
        head=0,
        rows=tuple(
            (cells.full_title(key), _issue(cells, key, issue), *cells.row(key, columns)) for key, issue in found
        ),
    )


def _issue(cells: Cells, key: str, issue: Issue) -> Markup:
    text = cells.writer.prose.item(issue.text)
    return text + Markup(" {}").format(link(cells.writer.label_link(key, issue.label))) if issue.label else text
