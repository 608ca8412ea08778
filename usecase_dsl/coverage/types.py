"""Results of tests, and what they say of use cases, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from usecase_dsl.scenario.types import Scenario

# ``not written``: a generated test that nobody has filled in yet; it fails, and says so.
Outcome = Literal["passed", "failed", "error", "skipped", "not written"]
Status = Literal["passed", "failed", "skipped", "not written", "untested"]

STATUS: Mapping[Outcome, Status] = {
    "passed": "passed",
    "failed": "failed",
    "error": "failed",
    "skipped": "skipped",
    "not written": "not written",
}
# What weighs most for a scenario with several tests, and for a step that several tests walk.
_WORST_FIRST: tuple[Status, ...] = ("failed", "not written", "skipped", "passed")
_BEST_FIRST: tuple[Status, ...] = ("passed", "failed", "skipped", "not written")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a test says it tests: a use case by its id or title, and a scenario (``""``: not said)."""

    use_case: str
    scenario: str = ""


@dataclass(frozen=True, slots=True)
class TestResult:
    """A test that ran, or one set of a test's parameters. ``claims`` are what it says it tests, in so many words.

    ``file`` and ``message`` are ``""`` where the framework writes none.
    """

    __test__ = False  # A test runner takes classes of such names for tests.

    name: str
    classname: str
    file: str
    outcome: Outcome
    message: str = ""
    claims: tuple[Claim, ...] = ()

    @property
    def title(self) -> str:
        """The test as a person refers to it."""
        repeats = not self.classname or self.name.startswith(self.classname)
        return self.name if repeats else f"{self.classname}::{self.name}"


@dataclass(frozen=True, slots=True)
class ScenarioCoverage:
    """A scenario and the results of its tests.

    ``listed`` is false for one that the text can walk, though the criterion didn't ask for it: there is a test for it
    all the same.
    """

    scenario: Scenario
    results: tuple[TestResult, ...]
    listed: bool = True

    @property
    def status(self) -> Status:
        """``passed`` if there is a test and all of them passed; one that failed weighs most."""
        return worst(self.results)


@dataclass(frozen=True, slots=True)
class UseCaseCoverage:
    """What is tested of a use case.

    ``steps`` and ``flows`` say for each label in the text (``""``: the main flow) how the best test fared that walks
    it: ``passed`` before ``failed``, ``skipped`` and ``not written``; ``untested`` where none does. ``others`` are
    results of tests that name the use case, but none of its scenarios.
    """

    key: str
    scenarios: tuple[ScenarioCoverage, ...]
    steps: Mapping[str, Status]
    flows: Mapping[str, Status]
    others: tuple[TestResult, ...] = ()

    @property
    def listed(self) -> tuple[ScenarioCoverage, ...]:
        """The scenarios that the criterion asks for."""
        return tuple(each for each in self.scenarios if each.listed)

    @property
    def open_steps(self) -> tuple[str, ...]:
        """The labels of the steps that no passed test walks."""
        return tuple(label for label, status in self.steps.items() if status != "passed")

    @property
    def open_flows(self) -> tuple[str, ...]:
        """The labels of the flows, the main flow apart, that no passed test takes."""
        return tuple(label for label, status in self.flows.items() if label and status != "passed")

    def count(self, *statuses: Status) -> int:
        """How many of the scenarios asked for have one of these statuses."""
        return sum(each.status in statuses for each in self.listed)


@dataclass(frozen=True, slots=True)
class VanishedTest:
    """A test that names what isn't there (any more): the use case, or where ``scenario`` is given, the scenario.

    ``key`` is the use case's, ``None`` if it is the use case that is missing. ``use_case`` is what the test calls it.
    """

    result: TestResult
    key: str | None
    use_case: str
    scenario: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What results of tests say of use cases. ``unnamed`` counts the tests that name none of them."""

    use_cases: Mapping[str, UseCaseCoverage]
    vanished: tuple[VanishedTest, ...] = ()
    unnamed: int = 0

    @property
    def scenarios(self) -> int:
        """How many scenarios the criterion asks for."""
        return sum(len(each.listed) for each in self.use_cases.values())

    @property
    def tested(self) -> int:
        """How many of them have a test that somebody has written, whatever became of it."""
        return self.count("passed", "failed", "skipped")

    @property
    def passed(self) -> int:
        """How many of them have a test, and all of their tests passed."""
        return self.count("passed")

    def count(self, *statuses: Status) -> int:
        return sum(each.count(*statuses) for each in self.use_cases.values())

    def reaches(self, percent: float) -> bool:
        """Whether at least so many of a hundred scenarios passed; where there are none, nothing is missing."""
        return 100 * self.passed >= percent * self.scenarios


def best(statuses: Iterable[Status]) -> Status:
    """The best of them: ``untested`` where there are none."""
    found = set(statuses)
    return next((status for status in _BEST_FIRST if status in found), "untested")


def worst(results: Iterable[TestResult]) -> Status:
    """What results come to: ``passed`` if all of them are, ``untested`` where there are none."""
    found = {STATUS[each.outcome] for each in results}
    return next((status for status in _WORST_FIRST if status in found), "untested")
