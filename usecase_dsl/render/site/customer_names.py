"""How pages about customers name what they speak of: use cases by their cards, segments, personas and plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from markupsafe import Markup

from usecase_dsl.model.tables import EntryKind
from usecase_dsl.portfolio.customer import CustomerUseCase, customer
from usecase_dsl.portfolio.figures import Portfolio, portfolio
from usecase_dsl.render.site.addresses import CUSTOMERS, ENTRY_PAGES, LIBRARY, PORTFOLIO, SEGMENTS
from usecase_dsl.render.site.prose import Link, link
from usecase_dsl.render.site.views import NOTHING
from usecase_dsl.render.site.writer import Site, Writer, direction

# What there is about customers, and what links call it.
TITLES = {PORTFOLIO: "Portfolio", LIBRARY: "Library", SEGMENTS: "Segments", CUSTOMERS: "Customers"}


def customer_lists(site: Site) -> tuple[str, ...]:
    """The pages in ``TITLES`` that a site with customer use cases has."""
    declared = any(table for kind, table in site.model.entries.items() if ENTRY_PAGES[kind] == CUSTOMERS)
    return tuple(path for path in TITLES if path != CUSTOMERS or declared)


def kin(writer: Writer, path: str) -> tuple[tuple[Link, bool], ...]:
    """The pages about customers as seen from one of them, and which of them that is; nothing where it is alone."""
    site = writer.site
    paths = customer_lists(site) if len(site.addresses.cards) else ()
    return tuple((Link(TITLES[each], writer.href(site.addresses.page(each))), each == path) for each in paths)


def customers(site: Site) -> tuple[CustomerUseCase, ...]:
    """The customer use cases, in the order of the texts."""
    found = (site.fact(customer, name) for name in site.addresses.cards)
    return tuple(each for each in found if each)


class Names:
    """Names as links, for one page."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    @cached_property
    def portfolio(self) -> Portfolio:
        """All customer use cases in figures."""
        site = self._writer.site
        return portfolio(customers(site), site.market, site.limits)

    def card(self, of: CustomerUseCase) -> Markup:
        """The id and the title, as a link to the card."""
        text = self._writer.site.known.titles[of.key]
        return self.spoken(of, link(Link(text, self._card(of.key))))

    def short(self, of: CustomerUseCase) -> Markup:
        """The id, or the title where there is none, as a link to the card."""
        note = of.title if of.id else ""
        return self.spoken(of, link(Link(of.called, self._card(of.key), note)))

    def cards(self, keys: Iterable[str], name: Callable[[CustomerUseCase], Markup] | None = None) -> Markup:
        """Use cases by key, with commas between them."""
        lines = self.portfolio.by_key
        return Markup(", ").join((name or self.short)(lines[each].of) for each in keys)

    def entry(self, kind: EntryKind, name: str, text: str) -> Markup:
        """A segment, a persona or a plan by its key; a name that nobody declares is text."""
        # Where it stands is told by its address: what is declared there may change without a change here.
        place = self._writer.site.addresses.entries.get((kind, name))
        return link(Link(text, self._writer.href(place) if place else ""))

    def text(self, of: CustomerUseCase, text: str) -> Markup:
        """A text of a use case, in its language."""
        return self.spoken(of, self._writer.prose.item(text)) if text else NOTHING

    def spoken(self, of: CustomerUseCase, text: Markup) -> Markup:
        """What is written in the language of a use case, which may not be the page's."""
        if of.language == self._writer.site.language:
            return text
        return Markup('<span lang="{}" dir="{}">{}</span>').format(of.language, direction(of.language), text)

    def _card(self, key: str) -> str:
        return self._writer.href(self._writer.site.addresses.cards[key])
