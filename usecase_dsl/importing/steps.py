"""Lines as the steps of a flow, with the control lines that they say in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from usecase_dsl.importing import wordings
from usecase_dsl.importing.lines import Line
from usecase_dsl.syntax.nodes import Control

# The natural languages that a document speaks, by their codes, the likeliest first.
Spoken = tuple[str, ...]

_COUNTED = ("number", "label", "code")
_RANGES = ("repeat", "optional")
# As many lines as a writer sets one below the other for steps; longer ones are paragraphs.
_LONGEST_STEP = 260
_INLINE_NUMBER = re.compile(r"(?:(?<=^)|(?<=\s))(\d{1,2})[.)]\s+(?=\S)")


@dataclass
class DraftStep:
    """A step: its number as written (``""`` without one), its text, the line it began on, and what holds after it."""

    number: str
    text: str
    line: int
    results: list[str] = field(default_factory=list)

    def add(self, text: str, listed: bool = False) -> None:
        """More of the step. Prose goes on with it, unless an item stands above; what is listed is an item."""
        joint = "\n- " if listed or "\n- " in self.text else " "
        self.text = f"{self.text}{joint}{text}" if self.text else text


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
    that lines were taken for steps which nothing marks as such, ``twice`` are numbers that several steps have."""

    lines: list[DraftStep | DraftControl] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    pictures: list[Line] = field(default_factory=list)
    guessed: bool = False
    twice: tuple[str, ...] = ()

    @property
    def steps(self) -> list[DraftStep]:
        return [each for each in self.lines if isinstance(each, DraftStep)]

    @property
    def controls(self) -> list[Control]:
        return [each.control for each in self.lines if isinstance(each, DraftControl)]

    @property
    def ended(self) -> bool:
        return any(isinstance(each, DraftControl) and each.ends for each in self.lines)


_CODE = re.compile(r"([^\W\d_]{1,2})(\d{1,2})[.):]\s+(.+)", re.DOTALL)
_BETWEEN = re.compile(r"\s+(?:→|⇒|-{1,2}>|=>)\s+")
_ARROW = re.compile(r"^(?:[→⇒➔➜←⇐]|[-=]{1,2}>|-(?=[^\W\d_]))\s*")


def one_line(text: str) -> str:
    """A text without line ends, and without an arrow before it."""
    return _ARROW.sub("", " ".join(text.split()))


def body_of(lines: Sequence[Line], spoken: Spoken, main: bool = False) -> Body:
    """The steps that the lines of one flow tell, in a document that speaks these languages. No line of the ``main``
    flow leads elsewhere."""
    reader = _Reader(lines, spoken, main)
    for line in lines:
        reader.add(line)
    return reader.finished()


class _Reader:
    """Reads the lines of one flow."""

    def __init__(self, lines: Sequence[Line], spoken: Spoken, main: bool) -> None:
        items = [line for line in lines if line.kind == "item"]
        counted = [line for line in items if line.mark and line.mark.kind in _COUNTED]
        self.body, self.spoken, self.main = Body(), spoken, main
        self.line = lines[0].number if lines else 1
        self.items, self.counted = bool(items), bool(counted)
        self.base = min((line.level for line in counted or items), default=0)
        self.numbers: Counter[str] = Counter()

    def add(self, line: Line) -> None:
        """One more line, as what it is."""
        if line.kind == "picture":
            self.body.pictures.append(line)
        elif line.kind == "row" and (step := self._last_step()):
            step.text += f"\n{line.text}"
        elif line.kind in ("code", "row"):
            self._note(line)
        elif line.kind in ("heading", "term"):
            self._add_head(line)
        elif line.kind == "item" and self._is_step(line):
            self._add_step(line)
        elif line.kind == "item":
            self._add_below(line)
        else:
            self._add_text(line)

    def finished(self) -> Body:
        """All that was read."""
        if not self.items:
            self._lines_as_steps()
        elif len(self.body.lines) == 1:
            self._one_as_several()
        _keep_one_end(self.body)
        if not self.main:
            self._end()
        self.body.twice = tuple(number for number, count in self.numbers.items() if count > 1)
        return self.body

    def _note(self, line: Line) -> None:
        self.body.notes.append(Note(one_line(line.text), line.number))

    def _is_step(self, line: Line) -> bool:
        if line.level > self.base:
            return False
        return not self.counted or (line.mark is not None and line.mark.kind in _COUNTED)

    def _control(self, text: str) -> Control | None:
        """The control line that a text says as a whole. The main flow ends, or parts of it are repeated."""
        control = wordings.end_of(text, self.spoken)
        if not control or not self.main:
            return control
        return control if control.kind in ("end", "end in success") or control.kind.startswith(_RANGES) else None

    def _line(self, text: str, line: int, number: str = "") -> DraftStep | DraftControl:
        control = self._control(text)
        return DraftControl(control, text, line) if control else DraftStep(number, text, line)

    def _last_step(self) -> DraftStep | None:
        return next((each for each in reversed(self.body.lines) if isinstance(each, DraftStep)), None)

    def _add_step(self, line: Line) -> None:
        if text := one_line(line.text):
            number = line.mark.value if line.mark and line.mark.kind == "number" else ""
            self.numbers[number] += bool(number)
            self.body.lines.append(self._line(text, line.number, number))

    def _add_below(self, line: Line) -> None:
        """An item below a step."""
        text = one_line(line.text)
        said = self._line(text, line.number)
        if isinstance(said, DraftControl) and said.ends and self.body.lines and not self.body.ended:
            self.body.lines.append(said)
        elif text and (step := self._last_step()):
            step.add(f"{line.mark.value}) {text}" if line.mark and line.mark.kind != "bullet" else text, listed=True)
        elif text:
            self.body.lines.append(DraftStep("", text, line.number))

    def _add_head(self, line: Line) -> None:
        """A title within a flow: of a remark below a step, or of what follows."""
        step = self._last_step()
        if step and line.kind == "term":
            step.add(f"{one_line(line.text).rstrip(':')}:")
        else:
            self._note(line)

    def _add_text(self, line: Line) -> None:
        text = one_line(line.text)
        parts = [part.strip() for part in wordings.sentences(text) if part.strip()]
        said = [self._line(part, line.number) for part in parts]
        step = self._last_step()
        if said and all(isinstance(each, DraftControl) for each in said):
            self.body.lines.extend(said)
        elif not self.items:
            self.body.prose.append(line.text.strip())
            self._note(line)
        elif step and (line.level > self.base or not (self.main or self.body.ended)):
            step.add(text)
        elif text:
            self._note(line)

    def _lines_as_steps(self) -> None:
        """What no mark tells apart: numbers within a paragraph, or lines that are a sentence each; else it is prose."""
        body = self.body
        line = body.notes[0].line if body.notes else 1
        body.notes = []
        text = one_line(" ".join(body.prose))
        pieces = _pieces_of(body.prose)
        several = len(pieces) > 1 or (bool(pieces) and not self.main and _is_one_sentence(pieces[0]))
        if coded := _coded(pieces):
            body.lines[:0] = [DraftStep(number, step, line + int(number) - 1) for number, step in coded]
        elif inline := _inline_numbers(text):
            body.lines[:0] = [DraftStep(number, step, line) for number, step in inline]
        elif several and all(map(_is_sentence, pieces)):
            titles = [piece for piece in pieces if piece.endswith((":", "："))]
            body.notes = [Note(each, line) for each in titles]
            steps = [piece for piece in pieces if piece not in titles]
            body.lines[:0] = [self._line(piece, line + count) for count, piece in enumerate(steps)]
        else:
            body.prose = [one_line(each) for each in body.prose]
            return
        body.prose, body.guessed = [], len(body.lines) > 1

    def _one_as_several(self) -> None:
        """A single item may hold the others: "1. Rider asks. 2. System opens."."""
        only = self.body.lines[0]
        if isinstance(only, DraftStep) and only.number == "1" and (inline := _inline_numbers(f"1. {only.text}")):
            self.body.lines = [DraftStep(number, step, only.line) for number, step in inline]

    def _end(self) -> None:
        """What the last step says of where its flow goes, beside what is done."""
        last = self._last_step()
        if self.body.ended:
            return
        if last is None:
            if self.body.prose:
                self.body.prose[-1], said = split_end(self.body.prose[-1], self.line, self.spoken)
                self.body.prose = [each for each in self.body.prose if each]
                self.body.lines.extend(said)
            return
        if wordings.is_conditional(last.text.rpartition("\n")[2].lstrip("- "), self.spoken):
            return
        last.text, controls = split_end(last.text, last.line, self.spoken)
        if not last.text:
            self.body.lines.remove(last)
        self.body.lines.extend(controls)


def _pieces_of(prose: Sequence[str]) -> list[str]:
    """The lines of paragraphs, or what stands between the arrows of a single one."""
    pieces = [one_line(piece) for text in prose for piece in text.split("\n") if one_line(piece)]
    if len(pieces) == 1 and len(parts := _BETWEEN.split(pieces[0])) > 1:
        return [part[:1].upper() + part[1:] for part in parts]
    return pieces


def _coded(pieces: Sequence[str]) -> list[tuple[str, str]]:
    """The steps of lines that are counted with a letter: "S1. Rider asks.", "S2. System opens."."""
    found = [match for piece in pieces if (match := _CODE.match(piece))]
    in_turn = [int(match[2]) for match in found] == [*range(1, len(pieces) + 1)]
    alike = len({match[1] for match in found}) == 1
    return [(match[2], match[3]) for match in found] if in_turn and alike and len(found) > 1 else []


def _is_one_sentence(text: str) -> bool:
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


def split_end(text: str, line: int, spoken: Spoken) -> tuple[str, list[DraftControl]]:
    """A text without the sentences at its end that only say how the flow goes on, and these as control lines. What a
    sentence says beside something else stays in the text."""
    head, newline, tail = text.rpartition("\n")
    parts = wordings.sentences(tail)
    controls: list[DraftControl] = []
    while parts and (control := wordings.end_of(parts[-1].strip().removeprefix("- "), spoken)):
        controls.insert(0, DraftControl(control, parts.pop().strip(), line))
    if controls:
        rest = "".join(parts).rstrip()
        return (head + newline + rest).rstrip() if rest not in ("", "-") else head.rstrip(), controls
    said = wordings.clause(parts[-1].strip(), spoken) if parts else None
    return text, [DraftControl(said, "", line)] if said else []


def _keep_one_end(body: Body) -> None:
    """Only the last line of a flow says where it goes; what says so further up is a step like any other. But where a
    use case ends, no step follows: that one does is for the check to say."""
    for at, each in enumerate(body.lines[:-1]):
        later = body.lines[at + 1 :]
        over = isinstance(each, DraftControl) and each.control.kind.startswith("end")
        if over and any(isinstance(step, DraftStep) for step in later):
            continue
        follows = any(isinstance(other, DraftStep) or other.ends for other in later)
        if isinstance(each, DraftControl) and each.ends and follows:
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


def counted_anew(body: Body) -> str:
    """What to tell of a flow in which a number stands more than once."""
    said = f"number {body.twice[0]}" if len(body.twice) == 1 else f"numbers {', '.join(body.twice)}"
    return f"several steps have the {said}; they are counted anew"


def mapped(control: Control, numbers: dict[str, str]) -> Control:
    """A control line whose labels are those of the main flow as it is written now."""
    if control.target and control.target.text in numbers:
        return replace(control, target=replace(control.target, text=numbers[control.target.text]))
    return control
