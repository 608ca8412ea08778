"""The pages that list things: the glossary, the rules and requirements, the customers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from markupsafe import Markup

from usecase_dsl.model.tables import Entry, EntryKind
from usecase_dsl.render.site.addresses import CUSTOMERS, ENTRY_PAGES, GLOSSARY, RULES
from usecase_dsl.render.site.belonging import Belonging
from usecase_dsl.render.site.customer_names import kin
from usecase_dsl.render.site.field_views import other_fields
from usecase_dsl.render.site.prose import Link
from usecase_dsl.render.site.search_words import folded
from usecase_dsl.render.site.views import EntriesView, EntryView, FieldView, ListView, PageView
from usecase_dsl.render.site.writer import Site, Writer, page_of

TITLES = {
    GLOSSARY: "Glossary",
    RULES: "Rules and requirements",
    CUSTOMERS: "Customers",
}
_HEADINGS: dict[EntryKind, str] = {
    "term": "Terms",
    "rule": "Business rules",
    "requirement": "Requirements",
    "condition": "Conditions",
    "segment": "Segments",
    "persona": "Personas",
    "plan": "Plans",
}
_EXAMPLES: dict[EntryKind, str] = {
    "term": "term: Order",
    "rule": "rule BR-1: One order is charged at most once.",
    "requirement": "requirement REQ-1: Orders survive a lost connection.",
    "condition": "condition filled: The cart holds at least one book.",
    "segment": "segment: Mid-market",
    "persona": "persona: Sales manager",
    "plan": "plan: Pro",
}
_SHOWN = frozenset({"also known as", "given"})
# Where there are more terms than this, letters lead to them.
_MANY = 20
# No more use cases than this are listed where something is used.
_MOST_USES = 20


def entry_page(site: Site, path: str) -> PageView:
    """One of the pages in ``TITLES``."""
    writer = Writer(site, site.addresses.page(path))
    belonging = Belonging(writer)
    groups = tuple(_group(writer, kind, belonging) for kind, page in ENTRY_PAGES.items() if page == path)
    headings = (group.heading for group in groups)
    beside = kin(writer, path) if path == CUSTOMERS else ()
    return page_of(writer, "entries.html", TITLES[path], ListView(TITLES[path], groups, beside), headings)


def _group(writer: Writer, kind: EntryKind, belonging: Belonging) -> EntriesView:
    entries = _in_order(kind, writer.model.entries.get(kind, {}).values())
    used = _use_cases_by_term(writer.site) if kind == "term" and entries else {}
    views = tuple(_entry(writer, entry, used.get(entry.key, ()), tuple(belonging.to(entry))) for entry in entries)
    return EntriesView(
        heading=writer.heading(f"{kind}s", _HEADINGS[kind]),
        entries=views,
        example=_EXAMPLES[kind],
        letters=_letters(entries, views) if kind == "term" and len(views) > _MANY else (),
    )


def _use_cases_by_term(site: Site) -> Mapping[str, Sequence[str]]:
    """The keys of the use cases that use each term, in their order."""
    found: dict[str, list[str]] = defaultdict(list)
    for use_case in site.model.use_cases:
        for term in site.terms_used[use_case]:
            found[term].append(use_case)
    return found


def _letters(entries: Iterable[Entry], views: Iterable[EntryView]) -> tuple[Link, ...]:
    """The first letters of terms in their order, without accents."""
    first: dict[str, Link] = {}
    for entry, view in zip(entries, views, strict=True):
        letter = folded(entry.key)[:1].upper()
        first.setdefault(letter, Link(letter, view.href))
    return tuple(first.values())


def _in_order(kind: EntryKind, entries: Iterable[Entry]) -> list[Entry]:
    """Terms as in a dictionary, everything else as in the text."""
    return sorted(entries, key=lambda entry: (folded(entry.key), entry.key)) if kind == "term" else list(entries)


def _entry(writer: Writer, entry: Entry, users: Iterable[str], belonging: Sequence[FieldView]) -> EntryView:
    """An entry, who belongs to it and who uses it: ``users`` are use cases that do without an id in brackets."""
    place = writer.site.addresses.entries[entry.kind, entry.key]
    language = writer.site.language_at(entry.place)
    prose = writer.prose
    found = {**dict.fromkeys(users, ()), **writer.site.relations.entry_uses.get((entry.kind, entry.key), {})}
    if belonging:  # with their cards; a flow that names the entry says where
        found = {name: labels for name, labels in found.items() if labels}
    uses = dict(islice(found.items(), _MOST_USES))
    return EntryView(
        id=place.fragment,
        href=writer.href(place),
        ident=entry.id,
        text=prose.inline(entry.text),
        synonyms=entry.synonyms,
        description=prose.block(entry.description) if entry.description else Markup(""),
        remarks=tuple(_remarks(entry)),
        fields=(*other_fields(writer, entry.fields, _SHOWN, language), *belonging),
        used_in=writer.uses(uses),
        further=max(0, len(found) - _MOST_USES),
        lang=language,
    )


def _remarks(entry: Entry) -> Iterator[str]:
    if not entry.declared:
        yield "Named in the text, and declared nowhere."
    if entry.given:
        yield "Holds from outside."
