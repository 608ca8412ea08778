"""How findings are written: for people, for editors, for programs."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pytest

from tests.findings import finding
from tests.reading import model
from usecase_dsl import report
from usecase_dsl.diagnostic import Diagnostic, Edit, Fix, Related, Severity
from usecase_dsl.report import scenario_lists
from usecase_dsl.report.characters import width
from usecase_dsl.scenario import graph, scenarios
from usecase_dsl.source import Place, Span, source_from_text

SLIP = finding(
    "use case: Sell\n  priorty: high\n",
    "priorty",
    message="‘priorty’ is no keyword",
    hint="did you mean ‘priority’?",
)


RENAME = Fix("writes ‘priority’", (Edit(SLIP.place.span, "priority"),))


def full(each: Diagnostic) -> list[str]:
    return list(report.lines([each], "full"))


def picture(each: Diagnostic) -> tuple[str, str]:
    """The line that is shown and what is drawn below it."""
    line, carets = full(each)[3:5]
    return line.partition("| ")[2], carets.partition("| ")[2]


# ---- full


def test_a_finding_for_people() -> None:
    assert full(SLIP) == [
        "error SYN008 unknown-field: ‘priorty’ is no keyword",
        " --> shop.uc:2:3",
        "  |",
        "2 |   priorty: high",
        "  |   ^^^^^^^",
        "  = hint: did you mean ‘priority’?",
    ]


@pytest.mark.parametrize(
    ("safe", "line"), [(True, "  = fix: writes ‘priority’"), (False, "  = unsafe fix: writes ‘priority’")]
)
def test_what_a_fix_does_is_said_last(safe: bool, line: str) -> None:
    assert full(replace(SLIP, fix=replace(RENAME, safe=safe)))[-1] == line


def test_an_empty_line_stands_between_findings_and_places_that_are_related_are_named() -> None:
    first = Place(SLIP.place.source, Span(0, 8))
    related = finding("\n" * 98 + "use case: Sell\n", "Sell", related=(Related(first, "first declared here"),))
    assert list(report.lines([related, SLIP], "full"))[1:8] == [
        "  --> shop.uc:99:11",
        "   |",
        "99 | use case: Sell",
        "   |           ^^^^",
        "   = shop.uc:1:1: first declared here",
        "",
        "error SYN008 unknown-field: ‘priorty’ is no keyword",
    ]


@pytest.mark.parametrize(
    ("text", "place", "line", "carets"),
    [
        ("\tlevel:\thigh", "high", "    level:  high", "            ^^^^"),
        ("\tlevel:\thigh", "\thigh", "    level:  high", "          ^^^^^^"),
        ("使用: 注文する", "注文", "使用: 注文する", "      ^^^^"),
        ("Cafe\u0301 bar", "bar", "Cafe\u0301 bar", "     ^^^"),
        ("Cafe\u0301 bar", "Cafe\u0301", "Cafe\u0301 bar", "^^^^"),
        ("one\ntwo: 2", "one\ntwo", "one", "^^^"),
        ("one  ", "", "one", "^"),
        ("a\u202eb\x9b31mc", "c", "a\ufffdb\ufffd31mc", "       ^"),
    ],
)
def test_the_carets_stand_below_the_place(text: str, place: str, line: str, carets: str) -> None:
    assert picture(finding(text, place)) == (line, carets)


def test_a_place_at_the_very_end_has_a_caret_too() -> None:
    source = source_from_text("one\n", "shop.uc")
    each = Diagnostic("SYN001", "a-rule", Severity.ERROR, "it is missing", Place(source, Span(4, 4)))
    assert full(each)[1:] == [" --> shop.uc:2:1", "  |", "2 |", "  | ^"]


def test_of_a_long_line_only_what_is_around_the_place_is_shown() -> None:
    line, carets = picture(finding("a" * 5000 + " here " + "b" * 5000, "here"))
    assert width(line) < 170 and line.startswith("…a") and line.endswith("b…")
    assert line[len(carets) - 4 : len(carets)] == "here" and carets.endswith(" ^^^^")


def test_a_long_place_is_underlined_as_far_as_it_is_shown() -> None:
    line, carets = picture(finding("x" + "a" * 5000, "a" * 5000))
    assert len(carets) + 1 == len(line)


def test_colours_are_there_if_they_are_asked_for_and_change_nothing_else() -> None:
    (plain, coloured) = (list(report.lines([SLIP], "full", colour)) for colour in (False, True))
    assert coloured[0].startswith("\x1b[1;31merror SYN008\x1b[0m")
    assert [_without_colours(line) for line in coloured] == plain


def _without_colours(line: str) -> str:
    for code in ("\x1b[1;31m", "\x1b[1m", "\x1b[34m", "\x1b[0m"):
        line = line.replace(code, "")
    return line


# ---- concise, json, summary


def test_a_finding_for_editors() -> None:
    assert list(report.lines([SLIP], "concise")) == ["shop.uc:2:3: SYN008 error: ‘priorty’ is no keyword"]


def test_a_finding_for_programs() -> None:
    related = Related(Place(SLIP.place.source, Span(0, 8)), "in this use case")
    each = finding("use case: Sell\n  priorty: high\n", "priorty", related=(related,))
    (line,) = report.lines([each], "json")
    assert json.loads(line) == {
        "code": "SYN008",
        "name": "unknown-field",
        "severity": "error",
        "message": "no such field",
        "hint": "",
        "file": "shop.uc",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 10,
        "related": [
            {"message": "in this use case", "file": "shop.uc", "line": 1, "column": 1, "end_line": 1, "end_column": 9}
        ],
        "fixable": False,
    }


@pytest.mark.parametrize(("fix", "fixable"), [(None, False), (RENAME, True), (replace(RENAME, safe=False), True)])
def test_whether_a_finding_can_be_put_right_is_said_to_programs(fix: Fix | None, fixable: bool) -> None:
    (line,) = report.lines([replace(SLIP, fix=fix)], "json")
    assert json.loads(line)["fixable"] is fixable


@pytest.mark.parametrize("form", report.FORMS)
def test_whatever_a_text_holds_nothing_breaks_a_line_or_a_terminal(form: str) -> None:
    codes = (*range(9), *range(11, 160), 0x2028, 0x2029, 0x202E, 0x2066, 0xD800, 0xFFFF)
    awkward = "".join(map(chr, codes))
    text = f"x {awkward} y\n"
    related = (Related(finding(text, "x").place, awkward),)
    fix = Fix(awkward, (Edit(Span(0, 1), awkward),))
    each = finding(text, "x", message=f"‘{awkward}’ \n", hint=awkward, related=related, fix=fix)
    for line in report.lines([each], form):
        assert len(line.splitlines()) <= 1
        assert [c for c in line if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in "\u202e\u2066"] == []


@pytest.mark.parametrize(
    ("severities", "files", "line"),
    [
        ("", 3, "no findings in 3 files"),
        ("E", 1, "1 error in 1 file"),
        ("EWE", 3, "2 errors, 1 warning in 3 files"),
        ("AWWA", 2, "2 warnings, 2 pieces of advice in 2 files"),
    ],
)
def test_how_much_was_found(severities: str, files: int, line: str) -> None:
    kinds = {"E": Severity.ERROR, "W": Severity.WARNING, "A": Severity.ADVICE}
    assert report.summary([finding("x", "x", severity=kinds[each]) for each in severities], files) == line


def test_how_much_can_be_put_right_is_said_of_what_is_safe() -> None:
    fixes = (RENAME, RENAME, replace(RENAME, safe=False), None)
    found = [replace(SLIP, fix=fix) for fix in fixes]
    assert report.summary(found, 1) == "4 errors in 1 file; --fix puts 2 right"


def test_a_list_of_scenarios_says_which_flows_are_in_none() -> None:
    flows = "main flow:\n1. A.\n2. B.\nextensions:\n1a. x:\nend in failure\n2a. y:\n1. C.\nE1. z:\nend"
    of = model(f"use case UC-1: Pay\n{flows}")
    found = {each.key: tuple(scenarios(graph(each, of), each)) for each in of.use_cases.values()}
    assert list(scenario_lists.lines(of, found, "text")) == [
        "UC-1: Pay (2 scenarios)",
        "  main success scenario  success   1 2",
        "  1a                     failure",
        "  in no scenario: 2a, E1",
    ]
