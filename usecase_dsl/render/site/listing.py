"""Tables of use cases as lists of all kinds have them: their cells, their columns, and what they can be filtered by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from markupsafe import Markup

from usecase_dsl.render.site.facts import Named, Summary, summary
from usecase_dsl.render.site.levels import level_icon, level_rank
from usecase_dsl.render.site.list_views import Column, Facet, SignView, TablePageView
from usecase_dsl.render.site.prose import Link, link
from usecase_dsl.render.site.views import NOTHING, PageView
from usecase_dsl.render.site.writer import Site, Writer, direction, page_of
from usecase_dsl.render.verdicts import in_short, verdict

COLUMNS: Mapping[str, Column] = {
    "id": Column("Id", "ident"),
    "use case": Column("Use case", "name"),
    "level": Column("Level", "levels"),
    "status": Column("Status", "status"),
    "primary actor": Column("Primary actor", "primary"),
    "tests": Column("Tests", "tests", "tests"),
}

_CELL = Markup('<svg aria-hidden="true"><use href="#{}"/></svg>{}')
_TESTED = Markup('<span class="tested {}" title="{}">{}</span>')
_TAGS = Markup(' <small class="tags">{}</small>')


def table_page(writer: Writer, body: TablePageView) -> PageView:
    """The page of a table, with a heading for each of its parts that has one."""
    headings = (part.heading for part in body.listing.parts if part.heading)
    return page_of(writer, "table-page.html", body.title, body, headings)


class Cells:
    """Writes the cells of a use case for one page. ``signs`` are the signs of levels that it has used."""

    def __init__(self, writer: Writer, language: str) -> None:
        self.writer = writer
        self.signs: dict[str, SignView] = {}
        self._language = language
        self._actors: dict[Named, Markup] = {}
        self._levels: dict[str, Markup] = {"": NOTHING}

    @property
    def site(self) -> Site:
        return self.writer.site

    def fact(self, key: str) -> Summary:
        return self.site.fact(summary, key)

    def row(self, key: str, columns: Iterable[str]) -> tuple[Markup, ...]:
        """The cells of a use case in these of ``COLUMNS``."""
        fact = self.fact(key)
        return tuple(self._makers[column](key, fact) for column in columns)

    def title(self, key: str, fact: Summary) -> Markup:
        """The title as a link, and the tags."""
        place = self.site.addresses.use_cases[key]
        name = link(Link(fact.title or "No title yet", self.writer.href(place)))
        return self.spoken(name, fact.language) + (_TAGS.format(", ".join(fact.tags)) if fact.tags else NOTHING)

    def full_title(self, key: str) -> Markup:
        """The id and the title as a link."""
        return self.spoken(link(self.writer.use_case_link(key)), self.fact(key).language)

    def spoken(self, text: Markup, language: str) -> Markup:
        """A text in its language, where that isn't the page's."""
        if language == self._language:
            return text
        return Markup('<span lang="{}" dir="{}">{}</span>').format(language, direction(language), text)

    def level(self, key: str, fact: Summary) -> Markup:
        """The level with its sign."""
        if fact.level not in self._levels:
            self._levels[fact.level] = self._with_sign(level_icon(fact.level), fact.level)
        return self._levels[fact.level]

    def actor(self, key: str) -> Markup:
        """An actor with the sign of its kind."""
        actor = self.site.model.actors[key]
        return self._with_sign(actor.kind, link(self.writer.actor_link(key)))

    def kind(self, key: str) -> Markup:
        """What an actor is, with a sign."""
        kind = self.site.model.actors[key].kind
        return self._with_sign(kind, kind)

    def tested(self, key: str, fact: Summary) -> Markup:
        """What became of the tests."""
        found = self.site.tested(key)
        if not found:
            return NOTHING
        word, words = verdict(found)
        return _TESTED.format(word, words, in_short(found))

    def _with_sign(self, icon: str, text: str | Markup) -> Markup:
        if not icon:
            return Markup.escape(text)
        sign = self.signs.setdefault(icon, SignView(f"{self.writer.at.fragment or 'i'}:{icon}", icon))
        return _CELL.format(sign.id, text)

    def _primary(self, key: str, fact: Summary) -> Markup:
        return Markup(", ").join(self._actor(named) for named in fact.primary)

    def _actor(self, named: Named) -> Markup:
        if named not in self._actors:
            text, key = named
            # The style sheet knows an actor in a table by its address; a class would stand in every row.
            self._actors[named] = link(replace(self.writer.actor_link(key), sort="") if key else Link(text))
        return self._actors[named]

    @cached_property
    def _makers(self) -> Mapping[str, Callable[[str, Summary], Markup]]:
        return {
            "id": lambda key, fact: Markup.escape(fact.id),
            "use case": self.title,
            "level": self.level,
            "status": lambda key, fact: Markup.escape(fact.status),
            "primary actor": self._primary,
            "tests": self.tested,
        }


def stated_columns(site: Site) -> tuple[str, ...]:
    """The columns of a list of use cases: those that any use case has something to say in."""
    wanted = {*site.stated, "use case", *(["tests"] if site.coverage else [])}
    return tuple(name for name in COLUMNS if name in wanted)


def facets(facts: Iterable[Summary], columns: tuple[str, ...], actors: Mapping[str | None, str]) -> tuple[Facet, ...]:
    """What use cases can be filtered by: what at least two of them say different things of. ``actors`` are names."""
    all_of_them = tuple(facts)
    primary = {actors.get(key, text) for fact in all_of_them for text, key in fact.primary}
    tags = {tag for fact in all_of_them for tag in fact.tags}
    levels = {fact.level for fact in all_of_them if fact.level}
    statuses = dict.fromkeys(fact.status for fact in all_of_them if fact.status)
    packages = dict.fromkeys(fact.package for fact in all_of_them)
    found = (
        Facet("actor", "Primary actor", _cell(columns, "primary actor"), tuple(sorted(primary, key=str.casefold))),
        Facet("level", "Level", _cell(columns, "level"), tuple(sorted(levels, key=level_rank))),
        Facet("status", "Status", _cell(columns, "status"), tuple(statuses)),
        Facet("package", "Package", "", tuple(name or "Use cases" for name in packages)),
        Facet("tag", "Tag", ".tags", tuple(sorted(tags, key=str.casefold))),
    )
    return tuple(facet for facet in found if len(facet.options) > (facet.name != "tag"))


def cell_at(number: int) -> str:
    """The selector of the cell with this number, from 0."""
    return f":nth-child({number + 1})"


def _cell(columns: tuple[str, ...], name: str) -> str:
    return cell_at(columns.index(name)) if name in columns else " "
