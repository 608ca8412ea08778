"""A use case of a document: which of its sections is the main flow, which are flows that leave it, which are fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from usecase_dsl.importing import lexicon, marks, values, wordings
from usecase_dsl.importing.draft import DraftUseCase, short
from usecase_dsl.importing.fields import describe, field_of, keep_notes, name, own_field
from usecase_dsl.importing.flows import flows_of
from usecase_dsl.importing.labels import Label
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.regions import Region
from usecase_dsl.importing.sections import Section, sections_of
from usecase_dsl.importing.steps import Spoken, body_of, counted_anew, one_line
from usecase_dsl.syntax.names import near


def read_use_case(region: Region, languages: Counter[str], spoken: Spoken) -> DraftUseCase:
    """The use case that the lines of a region tell. ``languages`` are those of the document's labels, ``spoken`` those
    of its text."""
    draft = DraftUseCase(region.id, region.title, region.number, spoken)
    draft.implied = region.implied
    sections = sections_of(region.lines, region.number, languages)
    _choose_main(sections)
    for section in sections:
        if section.label and section.label.keyword == "extension points" and _tells_flows(section, spoken):
            section.label = replace(section.label, kind="flow", keyword="extensions", sure=False)
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


def _tells_flows(section: Section, spoken: Spoken) -> bool:
    """Whether extension points are told as flows: each item has a code, and says at which step it leaves."""
    items = [line for line in section.lines if line.kind == "item"]
    coded = all(line.mark is not None and line.mark.kind == "code" for line in items)
    return coded and any(wordings.anchor_of(line.text, spoken) for line in items)


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
    body = body_of(lines, draft.spoken, main=True)
    if not body.lines and not body.prose and not after:
        draft.main.pictures.extend(body.pictures)
        draft.add("notes", (each.text for each in body.notes))
        return
    draft.main, draft.main_line = body, section.number
    draft.add("notes", (note.text for note in body.notes))
    for note in body.notes:
        draft.remark("guessed", note.line, f"kept as a note: {short(note.text)}")
    if section.label and not section.label.sure:
        draft.remark("guessed", section.number, "the first numbered list is taken for the main success scenario")
    if body.guessed:
        draft.remark("guessed", section.number, "each line of the main flow is taken for a step")
    if body.twice:
        draft.remark("guessed", section.number, counted_anew(body))
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
    return marks.begins_a_flow(lexicon.plain(line.text)) or lexicon.names_failure(line.text)


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
        keep_notes(draft, section.lines)
    elif label is None:
        describe(draft, section.lines)
    elif label.kind == "flow":
        _branches(draft, section)
    elif label.kind in ("title", "id"):
        name(draft, label, section.lines)
    elif label.kind == "field":
        field_of(draft, label, section)
    else:
        own_field(draft, label, section)


def _branches(draft: DraftUseCase, section: Section) -> None:
    if section.kind == "read" and not section.lines:
        return
    lines = [line for line in section.lines if line.text and not _echoes(line, section)]
    if section.branches and _says_there_is_none(lines):
        keep_notes(draft, [line for line in lines if not values.says_nothing(line.text)])
        return
    lines = [line for line in lines if not values.says_nothing(line.text)]
    section.lines[:] = lines
    if not lines and not (section.branches and section.label and section.label.more):
        return
    flows, before = flows_of(section, [step.number for step in draft.main.steps], draft.spoken)
    keep_notes(draft, before)
    draft.branches.add(flows)
    for flow in flows:
        draft.main.pictures.extend(flow.body.pictures)
        for note in flow.body.notes:
            draft.add("notes", [f"{flow.label or flow.condition}: {note.text}"])
            draft.remark("guessed", note.line, f"kept as a note: {short(note.text)}")


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
