"""A use case that has been read, as nodes of the language."""

from __future__ import annotations

from collections.abc import Iterable

from usecase_dsl.importing.draft import DraftUseCase
from usecase_dsl.importing.steps import DraftControl, DraftStep, renumbered
from usecase_dsl.syntax import nodes, vocabulary
from usecase_dsl.syntax.nodes import Control, Declaration, Field, Reference, Step, Text

_ACTORS = ("primary actors", "supporting actors")


def declaration_of(draft: DraftUseCase) -> Declaration:
    """The declaration of a use case that has been read."""
    numbers = renumbered(draft.main)
    sections = draft.branches.sections(draft.main, numbers, draft.remark)
    main = _main_section(draft)
    return Declaration(
        "use case",
        Reference(draft.id) if draft.id else None,
        Text(draft.title),
        Text("\n\n".join(draft.description)) if draft.description else None,
        tuple(_fields(draft)),
        (*([main] if main else []), *sections),
    )


def _main_section(draft: DraftUseCase) -> nodes.Section | None:
    body = draft.main
    if not body.lines and not body.prose:
        return None
    return nodes.Section(
        "main success scenario",
        "main success scenario",
        tuple(map(_node, body.lines)),
        prose=Text("\n\n".join(body.prose)) if body.prose else None,
    )


def _node(line: DraftStep | DraftControl) -> Step | Control:
    return Step(line.number, Text(line.text)) if isinstance(line, DraftStep) else line.control


def _fields(draft: DraftUseCase) -> Iterable[Field]:
    order = vocabulary.fields_of("use case")
    for keyword in order:
        items = [each for each in draft.fields.get(keyword, []) if each]
        if keyword in _ACTORS and len(items) > 1:
            items = [each for each in items if each != "none"]
        if items:
            yield Field(keyword, keyword, tuple(Text(each) for each in items))
    for head, texts in draft.own.items():
        yield Field(None, head, tuple(Text(each) for each in texts))
