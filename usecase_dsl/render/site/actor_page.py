"""The page of an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from usecase_dsl.model.tables import Actor
from usecase_dsl.render.site.field_views import other_fields
from usecase_dsl.render.site.levels import level_icon, level_rank
from usecase_dsl.render.site.picture_words import words_of
from usecase_dsl.render.site.prose import link
from usecase_dsl.render.site.rows import use_case_rows
from usecase_dsl.render.site.views import ActorView, FieldView, GoalsView, Heading, PageView, PictureView
from usecase_dsl.render.site.writer import Site, Writer, count, direction

_SHOWN = frozenset({"is a", "kind", "also known as"})
# A picture of more use cases than this is a wall that nobody reads.
_MOST_IN_A_DIAGRAM = 30
_KINDS = {"human": "Person or role", "system": "External system", "time": "Time"}


def actor_page(site: Site, actor: Actor) -> PageView:
    """The page of one actor."""
    writer = Writer(site, site.addresses.actors[actor.key])
    language = site.language_at(actor.place)
    view = _view(writer, actor, language)
    return PageView(
        path=writer.at.page,
        id=writer.at.fragment,
        template="actor.html",
        title=actor.name,
        lang=language,
        direction=direction(language),
        body=view,
        contents=tuple(_contents(view)),
    )


def _contents(view: ActorView) -> Iterator[Heading]:
    """The parts that this page has, in their order."""
    primary = bool(view.primary or not view.supporting)
    shown = {"primary": primary, "supporting": bool(view.supporting), "diagram": bool(view.diagram)}
    yield from (view.headings[name] for name, is_shown in shown.items() if is_shown)


def _view(writer: Writer, actor: Actor, language: str) -> ActorView:
    known = writer.site.relations
    primary, supporting = known.primary_in.get(actor.key, ()), known.supporting_in.get(actor.key, ())
    diagram = _diagram(writer, tuple(dict.fromkeys((*primary, *supporting))))
    texts = {"primary": "Goals", "supporting": "Takes part in", "diagram": "Use-case diagram"}
    return ActorView(
        name=actor.name,
        kind=actor.kind,
        kind_words=_KINDS[actor.kind],
        declared=actor.declared,
        description=writer.prose.block(actor.description) if actor.description else Markup(""),
        facts=(*_facts(writer, actor), *_fields(writer, actor, language)),
        primary=tuple(_goals(writer, primary)),
        supporting=tuple(_goals(writer, supporting)),
        columns=tuple(column for column in writer.site.stated if column != "level"),
        figures=tuple(_figures(len(primary), len(supporting))),
        diagram=diagram,
        words=words_of(diagram),
        headings={name: writer.heading(name, text) for name, text in texts.items()},
    )


def _goals(writer: Writer, names: Sequence[str]) -> Iterator[GoalsView]:
    """Use cases by the level of their goals, the highest first, then those of no level that has a sign."""
    rows = use_case_rows(writer, names)
    levels = dict.fromkeys(row.level for row in rows)
    for level in sorted(levels, key=level_rank):
        found = tuple(row for row in rows if row.level == level)
        yield GoalsView(level, level_icon(level), found)


def _figures(primary: int, supporting: int) -> Iterator[str]:
    if primary:
        yield f"primary actor of {count(primary, 'use case')}"
    if supporting:
        yield f"supporting actor of {count(supporting, 'use case')}"


def _diagram(writer: Writer, names: Sequence[str]) -> PictureView | None:
    """The use cases that an actor takes part in; nothing where there are too many to be read."""
    if not 0 < len(names) <= _MOST_IN_A_DIAGRAM:
        return None
    return writer.site.pictures.use_cases([writer.model.use_cases[name] for name in names], writer.at)


def _facts(writer: Writer, actor: Actor) -> Iterator[FieldView]:
    children = writer.site.relations.children.get(actor.key, ())
    facts = {
        "Also known as": [Markup.escape(synonym.text) for synonym in actor.synonyms],
        "Is a": [link(writer.actor_name(parent)) for parent in actor.parents],
        "Special kinds": [link(writer.actor_link(child)) for child in children],
        "Played by": list(_personas(writer, actor)),
    }
    for heading, items in facts.items():
        if items:
            yield FieldView(heading, Markup("<p>{}</p>").format(Markup(", ").join(items)))


def _personas(writer: Writer, actor: Actor) -> Iterator[Markup]:
    """The personas that say they play this actor."""
    for name, persona in writer.model.entries.get("persona", {}).items():
        plays = [item.value for field in persona.fields if field.keyword == "plays" for item in field.items]
        if any(actor.key in writer.actor_keys(text) for text in plays):
            yield link(writer.entry_link(("persona", name), persona.text))


def _fields(writer: Writer, actor: Actor, language: str) -> Iterator[FieldView]:
    for declaration in actor.declarations:
        yield from other_fields(writer, declaration.fields, _SHOWN, language)
