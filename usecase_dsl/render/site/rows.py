"""Use cases and actors as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable

from usecase_dsl.model.tables import Actor, UseCase
from usecase_dsl.render.site.levels import level_icon
from usecase_dsl.render.site.prose import Link
from usecase_dsl.render.site.views import ActorRowView, RowView, TestedView
from usecase_dsl.render.site.writer import Writer, count, direction
from usecase_dsl.render.verdicts import in_short, verdict


def use_case_rows(writer: Writer, keys: Iterable[str]) -> tuple[RowView, ...]:
    """Use cases by key, in this order."""
    return tuple(_row(writer, writer.model.use_cases[key]) for key in keys)


def actor_rows(writer: Writer) -> tuple[ActorRowView, ...]:
    """All actors of the model."""
    return tuple(_actor_row(writer, actor) for actor in writer.model.actors.values())


def _row(writer: Writer, use_case: UseCase) -> RowView:
    language = use_case.document.language
    return RowView(
        ident=use_case.id,
        title=Link(use_case.title or "No title yet", writer.use_case_link(use_case.key).href),
        level=use_case.level,
        level_icon=level_icon(use_case.level),
        status=use_case.status,
        primary=tuple(writer.actor_name(name) for name in use_case.primary_actors),
        tested=_tested(writer, use_case),
        lang=language,
        direction=direction(language),
    )


def _tested(writer: Writer, use_case: UseCase) -> TestedView | None:
    tested = writer.site.tested(use_case.key)
    if not tested:
        return None
    word, words = verdict(tested)
    return TestedView(word, in_short(tested), words)


def _actor_row(writer: Writer, actor: Actor) -> ActorRowView:
    known = writer.site.relations
    return ActorRowView(
        name=writer.actor_link(actor.key),
        kind=actor.kind,
        primary=_number(known.primary_in.get(actor.key, ())),
        supporting=_number(known.supporting_in.get(actor.key, ())),
    )


def _number(use_cases: tuple[str, ...]) -> str:
    return count(len(use_cases), "use case") if use_cases else ""
