"""Where everything stands on the site, and how one page links to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote

from usecase_dsl.model.slugs import (
    actor_slug,
    actor_slugs,
    anchor,
    distinct,
    slug,
    use_case_slug,
    use_case_slugs,
)
from usecase_dsl.model.tables import EntryKind, Model
from usecase_dsl.portfolio.customer import is_customer
from usecase_dsl.syntax.names import key as name_key

INDEX = "index.html"
GLOSSARY = "glossary.html"
RULES = "rules.html"
CUSTOMERS = "customers.html"
PORTFOLIO = "portfolio.html"
LIBRARY = "library.html"
SEGMENTS = "segments.html"
ACTOR_GOALS = "actor-goals.html"
TRACEABILITY = "traceability.html"
MAP = "map.html"
ISSUES = "issues.html"
STATISTICS = "statistics.html"
CHANGES = "changes.html"

# What product and sales read, where there are customer use cases.
CUSTOMER_PAGES = (PORTFOLIO, LIBRARY, SEGMENTS)
LIST_PAGES = (
    *(ACTOR_GOALS, GLOSSARY, RULES, CUSTOMERS, *CUSTOMER_PAGES),
    *(TRACEABILITY, MAP, ISSUES, STATISTICS, CHANGES),
)

# The parts that a page may have besides what the model names.
PARTS = (
    *("content", "actors", "diagram", "findings", "vanished"),
    *(f"site-{path.partition('.')[0]}" for path in LIST_PAGES),
)

# Where the entries of each kind are listed.
ENTRY_PAGES: Mapping[EntryKind, str] = {
    "term": GLOSSARY,
    "rule": RULES,
    "requirement": RULES,
    "condition": RULES,
    "segment": CUSTOMERS,
    "persona": CUSTOMERS,
    "plan": CUSTOMERS,
}


@dataclass(frozen=True, slots=True)
class Address:
    """A page, as a path from the output folder, and an element in it (``""``: the page itself)."""

    page: str
    fragment: str = ""


@dataclass(frozen=True)
class Addresses:
    """The address of each use case, actor, entry and package, by key, and of the card of each customer use case.

    With ``single`` all pages are sections of the index, and what stands on a use case's page has that
    section's name before its own.
    """

    use_cases: Mapping[str, Address]
    cards: Mapping[str, Address]
    actors: Mapping[str, Address]
    entries: Mapping[tuple[EntryKind, str], Address]
    packages: Mapping[str, Address]
    single: bool

    def page(self, path: str) -> Address:
        """One of the pages that every site has, such as ``GLOSSARY``."""
        if not self.single or path == INDEX:
            return Address(path)
        return Address(INDEX, f"site-{path.partition('.')[0]}")

    def on(self, page: Address, fragment: str) -> Address:
        """An element on a page, by its own name."""
        return Address(page.page, f"{page.fragment}-{fragment}" if page.fragment else fragment)

    def label(self, use_case: str, label: str) -> Address:
        """The first step or flow with this label in a use case."""
        return self.on(self.use_cases[use_case], anchor(label))


def addresses(model: Model, single: bool = False, cards_alone: bool = False) -> Addresses:
    """The address of everything in the model: a page for each use case and actor, or all on one page.

    With ``cards_alone`` that page has no use cases but their cards, and what leads to one leads to the other.
    """
    if single or cards_alone:
        places = _on_one_page(model)
        return replace(places, use_cases=places.cards) if cards_alone else places
    entries, packages = distinct(_entry_names(model)), distinct(_package_names(model))
    slugs = use_case_slugs(model)
    return Addresses(
        {key: Address(f"use-cases/{name}.html") for key, name in slugs.items()},
        {key: Address(f"cards/{slugs[key]}.html") for key in card_keys(model)},
        {key: Address(f"actors/{name}.html") for key, name in actor_slugs(model).items()},
        {(kind, key): Address(ENTRY_PAGES[kind], name) for (kind, key), name in entries.items()},
        {key: Address(INDEX, name) for key, name in packages.items()},
        False,
    )


def href(target: Address, origin: str) -> str:
    """The link to an address from the page ``origin``."""
    fragment = f"#{_quoted(target.fragment)}" if target.fragment else ""
    if target.page == origin:
        return fragment or _quoted(origin.rpartition("/")[2])
    folder = origin[: origin.rfind("/") + 1]
    if folder and target.page.startswith(folder):
        return _quoted(target.page[len(folder) :]) + fragment
    return "../" * origin.count("/") + _quoted(target.page) + fragment


_quoted = lru_cache(maxsize=8192)(quote)


def _entry_names(model: Model) -> dict[tuple[EntryKind, str], str]:
    return {
        (kind, key): f"{kind}-{slug(entry.id or entry.text)}"
        for kind, table in model.entries.items()
        for key, entry in table.items()
    }


def _package_names(model: Model) -> dict[str, str]:
    """The section of each package on the index, by the package's key; ``""`` is for use cases of none."""
    keys = dict.fromkeys(name_key(use_case.package) for use_case in model.use_cases.values())
    return {key: f"package-{slug(key)}" if key else "use-cases" for key in keys}


def _on_one_page(model: Model) -> Addresses:
    """All names are told apart at once. A use case has its slug alone, and gives way where another has that name."""
    names = distinct(
        {
            **{("part", part): part for part in PARTS},
            **{("package", key): name for key, name in _package_names(model).items()},
            **_entry_names(model),
            **{("actor", key): f"actor-{actor_slug(actor)}" for key, actor in model.actors.items()},
            **{("use case", key): use_case_slug(use_case) for key, use_case in model.use_cases.items()},
            **{("card", key): f"card-{use_case_slug(model.use_cases[key])}" for key in card_keys(model)},
        }
    )
    return Addresses(
        {key: Address(INDEX, names["use case", key]) for key in model.use_cases},
        {key: Address(INDEX, names["card", key]) for key in card_keys(model)},
        {key: Address(INDEX, names["actor", key]) for key in model.actors},
        {entry: Address(INDEX, names[entry]) for entry in _entry_names(model)},
        {key: Address(INDEX, names["package", key]) for key in _package_names(model)},
        True,
    )


def all_pages(model: Model, has_cards: bool) -> Iterator[str]:
    """The pages that every site has, and those about customers where there is something to say of any."""
    customers = any(ENTRY_PAGES[kind] == CUSTOMERS and table for kind, table in model.entries.items())
    left_out = {*(() if customers else (CUSTOMERS,)), *(() if has_cards else CUSTOMER_PAGES)}
    yield INDEX
    yield from (path for path in LIST_PAGES if path not in left_out)


def card_keys(model: Model) -> Iterator[str]:
    """The keys of the use cases that are somebody's reason to buy."""
    return (name for name, use_case in model.use_cases.items() if is_customer(use_case))
