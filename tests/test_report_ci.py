"""Reports for GitHub's and GitLab's pipelines and for build servers, as those read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import junitparser
import pytest

from tests.findings import finding
from usecase_dsl import report
from usecase_dsl.diagnostic import Diagnostic, Fix, Related, Severity
from usecase_dsl.report import statistics

TEXT = "use case: Sell\n  priorty: high\n  levle: summary\n"
SLIP = finding(TEXT, "priorty", message="‘priorty’ is no keyword", hint="did you mean ‘priority’?")
WARNING = replace(SLIP, code="FLW121", name="resume-target-missing", severity=Severity.WARNING, hint="")
ADVICE = replace(SLIP, severity=Severity.ADVICE)
AWKWARD = "100%, \x00\x1b[31m\ud800 ::error::, a:b%0A <b>&\"'"
SHOWN = "100%, \ufffd\ufffd[31m\ufffd ::error::, a:b%0A <b>&\"'"


def written(form: str, *found: Diagnostic, files: tuple[str, ...] = ()) -> str:
    return "\n".join(report.lines(found, form, files=files))


# ---- GitHub


class Command(NamedTuple):
    """A workflow command as a runner takes it."""

    name: str
    properties: Mapping[str, str]
    data: str


def command(line: str) -> Command:
    """Reads a line by what GitHub's documentation says of workflow commands, there being no package that does.

    ``::name key=value,key=value::data``; the values have five characters in percent form, the data three.
    """
    assert line.startswith("::") and len(line.splitlines()) == 1
    head, _, data = line[2:].partition("::")
    name, _, said = head.partition(" ")
    pairs = [pair.partition("=") for pair in said.split(",")]
    return Command(name, {key: unescaped(value) for key, _, value in pairs}, unescaped(data))


def unescaped(text: str) -> str:
    for code, letter in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, letter)
    return text


def github(found: Diagnostic) -> Command:
    (line,) = report.lines([found], "github")
    return command(line)


def test_a_finding_is_a_remark_in_a_pull_request() -> None:
    where = {"file": "shop.uc", "line": "2", "endLine": "2", "col": "3", "endColumn": "10"}
    assert github(SLIP) == Command(
        "error",
        {**where, "title": "SYN008 unknown-field"},
        "‘priorty’ is no keyword\nhint: did you mean ‘priority’?",
    )


def test_how_much_it_weighs_is_the_commands_name() -> None:
    assert [github(each).name for each in (SLIP, WARNING, ADVICE)] == ["error", "warning", "notice"]


@pytest.mark.parametrize(
    ("place", "lines"),
    [("Sell\n  priorty", ("1", "2")), ("Sell\n", ("1", "1")), ("Sell\n  priorty: high\n", ("1", "2"))],
)
def test_a_place_of_several_lines_has_no_columns(place: str, lines: tuple[str, str]) -> None:
    said = github(finding(TEXT, place)).properties
    assert (said["line"], said["endLine"]) == lines
    assert not {"col", "endColumn"} & said.keys()


def test_nothing_in_a_text_ends_a_command_or_begins_one() -> None:
    each = finding(TEXT, "Sell", file=f"a,b:{AWKWARD}.uc", message=AWKWARD, hint=f"{AWKWARD}\n::error::x")
    read = github(each)
    assert read.data == f"{SHOWN}\nhint: {SHOWN} ::error::x"
    assert read.properties["file"] == f"a,b:{SHOWN}.uc"
    assert read.properties["title"] == "SYN008 unknown-field"


# ---- GitLab


def test_a_code_quality_report_has_what_gitlab_demands() -> None:
    """Its documentation demands these members, and one of five words for the severity."""
    issues = json.loads(written("gitlab", SLIP, WARNING, ADVICE))
    assert [(each["check_name"], each["severity"]) for each in issues] == [
        ("SYN008", "major"),
        ("FLW121", "minor"),
        ("SYN008", "info"),
    ]
    assert issues[0]["description"] == "SYN008 ‘priorty’ is no keyword (hint: did you mean ‘priority’?)"
    assert issues[0]["location"] == {"path": "shop.uc", "lines": {"begin": 2, "end": 2}}
    assert all(isinstance(each["fingerprint"], str) and each["fingerprint"] for each in issues)


def test_no_two_findings_of_a_code_quality_report_have_the_same_fingerprint() -> None:
    issues = json.loads(written("gitlab", SLIP, SLIP, ADVICE, WARNING))
    assert len({each["fingerprint"] for each in issues}) == 4


def test_a_code_quality_report_without_findings_is_an_empty_list() -> None:
    assert json.loads(written("gitlab")) == []


# ---- JUnit


def suites(*found: Diagnostic, files: tuple[str, ...] = ()) -> junitparser.JUnitXml:
    text = written("junit", *found, files=files)
    assert text.isascii()
    read = junitparser.JUnitXml.fromstring(text.encode())
    assert isinstance(read, junitparser.JUnitXml)
    return read


def test_a_file_is_a_suite_and_a_finding_a_test_that_failed() -> None:
    related = Related(finding(TEXT, "use case").place, "in this use case")
    read = suites(replace(SLIP, related=(related,)), WARNING, files=("shop.uc", "a.uc"))
    assert [(each.name, each.tests, each.failures) for each in read] == [("a.uc", 1, 0), ("shop.uc", 2, 2)]
    first, second = list(read)[1]
    assert (first.classname, first.name) == ("shop.uc", "SYN008 unknown-field (2:3)")
    assert (first.result[0].type, first.result[0].message) == ("error", "‘priorty’ is no keyword")
    assert first.result[0].text.splitlines() == [
        "shop.uc:2:3: SYN008 error: ‘priorty’ is no keyword",
        "shop.uc:1:1: in this use case",
        "hint: did you mean ‘priority’?",
    ]
    assert second.result[0].type == "warning"


def test_a_file_without_a_finding_is_a_test_that_passed() -> None:
    read = suites(files=("shop.uc",))
    [[only]] = read
    assert (only.classname, only.name, only.is_passed) == ("shop.uc", "no findings", True)


def test_the_numbers_are_those_of_what_is_there() -> None:
    read = suites(SLIP, SLIP, replace(WARNING, place=finding(TEXT, "Sell", file="b.uc").place), files=("a.uc",))
    cases = [case for suite in read for case in suite]
    assert (read.tests, read.failures) == (len(cases), sum(not case.is_passed for case in cases)) == (4, 3)


def test_what_xml_has_no_way_to_write_is_replaced() -> None:
    each = finding(TEXT, "Sell", file=f"{AWKWARD}.uc", message=f"{AWKWARD}\uffff", hint=AWKWARD)
    [[only]] = suites(each)
    assert only.result[0].message == f"{SHOWN}\ufffd"
    assert only.classname == f"{SHOWN}.uc"


# ---- statistics


def test_how_often_each_rule_found_something() -> None:
    found = [SLIP, WARNING, replace(WARNING, fix=Fix("does it", ())), replace(SLIP, code="ACT401", name="lonely-actor")]
    assert list(statistics.lines(found)) == [
        "found  fixable  rule",
        "    2        1  FLW121 resume-target-missing",
        "    1        0  ACT401 lonely-actor",
        "    1        0  SYN008 unknown-field",
    ]


def test_what_each_rule_costs() -> None:
    assert list(statistics.lines([SLIP], {"SYN008": 0.0123, "FLW121": 1.5})) == [
        "found  fixable        ms  rule",
        "    1        0      12.3  SYN008 unknown-field",
        "    0        0    1500.0  FLW121 resume-target-missing",
    ]


def test_nothing_found_and_nothing_measured_is_no_line() -> None:
    assert list(statistics.lines([])) == []
