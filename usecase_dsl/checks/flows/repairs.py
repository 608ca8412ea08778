"""How flows are put right: an end that a step tells, an end that stands too high, a label that is taken."""

from __future__ import annotations

from usecase_dsl.checks.walk import bare
from usecase_dsl.diagnostic import Edit, Fix
from usecase_dsl.model.tables import Flow, UseCase
from usecase_dsl.source import Span
from usecase_dsl.syntax.scripts import ENDS
from usecase_dsl.syntax.vocabulary import vocabulary
from usecase_dsl.syntax.ways_out import last_sentence, says_where, two_ways_out


def end_told_in_prose(flow: Flow, use_case: UseCase) -> Fix | None:
    """The control line that the last sentence of a flow's last step is, put on a line of its own; if it says no more
    than that the use case ends, nothing is gained."""
    if not flow.steps or flow.steps[-1].results:
        return None
    text, span = use_case.document.source.text, flow.steps[-1].text.span
    sentence = last_sentence(text, span)
    line = text[sentence.start : sentence.end].rstrip(f" {ENDS}")
    alone = not text[span.start : sentence.start].strip()
    if alone or "\n" in line or not says_where(line, vocabulary(use_case.document.language)):
        return None
    told = text[span.start : sentence.start].rstrip()
    below = _indent(text, flow.steps[-1].label_place.span.start)
    edit = Edit(Span(span.start + len(told), span.end), f"\n{below}{line[0].lower()}{line[1:]}")
    return Fix("write the end as a line of its own", (edit,), safe=False)


def tells_two_ends(flow: Flow, use_case: UseCase) -> bool:
    """Whether a flow's last step says that it leads to one place or to another."""
    source, words = use_case.document.source, vocabulary(use_case.document.language)
    return bool(flow.steps) and any(True for _ in two_ways_out(source.text, flow.steps[-1].text.span, words))


def end_moved_down(flow: Flow, use_case: UseCase) -> Fix | None:
    """A control line with what stands below it, moved to the end of its flow."""
    sections = [each for each in use_case.node.sections if each.kind == "main success scenario"]
    if flow.end is None or flow.further_ends or (not flow.label and len(sections) > 1):
        return None
    text = flow.place.source.text
    start = _line_start(text, flow.end.place.span.start)
    end = _line_start(text, flow.steps[flow.end.after].label_place.span.start)
    last = sections[0].span.end if not flow.label else flow.place.span.end
    last = max(last, flow.steps[-1].place.span.end, *(each.place.span.end for each in flow.steps[-1].results))
    below = text.find("\n", last)
    if start >= end or end > below:
        return None
    moved = f"\n{text[start:end]}".rstrip("\n")
    edits = Edit(Span(start, end), ""), Edit(Span(below, below), moved)
    return Fix("move it below the last step", edits, safe=False)


def relabelled(flow: Flow, label: str | None, use_case: UseCase) -> Fix | None:
    """A free label for a flow whose own one is taken, where no step or flow within it has that label in its own."""
    inner = [each.label for each in use_case.flows if each.parent == flow.label or flow.label in each.condition_anchors]
    if label is None or inner or flow.ranges or any(step.number.startswith(flow.label) for step in flow.steps):
        return None
    return Fix(f"call it {label}", (Edit(bare(flow.label_place).span, label),), safe=False)


def _indent(text: str, offset: int) -> str:
    line = text[_line_start(text, offset) : offset]
    return line if not line.strip() else ""


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1
