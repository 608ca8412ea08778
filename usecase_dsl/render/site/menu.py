"""The lists that a site has: what each is called, what makes it, and which of them every page leads to.

A list that would be empty has its page, which says what would be there, and no link to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from usecase_dsl.render.site import (
    actor_goals,
    changes_page,
    entry_page,
    issues_page,
    library_page,
    map_page,
    portfolio_page,
    segments_page,
    statistics_page,
    traceability,
)
from usecase_dsl.render.site.addresses import (
    ACTOR_GOALS,
    CHANGES,
    CUSTOMERS,
    ENTRY_PAGES,
    GLOSSARY,
    ISSUES,
    LIBRARY,
    MAP,
    PORTFOLIO,
    RULES,
    SEGMENTS,
    STATISTICS,
    TRACEABILITY,
)
from usecase_dsl.render.site.customer_names import TITLES, customer_lists
from usecase_dsl.render.site.facts import open_issues, unwritten_parts
from usecase_dsl.render.site.views import PageView
from usecase_dsl.render.site.writer import Site


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: what links call it, what makes its page, whether it holds anything, whether it stands behind "More"."""

    title: str
    page: Callable[[Site], PageView]
    holds: Callable[[Site], bool]
    further: bool = False


def links(site: Site) -> tuple[tuple[str, str, bool], ...]:
    """The lists that every page leads to: path, title, and whether it stands behind "More"."""
    if site.cards_alone:
        return tuple((path, TITLES[path], False) for path in customer_lists(site))
    # Where there is a portfolio, it leads to all that is about customers.
    behind = (CUSTOMERS,) if len(site.addresses.cards) else ()
    there = ((path, each) for path, each in LISTS.items() if each.holds(site))
    return tuple((path, each.title, each.further or path in behind) for path, each in there)


def _of_entries(path: str) -> Callable[[Site], bool]:
    def holds(site: Site) -> bool:
        return any(table and ENTRY_PAGES[kind] == path for kind, table in site.model.entries.items())

    return holds


def _entries(path: str, title: str) -> Listed:
    return Listed(title, partial(entry_page.entry_page, path=path), _of_entries(path))


def _has_goals(site: Site) -> bool:
    return bool(len(site.relations.primary_in))


def _has_use_cases(site: Site) -> bool:
    return bool(site.model.use_cases)


def _has_cards(site: Site) -> bool:
    return bool(site.addresses.cards)


def _is_traced(site: Site) -> bool:
    return any(site.model.entries.get(kind) for kind in traceability.TRACED)


def _is_open(site: Site) -> bool:
    return any(site.fact(open_issues, key) or site.fact(unwritten_parts, key) for key in site.model.use_cases)


def _is_compared(site: Site) -> bool:
    return site.changes is not None


LISTS: Mapping[str, Listed] = {
    ACTOR_GOALS: Listed(actor_goals.TITLE, actor_goals.actor_goals_page, _has_goals),
    GLOSSARY: _entries(GLOSSARY, "Glossary"),
    RULES: _entries(RULES, "Rules"),
    PORTFOLIO: Listed(portfolio_page.TITLE, portfolio_page.portfolio_page, _has_cards),
    LIBRARY: Listed(library_page.TITLE, library_page.library_page, _has_cards, further=True),
    CUSTOMERS: _entries(CUSTOMERS, "Customers"),
    TRACEABILITY: Listed(traceability.TITLE, traceability.traceability_page, _is_traced),
    SEGMENTS: Listed(segments_page.TITLE, segments_page.segments_page, _has_cards, further=True),
    MAP: Listed(map_page.TITLE, map_page.map_page, _has_use_cases, further=True),
    ISSUES: Listed(issues_page.TITLE, issues_page.issues_page, _is_open, further=True),
    STATISTICS: Listed(statistics_page.TITLE, statistics_page.statistics_page, _has_use_cases, further=True),
    CHANGES: Listed(changes_page.TITLE, changes_page.changes_page, _is_compared, further=True),
}
