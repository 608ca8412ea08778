"""The flows that leave the main one: which lines begin one, where it leaves, what its condition is, and its steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from usecase_dsl.importing import lexicon, marks, wordings
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.marks import Mark
from usecase_dsl.importing.sections import Section
from usecase_dsl.importing.steps import Body, DraftControl, DraftStep, body_of, one_line, split_end
from usecase_dsl.syntax.labels import flow_label, is_code


@dataclass
class Head:
    """The line that begins a flow: its mark, its text, and what kind of line it is."""

    text: str
    line: int
    kind: str
    level: int = 0
    mark: Mark | None = None
    path: str = ""


@dataclass
class DraftFlow:
    """A flow that leaves another, as the document tells it. ``label`` is as written (``3a``, ``A1``, ``""``); ``steps``
    are where its words say it leaves."""

    head: Head
    section: str
    label: str = ""
    condition: str = ""
    anchor: wordings.Anchor | None = None
    body: Body = field(default_factory=Body)
    lines: list[Line] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)


_SPLIT = re.compile(r"\s*(?:→|⇒|->|=>|-->)\s*|[:：]\s+|：")
_TITLE_WORDS = 12
_BRACKETED = re.compile(r"[(（\[][^)）\]]+[)）\]]\s*$")
_TITLE = re.compile(r"([*_]{2,3})(?P<title>[^*_\n]{2,120}?)(?:[:：.]\1|\1\s*[:：–—-])\s*(?P<rest>.*)", re.DOTALL)


def flows_of(section: Section, numbers: Sequence[str]) -> tuple[list[DraftFlow], list[Line]]:
    """The flows in a section, and its lines before the first one. ``numbers`` are those of the main flow's steps."""
    keyword = section.label.keyword if section.label else "extensions"
    reader = _Reader(keyword, section, numbers)
    for line in _with_title(section):
        for each in reader.apart(line):
            reader.add(each)
    _place_by_number(reader.flows, numbers)
    for flow in reader.flows:
        _finish(flow)
    return reader.flows, reader.before


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


def _with_title(section: Section) -> list[Line]:
    """The lines of a section; a label that names one flow ("Alternative flow 2: no card") begins it."""
    label = section.label
    if not label:
        return section.lines
    if not label.more and not (section.kind == "heading" and label.rest):
        return [_title(section, label.head), *section.lines] if _tells_one_flow(section) else section.lines
    lines = _with_terms(section.lines)
    text = label.more
    if re.fullmatch(r"#?\d{1,3}|[IVX]{1,4}", text) or (text and not any(map(str.isdigit, text.split()[0]))):
        text = label.head if not _BRACKETED.search(label.head) else text
    if (label.rest and lines and _is_title(label.rest, section)) or (lines and lines[0].rank == -1):
        text, lines = f"{text}: {lines[0].text}".lstrip(": "), lines[1:]
    return [_title(section, text), *lines]


def _with_terms(lines: Sequence[Line]) -> list[Line]:
    """The lines of a section, with what stands beside a term of a table on the term's line."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if (
            above
            and line.kind == "text"
            and line.table
            and above.kind == "text"
            and above.mark is None
            and above.rank == -1
        ):
            joined[-1] = replace(above, text=f"{above.text} {one_line(line.text)}")
        elif line.kind == "term" and line.table:
            joined.append(replace(line, kind="text", text=f"{line.text.rstrip(':')}:", rank=-1))
        else:
            joined.append(line)
    return joined


def _title(section: Section, text: str) -> Line:
    return Line("heading", text, section.number, section.level, None, section.rank + 1)


def _tells_one_flow(section: Section) -> bool:
    """Whether a label in the singular ("Alternative scenario") stands above the steps of a flow, not above several
    flows: items that name no condition."""
    assert section.label is not None
    items = [line for line in section.lines if line.kind == "item"]
    plain = [line for line in items if line.mark and line.mark.kind in ("bullet", "number")]
    if len(items) < 2 or len(plain) != len(items) or any(line.kind == "text" for line in section.lines[:1]):
        return False
    texts = [lexicon.plain(line.text) for line in items]
    return lexicon.is_singular(section.label.head) and not any(map(_names_a_condition, texts))


def _names_a_condition(text: str) -> bool:
    found = marks.split(text, codes=True)
    if (found and found[0].kind in ("label", "code")) or _SPLIT.search(text):
        return True
    return lexicon.begins_with_a_condition(text) or wordings.anchor_of(text) is not None


def _is_title(rest: str, section: Section) -> bool:
    return section.kind == "heading" or (len(rest.split()) <= _TITLE_WORDS and not marks.split(rest))


class _Reader:
    """Collects the flows of a section line by line."""

    def __init__(self, keyword: str, section: Section, numbers: Sequence[str]) -> None:
        self.keyword = keyword
        self.section = section
        self.numbers = numbers
        self.flows: list[DraftFlow] = []
        self.before: list[Line] = []

    def apart(self, line: Line) -> Sequence[Line]:
        """The lines of a paragraph of which each tells a flow of its own."""
        pieces = [piece for piece in line.text.split("\n") if piece.strip()]
        alone = self._last is None or self._last.head.kind == "text"
        if line.kind != "text" or not alone or len(pieces) < 2 or not all(piece[:1].isupper() for piece in pieces):
            return [line]
        if pieces[0].rstrip().endswith((":", "：")) or any(len(piece) > 300 for piece in pieces):
            return [line]
        return [replace(line, text=piece, number=line.number + count) for count, piece in enumerate(pieces)]

    def add(self, line: Line) -> None:
        head = self._head(line)
        if head:
            self._begin(head)
        elif owner := self._owner(line):
            owner.lines.append(line)
        else:
            self.before.append(line)

    def _begin(self, head: Head) -> None:
        label = head.mark.value if head.mark and head.mark.kind in ("label", "code") else ""
        self.flows.append(DraftFlow(head, self.keyword, label))

    @property
    def _last(self) -> DraftFlow | None:
        return self.flows[-1] if self.flows else None

    def _owner(self, line: Line) -> DraftFlow | None:
        """The flow that a line belongs to: the one its label names, else the last."""
        if line.mark and line.mark.kind in ("label", "code"):
            flow = _flow_of_step(line.mark.value)
            named = next((each for each in reversed(self.flows) if each.label and each.label == flow), None)
            last = self._last
            # A step that stands in a flow is its step, whatever label it was copied with.
            if named and not (last and named is not last and line.level > last.head.level and not last.lines):
                return named
        return self._last

    def _head(self, line: Line) -> Head | None:
        if line.kind in ("heading", "term"):
            return self._of_heading(line)
        if line.kind == "item":
            return self._of_item(line)
        return self._of_text(line) if line.kind == "text" else None

    def _of_heading(self, line: Line) -> Head | None:
        text = lexicon.plain(line.text)
        found = marks.split(text, codes=True)
        if found and found[0].kind in ("label", "code"):
            return Head(found[1], line.number, "heading", line.level, found[0])
        if found and found[0].kind in ("number", "path"):
            text = found[1]
        return Head(text, line.number, "heading", line.level)

    def _of_item(self, line: Line) -> Head | None:
        assert line.mark is not None
        mark, text = line.mark, line.text
        inner = marks.split(text, codes=True) if mark.kind in ("bullet", "number", "letter") else None
        if inner and (inner[0].kind in ("label", "code") or (inner[0].kind == "path" and mark.kind == "bullet")):
            mark, text = inner
        if mark.kind == "label":
            return Head(text, line.number, "label", line.level, mark) if self._is_flow(mark.value) else None
        if mark.kind == "code":
            return None if self._is_step_of_code(mark.value) else Head(text, line.number, "code", line.level, mark)
        if mark.kind == "path":
            return self._of_path(line, mark, text)
        return self._of_plain_item(line, mark, text)

    def _is_flow(self, label: str) -> bool:
        """Whether a label is that of a flow; ``3a1`` is a step."""
        return flow_label(label) is not None

    def _is_step_of_code(self, code: str) -> bool:
        flow, dot, _ = code.partition(".")
        return bool(dot) and any(each.label == flow for each in self.flows)

    def _of_path(self, line: Line, mark: Mark, text: str) -> Head | None:
        """``3.1`` is the first flow at step 3, unless a flow is numbered 3 itself."""
        first, _, rest = mark.value.partition(".")
        last = self._last
        if "." in rest and not (last and last.head.mark and mark.value.startswith(f"{last.head.path}.")):
            return self._of_plain_item(line, Mark("number", mark.value.rpartition(".")[2]), text, mark.value)
        if last and last.head.mark and last.head.mark.kind == "number" and last.head.mark.value == first:
            return None
        if (
            "." in rest
            or first not in self.numbers
            or (last and last.head.kind in ("heading", "code") and not last.head.mark)
        ):
            return None
        letter = chr(ord("a") + (int(rest) - 1) % 26)
        return Head(text, line.number, "label", line.level, Mark("label", f"{first}{letter}"), mark.value)

    def _of_plain_item(self, line: Line, mark: Mark, text: str, path: str = "") -> Head | None:
        """A number, letter or bullet: a step of the flow above, unless such items are the flows."""
        last = self._last
        if _is_bold_title(text) and (last is None or line.level <= last.head.level) and _is_emphasised(text):
            return Head(text, line.number, "title", line.level, mark)
        if last is not None and wordings.end_of(one_line(text)):
            return None
        if last is None:
            return Head(text, line.number, mark.kind, line.level, mark, path)
        if last.head.kind in ("heading", "label", "code", "title"):
            return None
        if line.level > last.head.level or (mark.kind == "letter" and last.head.kind != "letter"):
            return None
        return Head(text, line.number, mark.kind, line.level, mark, path) if mark.kind == last.head.kind else None

    def _of_text(self, line: Line) -> Head | None:
        text, last = line.text, self._last
        if wordings.end_of(one_line(text)) is not None:
            return None
        found = marks.split(text, codes=True)
        if found and found[0].kind in ("label", "code") and (found[0].kind != "code" or _stands_out(text, found[0])):
            return Head(found[1], line.number, found[0].kind, line.level, found[0])
        if _is_bold_title(text):
            return Head(text, line.number, "title", line.level)
        first, newline, _ = text.partition("\n")
        if newline and first.rstrip().endswith((":", "：")) and (last is None or line.level <= last.head.level):
            return Head(text, line.number, "title", line.level)
        if last is None:
            return Head(text, line.number, "text", line.level)
        if last.head.kind == "text" and line.level <= last.head.level and not _has_body(last):
            return Head(text, line.number, "text", line.level)
        return None


def _has_body(flow: DraftFlow) -> bool:
    return flow.head.text.rstrip().endswith((":", "：")) and not flow.lines


def _stands_out(text: str, mark: Mark) -> bool:
    """Whether a code at the beginning of a text is a mark, not its first word."""
    return bool(re.match(r"[*_(\[]|\w+\s*[-–—:.)\]]", text)) and any(map(str.isdigit, mark.value))


def _is_bold_title(text: str) -> bool:
    plain = lexicon.plain(text)
    return text.startswith(("**", "__", "***")) and len(plain) < 160


def _is_emphasised(text: str) -> bool:
    return text.rstrip(" :：").endswith(("**", "__"))


def _flow_of_step(label: str) -> str:
    """The flow that a step's label names: ``3a1`` is a step of ``3a``, ``A1.2`` of ``A1``."""
    if "." in label:
        return label.partition(".")[0]
    return label.rstrip("0123456789") if not is_code(label) else label


# ---------------------------------------------------------------------------- conditions, anchors and ends


def _finish(flow: DraftFlow) -> None:
    """Condition, anchor and steps of a flow from its lines."""
    if flow.head.kind in ("heading", "title", "code"):
        _take_condition(flow)
    flow.body = body_of(flow.lines)
    text, newline, below = flow.head.text.strip().partition("\n")
    if newline:
        flow.body.lines[:0] = body_of([Line("text", below, flow.head.line + 1, flow.head.level + 1)]).lines or [
            DraftStep("", one_line(below), flow.head.line + 1)
        ]
    text = _without_frame(text)
    if (title := _TITLE.match(text)) and title["rest"]:
        text = title["title"].rstrip(" :：.")
        told = body_of([Line("text", title["rest"], flow.head.line, flow.head.level + 1)])
        flow.body.lines[:0], flow.body.prose[:0] = told.lines, told.prose
    if not flow.body.lines and not flow.body.prose:
        text = _told_in_one_line(flow, text)
    flow.condition = text.strip()
    _find_anchor(flow)
    if not flow.condition:
        _condition_from_body(flow)
    flow.condition = re.sub(r"(?<!\.)[.。:：;]$", "", flow.condition.rstrip(" :：;")).strip()


def _take_condition(flow: DraftFlow) -> None:
    """What stands between a flow's title and its first step says when it is taken."""
    first = next((at for at, line in enumerate(flow.lines) if line.kind == "item"), 0)
    texts = [line for line in flow.lines[:first] if line.kind == "text"]
    told = one_line(" ".join(line.text for line in texts))
    if texts and len(texts) == first and not wordings.end_of(told):
        title = _without_frame(flow.head.text.strip()).rstrip(" :：.")
        flow.head.text = f"{title}: {told}" if title else told
        flow.anchor = wordings.anchor_of(told)
        del flow.lines[:first]


def _without_frame(text: str) -> str:
    """A title without emphasis round all of it, and without the mark after it."""
    match = re.fullmatch(r"([*_]{1,3})(\S.*?)\1\s*[:：]?", text)
    return match[2].strip() if match and "*" not in match[2] else text


def _told_in_one_line(flow: DraftFlow, text: str) -> str:
    """The condition of a flow that one paragraph tells; the rest becomes its steps or its prose."""
    written = one_line(text)
    text, controls = split_end(written, flow.head.line)
    text = text or written
    parts = [part.strip() for part in wordings.sentences(text) if part.strip()]
    first, rest = (parts[0], parts[1:]) if parts else ("", [])
    match = _SPLIT.search(first)
    if match and match.start() and first[: match.start()].count("(") <= first[: match.start()].count(")"):
        first, rest = first[: match.start()], [first[match.end() :].strip(), *rest]
    rest = [each for each in rest if each]
    if len(rest) == 1:
        body = body_of([Line("text", rest[0], flow.head.line)])
        flow.body.lines = body.lines or [DraftStep("", rest[0], flow.head.line)]
    elif rest:
        flow.body.prose = [" ".join(rest)]
    if not flow.body.ended:
        flow.body.lines.extend(controls)
    return _without_frame(first)


def _find_anchor(flow: DraftFlow) -> None:
    """Where the flow leaves, from the words of its condition or of its first step."""
    if flow_label(flow.label):
        return
    anchor = wordings.anchor_of(flow.condition) if flow.condition and not flow.anchor else None
    if flow.anchor:
        return
    if anchor:
        flow.anchor, flow.condition = anchor, anchor.rest or flow.condition
        return
    first = next((each for each in flow.body.lines if isinstance(each, DraftStep)), None)
    text = first.text if first else flow.body.prose[0] if flow.body.prose else ""
    anchor = wordings.anchor_of(text) if text else None
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


__all__ = ["DraftControl", "DraftFlow", "flows_of"]
