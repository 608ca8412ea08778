"""What a run of the generator comes to, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from usecase_dsl.generate.marks import Mark
from usecase_dsl.render.artifact import Artifact
from usecase_dsl.scenario.types import Scenario


class Status(StrEnum):
    """What became of a test.

    ``UPDATED``: nobody had written it yet, so it follows the text. ``RENUMBERED``: a person wrote it, and only the
    labels of its scenario are others now. ``TEXT_CHANGED``: a person wrote it, its scenario says something else
    since, and a note above it says what. ``VANISHED``: left as it is but for a note; its scenario is gone.
    """

    ADDED = "added"
    UPDATED = "updated"
    KEPT = "kept"
    RENUMBERED = "renumbered"
    TEXT_CHANGED = "text changed"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class PlannedTest:
    """A test and its scenario. A scenario may have several tests, a test several scenarios.

    ``use_case`` is the key of the use case, ``None`` if the model has none that the mark could mean. ``mark``
    is what the test's mark would say by today's text; of a vanished one, what it says in the file. ``line``
    is the test's in the file after the run, 0 for a new one. ``written`` says that a person had their hands
    on it.
    """

    status: Status
    path: str
    name: str
    line: int
    written: bool
    use_case: str | None
    mark: Mark
    scenario: Scenario | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that was left alone, why, and the keys of the use cases that therefore got no tests."""

    path: str
    reason: str
    use_cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """``artifacts`` are the files that are new or change, and only those. ``remarks`` are for a person to read."""

    artifacts: tuple[Artifact, ...]
    tests: tuple[PlannedTest, ...]
    unreadable: tuple[Unreadable, ...]
    remarks: tuple[str, ...] = ()

    def of(self, status: Status) -> Iterator[PlannedTest]:
        """The tests that this became of."""
        return (test for test in self.tests if test.status is status)
