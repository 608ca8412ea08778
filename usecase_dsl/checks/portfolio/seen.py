"""What rules about the portfolio look at, with the places that it stands in; found once for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from usecase_dsl.checks.once import Same
from usecase_dsl.model.gather import Scoped, items, scoped
from usecase_dsl.model.tables import EntryKind, Model, UseCase
from usecase_dsl.portfolio.customer import CustomerUseCase, customer
from usecase_dsl.portfolio.market import Market, market
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Text
from usecase_dsl.syntax.scripts import FULL_STOPS
from usecase_dsl.syntax.vocabulary import vocabulary

# Whoever declares one of these speaks of a market, and the rules listen.
MARKET: tuple[EntryKind, ...] = ("segment", "persona", "plan")


class Offer(NamedTuple):
    """A customer use case: what it says, and where."""

    of: CustomerUseCase
    use_case: UseCase

    def said(self, keyword: str) -> Iterator[tuple[Text, Place]]:
        """What its fields of a name say, with its places; not "there is none"."""
        node, document = self.use_case.node, self.use_case.document
        for item in items(node, keyword, vocabulary(document.language)):
            yield item, Place(document.source, item.span)

    def place(self, keyword: str) -> Place:
        """Where the first field of a name says something; the use case's own place if none does."""
        return next((place for _, place in self.said(keyword)), self.use_case.place)

    def has(self, *keywords: str) -> bool:
        """Whether one of these fields is there, also if it says that there is none."""
        return any(field.items for field in self.use_case.fields if field.keyword in keywords)


class Seen(NamedTuple):
    """A market, and what is offered in it."""

    market: Market
    offers: tuple[Offer, ...]


_NOTHING = Seen(Market({}, {}, {}), ())


def seen(model: Model) -> Seen:
    """The market of a model with its customer use cases; both are empty where a model declares no market."""
    return _seen(Same(model)) if any(model.entries.get(kind) for kind in MARKET) else _NOTHING


def declared(model: Model, kind: EntryKind, keyword: str) -> Iterator[tuple[str, Scoped, Text, Place]]:
    """What declarations of a kind say in fields of a name: the key of what is declared, its declaration, the item and
    its place. A model's entries don't know in which of several declarations a field stands."""
    for each in scoped(model.documents) if model.entries.get(kind) else ():
        if each.node.keyword == kind:
            name = key(each.node.id.text if each.node.id else each.node.name.value.rstrip(FULL_STOPS))
            for item in items(each.node, keyword, each.words):
                yield name, each, item, each.place(item.span)


@lru_cache(maxsize=1)
def _seen(same: Same) -> Seen:
    found = ((customer(use_case), use_case) for use_case in same.model.use_cases.values())
    offers = tuple(Offer(of, use_case) for of, use_case in found if of)
    return Seen(market(same.model.entries), offers)
