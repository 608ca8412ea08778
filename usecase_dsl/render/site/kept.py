"""A site that is made again and again: pages that read nothing that has changed are kept."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from usecase_dsl.coverage.types import Coverage
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.model.changes import changes
from usecase_dsl.model.tables import Model
from usecase_dsl.portfolio.accounts.types import Measured
from usecase_dsl.portfolio.market import market
from usecase_dsl.render.artifact import Artifact
from usecase_dsl.render.site import assets
from usecase_dsl.render.site.addresses import addresses
from usecase_dsl.render.site.findings import by_use_case
from usecase_dsl.render.site.known import known, main_language, stated
from usecase_dsl.render.site.pictures import Diagram, Pictures
from usecase_dsl.render.site.plan import frame, planned
from usecase_dsl.render.site.reads import Difference, Facts, Lazy, Reads, Row, table, tabled
from usecase_dsl.render.site.relations import relations
from usecase_dsl.render.site.search_index import search_index
from usecase_dsl.render.site.templating import Frame, Templates
from usecase_dsl.render.site.term_uses import terms_used
from usecase_dsl.render.site.terms import terms
from usecase_dsl.render.site.texts import Texts
from usecase_dsl.render.site.views import PageView
from usecase_dsl.render.site.writer import Site
from usecase_dsl.render.use_case_diagram import surroundings
from usecase_dsl.render.verdicts import verdicts
from usecase_dsl.settings import Limits


@dataclass(frozen=True)
class Content:
    """What a site is made of; ``site.render`` says what each means.

    ``accounts`` are the figures of a CRM, to stand beside what the texts claim. With ``cards_alone`` the site is one
    file with the pages about customers, of a model that holds nothing else.
    """

    model: Model
    findings: tuple[Diagnostic, ...] = ()
    title: str = ""
    coverage: Coverage | None = None
    source_url: str = ""
    since: Model | None = None
    single_file: bool = False
    sequences: bool = False
    diagram: Diagram | None = None
    limits: Limits = Limits()
    accounts: Measured | None = None
    cards_alone: bool = False


_Rows = Mapping[Any, Any]
_TERMS_USED = "terms used"

# ``map``, wherever it does its work.
Spread = Callable[[Callable[[str], "_Kept"], Sequence[str]], Iterable["_Kept"]]


@dataclass(frozen=True)
class _Kept:
    """A page as it was made, and the rows that it read."""

    artifact: Artifact
    rows: frozenset[Row]


class Pages:
    """Makes the files of a site, and keeps each page until something differs that it read.

    ``templates`` are texts that stand in for those of the same name.
    """

    def __init__(self, templates: Mapping[str, str] | None = None) -> None:
        texts = Texts(templates or {})
        self._texts = texts
        self._assets: dict[bool, tuple[Artifact, ...]] = {}
        self._templates = Templates(texts)
        self._kept: dict[str, _Kept] = {}
        self._tables: Mapping[str, _Rows] = {}
        self._facts: Facts | None = None
        self._common: object = None

    def made(self, content: Content, spread: Spread = map) -> Iterator[Artifact]:
        """All files of the site of this content, those that are kept among them.

        ``spread`` is a ``map`` that may do its work in other processes.
        """
        reads = Reads()
        tables: dict[str, _Rows] = {}
        facts = Facts(content.model.use_cases, reads, tables, self._facts)
        site = _site(content, reads, tables, facts, self._tables)
        around = frame(site)
        if site.addresses.single:
            views = (each for _, make in planned(site) if isinstance(each := make(), PageView))
            yield self._templates.single(views, around, search_index(site), bool(site.addresses.cards))
            return
        yield from self._loaded(bool(site.addresses.cards))
        common = _common(site, around)
        earlier = self._kept if common == self._common else {}
        difference = Difference(self._tables, tables, operator.eq)
        pages = dict(planned(site))
        left = {name: earlier[name] for name in pages if name in earlier and not difference.any_of(earlier[name].rows)}

        def page(name: str) -> _Kept:
            reads.begin()
            made = pages[name]()
            artifact = made if isinstance(made, Artifact) else self._templates.page(made, around)
            return _Kept(artifact, reads.end())

        names = [name for name in pages if name not in left]
        made = dict(zip(names, spread(page, names), strict=True))
        self._kept = {name: left.get(name) or made[name] for name in pages}
        self._common, self._tables, self._facts = common, tables, facts
        yield from (each.artifact for each in self._kept.values())

    def _loaded(self, customers: bool) -> tuple[Artifact, ...]:
        """What all pages load."""
        if customers not in self._assets:
            self._assets[customers] = tuple(assets.assets(self._texts, customers))
        return self._assets[customers]


def _site(content: Content, reads: Reads, tables: dict[str, _Rows], facts: Facts, earlier: Mapping[str, _Rows]) -> Site:
    """The content as tables that note what is read of them."""
    whole, coverage = content.model, content.coverage
    entries = {kind: table(f"entries {kind}", rows, reads, tables) for kind, rows in whole.entries.items()}
    model = replace(
        tabled(replace(whole, entries={}), "model", reads, tables),
        entries=entries,
        documents=(),
        links=(),
        duplicates=(),
    )
    places = tabled(addresses(whole, content.single_file, content.cards_alone), "addresses", reads, tables)
    around = tabled(surroundings(whole), "surroundings", reads, tables)
    marks = table("verdicts", verdicts(coverage), reads, tables)
    return Site(
        model=model,
        addresses=places,
        relations=tabled(relations(whole), "relations", reads, tables),
        known=tabled(known(whole), "known", reads, tables),
        title=content.title or _title(whole),
        stated=stated(whole),
        language=main_language(whole),
        findings=table("findings", by_use_case(whole, content.findings), reads, tables),
        pictures=Pictures(model, places, around, marks, content.sequences, content.diagram),
        facts=facts,
        source_url=content.source_url,
        coverage=tabled(coverage, "coverage", reads, tables) if coverage else None,
        changes=table("changes", changes(content.since, whole), reads, tables) if content.since else None,
        terms=terms(whole),
        terms_used=table(_TERMS_USED, _terms_used(whole, earlier.get(_TERMS_USED)), reads, tables),
        market=tabled(market(whole.entries), "market", reads, tables),
        limits=content.limits,
        accounts=content.accounts,
        cards_alone=content.cards_alone,
    )


def _terms_used(model: Model, earlier: _Rows | None) -> Lazy[str, tuple[str, ...]]:
    """The keys of the terms that each use case uses, as far as known from an earlier table."""
    found = Lazy(terms_used(model.entries.get("term", {}).values()), model.use_cases)
    if isinstance(earlier, Lazy):
        found.keep(earlier)
    return found


def _title(model: Model) -> str:
    names = [system.name for system in model.systems.values()]
    return names[0] if len(names) == 1 else "Use cases"


def _common(site: Site, around: Frame) -> object:
    """What every page may read and no table holds: where it differs, all pages are made again."""
    results = site.coverage and replace(site.coverage, use_cases={})
    return (
        around,
        site.terms,
        site.title,
        site.stated,
        site.language,
        site.source_url,
        site.pictures.with_sequences,
        site.changes is None,
        site.limits,
        site.accounts,
        results,
    )
