"""The card of a customer use case: who, when, which problem, what comes out, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from usecase_dsl.portfolio.customer import customer
from usecase_dsl.render.cards.content import Card, Item, Section, card
from usecase_dsl.render.site.customer_names import Names
from usecase_dsl.render.site.customer_views import CardView, SectionView
from usecase_dsl.render.site.prose import Link
from usecase_dsl.render.site.views import NOTHING, PageView
from usecase_dsl.render.site.writer import Site, Writer, direction

# The parts that stand out on a card, below its head; all others stand in columns below them.
_FOREMOST = ("problem", "outcome")
_SAID = Markup('<strong>{}</strong><span class="said">{}</span>')


def card_page(site: Site, name: str) -> PageView:
    """The card of the use case with this key. Raises KeyError where there is none."""
    writer = Writer(site, site.addresses.cards[name])
    of = site.fact(customer, name)
    if of is None:
        raise KeyError(name)
    view = _view(writer, card(of, site.market))
    return PageView(
        path=writer.at.page,
        id=writer.at.fragment,
        template="card.html",
        title=view.title,
        lang=of.language,
        direction=direction(of.language),
        body=view,
    )


def _view(writer: Writer, of: Card) -> CardView:
    sections = {each.part: _section(writer, each) for each in of.sections}
    return CardView(
        ident=of.id,
        title=of.title or "No title yet",
        importance=of.importance,
        use_case=_use_case(writer, of.key),
        foremost=tuple(sections[part] for part in sections if part in _FOREMOST),
        sections=tuple(sections[part] for part in sections if part not in _FOREMOST),
        figures=tuple((each.heading, each.text) for each in of.figures),
    )


def _use_case(writer: Writer, key: str) -> Link:
    """The way to the use case: its flows, and all else. A file of cards alone has none."""
    if writer.site.cards_alone:
        return Link("")
    return Link("The use case with its flows", writer.href(writer.site.addresses.use_cases[key]))


def _section(writer: Writer, of: Section) -> SectionView:
    return SectionView(of.part.replace(" ", "-"), of.heading, tuple(_items(writer, of)), of.kind == "text")


def _items(writer: Writer, of: Section) -> Iterator[Markup]:
    names = Names(writer)
    for item in of.items:
        text = writer.prose.item(item.text) if item.text else NOTHING
        if of.kind == "names":
            yield _name(names, item, text)
        elif of.kind == "text" and item.name:
            yield Markup('<span class="quiet" lang="en">{}:</span> {}').format(item.name, text)
        elif item.name:
            yield _SAID.format(writer.prose.inline(item.name), text)
        else:
            yield text


def _name(names: Names, item: Item, text: Markup) -> Markup:
    name = names.entry(item.entry, item.key, item.name) if item.entry else Markup.escape(item.name)
    return _SAID.format(name, text) if text else name
