"""The traceability matrix: requirements and business rules, the use cases that refer to them, and their tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from usecase_dsl.model.tables import Entry, EntryKind
from usecase_dsl.render.site.addresses import TRACEABILITY
from usecase_dsl.render.site.list_views import Column, Facet, ListingView, PartView, TablePageView
from usecase_dsl.render.site.listing import Cells, table_page
from usecase_dsl.render.site.prose import Link, link
from usecase_dsl.render.site.relations import EntryKey, Uses
from usecase_dsl.render.site.views import NOTHING, PageView
from usecase_dsl.render.site.writer import Site, Writer, count
from usecase_dsl.render.verdicts import verdict

TITLE = "Traceability"
TRACED: Mapping[EntryKind, str] = {"requirement": "Requirements", "rule": "Business rules"}
_USE_CASES = "Use cases"

# What is missing, in the words of the filter.
_NO_USE_CASE = "no use case"
_NO_REQUIREMENT = "no requirement"
_NOT_TESTED = "not tested"
_FAILED = "test fails"

_LEAD = Markup(
    "<p>Which use cases speak of a requirement or a business rule, and where; which requirements a use case serves;"
    " and whether tests have shown it. What is missing is marked.</p>"
)
_WITHOUT_RESULTS = Markup(
    '<p class="quiet">No results of tests were given. <code>usecase build --junit results.xml</code> shows them.</p>'
)
_EMPTY = Markup(
    "No requirement and no business rule yet. <code>requirement REQ-1: Orders survive a lost connection.</code> in the"
    " text makes one; a use case refers to it with <code>realises: REQ-1</code>, and a step with <code>[REQ-1]</code>."
)


def traceability_page(site: Site) -> PageView:
    """Requirements, use cases and tests, each with the others."""
    writer = Writer(site, site.addresses.page(TRACEABILITY))
    cells = Cells(writer, site.language)
    listing = _listing(cells)
    body = TablePageView(
        title=TITLE,
        lead=_LEAD + (NOTHING if site.coverage else _WITHOUT_RESULTS) if listing.parts else NOTHING,
        figures=tuple(_figures(site)) if listing.parts else (),
        listing=listing,
        empty=NOTHING if listing.parts else _EMPTY,
    )
    return table_page(writer, body)


def _figures(site: Site) -> Iterator[str]:
    for kind, title in TRACED.items():
        table = site.model.entries.get(kind, {})
        used = sum(bool(site.relations.entry_uses.get((kind, key))) for key in table)
        if table:
            yield f"{title}: {used:,} of {len(table):,} in a use case"
    if site.coverage:
        yield f"tests: {site.coverage.passed:,} of {count(site.coverage.scenarios, 'scenario')} passed"


def _listing(cells: Cells) -> ListingView:
    entries = cells.site.model.entries
    kinds = [kind for kind in TRACED if entries.get(kind)]
    if not kinds:
        return ListingView("rows", (), ())
    parts = (*(_entries(cells, kind) for kind in kinds), _use_cases(cells, kinds))
    gaps = (_NO_USE_CASE, _NO_REQUIREMENT, *([_NOT_TESTED, _FAILED] if cells.site.coverage else []))
    shown = Facet("show", "Show", "", tuple(part.heading.text for part in parts if part.heading))
    missing = Facet("missing", "Missing", ".gap", gaps)
    return ListingView("rows", (shown, missing), parts, "trace")


def _entries(cells: Cells, kind: EntryKind) -> PartView:
    table = cells.site.model.entries[kind]
    columns = (Column(TRACED[kind].removesuffix("s"), "name"), Column("Use cases, and where", "used"))
    rows = tuple((_entry(cells, entry), _where(cells, (kind, key))) for key, entry in table.items())
    return _part(cells, f"{kind}s", TRACED[kind], columns, rows)


def _part(
    cells: Cells, name: str, title: str, columns: tuple[Column, ...], rows: tuple[tuple[Markup, ...], ...]
) -> PartView:
    heading = cells.writer.heading(name, title)
    return PartView(heading, Markup.escape(title), NOTHING, columns, 0, rows)


def _entry(cells: Cells, entry: Entry) -> Markup:
    at = cells.writer.href(cells.site.addresses.entries[entry.kind, entry.key])
    name = link(Link(entry.id or entry.text, at))
    text = cells.writer.prose.inline(entry.text) if entry.id else NOTHING
    return Markup("{} {}").format(name, cells.spoken(text, cells.site.language_at(entry.place)))


def _where(cells: Cells, entry: EntryKey) -> Markup:
    uses: Uses = cells.site.relations.entry_uses.get(entry, {})
    if not uses:
        return _gap(_NO_USE_CASE)
    return _list([_use(cells, key, labels) for key, labels in uses.items()])


def _use(cells: Cells, key: str, labels: Sequence[str]) -> Markup:
    places = Markup(", ").join(link(cells.writer.label_link(key, label)) for label in labels)
    tested = _tests(cells, key)
    return cells.full_title(key) + (Markup(", {}").format(places) if places else "") + (" " if tested else "") + tested


def _use_cases(cells: Cells, kinds: Sequence[EntryKind]) -> PartView:
    site = cells.site
    serves = _turned(cells, kinds)
    tested = [Column("Tests", "tests", "tests")] if site.coverage else []
    columns = (Column("Use case", "name"), Column("Requirements and rules", "used"), *tested)
    rows = (
        (
            cells.full_title(key),
            Markup(", ").join(serves[key]) if key in serves else _gap(_NO_REQUIREMENT),
            _tests(cells, key),
        )
        for key in site.model.use_cases
    )
    return _part(cells, "traced", _USE_CASES, columns, tuple(row[: len(columns)] for row in rows))


def _turned(cells: Cells, kinds: Sequence[EntryKind]) -> dict[str, list[Markup]]:
    """The requirements and rules that each use case refers to."""
    found: dict[str, list[Markup]] = defaultdict(list)
    for kind in kinds:
        for key, entry in cells.site.model.entries[kind].items():
            target = link(cells.writer.entry_link((kind, key), entry.id or entry.text))
            for use_case in cells.site.relations.entry_uses.get((kind, key), {}):
                found[use_case].append(target)
    return found


def _tests(cells: Cells, key: str) -> Markup:
    """What became of the tests of a use case; a gap where they don't show that it works."""
    found = cells.site.tested(key)
    if not found or not found.listed:
        return NOTHING
    word = verdict(found).word
    told = cells.tested(key, cells.fact(key))
    if word == "failed":
        return told + Markup(" ") + _gap(_FAILED)
    return _gap(_NOT_TESTED) if word == "untested" else told


def _gap(words: str) -> Markup:
    return Markup('<span class="gap" lang="en">{}</span>').format(words)


def _list(items: Sequence[Markup]) -> Markup:
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(item) for item in items))
