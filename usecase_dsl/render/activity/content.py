"""What an activity diagram shows: the flows of a use case as a tree, each flow once, at the first step that it leaves.

All of it is inert. Ids are those of the page's anchors: ``step-3``, ``ext-3a``; no two alike in a picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from usecase_dsl.model.tables import Range, UseCase

EndingKind = Literal["success", "failure", "unstated", "open", "back", "on"]
SubjectKind = Literal["actor", "system", ""]
BranchKind = Literal["main", "extension", "any time", "nowhere"]


@dataclass(frozen=True, slots=True)
class Action:
    """A step: who acts, what is done (the words after the subject), what holds then; ``party`` names the lane.

    ``kind`` is ``""`` where nobody known acts; ``more`` are bullets and rows below the text.
    """

    id: str
    label: str
    subject: str
    kind: SubjectKind
    party: str
    text: str
    more: tuple[str, ...]
    results: tuple[str, ...]
    calls: bool

    @property
    def words(self) -> str:
        """The step as one line."""
        return f"{self.subject}{self.text}"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a flow ends. ``label`` and ``target`` are the label and the id of the step where it goes on, if it is one."""

    id: str
    kind: EndingKind
    words: str
    label: str = ""
    target: str = ""
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A flow with the flows that leave it: by the index of the step, -1 for those that leave its condition.

    ``where`` says at which steps it may leave, where its place in the tree doesn't say it all.
    """

    id: str
    label: str
    kind: BranchKind
    condition: str
    where: str
    steps: tuple[Action, ...]
    ranges: tuple[Range, ...]
    prose: str
    ending: Ending | None
    leaving: Mapping[int, tuple[Branch, ...]]

    @property
    def prose_id(self) -> str:
        """The id of what tells the flow in prose."""
        return f"{self.id}-prose"


@dataclass(frozen=True, slots=True)
class Activity:
    """The flows of a use case: the main flow, if it has one, and those that leave it at no one step."""

    use_case: UseCase
    title: str
    trigger: str
    main: Branch
    loose: tuple[Branch, ...]

    @property
    def branches(self) -> Iterator[Branch]:
        """All flows, the main flow first, a flow before those that leave it."""
        waiting = [self.main, *self.loose]
        while waiting:
            branch = waiting.pop(0)
            yield branch
            waiting[:0] = [inner for each in branch.leaving.values() for inner in each]
