"""Which lines begin a flow that leaves another, and which lines belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from usecase_dsl.importing import lexicon, marks, wordings
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.marks import Mark
from usecase_dsl.importing.steps import Body, Spoken, one_line
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
    """A flow that leaves another, as the document tells it. ``label`` is as written (``3a``, ``A1``, ``""``);
    ``anchor`` is where its words say it leaves, and ``whole`` its condition with these words."""

    head: Head
    section: str
    label: str = ""
    condition: str = ""
    whole: str = ""
    anchor: wordings.Anchor | None = None
    body: Body = field(default_factory=Body)
    lines: list[Line] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)


class Heads:
    """Collects the flows of a section line by line: ``flows``, and ``before`` them what belongs to none."""

    def __init__(self, keyword: str, numbers: Sequence[str], spoken: Spoken) -> None:
        self.keyword, self.numbers, self.spoken = keyword, numbers, spoken
        self.flows: list[DraftFlow] = []
        self.before: list[Line] = []

    def apart(self, line: Line) -> Sequence[Line]:
        """The lines of a paragraph of which each tells a flow of its own."""
        pieces = [piece for piece in line.text.split("\n") if piece.strip()]
        if len(pieces) == 1 and _all_name_conditions(told := wordings.sentences(pieces[0])):
            pieces = [each.strip() for each in told]
        alone = self._last is None or self._last.head.kind == "text"
        if line.kind != "text" or not alone or len(pieces) < 2 or not all(piece[:1].isupper() for piece in pieces):
            return [line]
        if pieces[0].rstrip().endswith((":", "：")) or any(len(piece) > 300 for piece in pieces):
            return [line]
        return [replace(line, text=piece, number=line.number + count) for count, piece in enumerate(pieces)]

    def add(self, line: Line) -> None:
        """One more line: it begins a flow, belongs to one, or stands before all."""
        line = self._without_same_code(line)
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
        if found and found[0].kind in ("number", "path") and not marks.names_a_step(text):
            text = found[1]
        return Head(text, line.number, "heading", line.level)

    def _of_item(self, line: Line) -> Head | None:
        assert line.mark is not None
        mark, text = line.mark, line.text
        inner = marks.split(text, codes=True) if mark.kind in ("bullet", "number", "letter") else None
        if inner and (inner[0].kind in ("label", "code") or (inner[0].kind == "path" and mark.kind == "bullet")):
            mark, text = inner
        if mark.kind == "label":
            last = self._last
            if last and last.label == mark.value and not last.lines and line.level > last.head.level:
                return None  # A step, numbered like its flow.
            mark = self._within(line, mark)
            return Head(text, line.number, "label", line.level, mark) if flow_label(mark.value) else None
        if mark.kind == "code":
            return None if self._is_step_of_code(mark.value) else Head(text, line.number, "code", line.level, mark)
        if mark.kind == "path":
            return self._of_path(line, mark, text)
        return self._of_plain_item(line, mark, text)

    def _within(self, line: Line, mark: Mark) -> Mark:
        """A label below a step of a flow, with the number of that step: it leaves that flow, not the main one."""
        last = self._last
        above = last.lines[-1] if last and last.lines else None
        if not last or not flow_label(last.label) or not above or not above.mark or above.level >= line.level:
            return mark
        local = above.mark.kind == "number" and re.fullmatch(rf"{above.mark.value}[^\W\d_]{{1,2}}", mark.value)
        return Mark("label", f"{last.label}{mark.value}") if local else mark

    def _without_same_code(self, line: Line) -> Line:
        """A line with the code of the flow above it is a step of that flow: "E1: No card." and "E1: System waits."."""
        if line.kind not in ("item", "text") or not self._last or self._last.head.kind != "code":
            return line
        code_of_item = line.mark if line.mark and line.mark.kind == "code" else None
        mark, text = (code_of_item, line.text) if code_of_item else marks.split(line.text, codes=True) or (None, "")
        if mark is None or mark.value != self._last.label:
            return line
        return replace(line, kind="item", mark=Mark("bullet", "-"), text=text)

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
        within = last is not None and last.head.kind in ("heading", "code") and not last.head.mark
        if "." in rest or first not in self.numbers or within:
            return None
        letter = chr(ord("a") + (int(rest) - 1) % 26)
        return Head(text, line.number, "label", line.level, Mark("label", f"{first}{letter}"), mark.value)

    def _of_plain_item(self, line: Line, mark: Mark, text: str, path: str = "") -> Head | None:
        """A number, letter or bullet: a step of the flow above, unless such items are the flows."""
        last = self._last
        if _is_bold_title(text) and (last is None or line.level <= last.head.level) and _is_emphasised(text):
            return Head(text, line.number, "title", line.level, mark)
        if last is not None and wordings.end_of(one_line(text), self.spoken):
            return None
        if last is None:
            return Head(text, line.number, mark.kind, line.level, mark, path)
        if last.head.kind in ("label", "code") and mark.kind == "bullet" and self._is_beside(line, last):
            return Head(text, line.number, "bullet", line.level, mark)
        if last.head.kind in ("heading", "label", "code", "title"):
            return None
        if line.level > last.head.level or (mark.kind == "letter" and last.head.kind != "letter"):
            return None
        if len(self.flows) == 1 and mark.value == "1" and last.head.mark and last.head.mark.value != "1":
            return None  # The flow's own steps are counted.
        return Head(text, line.number, mark.kind, line.level, mark, path) if mark.kind == last.head.kind else None

    def _is_beside(self, line: Line, last: DraftFlow) -> bool:
        """Whether an item without a label is a flow like the labelled ones before it, not a step of the last."""
        if line.level != last.head.level or any(each.level <= line.level for each in last.lines):
            return False
        anchor = wordings.anchor_of(line.text, self.spoken)
        return lexicon.begins_with_a_condition(line.text) or (anchor is not None and anchor.any_time)

    def _of_text(self, line: Line) -> Head | None:
        text, last = line.text, self._last
        if wordings.end_of(one_line(text), self.spoken) is not None:
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


def _all_name_conditions(sentences: Sequence[str]) -> bool:
    return len(sentences) > 1 and all(lexicon.begins_with_a_condition(each.strip()) for each in sentences)


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
