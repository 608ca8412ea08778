"""Who belongs to a segment, a persona or a plan: use cases by their cards, and personas and plans of a segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from markupsafe import Markup

from usecase_dsl.model.tables import Entry, EntryKind
from usecase_dsl.portfolio.figures import Share
from usecase_dsl.portfolio.market import Persona, Plan, called
from usecase_dsl.render.site.customer_names import Names
from usecase_dsl.render.site.views import FieldView
from usecase_dsl.render.site.writer import Writer


class Belonging:
    """Who belongs to whom, for all entries of one page."""

    def __init__(self, writer: Writer) -> None:
        self._names = Names(writer)
        self._has_cards = bool(len(writer.site.addresses.cards))

    def to(self, entry: Entry) -> Iterator[FieldView]:
        """What belongs to an entry, where there are customer use cases; nothing for one of another kind."""
        if entry.kind not in ("segment", "persona", "plan") or not self._has_cards:
            return
        if entry.kind == "segment":
            yield from self._to_segment(entry.key)
        lines = self._names.portfolio.by_key
        if here := self._use_cases[entry.kind].get(entry.key):
            yield FieldView("Customer use cases", items=tuple(self._names.card(lines[name].of) for name in here))

    def _to_segment(self, segment: str) -> Iterator[FieldView]:
        market = self._names.portfolio.market
        if personas := self._within("persona", market.personas, segment):
            yield FieldView("Personas", personas)
        if plans := self._within("plan", market.plans, segment):
            yield FieldView("Plans", plans)

    def _within(self, kind: EntryKind, table: Mapping[str, Persona] | Mapping[str, Plan], segment: str) -> Markup:
        segments = self._names.portfolio.market.segments
        names = ((each, called(name, segments)) for each in table.values() for name in each.segments)
        found = dict.fromkeys((each.key, each.name) for each, of in names if of and of.key == segment)
        return Markup(", ").join(self._names.entry(kind, *each) for each in found)

    @cached_property
    def _use_cases(self) -> Mapping[EntryKind, Mapping[str, Sequence[str]]]:
        """The keys of the use cases by what they belong to."""
        of = self._names.portfolio
        shares: Mapping[EntryKind, Sequence[Share]]
        shares = {"segment": of.by_segment, "persona": of.by_persona, "plan": of.by_plan}
        return {kind: {each.key: each.use_cases for each in found} for kind, found in shares.items()}
