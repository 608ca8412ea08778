"""The flows of a use case that leave others: which label each gets, where it leaves, and how it ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from usecase_dsl.importing.heads import DraftFlow
from usecase_dsl.importing.result import RemarkKind
from usecase_dsl.importing.steps import Body, DraftControl, DraftStep, counted_anew, mapped
from usecase_dsl.syntax import nodes
from usecase_dsl.syntax.labels import canonical, flow_label, is_code
from usecase_dsl.syntax.nodes import Control, Extension, SectionKind, Step, Text

Tell = Callable[[RemarkKind, int, str], None]

_NUMBERED = re.compile(r"(?P<words>[^\d:]+?)\s*#?0*(?P<number>\d{1,3})(?!\d)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NAME = r"[^\W\d_]{1,14}[-_ .]?\d{1,3}"
_TAG = re.compile(rf"\[?[\[(]\s*({_NAME}(?:\s*[,;/]\s*{_NAME})*)\s*[\])]\]?(?!\()")


@dataclass
class Branches:
    """The flows in the order of the document; each gets a label that no other has."""

    flows: list[DraftFlow] = field(default_factory=list)

    def add(self, flows: Iterable[DraftFlow]) -> None:
        self.flows.extend(flows)

    def sections(self, main: Body, numbers: Mapping[str, str], tell: Tell) -> tuple[nodes.Section, ...]:
        """The sections of these flows. The steps of the ``main`` flow that they leave get their codes in brackets."""
        labels = _Labels(self.flows, main, numbers, tell)
        for flow in self.flows:
            labels.give(flow)
        labels.tag_steps()
        for flow in self.flows:
            if is_code(labels.of[id(flow)]) and flow.whole and not (id(flow) in labels.placed and _is_framed(flow)):
                flow.condition = flow.whole  # No label says what these words do.
            _tell(flow, labels, tell)
        return tuple(_sections(self.flows, labels))


class _Labels:
    """The labels of a use case's flows."""

    def __init__(self, flows: Sequence[DraftFlow], main: Body, numbers: Mapping[str, str], tell: Tell) -> None:
        self.main, self.numbers, self.tell = main, numbers, tell
        self.taken: set[str] = set()
        self.of: dict[int, str] = {}
        self.renamed: dict[str, str] = {}
        self.written = {canonical(flow.label) for flow in flows if flow.label}
        self.tagged: dict[str, list[str]] = {}
        self.placed: set[int] = set()

    def give(self, flow: DraftFlow) -> None:
        label = self._chosen(flow)
        self.taken.add(label)
        self.of[id(flow)] = label
        if flow.label and canonical(flow.label) != label:
            self.renamed.setdefault(_folded(flow.label), label)

    def _chosen(self, flow: DraftFlow) -> str:
        written = canonical(flow.label) if flow.label else self._called(flow)
        if parts := flow_label(written):
            free = self._free_letter(self._with_numbers(written) if not parts.parent else written)
            if free:
                self.placed.add(id(flow))
                return free
            written = ""
        steps = self._steps(flow)
        if is_code(written) or written or (flow.anchor and flow.anchor.flow):
            code = self._code(flow, written)
            for step in steps:
                self.tagged.setdefault(step, []).append(code)
            return code
        if flow.anchor and flow.anchor.any_time:
            self.placed.add(id(flow))
            return self._free_letter("*a")
        if steps:
            self.placed.add(id(flow))
            return self._free_letter(f"{','.join(steps)}a" if not self._range(flow) else f"{self._range(flow)}a")
        return self._code(flow, "")

    def _called(self, flow: DraftFlow) -> str:
        """The code by which steps call a numbered flow: ``FA1`` for "Fluxo alternativo 1"."""
        match = _NUMBERED.match(flow.head.text)
        initials = "".join(word[0] for word in match["words"].split() if word[0].isalpha()) if match else ""
        code = f"{initials}{match['number']}".upper() if match else ""
        tags = {
            _folded(each) for step in self.main.steps for found in _TAG.finditer(step.text) for each in _codes(found)
        }
        return code if is_code(code) and code in tags and code not in self.taken else ""

    def _with_numbers(self, label: str) -> str:
        """A label with the numbers that the steps of the main flow have now."""
        match = re.match(r"\d[\d,-]*", label)
        if not match:
            return label
        steps = re.sub(r"\d+", lambda each: self.numbers.get(each[0], each[0]), match[0])
        return steps + label[match.end() :]

    def _steps(self, flow: DraftFlow) -> list[str]:
        """The steps of the main flow that the words of a flow name."""
        if not flow.anchor or flow.anchor.flow or flow.anchor.any_time:
            return []
        named = [str(number) for first, last in flow.anchor.steps for number in range(first, min(last, first + 50) + 1)]
        steps = [self.numbers.get(each, each) for each in named]
        known = {step.number for step in self.main.steps}
        if flow.anchor.after:
            steps = [following for each in steps if (following := self._following(each))]
        return [each for each in dict.fromkeys(steps) if each in known]

    def _following(self, step: str) -> str:
        numbers = [each.number for each in self.main.steps]
        return numbers[numbers.index(step) + 1] if step in numbers[:-1] else ""

    def _range(self, flow: DraftFlow) -> str:
        if flow.anchor and len(flow.anchor.steps) == 1 and flow.anchor.steps[0][0] < flow.anchor.steps[0][1]:
            first, last = (self.numbers.get(str(each), str(each)) for each in flow.anchor.steps[0])
            return f"{first}-{last}"
        return ""

    def _free_letter(self, label: str) -> str:
        """The label, or the one with the next letter that is free."""
        if label not in self.taken:
            return label
        stem = label.rstrip(_LETTERS)
        for letter in _LETTERS:
            if (free := f"{stem}{letter}") not in self.taken and free not in self.written:
                return free
        pairs = (f"{stem}{one}{two}" for one in _LETTERS for two in _LETTERS)
        return next((free for free in pairs if free not in self.taken), "")

    def _code(self, flow: DraftFlow, written: str) -> str:
        if is_code(written):
            return written  # Steps refer to it by this code. If two flows have it, nobody knows which one is meant.
        letter = "E" if flow.section == "failure flows" else "A"
        count = 1
        while (code := f"{letter}{count}") in self.taken or code in self.written:
            count += 1
        return code

    def tag_steps(self) -> None:
        """Codes in brackets: those that the document has, as they are called now, and those that words stand for."""
        codes = {_folded(code): code for code in self.of.values() if is_code(code)} | self.renamed
        for step in self.main.steps:
            step.text = _TAG.sub(lambda found: _tags(found, codes), step.text)
            missing = [code for code in self.tagged.get(step.number, []) if f"[{code}]" not in step.text]
            step.text = _with_tags(step.text, missing)
        carried = " ".join(each.text for each in self._steps_of_all())
        for identity, code in self.of.items():
            if is_code(code) and re.search(rf"\[[^\]]*\b{re.escape(code)}\b[^\]]*\]", carried):
                self.placed.add(identity)

    def _steps_of_all(self) -> Iterator[DraftStep]:
        yield from self.main.steps


def _is_framed(flow: DraftFlow) -> bool:
    """Whether brackets beside the condition say where the flow leaves."""
    said = flow.whole.replace(flow.anchor.rest, "", 1) if flow.anchor else ""
    return said.strip().startswith(("(", "[", "（"))


def _folded(code: str) -> str:
    return re.sub(r"[-_ .]", "", code).upper()


def _codes(found: re.Match[str]) -> list[str]:
    return re.split(r"\s*[,;/]\s*", found[1])


def _tags(found: re.Match[str], codes: Mapping[str, str]) -> str:
    """The codes in one pair of brackets, if all of them are those of flows."""
    named = [codes.get(_folded(each)) for each in _codes(found)]
    return f"[{', '.join(str(each) for each in named)}]" if all(named) else found[0]


def _with_tags(text: str, codes: Sequence[str]) -> str:
    if not codes:
        return text
    first, newline, below = text.partition("\n")
    return f"{first} {' '.join(f'[{code}]' for code in codes)}{newline}{below}"


def _tell(flow: DraftFlow, labels: _Labels, tell: Tell) -> None:
    """What a person has to look at in a flow."""
    label, line = labels.of[id(flow)], flow.head.line
    if flow.label and canonical(flow.label) != label:
        tell("guessed", line, f"‘{flow.label}’ is written {label}")
    if id(flow) not in labels.placed:
        tell("open", line, f"{label}: {_nowhere(flow)}")
    elif flow.anchor and flow.anchor.after:
        tell("guessed", line, f"{label}: ‘after’ a step is taken for the step that follows")
    for told in flow.guessed:
        tell("guessed", line, f"{label}: {told}")
    if not flow.condition:
        tell("open", line, f"{label}: its condition isn't said")
    if flow.body.prose:
        tell("open", line, f"{label}: told in prose; its steps are to be written")
    if flow.body.guessed:
        tell("guessed", line, f"{label}: each of its lines is taken for a step")
    if flow.body.twice:
        tell("guessed", line, f"{label}: {counted_anew(flow.body)}")
    if not flow.body.ended:
        tell("open", line, f"{label}: how it ends isn't said")
    elif any(each.control.kind == "end" for each in flow.body.lines if isinstance(each, DraftControl)):
        tell("open", line, f"{label}: does it end in success or in failure?")


def _nowhere(flow: DraftFlow) -> str:
    """Why no step leads to a flow: it names none, or one that isn't there."""
    if not flow.anchor or flow.anchor.flow or not flow.anchor.steps:
        return "where it leaves isn't said"
    named = " and ".join(dict.fromkeys(str(step) for pair in flow.anchor.steps for step in pair))
    return f"it leaves at step {named}, which isn't there"


def _sections(flows: Sequence[DraftFlow], labels: _Labels) -> Iterator[nodes.Section]:
    kinds: tuple[SectionKind, ...] = ("extensions", "alternate flows", "failure flows")
    for kind in kinds:
        found = [flow for flow in flows if (flow.section if flow.section in kinds else "extensions") == kind]
        if found:
            yield nodes.Section(kind, kind, extensions=tuple(_extension(flow, labels) for flow in found))


def _extension(flow: DraftFlow, labels: _Labels) -> Extension:
    body: list[Step | Control] = []
    count = 0
    for line in flow.body.lines:
        if isinstance(line, DraftControl):
            body.append(mapped(line.control, dict(labels.numbers)))
        else:
            count += 1
            body.append(Step(str(count), Text(line.text), results=tuple(map(Text, line.results))))
    prose = Text("\n\n".join(flow.body.prose)) if flow.body.prose else None
    return Extension(labels.of[id(flow)], Text(flow.condition), tuple(body), prose)
