"""Which pages a site has: each by its path, with what makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from usecase_dsl.render.artifact import Artifact
from usecase_dsl.render.site import menu
from usecase_dsl.render.site.actor_page import actor_page
from usecase_dsl.render.site.addresses import CUSTOMER_PAGES, CUSTOMERS, INDEX, Address, all_pages
from usecase_dsl.render.site.card_page import card_page
from usecase_dsl.render.site.index_page import index_page
from usecase_dsl.render.site.package_page import package_page, packages
from usecase_dsl.render.site.search_index import search_index
from usecase_dsl.render.site.templating import Frame
from usecase_dsl.render.site.use_case_page import use_case_page
from usecase_dsl.render.site.views import PageView
from usecase_dsl.render.site.writer import Site

SEARCH = "search-index.js"

Planned = tuple[str, Callable[[], PageView | Artifact]]


def frame(site: Site) -> Frame:
    """What stands around every page. One file may have any name, so that what leads to its beginning has none."""
    home = Address(INDEX, "content" if site.addresses.single else "")
    listed = ((site.addresses.page(path), title, further) for path, title, further in menu.links(site))
    return Frame(site.title, ((home, "Overview", False), *listed))


def planned(site: Site) -> Iterator[Planned]:
    """The name of each page, in the order in which one file has them, and what makes it."""
    if site.cards_alone:
        yield from _customers(site)
        return
    yield INDEX, partial(index_page, site)
    for name in site.model.use_cases:
        yield f"use case {name}", partial(_use_case, site, name)
    for name in site.model.actors:
        yield f"actor {name}", partial(_actor, site, name)
    for name in packages(site):
        yield f"package {name}", partial(package_page, site, name)
    yield from _cards(site)
    yield from _lists(site)
    if not site.addresses.single:
        yield SEARCH, partial(_search, site)


def _customers(site: Site) -> Iterator[Planned]:
    """What there is about customers, in the order in which one reads it: what it comes to, then each card."""
    lists = dict(_lists(site))
    yield from ((path, lists[path]) for path in CUSTOMER_PAGES if path in lists)
    yield from _cards(site)
    yield from ((path, lists[path]) for path in (CUSTOMERS,) if path in lists)


def _cards(site: Site) -> Iterator[Planned]:
    for name in site.addresses.cards:
        yield f"card {name}", partial(card_page, site, name)


def _lists(site: Site) -> Iterator[Planned]:
    for path in all_pages(site.model, bool(site.addresses.cards)):
        if path != INDEX:
            yield path, partial(menu.LISTS[path].page, site)


def _use_case(site: Site, name: str) -> PageView:
    """The page of a use case, which is read here, so that the page counts it among what it read."""
    return use_case_page(site, site.model.use_cases[name])


def _actor(site: Site, name: str) -> PageView:
    return actor_page(site, site.model.actors[name])


def _search(site: Site) -> Artifact:
    """What pages load when somebody searches."""
    return Artifact(SEARCH, f"globalThis.searchIndex = {search_index(site)};\n".encode())
