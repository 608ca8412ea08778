"""A use case of a document as a declaration: its sections as fields and flows, with remarks on what was guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from usecase_dsl.importing import actors, lexicon, marks, values
from usecase_dsl.importing.branches import Branches
from usecase_dsl.importing.flows import flows_of
from usecase_dsl.importing.labels import Label, is_a_name
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.outline import Region
from usecase_dsl.importing.result import Remark, RemarkKind
from usecase_dsl.importing.sections import Section, sections_of
from usecase_dsl.importing.starts import start_of, tidy_id, tidy_title
from usecase_dsl.importing.steps import Body, DraftControl, DraftStep, body_of, one_line, renumbered
from usecase_dsl.syntax import nodes, vocabulary
from usecase_dsl.syntax.names import near
from usecase_dsl.syntax.nodes import Control, Declaration, Field, Reference, Step, Text

_CODED = re.compile(r"[A-Z]{1,6}(?:[-_]\w+)+")
_FIXED = ("level", "status")
_ACTORS = ("primary actors", "supporting actors")


@dataclass
class DraftUseCase:
    """A use case under construction."""

    id: str
    title: str
    line: int
    language: str = "en"
    description: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    own: dict[str, list[str]] = field(default_factory=dict)
    actors: list[actors.Named] = field(default_factory=list)
    main: Body = field(default_factory=Body)
    main_line: int = 0
    branches: Branches = field(default_factory=Branches)
    remarks: list[Remark] = field(default_factory=list)
    implied: bool = False

    def remark(self, kind: RemarkKind, line: int, text: str) -> None:
        self.remarks.append(Remark(kind, line, text))

    def add(self, keyword: str, items: Iterable[str]) -> None:
        """More items of a field; what has been said isn't said again."""
        there = self.fields.setdefault(keyword, [])
        there.extend(each for each in dict.fromkeys(items) if each not in there)


def read_use_case(region: Region, languages: Counter[str]) -> DraftUseCase:
    """The use case that the lines of a region tell."""
    draft = DraftUseCase(
        region.id, region.title, region.number, next((each for each, _ in languages.most_common(1)), "en")
    )
    draft.implied = region.implied
    sections = sections_of(region.lines, region.number, languages)
    _choose_main(sections)
    for section in sections:
        if section.is_flow and not section.branches and not _is_another(draft, section):
            _main(draft, section)
    for section in sections:
        if not _is_empty_head(section, sections):
            _read(draft, section)
    return draft


def _is_empty_head(section: Section, sections: Sequence[Section]) -> bool:
    """Whether nothing stands below a flow's heading but other flows ("Main scenario and extensions")."""
    later = sections[sections.index(section) + 1 :]
    return section.branches and not section.lines and bool(later) and later[0].is_flow and not later[0].branches


def _choose_main(sections: Sequence[Section]) -> None:
    """Without a main flow by name, the first counted list that no field claims is it."""
    if any(each.is_flow and not each.branches for each in sections):
        return
    bare = not any(each.label is not None and each.label.kind == "field" for each in sections)
    for each in sections:
        if each.branches:
            return
        unclaimed = each.label is None or each.label.kind in ("wrapper", "own") or each.label.keyword == "description"
        items = [line for line in each.lines if line.kind == "item" and line.mark]
        counted = [line for line in items if line.mark and (line.mark.kind == "number" or (bare and len(items) > 2))]
        if unclaimed and (len(counted) > 1 or (each.label and lexicon.names_a_flow(each.label.head))):
            each.label = Label("flow", "main success scenario", each.label.head if each.label else "", sure=False)
            return


def _is_another(draft: DraftUseCase, section: Section) -> bool:
    """Whether a main flow is a second one, or the flow of a special case."""
    more = section.label.more if section.label else ""
    return (bool(draft.main.lines or draft.main.prose) and any(line.text for line in section.lines)) or (
        bool(more) and lexicon.names_failure(more)
    )


def _main(draft: DraftUseCase, section: Section) -> None:
    before, lines, after = _parted(_with_content(section.lines))
    for line in before:
        draft.description.append(one_line(line.text))
    body = body_of(lines, main=True)
    if not body.lines and not body.prose and not after:
        draft.main.pictures.extend(body.pictures)
        draft.add("notes", (each.text for each in body.notes))
        return
    draft.main, draft.main_line = body, section.number
    draft.add("notes", (note.text for note in body.notes))
    for note in body.notes:
        draft.remark("guessed", note.line, f"kept as a note: {_short(note.text)}")
    if section.label and not section.label.sure:
        draft.remark("guessed", section.number, "the first numbered list is taken for the main success scenario")
    if body.guessed:
        draft.remark("guessed", section.number, "each line of the main flow is taken for a step")
    if body.prose:
        draft.remark("open", section.number, "the main flow is told in prose; its steps are to be written")
    section.lines[:] = after
    section.kind = "read"


def _parted(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines of a main flow: what stands before its steps, the steps, and flows that leave it in between."""
    first = next((at for at, line in enumerate(lines) if line.kind == "item"), 0)
    counted = [line for line in lines if line.kind == "item" and line.mark and line.mark.kind == "number"]
    base = min((line.level for line in counted), default=0)
    main: list[Line] = []
    aside: list[Line] = []
    number, within = 0, False
    for line in lines[first:]:
        mark = line.mark
        if (line.kind == "heading" and _leaves(line)) or (mark and mark.kind in ("label", "code")):
            within = True
        elif mark and mark.kind == "number" and line.level <= base and (not within or int(mark.value) == number + 1):
            within, number = False, int(mark.value)
        (aside if within else main).append(line)
    return list(lines[:first]), main, aside


def _leaves(line: Line) -> bool:
    """Whether a heading within the main flow is that of a flow which leaves it."""
    marked = marks.split(lexicon.plain(line.text), codes=True)
    return bool(marked and marked[0].kind in ("label", "code")) or lexicon.names_failure(line.text)


def _with_content(lines: Sequence[Line]) -> list[Line]:
    """The lines of a flow without headings under which only pictures stand."""
    kept: list[Line] = []
    for at, line in enumerate(lines):
        below = lines[at + 1 :]
        first = next((each for each in below if each.kind != "picture"), None)
        if line.kind != "heading" or (first is not None and first.kind != "heading"):
            kept.append(line)
    return kept


def _read(draft: DraftUseCase, section: Section) -> None:
    label = section.label
    if label is None and section.kind == "after":
        _describe_notes(draft, section.lines)
    elif label is None:
        _describe(draft, section.lines)
    elif label.kind == "flow":
        _branches(draft, section)
    elif label.kind in ("title", "id"):
        _name(draft, label, section.lines)
    elif label.kind == "field":
        _field(draft, label, section)
    else:
        _own(draft, label, section)


def _branches(draft: DraftUseCase, section: Section) -> None:
    if section.kind == "read" and not section.lines:
        return
    lines = [line for line in section.lines if line.text and not _echoes(line, section)]
    if section.branches and _says_there_is_none(lines):
        _describe_notes(draft, [line for line in lines if not values.says_nothing(line.text)])
        return
    lines = [line for line in lines if not values.says_nothing(line.text)]
    section.lines[:] = lines
    if not lines and not (section.label and section.label.more):
        return
    flows, before = flows_of(section, [step.number for step in draft.main.steps])
    _describe_notes(draft, before)
    draft.branches.add(flows)
    for flow in flows:
        draft.main.pictures.extend(flow.body.pictures)
        for note in flow.body.notes:
            draft.add("notes", [f"{flow.label or flow.condition}: {note.text}"])
            draft.remark("guessed", note.line, f"kept as a note: {_short(note.text)}")


def _says_there_is_none(lines: Sequence[Line]) -> bool:
    """Whether the lines under the label of alternatives say that there are none."""
    first = lines[0] if lines else None
    if first is None or (first.mark is not None and first.mark.kind in ("label", "code")):
        return False
    return values.says_nothing(first.text) or (len(lines) == 1 and values.says_there_is_none(first.text))


def _echoes(line: Line, section: Section) -> bool:
    """Whether a line only says the label again, as cells of a template do."""
    head = section.label.head if section.label else ""
    said, label = lexicon.bare(line.text), lexicon.bare(head)
    return said == label or (len(said.split()) == len(label.split()) and near(said, [label]) is not None)


def _describe_notes(draft: DraftUseCase, lines: Sequence[Line]) -> None:
    for line in lines:
        if line.kind == "picture":
            draft.main.pictures.append(line)
        elif line.text.strip():
            draft.add("notes", [one_line(line.text)])
            draft.remark("guessed", line.number, f"kept as a note: {_short(line.text)}")


def _describe(draft: DraftUseCase, lines: Sequence[Line]) -> None:
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


def _marked(line: Line, text: str) -> str:
    return f"{line.mark.value}) {text}" if line.mark and line.mark.kind != "bullet" else text


def _repeats_title(draft: DraftUseCase, text: str) -> bool:
    return lexicon.bare(text) in (
        lexicon.bare(draft.title),
        lexicon.bare(f"{draft.id} {draft.title}"),
        draft.id.lower(),
    )


def _name(draft: DraftUseCase, label: Label, lines: Sequence[Line]) -> None:
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
    _describe(draft, others)


def _field(draft: DraftUseCase, label: Label, section: Section) -> None:
    if label.more:
        draft.own.setdefault(label.head, []).extend(text for text, _ in values.items_of(section.lines))
        return
    items = []
    lines = values.apart(section.lines) if label.keyword in _ACTORS else section.lines
    for text, line in values.items_of(lines):
        if values.is_placeholder(text):
            draft.remark("open", line, f"never filled in: {_short(text)}")
            items.append("...")
        else:
            items.append(text)
    draft.main.pictures.extend(line for line in section.lines if line.kind == "picture")
    if not label.sure:
        draft.remark("guessed", section.number, f"‘{label.head}’ is taken for {label.keyword}")
    if label.keyword in _ACTORS:
        _actors(draft, label.keyword, items, section.number, label.head)
    elif label.keyword in _FIXED:
        _fixed(draft, label, items)
    elif label.keyword == "description":
        draft.description.extend(items)
    else:
        draft.add(label.keyword, items)


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
    plain = lexicon.plain(written)
    found = (vocabulary.vocabulary(each).value(keyword, plain) for each in vocabulary.languages())
    return next((each for each in found if each), None)


def _actors(draft: DraftUseCase, keyword: str, items: Sequence[str], line: int, head: str) -> None:
    for item in items:
        if values.says_nothing(item) or item == "...":
            draft.add(keyword, ["none" if item != "..." else item])
            continue
        named = actors.names_in(item, draft.language)
        if named and actors.is_introduced(item):
            draft.add("notes", [f"{head}: {item}"])
        if named is None:
            draft.add("notes", [f"{head}: {item}"])
            draft.remark("open", line, f"who is meant by ‘{_short(item)}’?")
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


def _own(draft: DraftUseCase, label: Label, section: Section) -> None:
    """A section that no language knows: a field of the writer's own, or text where its name can't be a field's."""
    items = [text for text, _ in values.items_of(section.lines)]
    draft.main.pictures.extend(line for line in section.lines if line.kind == "picture")
    if not items:
        return
    head = lexicon.without_numbering(label.head)
    if label.kind == "wrapper":
        draft.description.extend(items)
    elif is_a_name(head):
        draft.own.setdefault(head, []).extend(items)
    else:
        draft.add("notes", [f"{head}: {items[0]}", *items[1:]])


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


# ------------------------------------------------------------------------------------------------ as nodes


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
