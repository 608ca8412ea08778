"""Use cases as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable

from usecase_dsl.render.site.facts import summary
from usecase_dsl.render.site.levels import level_icon
from usecase_dsl.render.site.prose import Link
from usecase_dsl.render.site.views import RowView, TestedView
from usecase_dsl.render.site.writer import Writer, direction
from usecase_dsl.render.verdicts import in_short, verdict


def use_case_rows(writer: Writer, keys: Iterable[str]) -> tuple[RowView, ...]:
    """Use cases by key, in this order."""
    return tuple(_row(writer, key) for key in keys)


def _row(writer: Writer, key: str) -> RowView:
    fact = writer.site.fact(summary, key)
    return RowView(
        ident=fact.id,
        title=Link(fact.title or "No title yet", writer.href(writer.site.addresses.use_cases[key])),
        level=fact.level,
        level_icon=level_icon(fact.level),
        status=fact.status,
        primary=tuple(writer.actor_link(key) if key else Link(text) for text, key in fact.primary),
        tested=_tested(writer, key),
        lang=fact.language,
        direction=direction(fact.language),
    )


def _tested(writer: Writer, key: str) -> TestedView | None:
    tested = writer.site.tested(key)
    if not tested:
        return None
    word, words = verdict(tested)
    return TestedView(word, in_short(tested), words)
