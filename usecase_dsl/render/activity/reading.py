"""From the flows of the model to the tree that an activity diagram shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from usecase_dsl.model.slugs import anchor, numbered
from usecase_dsl.model.tables import Condition, Flow, Model, Step, UseCase
from usecase_dsl.render.activity.content import Action, Activity, Branch, BranchKind, Ending, EndingKind, SubjectKind
from usecase_dsl.render.destinations import destination, unwritten
from usecase_dsl.render.placement import Placement, place
from usecase_dsl.render.sequence.wording import plain
from usecase_dsl.scenario.ranges import course
from usecase_dsl.syntax.nodes import Text
from usecase_dsl.syntax.prose import UNWRITTEN
from usecase_dsl.syntax.vocabulary import system_name

_ENDS: Mapping[str, tuple[EndingKind, str]] = {
    "success": ("success", "Success"),
    "failure": ("failure", "Failure"),
    "unstated": ("unstated", "Ends, and the text doesn't say how"),
}
_UNWRITTEN = "not written yet"


def activity(use_case: UseCase, model: Model) -> Activity:
    """The tree of a use case's flows, every flow exactly once."""
    reading = _Reading(use_case, model, place(use_case), _ids(use_case))
    main, *further = reading.placement.main or (None,)
    others = [*(each for each in further if each is not None), *reading.placement.any_time, *reading.placement.apart]
    return Activity(
        use_case,
        f"{use_case.id}: {use_case.title}" if use_case.id and use_case.title else use_case.title or use_case.id,
        plain(use_case.trigger),
        reading.branch(main) if main is not None else _nothing(),
        tuple(map(reading.branch, others)),
    )


@dataclass(frozen=True)
class _Reading:
    use_case: UseCase
    model: Model
    placement: Placement
    ids: tuple[tuple[str, ...], ...]

    def branch(self, index: int) -> Branch:
        flow, (id, *step_ids) = self.use_case.flows[index], self.ids[index]
        count = flow.end.after if flow.end and flow.label else len(flow.steps)
        steps = flow.steps[:count]
        return Branch(
            id,
            flow.label,
            self.kind(flow, index),
            _condition(flow),
            _where(flow, index in self.placement.apart),
            tuple(self.action(step, step_id) for step, step_id in zip(steps, step_ids, strict=False)),
            course(flow.ranges, len(steps)).ranges,
            _prose(flow),
            self.ending(flow, id),
            self.leaving(index, len(steps)),
        )

    def kind(self, flow: Flow, index: int) -> BranchKind:
        if not flow.label:
            return "main"
        if flow.any_time:
            return "any time"
        return "nowhere" if index in self.placement.apart else "extension"

    def leaving(self, index: int, count: int) -> dict[int, tuple[Branch, ...]]:
        """The flows that leave a flow; after its end there are no steps to leave: those stand with its last one."""
        found: dict[int, tuple[Branch, ...]] = {}
        for (flow, step), inner in self.placement.printed.items():
            if flow == index:
                at = min(step, count - 1)
                found[at] = (*found.get(at, ()), *map(self.branch, inner))
        return found

    def action(self, step: Step, id: str) -> Action:
        value = _without_ids(step.text)
        head, *more = value.split("\n")
        subject, text = _parted(step, head)
        kind: SubjectKind = "" if step.subject is None else "actor" if step.subject.key else "system"
        results = tuple(_result(each) for each in step.results)
        lines = tuple(plain(line) for line in more if line.strip())
        return Action(id, step.label, subject, kind, self.party(step), text, lines, results, bool(step.includes))

    def party(self, step: Step) -> str:
        """The name of the lane that a step stands in: its subject's, ``""`` where nobody known acts."""
        if step.subject is None:
            return ""
        if step.subject.key in self.model.actors:
            return self.model.actors[step.subject.key].name
        scope = self.use_case.scope
        return scope.name if scope else self.use_case.system or system_name(self.use_case.document.language)

    def ending(self, flow: Flow, id: str) -> Ending | None:
        id = f"{id}-end"
        if not flow.end:
            return _unsaid(flow, id)
        results = tuple(_result(each) for each in flow.end.results)
        if flow.end.kind != "resume":
            kind, words = _ENDS[flow.end.kind]
            return Ending(id, kind, words, results=results)
        direction, words, label = destination(self.use_case, flow, flow.end)
        if direction == "unstated":
            return Ending(id, "open", words)
        return Ending(id, direction, words, label, self.step_id(label))

    def step_id(self, label: str) -> str:
        for flow, ids in zip(self.use_case.flows, self.ids, strict=True):
            for step, id in zip(flow.steps, ids[1:], strict=True):
                if label and step.label == label:
                    return id
        return ""


def _ids(use_case: UseCase) -> tuple[tuple[str, ...], ...]:
    """For each flow its id and then those of its steps."""
    names = iter(
        numbered(
            anchor(label) if label else "main"
            for flow in use_case.flows
            for label in (flow.label, *(step.label or "step" for step in flow.steps))
        )
    )
    return tuple((next(names), *(next(names) for _ in flow.steps)) for flow in use_case.flows)


def _nothing() -> Branch:
    """The main flow of a use case that has none."""
    ending = Ending("main-end", "open", "No main success scenario")
    return Branch("main", "", "main", "", "", (), (), "", ending, {})


def _unsaid(flow: Flow, id: str) -> Ending | None:
    if flow.label:
        return Ending(id, "open", "Not written yet" if unwritten(flow) else "No end stated")
    kind, words = _ENDS["success"]
    return Ending(id, kind, words) if flow.steps else None


def _condition(flow: Flow) -> str:
    text = flow.condition.value.strip()
    if text in UNWRITTEN:
        return _UNWRITTEN
    return plain(text) or ("no condition stated" if flow.label else "")


def _prose(flow: Flow) -> str:
    text = flow.prose.strip()
    return "" if flow.label and text in UNWRITTEN else "Not written yet" if text in UNWRITTEN else plain(text)


def _where(flow: Flow, apart: bool) -> str:
    """At which steps a flow may leave, where that is not the one that it is drawn at."""
    places = (*flow.anchors, *flow.condition_anchors)
    if flow.any_time:
        return "at any step" + (f" of {flow.parent}" if flow.parent else "")
    if not flow.label:
        return ""
    if not places:
        return "the text doesn't say where" if flow.code else "at a step that doesn't exist"
    return f"at {_listed(places)}" if len(places) > 1 or (apart and places) else ""


def _listed(labels: Sequence[str]) -> str:
    """``steps 2 to 5`` for numbers one after the other, else each of them."""
    if all(label.isdecimal() for label in labels):
        first, last = int(labels[0]), int(labels[-1])
        if len(labels) > 2 and [int(label) for label in labels] == list(range(first, last + 1)):
            return f"any of the steps {first} to {last}"
    return "step " + " or ".join(part for part in (", ".join(labels[:-1]), labels[-1]) if part)


def _result(condition: Condition) -> str:
    return plain(condition.text)


def _parted(step: Step, text: str) -> tuple[str, str]:
    """Who acts, and what is left of the text; all of it left where the two can't be told apart."""
    name = step.subject.text if step.subject else ""
    rest = text.removeprefix(name)
    bare = name.lstrip("*_")
    marks = name[: len(name) - len(bare)]
    if not name or rest == text or not rest.startswith(marks):
        return "", plain(text) or "..."
    return plain(bare.rstrip("*_")), (" " if rest[len(marks) :][:1].isspace() else "") + plain(rest[len(marks) :])


def _without_ids(text: Text) -> str:
    """The words without the ids in brackets, which are for tracing: the page has them."""
    if not text.references:
        return text.value
    ids = "|".join(re.escape(each.text) for each in text.references)
    return re.sub(rf"\s*\[(?:{ids})(?:\s*,\s*(?:{ids}))*\]", "", text.value)
