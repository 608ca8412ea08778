"""The page of a package: its picture and its use cases. There is one where one picture of all would be too large."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from usecase_dsl.render.site.addresses import Address
from usecase_dsl.render.site.facts import Summary, summary
from usecase_dsl.render.site.list_views import ListingView, PartView, TablePageView
from usecase_dsl.render.site.listing import COLUMNS, Cells, facets, stated_columns
from usecase_dsl.render.site.navigation import WITHOUT_PACKAGE
from usecase_dsl.render.site.picture_words import words_of
from usecase_dsl.render.site.views import NOTHING, PageView
from usecase_dsl.render.site.writer import Site, Writer, count, direction

# More use cases than these in one picture are hard to read, and a wall that nobody reads.
MANY = 50
TOO_MANY = 100


def apart(site: Site) -> bool:
    """Whether each package has a picture of its own, in place of one of all."""
    return len(site.model.use_cases) > MANY and len(site.known.packages) > 1 and not site.addresses.single


def package_address(site: Site, package: str) -> Address:
    """The page of a package, by its key."""
    name = site.addresses.packages[package].fragment.removeprefix("package-")
    return Address(f"packages/{name}.html")


def packages(site: Site) -> Iterator[str]:
    """The keys of the packages that have a page."""
    if apart(site):
        yield from site.known.packages


def package_page(site: Site, package: str) -> PageView:
    """The page of one package, by its key."""
    writer = Writer(site, package_address(site, package))
    cells = Cells(writer, site.language)
    keys = site.known.packages[package]
    title = cells.fact(keys[0]).package or WITHOUT_PACKAGE
    text = site.known.described.get(package, "")
    picture = site.draw([site.model.use_cases[key] for key in keys], writer.at) if len(keys) <= TOO_MANY else None
    return PageView(
        path=writer.at.page,
        id="",
        template="table-page.html",
        title=title,
        lang=site.language,
        direction=direction(site.language),
        body=TablePageView(
            title=title,
            lead=writer.prose.block(text) if text else NOTHING,
            figures=(count(len(keys), "use case"),),
            listing=_listing(cells, keys),
            signs=tuple(cells.signs.values()),
            picture=picture,
            words=words_of(picture),
            own=False,
        ),
    )


def _listing(cells: Cells, keys: tuple[str, ...]) -> ListingView:
    columns = stated_columns(cells.site)
    names: dict[str | None, str] = {}
    facts: list[Summary] = [cells.fact(key) for key in keys]
    for key in {key for fact in facts for _, key in fact.primary if key}:
        names[key] = cells.site.model.actors[key].name
    shown = tuple(COLUMNS[column] for column in columns)
    rows = tuple(cells.row(key, columns) for key in keys)
    part = PartView(None, NOTHING, NOTHING, shown, columns.index("use case"), rows)
    return ListingView("use cases", facets(facts, columns, names), (part,))


def note(site: Site, writer: Writer) -> Markup:
    """Where pictures are, in place of one of all use cases; nothing where that one is not too large."""
    number = len(site.model.use_cases)
    if apart(site):
        words = Markup("Of {} use cases, each package has a picture of its own: {}.")
        links = (_link(site, writer, package) for package in site.known.packages)
        return words.format(f"{number:,}", Markup(", ").join(links))
    if number > TOO_MANY:
        return Markup.escape(f"A picture of all {number:,} use cases would be too large to read; each has its own.")
    return NOTHING


def _link(site: Site, writer: Writer, package: str) -> Markup:
    title = site.fact(summary, site.known.packages[package][0]).package or WITHOUT_PACKAGE
    return Markup('<a href="{}">{}</a>').format(writer.href(package_address(site, package)), title)
