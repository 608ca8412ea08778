"""Results of tests out of JUnit's XML, which the tools of every language write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from usecase_dsl.coverage.types import Claim, Outcome, TestResult

if TYPE_CHECKING:
    from junitparser import TestCase

# Some tools say what became of a test in an attribute alone.
_NOT_RUN = {"disabled", "notrun", "skipped", "suppressed", "untested"}


class NoResultsError(ValueError):
    """It is no XML, or none that holds results of tests (``is_xml``); the message says which."""

    def __init__(self, message: str, is_xml: bool) -> None:
        super().__init__(message)
        self.is_xml = is_xml


def results(content: bytes) -> tuple[TestResult, ...]:
    """The results in a document, in its order. Raises NoResultsError.

    A document can't make the reader read files or grow without bound: Expat, which Python brings, refuses both. What
    tests print may be as long as it likes; lxml, which junitparser would take where it is installed, stops at 10 MB.
    """
    from xml.etree.ElementTree import fromstring  # These take a while, and only those who have results need them.

    from junitparser import JUnitXml, JUnitXmlError

    try:
        root: Any = fromstring(content)
        suites = JUnitXml.fromroot(root)
    except JUnitXmlError as error:
        raise NoResultsError("it is XML, but holds no results of tests: its root is no <testsuites>", True) from error
    except (SyntaxError, ValueError, LookupError) as error:  # What isn't XML, and encodings that nobody knows.
        raise NoResultsError(f"it can't be read as XML: {getattr(error, 'msg', error)}", False) from error
    return tuple(_result(case) for suite in suites for case in suite)


def claims(properties: Iterator[tuple[str, str]]) -> tuple[Claim, ...]:
    """What a test's properties say it tests: each ``usecase`` with the ``scenario`` beside it."""
    found: list[Claim] = []
    early = ""
    for name, value in properties:
        if name == "usecase":
            found.append(Claim(value, early))
            early = ""
        elif name == "scenario" and found and not found[-1].scenario:
            found[-1] = Claim(found[-1].use_case, value)
        elif name == "scenario":
            early = value
    return tuple(found)


def _result(case: TestCase) -> TestResult:
    outcome, message = _outcome(case)
    properties = case._elem.iterfind("properties/property")
    said = ((each.get("name", ""), each.get("value") or each.text or "") for each in properties)
    file = case._elem.get("file", "")
    return TestResult(case.name or "", case.classname or "", file, outcome, message, claims(said))


def _outcome(case: TestCase) -> tuple[Outcome, str]:
    kinds: tuple[tuple[Outcome, bool], ...] = (
        ("error", case.is_error),
        ("failed", case.is_failure),
        ("skipped", case.is_skipped),
    )
    attributes = {case._elem.get(name, "").lower() for name in ("status", "result")}
    if outcome := next((kind for kind, holds in kinds if holds), None):
        return outcome, next((_first_line(each.message or each.text) for each in case.result), "")
    return ("skipped" if attributes & _NOT_RUN else "passed"), ""


def _first_line(text: str | None) -> str:
    return next((line.strip() for line in (text or "").splitlines() if line.strip()), "")
