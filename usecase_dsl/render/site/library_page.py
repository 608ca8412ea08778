"""The library: the customer use cases to bring to a call, which a reader chooses by what is known of the customer."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from usecase_dsl.portfolio.customer import CustomerUseCase
from usecase_dsl.portfolio.fit import Fit, Wanted, find
from usecase_dsl.portfolio.market import Market
from usecase_dsl.render.cards.content import Item, pairs, plans, texts, who
from usecase_dsl.render.site.addresses import LIBRARY
from usecase_dsl.render.site.customer_names import TITLES, Names, kin
from usecase_dsl.render.site.customer_views import ChoiceView, LibraryView, OfferView
from usecase_dsl.render.site.library_data import choices, library_data
from usecase_dsl.render.site.views import NOTHING, PageView
from usecase_dsl.render.site.writer import Site, Writer, direction, page_of

TITLE = TITLES[LIBRARY]

# How many to bring to a call.
TOP = 3
_LABELS = {"industry": "Industry", "size": "Company size", "persona": "Persona", "segment": "Segment", "plan": "Plan"}


def library_page(site: Site) -> PageView:
    """All customer use cases, those first that are worth most, and what a choice among them goes by."""
    writer = Writer(site, site.addresses.page(LIBRARY))
    names = Names(writer)
    of = names.portfolio
    found = find([line.of for line in of.lines], of.market, Wanted())
    view = LibraryView(
        title=TITLE,
        kin=kin(writer, LIBRARY),
        choices=tuple(_choices(of.market)),
        offers=tuple(_offer(writer, names, each) for each in found),
        data=Markup(library_data([each.of for each in found], of.market)),
        top=TOP,
    )
    return page_of(writer, "library.html", TITLE, view, ())


def _choices(market: Market) -> Iterator[ChoiceView]:
    """The fields of the form; one of which nobody declares anything isn't there."""
    for name, options in choices(market).items():
        if options or name == "size":
            yield ChoiceView(name, _LABELS[name], options)


def _offer(writer: Writer, names: Names, fit: Fit) -> OfferView:
    of = fit.of
    return OfferView(
        name=names.card(of),
        lang=of.language,
        direction=direction(of.language),
        who=_who(names, of),
        problem=writer.prose.item(of.problem) if of.problem else NOTHING,
        outcome=writer.prose.item(of.outcome) if of.outcome else NOTHING,
        worth=fit.worth,
        parts=tuple(_parts(writer, of)),
    )


def _who(names: Names, of: CustomerUseCase) -> Markup:
    """Personas, segments and plans, each with a link."""
    market = names.portfolio.market
    items = (*who(of, market), *plans(of, market))
    return Markup(" · ").join(_name(names, item) for item in items)


def _name(names: Names, item: Item) -> Markup:
    return names.entry(item.entry, item.key, item.name) if item.entry else Markup.escape(item.name)


def _parts(writer: Writer, of: CustomerUseCase) -> Iterator[tuple[str, tuple[Markup, ...]]]:
    """What to talk about."""
    for heading, items in (
        ("Discovery questions", texts(*of.discovery_questions)),
        ("Alternatives", pairs(of.alternatives)),
        ("Evidence", texts(*of.evidence)),
    ):
        if found := tuple(_item(writer, each) for each in items):
            yield heading, found


def _item(writer: Writer, item: Item) -> Markup:
    text = writer.prose.item(item.text)
    return Markup("<strong>{}</strong>: {}").format(writer.prose.inline(item.name), text) if item.name else text
