"""The flows that leave the main one: where each leaves, what its condition is, and its steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from usecase_dsl.importing import lexicon, marks, parts, wordings
from usecase_dsl.importing.closings import close
from usecase_dsl.importing.heads import DraftFlow, Heads
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.sections import Section
from usecase_dsl.importing.steps import DraftControl, DraftStep, Spoken, body_of, one_line, split_end
from usecase_dsl.syntax.labels import flow_label

_SPLIT = re.compile(r"\s*(?:→|⇒|->|=>|-->)\s*|[:：]\s+|：")
# The only comma of a sentence, or the one before "then".
_COMMA = re.compile(r"(.+?)[,，]\s*then\s+(.+)|([^,，(]+)[,，]\s*([^,，]+)", re.DOTALL)
_KIND = re.compile(r"(\s*[:：]\s*|\s+[–—-]\s+)")
_TITLE_WORDS = 12
# The rank of a term whose value is to stand on its line.
_BESIDE = -1
_BRACKETED = re.compile(r"[(（\[][^)）\]]+[)）\]]\s*$")
_TITLE = re.compile(r"([*_]{2,3})(?P<title>[^*_\n]{2,120}?)(?:[:：.]\1|\1\s*[:：–—-])\s*(?P<rest>.*)", re.DOTALL)


def flows_of(section: Section, numbers: Sequence[str], spoken: Spoken) -> tuple[list[DraftFlow], list[Line]]:
    """The flows in a section, and its lines before the first one. ``numbers`` are those of the main flow's steps."""
    heads = Heads(section.label.keyword if section.label else "extensions", numbers, spoken)
    for line in _with_title(section, spoken):
        for each in heads.apart(line):
            heads.add(each)
    _place_by_number(heads.flows, numbers)
    for flow in heads.flows:
        _finish(flow, spoken)
    return heads.flows, heads.before


def _place_by_number(flows: Sequence[DraftFlow], numbers: Sequence[str]) -> None:
    """Flows that are numbered, but not from 1 on, have the numbers of the steps that they leave."""
    counted = [flow for flow in flows if flow.head.kind == "number" and flow.head.mark and not flow.head.path]
    marks_of = [flow.head.mark.value for flow in counted if flow.head.mark]
    in_turn = [str(count) for count in range(1, len(counted) + 1)]
    if not counted or marks_of == in_turn or not set(marks_of) <= set(numbers):
        return
    if marks_of == sorted(marks_of, key=int):
        for flow, number in zip(counted, marks_of, strict=True):
            flow.label = f"{number}a"
            flow.guessed.append(f"its number is taken for the step that it leaves: {number}")


def _with_title(section: Section, spoken: Spoken) -> list[Line]:
    """The lines of a section; a label that names one flow ("Alternative flow 2: no card") begins it."""
    label = section.label
    if not label:
        return section.lines
    if not label.more and not (section.kind == "heading" and label.rest):
        return [_title(section, label.head), *section.lines] if _tells_one_flow(section, spoken) else section.lines
    lines = _with_terms(section.lines)
    text = label.more
    if re.fullmatch(r"#?\d{1,3}|[IVX]{1,4}", text) or (text and not any(map(str.isdigit, text.split()[0]))):
        text = label.head if not _BRACKETED.search(label.head) else text
    if (label.rest and lines and _is_title(label.rest, section)) or (lines and lines[0].rank == _BESIDE):
        text, lines = f"{text}: {lines[0].text}".lstrip(": "), lines[1:]
    return [_title(section, text), *lines]


def _with_terms(lines: Sequence[Line]) -> list[Line]:
    """The lines of a section, with what stands beside a term of a table on the term's line."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above and line.kind == "text" and line.table and above.rank == _BESIDE:
            joined[-1] = replace(above, text=f"{above.text} {one_line(line.text)}")
        elif line.kind == "term" and line.table:
            joined.append(replace(line, kind="text", text=f"{line.text.rstrip(':')}:", rank=_BESIDE))
        else:
            joined.append(line)
    return joined


def _title(section: Section, text: str) -> Line:
    return Line("heading", text, section.number, section.level, None, section.rank + 1)


def _tells_one_flow(section: Section, spoken: Spoken) -> bool:
    """Whether a label in the singular ("Alternative scenario") stands above the steps of a flow, not above several
    flows: items that name no condition."""
    assert section.label is not None
    items = [line for line in section.lines if line.kind == "item"]
    plain = [line for line in items if line.mark and line.mark.kind in ("bullet", "number")]
    if len(items) < 2 or len(plain) != len(items) or any(line.kind == "text" for line in section.lines[:1]):
        return False
    texts = [lexicon.plain(line.text) for line in items]
    return lexicon.is_singular(section.label.head) and not any(_names_a_condition(text, spoken) for text in texts)


def _names_a_condition(text: str, spoken: Spoken) -> bool:
    found = marks.split(text, codes=True)
    if (found and found[0].kind in ("label", "code")) or _SPLIT.search(text):
        return True
    return lexicon.begins_with_a_condition(text) or wordings.anchor_of(text, spoken) is not None


def _is_title(rest: str, section: Section) -> bool:
    return section.kind == "heading" or (len(rest.split()) <= _TITLE_WORDS and not marks.split(rest))


def _finish(flow: DraftFlow, spoken: Spoken) -> None:
    """Condition, anchor and steps of a flow from its lines."""
    said = parts.taken(flow.lines)
    if said.conditions:
        _add_condition(flow, said.conditions, spoken)
    elif flow.head.kind in ("heading", "title", "code"):
        _take_condition(flow, spoken)
    flow.body = body_of(flow.lines, spoken)
    text, newline, below = flow.head.text.strip().partition("\n")
    if newline:
        flow.body.lines[:0] = _told(below, flow.head.line + 1, spoken)
    text = _without_frame(text)
    if (title := _TITLE.match(text)) and title["rest"]:
        text = title["title"].rstrip(" :：.")
        told = body_of([Line("text", title["rest"], flow.head.line, flow.head.level + 1)], spoken)
        flow.body.lines[:0], flow.body.prose[:0] = told.lines, told.prose
    if not flow.body.lines and not flow.body.prose and not said.conditions:
        text = _told_in_one_line(flow, text, spoken)
    close(flow.body, said, spoken)
    flow.condition = text.strip()
    _find_anchor(flow, spoken)
    if not flow.condition:
        _condition_from_body(flow)
    flow.condition = re.sub(r"(?<!\.)[.。:：;]$", "", _without_its_kind(flow.condition).rstrip(" :：;")).strip()


def _without_its_kind(condition: str) -> str:
    """A condition without what its flow is called before it: "Alternative flow 2: no card"."""
    head, mark, rest = _KIND.split(condition, 1) if _KIND.search(condition) else (condition, "", "")
    found = lexicon.look_up(head) if mark and rest else None
    return rest if found and found.word.kind == "flow" and (not found.rest or found.rest.isdigit()) else condition


def _add_condition(flow: DraftFlow, conditions: Sequence[str], spoken: Spoken) -> None:
    """What labels call the condition of a flow, behind the flow's title; words that only say where the flow leaves
    stand in brackets at the end."""
    title, newline, below = flow.head.text.strip().partition("\n")
    title = _without_frame(title).rstrip(" :：.")
    anchors = [wordings.anchor_of(each, spoken) for each in conditions]
    places = [f"({each.rstrip('.')})" for each, at in zip(conditions, anchors, strict=True) if at and not at.rest]
    said = [each for each, at in zip(conditions, anchors, strict=True) if not at or at.rest]
    told = "; ".join(each.rstrip(".") if each is not said[-1] else each for each in said)
    stated = [at for at in (*anchors, wordings.anchor_of(title, spoken)) if at and at.rest and not at.at_end]
    flow.anchor = stated[0] if stated and not places else None
    condition = f"{title}: {told}" if title and told else title or told
    flow.head.text = f"{' '.join([condition, *places]).strip()}{newline}{below}"


def _take_condition(flow: DraftFlow, spoken: Spoken) -> None:
    """What stands between a flow's title and its first step says when it is taken."""
    first = next((at for at, line in enumerate(flow.lines) if line.kind == "item"), 0)
    texts = [line for line in flow.lines[:first] if line.kind == "text"]
    told = one_line(" ".join(line.text for line in texts))
    if texts and len(texts) == first and not wordings.end_of(told, spoken):
        title = _without_frame(flow.head.text.strip()).rstrip(" :：.")
        flow.head.text = f"{title}: {told}" if title else told
        flow.anchor = wordings.anchor_of(told, spoken)
        del flow.lines[:first]
    elif len(flow.lines) == 1 and flow.lines[0].kind == "text":
        _take_first_clause(flow, flow.lines[0])


def _take_first_clause(flow: DraftFlow, line: Line) -> None:
    """A title, and below it "If no card is there, the system waits.": what stands before the comma is the condition."""
    first, *rest = wordings.sentences(one_line(line.text)) or [""]
    if clauses := _at_comma(flow, first.strip()):
        condition, then = clauses
        title = _without_frame(flow.head.text.strip()).rstrip(" :：.")
        flow.head.text = f"{title}: {condition}" if title else condition
        flow.lines[0] = replace(line, text=" ".join([then, *(each.strip() for each in rest)]))


def _at_comma(flow: DraftFlow, sentence: str) -> tuple[str, str] | None:
    """A sentence that begins with a condition, as that condition and what happens then."""
    match = _COMMA.fullmatch(sentence) if lexicon.begins_with_a_condition(sentence) else None
    if not match:
        return None
    flow.guessed.append("its condition is taken to end at the comma")
    condition, then = (each for each in match.groups() if each is not None)
    return condition, then[:1].upper() + then[1:]


def _without_frame(text: str) -> str:
    """A title without emphasis round all of it, and without the mark after it."""
    match = re.fullmatch(r"([*_]{1,3})(\S.*?)\1\s*[:：]?", text)
    return match[2].strip() if match and "*" not in match[2] else text


def _told_in_one_line(flow: DraftFlow, text: str, spoken: Spoken) -> str:
    """The condition of a flow that one paragraph tells; the rest becomes its steps or its prose."""
    written = one_line(text)
    text, controls = split_end(written, flow.head.line, spoken)
    text = text or written
    parts = [part.strip() for part in wordings.sentences(text) if part.strip()]
    first, rest = (parts[0], parts[1:]) if parts else ("", [])
    match = _SPLIT.search(first)
    if match and match.start() and first[: match.start()].count("(") <= first[: match.start()].count(")"):
        first, rest = first[: match.start()], [first[match.end() :].strip(), *rest]
    elif clauses := _at_comma(flow, first):
        first, rest = clauses[0], [clauses[1], *rest]
    rest = [each for each in rest if each]
    if len(rest) == 1:
        flow.body.lines = _told(rest[0], flow.head.line, spoken)
    elif rest:
        flow.body.prose = [" ".join(rest)]
    if not flow.body.ended:
        flow.body.lines.extend(each for each in controls if each.control not in flow.body.controls)
    return _without_frame(first)


def _told(text: str, line: int, spoken: Spoken) -> list[DraftStep | DraftControl]:
    """The steps that a text tells; prose is one step."""
    body = body_of([Line("text", text, line)], spoken)
    prose = one_line(" ".join(body.prose))
    return [DraftStep("", prose, line), *body.lines] if prose else body.lines


def _find_anchor(flow: DraftFlow, spoken: Spoken) -> None:
    """Where the flow leaves, from the words of its condition or of its first step."""
    if flow_label(flow.label):
        return
    anchor = wordings.anchor_of(flow.condition, spoken) if flow.condition and not flow.anchor else None
    if flow.anchor:
        return
    if anchor:
        flow.anchor, flow.whole, flow.condition = anchor, flow.condition, anchor.rest or flow.condition
        return
    first = next((each for each in flow.body.lines if isinstance(each, DraftStep)), None)
    text = first.text if first else flow.body.prose[0] if flow.body.prose else ""
    anchor = wordings.anchor_of(text, spoken) if text else None
    # Brackets at the end of a step say what the step is about, not where its flow leaves.
    if anchor and not anchor.at_end:
        flow.anchor = anchor


def _condition_from_body(flow: DraftFlow) -> None:
    """A flow with nothing but a code: its first line says what is the case."""
    first = flow.body.lines[0] if flow.body.lines else None
    if isinstance(first, DraftStep) and "\n" not in first.text:
        flow.condition = first.text
        flow.body.lines.pop(0)
    elif flow.body.prose:
        flow.condition = flow.body.prose.pop(0)
