"""The sections of a use case that are no flows: its name, its description, its fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from usecase_dsl.importing import actors, lexicon, values
from usecase_dsl.importing.draft import DraftUseCase, short
from usecase_dsl.importing.labels import Label, is_a_name
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.rules import rules_apart
from usecase_dsl.importing.sections import Section
from usecase_dsl.importing.starts import start_of, tidy_id, tidy_title
from usecase_dsl.importing.steps import one_line
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import FULL_STOPS

_CODED = re.compile(r"[A-Z]{1,6}(?:[-_]\w+)+")
_FIXED = ("level", "status")
_ACTORS = ("primary actors", "supporting actors")
_OF_ONE_TEXT = ("description", "goal", "trigger", "scope", "priority", "frequency")


def name(draft: DraftUseCase, label: Label, lines: Sequence[Line]) -> None:
    text = one_line(" ".join(line.text for line in lines[:1]))
    others = lines[1:]
    start = start_of(text, heading=True)
    if label.kind == "title" and draft.implied and text:
        draft.title, draft.implied = "", False
    if label.kind == "id":
        first, _, said = lexicon.plain(text).partition(" (")
        id = tidy_id(first)
        if said:
            draft.add("notes", [text])
        if (any(map(str.isdigit, id)) or _CODED.fullmatch(id)) and len(id) < 30 and not draft.id:
            draft.id = id
        elif id and id != draft.id and text:
            draft.own.setdefault(label.head, []).append(text)
    elif start and start.id and (start.title or not draft.title):
        draft.id, draft.title = draft.id or start.id, start.title or draft.title
    elif text and (not draft.title or lexicon.bare(draft.title) == lexicon.bare(text)):
        draft.title = tidy_title(text)
    elif text:
        draft.description.append(text)
    describe(draft, others)


def describe(draft: DraftUseCase, lines: Sequence[Line]) -> None:
    """Text above all labels describes the use case."""
    for line in lines:
        text = one_line(line.text)
        if line.kind == "picture":
            draft.main.pictures.append(line)
        elif not text or _repeats_title(draft, text):
            continue
        elif line.kind == "item" and draft.description:
            draft.description[-1] += f"\n- {_marked(line, text)}"
        elif line.kind == "row" and draft.description:
            draft.description[-1] += f"\n{text}"
        elif line.kind == "code":
            draft.add("notes", [text])
        else:
            listed = line.kind == "item" and sum(each.kind == "item" for each in lines) > 1
            draft.description.append(f"- {_marked(line, text)}" if listed else text)


def keep_notes(draft: DraftUseCase, lines: Sequence[Line]) -> None:
    for line in lines:
        if line.kind == "picture":
            draft.main.pictures.append(line)
        elif line.text.strip():
            draft.add("notes", [one_line(line.text)])
            draft.remark("guessed", line.number, f"kept as a note: {short(line.text)}")


def field_of(draft: DraftUseCase, label: Label, section: Section) -> None:
    if label.more:
        draft.own.setdefault(label.head, []).extend(text for text, _ in values.items_of(section.lines))
        return
    items = []
    lines = _lines_of_items(label.keyword, section.lines)
    if label.keyword == "business rules":
        rules, lines = rules_apart(lines)
        draft.rules.extend(rules)
    for text, line in values.items_of(lines):
        if values.is_placeholder(text):
            draft.remark("open", line, f"never filled in: {short(text)}")
            items.append("...")
        else:
            items.append(values.none_as_read_in(draft.spoken[0] if draft.spoken else "en", text))
    more = lexicon.more_in_brackets(label.head)
    outcome = lexicon.guarantees_of(more) if label.keyword == "success guarantees" else None
    if more and not outcome:
        draft.add("notes", [label.head])
    draft.main.pictures.extend(line for line in section.lines if line.kind == "picture")
    if not label.sure:
        draft.remark("guessed", section.number, f"‘{label.head}’ is taken for {label.keyword}")
    if label.keyword in _ACTORS:
        _actors(draft, label.keyword, items, section.number, label.head)
    elif label.keyword in _FIXED:
        _fixed(draft, label, items)
    elif label.keyword == "description":
        draft.description.extend(items)
    elif label.keyword == "success guarantees":
        _guarantees(draft, items, outcome or label.keyword)
    else:
        draft.add(label.keyword, items)


def _lines_of_items(keyword: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a field, with a line for each item where only line ends tell them apart."""
    if keyword in _ACTORS:
        return values.apart(lines)
    return lines if keyword in _OF_ONE_TEXT else values.with_sentences_apart(lines)


def _guarantees(draft: DraftUseCase, items: Sequence[str], otherwise: str) -> None:
    """What holds at the end; an item may say in which case: "Failure: nothing has changed.". Without items they are
    known to be told below."""
    draft.add(otherwise, [])
    for item in items:
        head, colon, rest = lexicon.plain(item).replace("：", ":").partition(":")
        keyword = lexicon.guarantees_of(head) if colon and rest.strip() else None
        draft.add(keyword or otherwise, [rest.strip() if keyword else item])


def own_field(draft: DraftUseCase, label: Label, section: Section) -> None:
    """A section that no language knows: a field of the writer's own, or text where its name can't be a field's."""
    items = [text for text, _ in values.items_of(section.lines)]
    draft.main.pictures.extend(line for line in section.lines if line.kind == "picture")
    if not items:
        return
    head = lexicon.without_numbering(label.head)
    guarantees = lexicon.guarantees_of(head) if "success guarantees" in draft.fields else None
    if guarantees:
        draft.add(guarantees, items)
    elif label.kind == "wrapper":
        draft.description.extend(items)
    elif is_a_name(head):
        draft.own.setdefault(head, []).extend(items)
    else:
        draft.add("notes", [f"{head}: {items[0]}", *items[1:]])


def _marked(line: Line, text: str) -> str:
    return f"{line.mark.value}) {text}" if line.mark and line.mark.kind != "bullet" else text


def _repeats_title(draft: DraftUseCase, text: str) -> bool:
    return lexicon.bare(text) in (
        lexicon.bare(draft.title),
        lexicon.bare(f"{draft.id} {draft.title}"),
        draft.id.lower(),
    )


def _fixed(draft: DraftUseCase, label: Label, items: Sequence[str]) -> None:
    """A field with fixed values; what isn't one of them becomes a note."""
    for item in items:
        parts = [item, *re.split(r"\s*[,;/(|–—]\s*|\s-\s", item)[:1]]
        value = next((found for part in parts if (found := _value_in_any(label.keyword, part))), None)
        if value and label.keyword not in draft.fields:
            draft.add(label.keyword, [value])
            if len(item.split()) > len(parts[-1].split()) + 1:
                draft.add("notes", [f"{label.head}: {item}"])
        elif not values.says_nothing(item):
            draft.add("notes", [f"{label.head}: {item}"])


def _value_in_any(keyword: str, written: str) -> str | None:
    """The canonical value that a word is in any language."""
    return lexicon.values_of(keyword).get(key(lexicon.plain(written)).rstrip(FULL_STOPS))


def _actors(draft: DraftUseCase, keyword: str, items: Sequence[str], line: int, head: str) -> None:
    for item in items:
        if values.says_nothing(item) or item == "...":
            draft.add(keyword, ["none" if item != "..." else item])
            continue
        named = actors.names_in(item, draft.spoken[0] if draft.spoken else "en")
        if named and actors.is_introduced(item):
            draft.add("notes", [f"{head}: {item}"])
        if named is None:
            draft.add("notes", [f"{head}: {item}"])
            draft.remark("open", line, f"who is meant by ‘{short(item)}’?")
            continue
        for each in named:
            _actor(draft, keyword, each, line)


def _actor(draft: DraftUseCase, keyword: str, named: actors.Named, line: int) -> None:
    if actors.is_system(named.name):
        draft.remark("mapped", line, f"‘{named.name}’ is the system itself")
        return
    chosen = "supporting actors" if named.supporting else keyword
    if len(named.said.split()) > 3:
        draft.add("stakeholders", [f"{named.name}: {named.said}"])
        named = actors.Named(named.name, "", named.kind, named.supporting)
    draft.actors.append(named)
    if named.name not in draft.fields.get(chosen, []):
        draft.add(chosen, [named.name])
