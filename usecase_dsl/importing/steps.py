"""Lines as the steps of a flow, with the control lines that they say in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from usecase_dsl.importing import wordings
from usecase_dsl.importing.lines import Line
from usecase_dsl.syntax.nodes import Control

_ENDS = ("end", "end in success", "end in failure")
_RANGES = ("repeat", "optional")
# As many lines as a writer sets one below the other for steps; longer ones are paragraphs.
_LONGEST_STEP = 260
_INLINE_NUMBER = re.compile(r"(?:(?<=^)|(?<=\s))(\d{1,2})[.)]\s+(?=\S)")


@dataclass
class DraftStep:
    """A step: its number as written (``""`` without one), its text, and the line it began on."""

    number: str
    text: str
    line: int

    def add(self, text: str, bullet: str = "") -> None:
        """More of the step: prose goes on, a bullet stands on a line of its own."""
        self.text += (
            f"\n- {text}"
            if bullet
            else f" {text}"
            if self.text and "\n- " not in self.text
            else f"\n- {text}"
            if self.text
            else text
        )

    def add_row(self, row: str) -> None:
        self.text += f"\n{row}"


@dataclass
class DraftControl:
    """A control line, the words that say it, and their line."""

    control: Control
    text: str
    line: int

    @property
    def ends(self) -> bool:
        return not self.control.kind.startswith(_RANGES)


@dataclass
class Note:
    """A sentence that has no place in the flow, and its line."""

    text: str
    line: int


@dataclass
class Body:
    """The lines of a flow: steps and control lines, or prose; ``notes`` have no place among them. ``guessed`` says
    that lines were taken for steps which nothing marks as such."""

    lines: list[DraftStep | DraftControl] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    pictures: list[Line] = field(default_factory=list)
    guessed: bool = False

    @property
    def steps(self) -> list[DraftStep]:
        return [each for each in self.lines if isinstance(each, DraftStep)]

    @property
    def ended(self) -> bool:
        return any(isinstance(each, DraftControl) and each.ends for each in self.lines)


_BETWEEN = re.compile(r"\s+(?:→|⇒|-{1,2}>|=>)\s+")
_ARROW = re.compile(r"^(?:[→⇒➔➜←⇐]|[-=]{1,2}>|-(?=[^\W\d_]))\s*")


def one_line(text: str) -> str:
    """A text without line ends, and without an arrow before it."""
    return _ARROW.sub("", " ".join(text.split()))


def body_of(lines: Sequence[Line], main: bool = False) -> Body:
    """The steps that the lines of one flow tell. In the ``main`` flow no line leads elsewhere."""
    body = Body()
    items = [line for line in lines if line.kind == "item"]
    counted = [line for line in items if line.mark and line.mark.kind in ("number", "label", "code")]
    base = min((line.level for line in counted or items), default=0)
    for line in lines:
        if line.kind == "picture":
            body.pictures.append(line)
        elif line.kind == "code":
            body.notes.append(Note(one_line(line.text), line.number))
        elif line.kind == "row":
            _add_row(body, line)
        elif line.kind in ("heading", "term"):
            _add_head(body, line)
        elif line.kind == "item" and _is_step(line, base, bool(counted)):
            _add_step(body, line, main)
        elif line.kind == "item":
            _add_below(body, line, main)
        else:
            _add_text(body, line, base, main, bool(items))
    if not items:
        _lines_as_steps(body, main)
    if not main:
        _end(body)
    return body


def _is_step(line: Line, base: int, counted: bool) -> bool:
    if line.level > base:
        return False
    return not counted or (line.mark is not None and line.mark.kind in ("number", "label", "code"))


def _add_step(body: Body, line: Line, main: bool) -> None:
    text = one_line(line.text)
    if control := _control(text, main):
        body.lines.append(DraftControl(control, text, line.number))
    elif text:
        number = line.mark.value if line.mark and line.mark.kind == "number" else ""
        body.lines.append(DraftStep(number, text, line.number))


def _control(text: str, main: bool) -> Control | None:
    """The control line that a text says as a whole. The main flow ends, or parts of it are repeated."""
    control = wordings.end_of(text)
    if control and main and control.kind not in ("end", "end in success") and not control.kind.startswith(_RANGES):
        return None
    return control


def _last_step(body: Body) -> DraftStep | None:
    return next((each for each in reversed(body.lines) if isinstance(each, DraftStep)), None)


def _add_below(body: Body, line: Line, main: bool) -> None:
    """An item below a step."""
    text = one_line(line.text)
    if not text:
        return
    if (control := _control(text, main)) and not control.kind.startswith(_RANGES) and body.lines and not body.ended:
        body.lines.append(DraftControl(control, text, line.number))
        return
    shown = f"{line.mark.value}) {text}" if line.mark and line.mark.kind != "bullet" else text
    if step := _last_step(body):
        step.add(shown, "-")
    else:
        body.lines.append(DraftStep("", text, line.number))


def _add_head(body: Body, line: Line) -> None:
    """A title within a flow: of a remark below a step, or of what follows."""
    step = _last_step(body)
    if step and line.kind == "term":
        step.add(f"{one_line(line.text).rstrip(':')}:")
    else:
        body.notes.append(Note(one_line(line.text), line.number))


def _add_row(body: Body, line: Line) -> None:
    if step := _last_step(body):
        step.add_row(line.text)
    else:
        body.notes.append(Note(line.text, line.number))


def _add_text(body: Body, line: Line, base: int, main: bool, items: bool) -> None:
    text = one_line(line.text)
    parts = [part.strip() for part in wordings.sentences(text) if part.strip()]
    controls = [DraftControl(control, part, line.number) for part in parts if (control := _control(part, main))]
    if controls and len(controls) == len(parts):
        body.lines.extend(controls)
    elif not items:
        body.prose.append(line.text.strip())
        body.notes.append(Note(text, line.number))
    elif (step := _last_step(body)) and (line.level > base or not main):
        step.add(text)
    elif text:
        body.notes.append(Note(text, line.number))


def _lines_as_steps(body: Body, main: bool) -> None:
    """What no mark tells apart: numbers within a paragraph, or lines that are a sentence each; else it is prose."""
    starts = {note.text: note.line for note in body.notes}
    body.notes = []
    pieces = [one_line(piece) for text in body.prose for piece in text.split("\n") if one_line(piece)]
    text = one_line(" ".join(body.prose))
    if len(pieces) == 1 and len(parts := _BETWEEN.split(text)) > 1:
        pieces = [part[:1].upper() + part[1:] for part in parts]
    if inline := _inline_numbers(text):
        body.lines[:0] = [DraftStep(number, step, next(iter(starts.values()), 1)) for number, step in inline]
    elif (len(pieces) > 1 or (pieces and not main and _is_one(pieces[0]))) and all(map(_is_sentence, pieces)):
        line = next(iter(starts.values()), 1)
        titles = [piece for piece in pieces if piece.endswith((":", "："))]
        pieces = [piece for piece in pieces if piece not in titles]
        body.notes = [Note(each, line) for each in titles]
        body.lines[:0] = [_line(piece, line + count, main) for count, piece in enumerate(pieces)]
    else:
        body.prose = [one_line(each) for each in body.prose]
        return
    body.prose, body.guessed = [], len(body.lines) > 1


def _line(text: str, line: int, main: bool) -> DraftStep | DraftControl:
    control = _control(text, main)
    return DraftControl(control, text, line) if control else DraftStep("", text, line)


def _is_one(text: str) -> bool:
    return len([part for part in wordings.sentences(text) if part.strip()]) == 1


def _is_sentence(text: str) -> bool:
    return len(text) <= _LONGEST_STEP and not text[:1].islower() and not text.endswith((",", "，", "、"))


def _inline_numbers(text: str) -> list[tuple[str, str]]:
    """The steps of a paragraph such as "1. Rider asks. 2. System opens."."""
    found = list(_INLINE_NUMBER.finditer(text))
    wanted = [match for match in found if int(match[1]) == 1]
    if len(found) < 2 or not wanted or found[0].start() > 0:
        return []
    steps: list[re.Match[str]] = []
    for match in found:
        if int(match[1]) == len(steps) + 1:
            steps.append(match)
    ends = [match.start() for match in steps[1:]] + [len(text)]
    return [(m[1], text[m.end() : end].strip()) for m, end in zip(steps, ends, strict=True)] if len(steps) > 1 else []


def _end(body: Body) -> None:
    """What the last lines of a flow say of where it goes, beside what is done."""
    _keep_one_end(body)
    last = _last_step(body)
    if body.ended or last is None:
        return
    last.text, controls = split_end(last.text, last.line)
    if not last.text:
        body.lines.remove(last)
    body.lines.extend(controls)


def split_end(text: str, line: int) -> tuple[str, list[DraftControl]]:
    """A text without the sentences at its end that only say how the flow goes on, and these as control lines. What a
    sentence says beside something else stays in the text."""
    head, newline, tail = text.rpartition("\n")
    parts = wordings.sentences(tail)
    controls: list[DraftControl] = []
    while parts and (control := wordings.end_of(parts[-1].strip().removeprefix("- "))):
        controls.insert(0, DraftControl(control, parts.pop().strip(), line))
    if controls:
        rest = "".join(parts).rstrip()
        return (head + newline + rest).rstrip() if rest not in ("", "-") else head.rstrip(), controls
    said = wordings.clause(parts[-1].strip()) if parts else None
    return text, [DraftControl(said, "", line)] if said else []


def _keep_one_end(body: Body) -> None:
    """Only the last line of a flow says where it goes; what says so further up is a step like any other."""
    for at, each in enumerate(body.lines[:-1]):
        follows_step = any(isinstance(later, DraftStep) or later.ends for later in body.lines[at + 1 :])
        if isinstance(each, DraftControl) and each.ends and follows_step:
            body.lines[at] = DraftStep("", each.text, each.line)


def renumbered(body: Body) -> dict[str, str]:
    """What the numbers of the main flow's steps become: themselves if they count upwards from 1, else the count."""
    numbers = [step.number for step in body.steps]
    values = [int(number) for number in numbers if number]
    if len(values) == len(numbers) and values and values[0] == 1 and values == sorted(set(values)):
        return {number: number for number in numbers}
    mapped: dict[str, str] = {}
    for count, step in enumerate(body.steps, 1):
        mapped.setdefault(step.number or str(count), str(count))
        step.number = str(count)
    for count in range(1, len(numbers) + 1):
        mapped.setdefault(str(count), str(count))
    return mapped


def mapped(control: Control, numbers: dict[str, str]) -> Control:
    """A control line whose labels are those of the main flow as it is written now."""
    if control.target and control.target.text in numbers:
        return replace(control, target=replace(control.target, text=numbers[control.target.text]))
    return control
