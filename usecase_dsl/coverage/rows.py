"""The results of one test, which may have run several times: with each row of its data, in each browser."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from usecase_dsl.coverage.types import STATUS, Status, TestResult, worst

# How the rows of one test are told apart behind its name: ``test_x[a]``, ``x(int)[1]``, ``x -- @1.2 a``,
# ``x - Example #1.2``. A bracket right behind an identifier begins a row whatever signs the row has.
_ROWS = (
    re.compile(r"(?P<test>[^\W\d]\w*)(?P<row>\[.*\])", re.DOTALL),
    re.compile(r"(?P<test>.*?)(?P<row> -- @\d+\.\d+\b.*)", re.DOTALL),
    re.compile(r"(?P<test>.*)(?P<row> - Example #\d[\d.]*)", re.DOTALL),
    re.compile(r"(?P<test>.*\S) ?(?P<row>\[[^\[\]]*\])", re.DOTALL),
)


@dataclass(frozen=True, slots=True)
class TestRows:
    """A test and its results, a row of its data each; one result where it has no data."""

    __test__ = False  # A test runner takes classes of such names for tests.

    title: str
    results: tuple[TestResult, ...]

    @property
    def status(self) -> Status:
        """``passed`` if it passed with each row."""
        return worst(self.results)

    @property
    def bad(self) -> tuple[TestResult, ...]:
        """The results that made it what it is, where it hasn't passed."""
        return tuple(each for each in self.results if STATUS[each.outcome] == self.status != "passed")


def by_test(results: Iterable[TestResult]) -> tuple[TestRows, ...]:
    """Results, those of one test together, in the order of their first."""
    found: dict[tuple[str, str, str], list[TestResult]] = {}
    for each in results:
        found.setdefault((each.file, each.classname, _parted(each.name)[0]), []).append(each)
    return tuple(TestRows(_title(each), tuple(each)) for each in found.values())


def row(of: TestResult) -> str:
    """What the name of a result says of the row of data that it is for; ``""`` where it says nothing."""
    said = _parted(of.name)[1].removeprefix(" -- ").removeprefix(" - ").strip()
    return said[1:-1] if said.startswith("[") else said


def _title(results: list[TestResult]) -> str:
    first = results[0]
    return first.title if len(results) == 1 else first.title.removesuffix(_parted(first.name)[1]).rstrip()


def _parted(name: str) -> tuple[str, str]:
    match = next((match for form in _ROWS if (match := form.fullmatch(name))), None)
    return (match["test"], match["row"]) if match else (name, "")
