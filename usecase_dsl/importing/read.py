"""A document, read and written anew: the whole way of the import."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePath

from usecase_dsl.checks.documents.structure import unknown_field
from usecase_dsl.importing import actors, lexicon
from usecase_dsl.importing.containers import WORD, blocks_of
from usecase_dsl.importing.declaration import declaration_of
from usecase_dsl.importing.draft import DraftUseCase
from usecase_dsl.importing.includes import with_includes
from usecase_dsl.importing.lines import lines_of
from usecase_dsl.importing.outline import regions_of
from usecase_dsl.importing.preface import tell_all
from usecase_dsl.importing.references import resolve
from usecase_dsl.importing.result import Imported, ImportedUseCase, Remark
from usecase_dsl.importing.rules import declarations_of, declare_rules
from usecase_dsl.importing.speech import language_of, languages_of_labels
from usecase_dsl.importing.use_case import read_use_case
from usecase_dsl.model import link
from usecase_dsl.settings import Settings
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax import parse, printed
from usecase_dsl.syntax.nodes import Control, Declaration, Document, Field, Step, Text


def imported(name: str, content: bytes, keywords: str = "en") -> Imported:
    """The use cases of a document as ``.uc`` text. The ending of ``name`` says what container it is.

    ``keywords`` is the code of the language whose keywords are written. The text itself stays as it is. Raises
    NotReadable for a file that isn't what its name says.
    """
    lines = lines_of(blocks_of(name, content))
    languages = languages_of_labels(lines)
    told = language_of((line.text for line in lines), languages)
    spoken = tuple(dict.fromkeys((told, *(each for each, _ in languages.most_common(2)), "en")))
    drafts = [read_use_case(region, languages, spoken) for region in regions_of(lines, languages)]
    _name_all(drafts, name)
    tell_all(drafts, lines)
    language = told if keywords == "en" else keywords
    resolve(drafts)
    declare_rules(drafts)
    for draft in drafts:
        _keep_as_notes(draft, language)
    declarations = with_includes([declaration_of(draft) for draft in drafts], spoken)
    named = actors.merged([actor for draft in drafts for actor in draft.actors])
    told_of = [each for at, draft in enumerate(drafts) for each in (*declarations_of(draft), declarations[at])]
    document = Document(source_from_text("", name), language, (*map(_actor, named), *told_of))
    return Imported(
        printed(document, keywords) if drafts else "",
        document,
        tuple(_told(draft, each) for draft, each in zip(drafts, declarations, strict=True)),
        "paragraph" if PurePath(name).suffix.lower() in WORD else "line",
    )


def _name_all(drafts: Sequence[DraftUseCase], name: str) -> None:
    """A use case without a title is called by its id, or by the file."""
    for draft in drafts:
        if not draft.title:
            stem = re.sub(r"[_\s]+", " ", PurePath(name).stem).strip()
            draft.title = draft.id or lexicon.without_numbering(stem) or stem or "…"
            draft.remark("open", draft.line, "it has no title")


def _keep_as_notes(draft: DraftUseCase, language: str) -> None:
    """What a field's own name can't be, stands with its values among the notes."""
    for head in [head for head in draft.own if not is_field_name(head, language)]:
        draft.add("notes", (f"{head}: {item}" for item in draft.own.pop(head)))


@lru_cache(maxsize=1024)
def is_field_name(head: str, language: str) -> bool:
    """Whether a field of the writer's own can have this name: it is read as one, and as no slip of a keyword."""
    first = "" if language == "en" else f"# language: {language}\n"
    read, _ = parse(f"{first}use case: x\n  {head}: x\n")
    fields = [(each.keyword, each.head) for each in read.declarations[0].fields]
    # A slip of a keyword is an error, a field of one's own only a warning.
    slips = [found for found in unknown_field(link([read]), Settings()) if found.severity is None]
    return fields == [(None, head)] and not (read.lookalikes or read.strays or slips)


def _actor(named: actors.Named) -> Declaration:
    kind = (Field("kind", "kind", (Text(named.kind),)),) if named.kind else ()
    return Declaration("actor", None, Text(named.name), Text(named.said) if named.said else None, kind)


def _told(draft: DraftUseCase, declaration: Declaration) -> ImportedUseCase:
    rules = [f"{len(draft.rules)} {'rule' if len(draft.rules) == 1 else 'rules'}"] if draft.rules else []
    mapped = Remark("mapped", draft.line, ", ".join([*_counts(declaration), *rules]))
    pictures = [Remark("mapped", each.number, f"picture left out: {each.text}") for each in draft.main.pictures]
    remarks = sorted([*draft.remarks, *pictures], key=lambda each: each.line)
    return ImportedUseCase(draft.id, draft.title, draft.line, (mapped, *remarks))


def _counts(declaration: Declaration) -> list[str]:
    """What a use case has: ``6 steps``, ``2 extensions``."""
    fields = [each.keyword or each.head for each in declaration.fields]
    found = ["description"] if declaration.description else []
    found += fields
    for section in declaration.sections:
        steps = sum(isinstance(line, Step) for line in section.body)
        if section.kind == "main success scenario":
            found.append(f"{steps} {'step' if steps == 1 else 'steps'}" if steps else "the main flow in prose")
        else:
            ends = sum(any(isinstance(line, Control) for line in each.body) for each in section.extensions)
            kind = section.kind.removesuffix("s") if len(section.extensions) == 1 else section.kind
            found.append(f"{len(section.extensions)} {kind} ({ends} with an end)")
    return found or ["nothing but its name"]
