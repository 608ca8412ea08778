"""Who belongs to a segment, a persona or a plan: use cases by their cards, and personas and plans of a segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from usecase_dsl.model.tables import Entry, EntryKind
from usecase_dsl.portfolio.figures import Line
from usecase_dsl.portfolio.market import Persona, Plan
from usecase_dsl.render.site.customer_names import Names
from usecase_dsl.render.site.views import FieldView
from usecase_dsl.render.site.writer import Writer


def belonging_to(writer: Writer, entry: Entry) -> Iterator[FieldView]:
    """What belongs to an entry, where there are customer use cases; nothing for one of another kind."""
    if entry.kind not in ("segment", "persona", "plan") or not len(writer.site.addresses.cards):
        return
    names = Names(writer)
    if entry.kind == "segment":
        yield from _of_segment(names, entry.key)
    here = [line for line in names.portfolio.lines if entry.key in _keys(line, entry.kind)]
    if here:
        yield FieldView("Customer use cases", items=tuple(names.card(line.of) for line in here))


def _of_segment(names: Names, segment: str) -> Iterator[FieldView]:
    market = names.portfolio.market
    if personas := _within(names, "persona", market.personas, segment):
        yield FieldView("Personas", personas)
    if plans := _within(names, "plan", market.plans, segment):
        yield FieldView("Plans", plans)


def _within(names: Names, kind: EntryKind, table: Mapping[str, Persona] | Mapping[str, Plan], segment: str) -> Markup:
    found = (each for each in table.values() if any(name.key == segment for name in each.segments))
    return Markup(", ").join(names.entry(kind, each.key, each.name) for each in found)


def _keys(of: Line, kind: EntryKind) -> tuple[str, ...]:
    return {"segment": of.segments, "persona": of.personas}.get(kind, of.plans)
