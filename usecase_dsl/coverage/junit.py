"""Results of tests out of JUnit's XML, which the tools of every language write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from usecase_dsl.coverage.types import Claim, Outcome, TestResult

if TYPE_CHECKING:
    from junitparser import TestCase
    from junitparser.junitparser import Result

# How the message of a generated test begins that nobody has filled in, behind the name that a framework gives errors.
_NOT_WRITTEN = re.compile(r"(?:[\w.]+: )?not written yet: ")
# The line of a report that names the error, where a tool writes something else for the message.
_HEADLINE = re.compile(r"\s*(?:E\s+)?[\w.]*(?:Error|Exception|Failed): ")
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
    try:
        return tuple(_result(case) for suite in suites for case in suite)
    except RecursionError as error:
        raise NoResultsError("its suites are nested too deeply", True) from error


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


def is_not_written(message: str) -> bool:
    """Whether a test that failed with this message is one that was generated and that nobody has written yet."""
    return _NOT_WRITTEN.match(message) is not None


def _result(case: TestCase) -> TestResult:
    outcome, message = _outcome(case)
    properties = case._elem.iterfind("properties/property")
    said = ((each.get("name", ""), each.get("value") or each.text or "") for each in properties)
    file = case._elem.get("file", "")
    return TestResult(case.name or "", case.classname or "", file, outcome, message, claims(said))


def _outcome(case: TestCase) -> tuple[Outcome, str]:
    """What became of a test, and its message. Of several failures the first counts that says more than not written."""
    kinds: tuple[tuple[Outcome, str], ...] = (("error", "error"), ("failed", "failure"), ("skipped", "skipped"))
    found = [(kind, _message(each)) for kind, tag in kinds for each in case.result if each._elem.tag == tag]
    bad = [each for each in found if each[0] != "skipped"]
    written = [each for each in bad if not is_not_written(each[1])]
    if bad and not written:
        return "not written", bad[0][1]
    if found:
        return (written or found)[0]
    attributes = {case._elem.get(name, "").lower() for name in ("status", "result")}
    return ("skipped" if attributes & _NOT_RUN else "passed"), ""


def _message(of: Result) -> str:
    """The first line that a tool writes for a message; Playwright names the test there, and the error further down."""
    headline = next((line.strip() for line in (of.text or "").splitlines() if _HEADLINE.match(line)), "")
    return headline if is_not_written(headline) else _first_line(_most(of.message or of.text or ""))


def _most(text: str) -> str:
    """Of the failures that Robot Framework puts into one text, the first that says more than not written."""
    if not text.startswith("Several failures occurred:"):
        return text
    each = re.split(r"(?m)^\d+\) ", text)[1:]
    return next((one for one in each if not is_not_written(one)), each[0] if each else text)


def _first_line(text: str | None) -> str:
    return next((line.strip() for line in (text or "").splitlines() if line.strip()), "")
