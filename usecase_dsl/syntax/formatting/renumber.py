"""New numbers for the steps of a use case, new letters for its flows, and every reference with them.

What a label means is never guessed. Where one has two meanings or none, all labels of the use case stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from usecase_dsl.diagnostic import Edit, Finding
from usecase_dsl.source import Place, Source, Span
from usecase_dsl.syntax import labels
from usecase_dsl.syntax.formatting.flows import Flow, flows_of, label_place
from usecase_dsl.syntax.formatting.letters import lettered
from usecase_dsl.syntax.nodes import Declaration, Document, Field, Row
from usecase_dsl.syntax.outcomes import cell_spans, flow_names, naming

_LABEL_IN = {
    "extension points": re.compile(r"[^:：\n]*[:：]\s*(?P<label>\S[^\n]*?)[\s.]*$"),
    "variations": re.compile(r"\s*(?P<label>[\w.–—-]+?)\s*[:：]"),
}

# An anchor's numbers, in pairs where they are written as a range; none for ``*``.
_Anchor = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Renumbering:
    """What becomes of the labels of a use case: a new text for each stretch of the source that changes.

    ``obstacle`` says why they stay as they are although they should change.
    """

    texts: Mapping[Span, str] = field(default_factory=dict)
    obstacle: Finding | None = None

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(span, self.texts[span]) for span in sorted(self.texts))


def renumbering(
    document: Document, declaration: Declaration, *, steps: bool = True, letters: bool = True
) -> tuple[Edit, ...]:
    """The edits that number the steps of each flow 1, 2, 3 and give the flows at each place the letters a, b, c, with
    every reference to them; none if all is so already, or where a label has two meanings or none.
    """
    return renumbered(document, declaration, steps=steps, letters=letters).edits


def renumbered(
    document: Document, declaration: Declaration, *, steps: bool = True, letters: bool = True
) -> Renumbering:
    """As ``renumbering``, with the reason why labels stay as they are."""
    if declaration.keyword != "use case" or not declaration.sections:
        return Renumbering()
    flows = flows_of(declaration)
    work = _Work(flows, document.source, steps, document.language)
    work.number_flows(letters)
    texts = dict(work.changes(declaration.fields))
    if not texts:
        return Renumbering()
    obstacle = next(iter((*work.obstacles, *_unclear_lines(document, declaration, flows))), None)
    return Renumbering(obstacle=obstacle) if obstacle else Renumbering(texts)


class _Work:
    """The labels of one use case: what each is now, and what it will be."""

    def __init__(self, flows: Sequence[Flow], source: Source, steps: bool, language: str) -> None:
        self.language = language
        self.flows = flows
        self.source = source
        self.steps = steps
        self.obstacles: list[Finding] = []
        # Of each flow: its new label, and the new number of each number.
        self.labels = {"": ""}
        self.numbers = {flow.label: self._numbers(flow) for flow in reversed(flows)}
        self.step_labels: dict[str, str] = {}
        self.orders: dict[str, tuple[list[int], list[int]]] = {}

    def _numbers(self, flow: Flow) -> Mapping[int, int]:
        numbers: dict[int, int] = {}
        for step in flow.steps:
            if step.belongs_to not in ("", flow.label):
                self._refuse(step.node.label_span, f"‘{step.written}’ is the label of a step of another flow")
            if step.number is not None and step.number in numbers:
                self._refuse(step.node.label_span, f"there are two steps {step.label}")
            if step.number is not None:
                numbers[step.number] = step.place if self.steps else step.number
        return numbers

    def number_flows(self, letters: bool) -> None:
        """Find the new labels of flows (their parent's, their place there, and a letter) and of steps."""
        anchors = {flow.label: self._anchor(flow) for flow in self.flows}
        groups = self._groups(anchors)
        given = lettered(groups, self.numbers) if letters else {}
        for flow in self.flows:
            new = self._new_label(flow.label, anchors, given)
            for step in flow.steps:
                number = str(step.place) if self.steps else step.label[len(flow.label) :].lstrip(".")
                self.step_labels.setdefault(step.label, labels.full_step_label(new, number))

    def _groups(self, anchors: Mapping[str, _Anchor]) -> Sequence[Sequence[Flow]]:
        """The flows that leave at one place, for each place."""
        groups: dict[tuple[str, _Anchor], list[Flow]] = {}
        seen: set[str] = set()
        for flow in self.flows:
            if flow.node and flow.label in seen:
                self._refuse(flow.node.label_span, f"there are two flows {flow.label}")
            seen.add(flow.label)
            if flow.parts:
                groups.setdefault((flow.parts.parent, anchors[flow.label]), []).append(flow)
        return [*groups.values()]

    def _new_label(self, label: str, anchors: Mapping[str, _Anchor], given: Mapping[str, str]) -> str:
        chain = [label]
        while chain[-1] not in self.labels and (parts := labels.flow_label(chain[-1])):
            chain.append(parts.parent)
        for each in reversed(chain):
            parts = labels.flow_label(each)
            if each in self.labels or not parts or each not in anchors:
                self.labels.setdefault(each, each)
                continue
            above = self.labels[parts.parent]
            place = ",".join("-".join(map(str, part)) for part in anchors[each]) or "*"
            self.labels[each] = f"{labels.full_step_label(above, place)}{given.get(each, parts.letters)}"
        return self.labels[label]

    def _anchor(self, flow: Flow) -> _Anchor:
        parts = flow.parts
        if not parts or not flow.node:
            return ()
        old = _numbers_in(flow.label, parts)
        numbers = self.numbers.get(parts.parent, {})
        missing = [number for part in old for number in part if number not in numbers]
        if missing:
            self._refuse(flow.node.label_span, f"there is no step {labels.full_step_label(parts.parent, missing[0])}")
            return old
        new = tuple(tuple(numbers[number] for number in part) for part in old)
        if not all(self._holds_the_same(*each, parts.parent) for each in zip(old, new, strict=True)):
            self._refuse(flow.node.label_span, f"the steps of flow {flow.label} don't stand one after the other")
        return new

    def _holds_the_same(self, old: Sequence[int], new: Sequence[int], flow: str) -> bool:
        """Whether a part of an anchor takes in the same steps after as before."""
        if len(old) == 1:
            return True
        numbers = self.numbers[flow]
        if flow not in self.orders:
            self.orders[flow] = sorted(numbers), sorted(numbers.values())
        before, after = (
            order[bisect_left(order, part[0]) : bisect_right(order, part[1])]
            for order, part in zip(self.orders[flow], (old, new), strict=True)
        )
        return sorted(numbers[number] for number in before) == after

    # ---- what changes in the text

    def changes(self, fields: Sequence[Field]) -> Iterator[tuple[Span, str]]:
        """The stretches of the text that change, each with its new text."""
        for flow in self.flows:
            new = self.labels[flow.label]
            if flow.node and new != flow.label:
                yield label_place(flow.label, flow.node.label_span.start, self.source), new
            for step in flow.steps:
                yield from self._label(step.written, step.place, step.node.label_span.start, flow)
            for control, place in flow.controls:
                yield from self._label(control.number, place, control.span.start, flow) if control.number else ()
                for reference in filter(None, (control.target, control.range)):
                    yield from self._reference(reference.text, reference.span)
        for each in fields:
            yield from self._in_field(each)

    def _label(self, written: str, place: int, start: int, flow: Flow) -> Iterator[tuple[Span, str]]:
        """A step's label, or the number of a control line: short where it was short."""
        parts = labels.step_label(written)
        full = bool(parts.flow) if parts else _are_full(flow)
        number = str(place) if self.steps else str(parts.number) if parts else "+"
        new = labels.full_step_label(self.labels[flow.label], number) if full and number != "+" else number
        if new != written:
            yield label_place(written, start, self.source), new

    def _reference(self, written: str, span: Span, surely: bool = True) -> Iterator[tuple[Span, str]]:
        """A label or a range; unless it ``surely`` is one, a word that is no label is left alone."""
        ends = labels.range_ends(written)
        missing = next((label for label in ends if label not in self.step_labels), None)
        if missing is not None:
            if surely or _is_label(missing):
                self._refuse(span, f"there is no step {missing}")
            return
        first, last = (self.step_labels[label] for label in ends)
        if (first, last) != ends:
            yield span, first if first == last else f"{first}-{last}"

    def _in_field(self, field: Field) -> Iterator[tuple[Span, str]]:
        """The label after an extension point's name, before the choices of a variation, or of the flow that a row of
        examples is for."""
        if field.keyword == "examples" and field.rows:
            yield from self._in_table(field.rows)
        pattern = _LABEL_IN.get(field.keyword or "")
        for item in field.items if pattern else ():
            start, end = item.span
            match = pattern.match(self.source.text[start:end]) if pattern else None
            if match:
                span = Span(start + match.start("label"), start + match.end("label"))
                yield from self._reference(match["label"], span, surely=False)

    def _in_table(self, rows: Sequence[Row]) -> Iterator[tuple[Span, str]]:
        names = flow_names((flow.label, flow.node.condition.value if flow.node else "") for flow in self.flows)
        column = naming(rows, names, self.language)
        for row in rows[1:] if column is not None else ():
            span = cell_spans(row, self.source)[column or 0]
            label = labels.canonical(self.source.text[span.start : span.end])
            if self.labels.get(label, label) != label:
                yield span, self.labels[label]

    def _refuse(self, span: Span, why: str) -> None:
        self.obstacles.append(Finding(Place(self.source, span), why))


def _numbers_in(label: str, parts: labels.FlowLabel) -> _Anchor:
    """The numbers of the steps in a flow's label."""
    above = len(parts.parent) + labels.is_code(parts.parent)
    text = label[above : len(label) - len(parts.letters)]
    return tuple(tuple(map(int, part.split("-"))) for part in text.split(",")) if parts.steps else ()


def _are_full(flow: Flow) -> bool:
    """Whether the steps of a flow that have a number have full labels."""
    written = [step for step in flow.steps if step.written != "+"]
    return bool(written) and all(step.belongs_to for step in written)


def _is_label(text: str) -> bool:
    """Whether a word in a field must be the label of a step, and is no name."""
    parts = labels.step_label(text)
    return parts is not None and (not parts.flow or labels.is_code(parts.flow) or bool(labels.flow_label(parts.flow)))


def _unclear_lines(document: Document, declaration: Declaration, flows: Sequence[Flow]) -> Iterator[Finding]:
    """Lines of a use case that hold a label, or nearly do, and belong to no flow: nobody can say what it will be."""
    start, end = declaration.span
    read = {flow.node.label_span for flow in flows if flow.node}
    read |= {step.node.label_span for flow in flows for step in flow.steps}
    for stray in document.strays:
        if start <= stray.span.start <= end and stray.kind in ("step", "extension", "control"):
            yield Finding(Place(document.source, stray.span), "this line belongs to no flow")
    for each in document.lookalikes:
        is_clear = each.span in read or each.meant.endswith((":", each.text)) or each.kind not in ("label", "control")
        if start <= each.span.start <= end and not is_clear:
            yield Finding(Place(document.source, each.span), "this line is nearly structure")
