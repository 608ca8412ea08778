"""The page of an actor."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from usecase_dsl.model.tables import Actor
from usecase_dsl.render.site.field_views import other_fields
from usecase_dsl.render.site.prose import link
from usecase_dsl.render.site.rows import use_case_rows
from usecase_dsl.render.site.views import ActorView, FieldView, PageView
from usecase_dsl.render.site.writer import Site, Writer, direction

_SHOWN = frozenset({"is a", "kind", "also known as"})
_KINDS = {"human": "Person or role", "system": "External system", "time": "Time"}


def actor_page(site: Site, actor: Actor) -> PageView:
    """The page of one actor."""
    writer = Writer(site, site.addresses.actors[actor.key])
    language = site.language_at(actor.place)
    return PageView(
        path=writer.at.page,
        id=writer.at.fragment,
        template="actor.html",
        title=actor.name,
        lang=language,
        direction=direction(language),
        body=_view(writer, actor, language),
    )


def _view(writer: Writer, actor: Actor, language: str) -> ActorView:
    known = writer.site.relations
    texts = {"primary": "Primary actor of", "supporting": "Supporting actor of"}
    return ActorView(
        name=actor.name,
        kind=actor.kind,
        kind_words=_KINDS[actor.kind],
        declared=actor.declared,
        description=writer.prose.block(actor.description) if actor.description else Markup(""),
        facts=(*_facts(writer, actor), *_fields(writer, actor, language)),
        primary=use_case_rows(writer, known.primary_in.get(actor.key, ())),
        supporting=use_case_rows(writer, known.supporting_in.get(actor.key, ())),
        columns=writer.site.stated,
        headings={name: writer.heading(name, text) for name, text in texts.items()},
    )


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
