"""From a use case, or one of its scenarios, to the interaction that a sequence diagram shows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import NamedTuple

from usecase_dsl.model.slugs import anchor
from usecase_dsl.model.tables import Flow, Model, Range, Step, UseCase
from usecase_dsl.render.destinations import END_WORDS, NO_END, destination
from usecase_dsl.render.sequence.cast import SUBJECT, lifelines, parties
from usecase_dsl.render.sequence.interaction import (
    Condition,
    Ending,
    EndingKind,
    Fragment,
    Interaction,
    InteractionUse,
    Item,
    Message,
    Note,
    Operand,
    Operator,
)
from usecase_dsl.render.sequence.wording import brief, condition_of, plain, predicate, results_of, sentence
from usecase_dsl.render.sequence.words import told
from usecase_dsl.scenario.ranges import course
from usecase_dsl.scenario.types import Moment

# Flows nested deeper than this stand on their own: there is no room left in those around them.
_DEEPEST = 6
_OUTCOMES: Mapping[str, EndingKind] = MappingProxyType({"success": "success", "failure": "failure"})
_NO_STEPS = "The text has no steps yet."


def interaction(use_case: UseCase, model: Model) -> Interaction:
    """The main success scenario, with the other flows as fragments where they leave it."""
    steps = [step for flow in use_case.flows for step in flow.steps]
    teller = _Teller(use_case, model, steps)
    return teller.made(title(use_case), teller.main())


def scenario_interaction(use_case: UseCase, model: Model, name: str, moments: Sequence[Moment]) -> Interaction:
    """One scenario alone: what happens in it, moment by moment. Labels are those of the use case's own steps."""
    by_label = {step.label: step for flow in reversed(use_case.flows) for step in reversed(flow.steps)}
    walked = [by_label[each.label] for each in moments if each.kind == "step"]
    teller = _Teller(use_case, model, walked)
    return teller.made(f"{title(use_case)}: {name}", [teller.moment(each, by_label) for each in moments])


def title(use_case: UseCase) -> str:
    """What a use case is called, by its id and its title."""
    return ": ".join(filter(None, (use_case.id, plain(use_case.title))))


class _Leaving(NamedTuple):
    """The flows that leave at each step of the text, those that leave after several, at any time, and nowhere."""

    at: dict[str, list[Flow]]
    after: dict[str, list[Flow]]
    marked: dict[str, list[Flow]]
    any_time: list[Flow]


class _Teller:
    """Tells the flows of one use case; each is told once."""

    def __init__(self, use_case: UseCase, model: Model, steps: Sequence[Step]) -> None:
        self._use_case = use_case
        self._model = model
        self._lifelines = lifelines(use_case, steps, model)
        self._leaving = _leaving(use_case)
        self._told: set[int] = set()
        self._ids: set[str] = set()

    def made(self, name: str, items: Iterable[Item]) -> Interaction:
        items, lines = tuple(items), tuple(self._lifelines.values())
        return Interaction(name, told(lines, items), lines, items)

    def main(self) -> Iterator[Item]:
        flows = self._use_case.flows
        mains = [each for each in flows if not each.label]
        if not any(each.steps for each in flows):
            yield Note(self._id("note"), "", _NO_STEPS)
        for flow in mains:
            self._told.add(id(flow))
            yield from self._flow(flow, 0)
        for flow in (*self._leaving.any_time, *flows):
            if id(flow) not in self._told:
                yield from self._on_its_own(flow, 1)

    def moment(self, moment: Moment, steps: dict[str, Step]) -> Item:
        if moment.kind == "step":
            return self._step(steps[moment.label])
        if moment.kind == "condition":
            flow = next(each for each in self._use_case.flows if each.label == moment.label)
            return Condition(self._id(anchor(moment.label)), moment.label, condition_of(flow))
        results = tuple(f"=> {plain(each)}" for each in moment.results)
        kind = _OUTCOMES.get(moment.text, "unstated")
        return Ending(self._id("end"), kind, END_WORDS[kind], results)

    # ---- flows

    def _flow(self, flow: Flow, depth: int) -> Iterator[Item]:
        if prose := plain(flow.prose):
            yield Note(self._id("note"), "", brief(prose))
        for marked in self._untold(self._leaving.marked.get(flow.label, ()) if flow.label else (), depth):
            yield from self._on_its_own(marked, depth + 1)
        ranges = course(flow.ranges, len(flow.steps)).ranges
        stop = min(flow.end.after, len(flow.steps)) if flow.end and flow.label else len(flow.steps)
        yield from self._part(flow, 0, stop, ranges, depth)
        if flow.steps or flow.end or (flow.label and flow.prose):
            yield self._end(flow)
        yield from self._part(flow, stop, len(flow.steps), ranges, depth)

    def _part(self, flow: Flow, first: int, stop: int, ranges: Sequence[Range], depth: int) -> Iterator[Item]:
        """The steps from one on to before another; those of a range in a fragment."""
        index = first
        while index < stop:
            outer = [each for each in ranges if each.first == index and each.last < stop]
            if outer:
                widest = max(outer, key=lambda each: each.last)
                inner = [each for each in ranges if each is not widest]
                yield self._range(flow, widest, inner, depth)
                index = widest.last + 1
            else:
                yield from self._at(flow.steps[index], depth)
                index += 1

    def _range(self, flow: Flow, found: Range, inner: Sequence[Range], depth: int) -> Fragment:
        operator: Operator = "opt" if found.kind == "optional" else "loop"
        kind = "" if found.kind == "optional" else f"{found.kind} "
        guard = f"{kind}{plain(found.condition)}" if found.condition else ""
        items = tuple(self._part(flow, found.first, found.last + 1, inner, depth + 1))
        return Fragment(self._id(operator), operator, (Operand("", guard, items),))

    def _at(self, step: Step, depth: int) -> Iterator[Item]:
        """A step with the flows that leave instead of it, and those that leave by then."""
        own = self._step(step)
        flows = self._untold(self._leaving.at.get(step.label, ()), depth)
        if flows:
            others = tuple(self._operand(each, depth + 1) for each in flows)
            yield Fragment(self._id(f"alt-{anchor(step.label)}"), "alt", (Operand("", "", (own,)), *others))
        else:
            yield own
        for flow in self._untold(self._leaving.after.get(step.label, ()), depth):
            yield from self._on_its_own(flow, depth + 1)

    def _untold(self, flows: Iterable[Flow], depth: int) -> list[Flow]:
        found = [each for each in flows if id(each) not in self._told] if depth < _DEEPEST else []
        self._told.update(map(id, found))
        return found

    def _on_its_own(self, flow: Flow, depth: int) -> Iterator[Fragment]:
        """A flow that has no single step to stand beside: what follows it is done only if it comes back."""
        self._told.add(id(flow))
        operator: Operator = "opt" if flow.end and flow.end.kind == "resume" else "break"
        operand = self._operand(flow, depth, _where(flow))
        yield Fragment(self._id(f"{operator}-{anchor(flow.label)}"), operator, (operand,))

    def _operand(self, flow: Flow, depth: int, where: str = "") -> Operand:
        return Operand(flow.label, condition_of(flow), tuple(self._flow(flow, depth)), where)

    # ---- what stands in them

    def _step(self, step: Step) -> Item:
        id = self._id(anchor(step.label) if step.label else "step")
        if step.includes:
            return self._reference(id, step)
        found = parties(self._use_case, step, self._model)
        results = results_of(step.results)
        if found is None:
            return Note(id, step.label, predicate(step), results)
        source, target = (self._lifelines[name].id for name in found)
        return Message(id, step.label, predicate(step), sentence(step), source, target, results)

    def _reference(self, id: str, step: Step) -> InteractionUse:
        known = [self._model.use_cases.get(name.key or "") for name in step.includes]
        pairs = zip(step.includes, known, strict=True)
        names = " or ".join(title(case) if case else name.text for name, case in pairs)
        over = (self._lifelines[each].id for each in parties(self._use_case, step, self._model) or ())
        both = tuple(dict.fromkeys((*over, self._lifelines[SUBJECT].id)))
        only = known[0] if len(known) == 1 else None
        return InteractionUse(id, step.label, _beside(step), names, only, both, results_of(step.results))

    def _end(self, flow: Flow) -> Ending:
        kind, words = _end(self._use_case, flow)
        results = results_of(flow.end.results) if flow.end else ()
        return Ending(self._id(f"end-{anchor(flow.label)}" if flow.label else "end"), kind, words, results)

    def _id(self, wanted: str) -> str:
        tries = (wanted if n == 1 else f"{wanted}~{n}" for n in count(1))
        free = next(each for each in tries if each not in self._ids)
        self._ids.add(free)
        return free


def _end(use_case: UseCase, flow: Flow) -> tuple[EndingKind, str]:
    """How a flow ends, in words; the main flow succeeds where nothing else is said."""
    if flow.end is None:
        return ("unstated", NO_END) if flow.label else ("success", END_WORDS["success"])
    if flow.end.kind == "resume":
        return "resume", destination(use_case, flow, flow.end)[1]
    return flow.end.kind, END_WORDS[flow.end.kind]


def _leaving(use_case: UseCase) -> _Leaving:
    found = _Leaving(defaultdict(list), defaultdict(list), defaultdict(list), [])
    for flow in use_case.flows:
        if flow.any_time:
            found.any_time.append(flow)
        elif len(flow.anchors) == 1:
            found.at[flow.anchors[0]].append(flow)
        elif flow.anchors:
            found.after[flow.anchors[-1]].append(flow)
        elif flow.condition_anchors:
            found.marked[flow.condition_anchors[0]].append(flow)
    return found


def _where(flow: Flow) -> str:
    if flow.any_time:
        return "at any time"
    places = (*flow.anchors, *flow.condition_anchors)
    if not places:
        return "the text doesn't say where"
    *before, last = places
    return f"at {', '.join(before)} or {last}" if before else f"at {last}"


def _beside(step: Step) -> str:
    """What a step says besides that it includes something; nothing where it is all."""
    text = sentence(step)
    for name in step.includes:
        written = re.escape(plain(name.text))
        text = re.sub(rf"\s*[(（][^()（）]*{written}[^()（）]*[)）]", "", text)
        text = "" if re.fullmatch(rf"\W*\w*[\s:]*{written}\W*", text) else text
    return brief(text)
