"""Where the flows of a use case lead."""

from __future__ import annotations

from usecase_dsl.checks.walk import homes
from usecase_dsl.model.tables import Flow, UseCase


class Ways:
    """Where the flows of a use case leave and where they come back."""

    def __init__(self, use_case: UseCase) -> None:
        self.use_case = use_case
        self.flows = use_case.flows
        self.home = homes(use_case)
        self.steps = {step.label: step for flow in reversed(use_case.flows) for step in flow.steps}
        self.by_label = {flow.label: flow for flow in reversed(use_case.flows)}
        self.index = {step.label: n for flow in reversed(use_case.flows) for n, step in enumerate(flow.steps)}
        self.leaving: dict[str, list[Flow]] = {}
        for flow in use_case.flows:
            for anchor in flow.anchors:
                self.leaving.setdefault(anchor, []).append(flow)

    def comes_round(self, flow: Flow) -> bool:
        """Whether a flow leads back to the step that it leaves or to one before, and no other flow leads out of there.

        One that leaves at any time serves another purpose than to try again.
        """
        loop = set() if flow.any_time else self.loop(flow)
        if not loop:
            return False
        pending, seen = list(loop), {flow.label}
        while pending:
            for other in self.leaving.get(pending.pop(), ()):
                if other.label in seen:
                    continue
                seen.add(other.label)
                if self._leads_out(other, loop):
                    return False
                pending += [step.label for step in other.steps]
        return True

    def round(self, flow: Flow) -> frozenset[str]:
        """The steps that a flow makes somebody do again, without its own: other flows may share them."""
        loop = self.loop(flow)
        return frozenset(loop - {step.label for step in flow.steps}) or frozenset(loop)

    def goes_on(self, flow: Flow) -> bool:
        """Whether a flow that leaves at one step leads to the next one."""
        end = flow.end
        if end is None or len(flow.anchors) != 1 or flow.condition_anchors:
            return False
        if end.phrase == "resume at next step":
            return True
        anchor, target = flow.anchors[0], end.step
        follows = target in self.index and self.index[target] == self.index[anchor] + 1
        return follows and self.home[target or ""] is self.home[anchor]

    def loop(self, flow: Flow) -> set[str]:
        """The steps from where a flow comes back to where it leaves, and its own; none if it doesn't lead back."""
        target, seen = self.target(flow), {flow.label}
        found = {step.label for step in flow.steps}
        if target in found:
            return {step.label for step in flow.steps[self.index[target] :]}
        anchors = flow.anchors
        while target in self.home and anchors:
            # Of the steps at which a flow leaves, the last; of the marks of a code, the one in the main flow.
            anchor = anchors[-1] if self.home[anchors[-1]] is self.home[anchors[0]] else anchors[0]
            here, reached = self.home[anchor], self.index[anchor] + 1
            first = self.index[target] if self.home[target] is here else 0
            found |= {step.label for step in here.steps[first:reached]}
            if self.home[target] is here:
                return found if first < reached else set()
            anchors = () if here.label in seen else here.anchors
            seen.add(here.label)
        return set()

    def target(self, flow: Flow) -> str:
        """The step at which a flow resumes, if the text names it or it is the one that it leaves."""
        phrase = flow.end.phrase if flow.end else ""
        if phrase == "resume at same step":
            return flow.anchors[0] if flow.anchors else ""
        if phrase == "restart":
            main = self.by_label.get("")
            return main.steps[0].label if main and main.steps else ""
        return (flow.end.step if flow.end else None) or ""

    def _leads_out(self, flow: Flow, loop: set[str]) -> bool:
        """Whether a flow ends the use case or leads past a loop; one that doesn't say where it leads may do so."""
        end = flow.end
        if end is None or end.kind != "resume":
            return True
        if end.phrase == "resume at next step":
            return any(self._after(anchor) not in loop for anchor in flow.anchors)
        target = self.target(flow)
        return target in self.home and target not in loop and not self._comes_before(target, loop)

    def _after(self, anchor: str) -> str:
        steps = self.home[anchor].steps
        place = self.index[anchor] + 1
        return steps[place].label if place < len(steps) else ""

    def _comes_before(self, target: str, loop: set[str]) -> bool:
        """Whether a step comes before those of a loop in their flow, so that a path has to go through them again."""
        here = [step for step in loop if self.home[step] is self.home[target]]
        return any(self.index[target] < self.index[step] for step in here)
