"""Each rule's page of the manual is complete, and what it shows is true."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from usecase_dsl.checks import ALL_RULES, REJECTED, RULES, check
from usecase_dsl.checks.ignores import IGNORE_RULES
from usecase_dsl.checks.manual import Page, expected, page, text
from usecase_dsl.diagnostic import Severity
from usecase_dsl.model import link
from usecase_dsl.rule import Rule
from usecase_dsl.settings import DEFAULTS, Settings
from usecase_dsl.syntax import parse
from usecase_dsl.syntax.faults import FAULTS

# Some rules ask for the day, which a command takes from the clock.
DATED = Settings(today=date(2026, 11, 1))

every_rule = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)


def found_in(written: str, code: str) -> list[tuple[str, int]]:
    """Where a text has findings of a rule: its code, and the number of the line."""
    document, faults = parse(written)
    found = check(link([document]), DATED, faults)
    return sorted((each.code, each.place.start.line) for each in found if each.code == code)


@every_rule
def test_a_page_is_complete(rule: Rule[Any]) -> None:
    shown = page(rule)
    parts = (shown.summary, shown.explanation, shown.bad, shown.good, shown.source)
    assert [part for part in parts if not part] == []
    assert re.fullmatch(r"[A-Z`].*\.", shown.summary) and shown.source.endswith(".")


@every_rule
def test_the_bad_text_has_the_findings_that_are_marked_in_it(rule: Rule[Any]) -> None:
    written, marks = expected(page(rule))
    assert {code for code, _ in marks} == {rule.code}
    assert found_in(written, rule.code) == sorted(marks)


@every_rule
def test_the_good_text_has_no_such_finding(rule: Rule[Any]) -> None:
    assert found_in(page(rule).good, rule.code) == []


@every_rule
def test_a_finding_says_what_is_wrong_and_what_to_do(rule: Rule[Any]) -> None:
    written, _ = expected(page(rule))
    document, faults = parse(written)
    for each in check(link([document]), DATED, faults):
        if each.code == rule.code:
            assert each.message and each.hint
            assert not each.message.endswith(".")
            assert each.place.span.start < each.place.span.end


@every_rule
def test_a_rule_is_named_in_the_same_way_as_all(rule: Rule[Any]) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


def test_no_code_and_no_name_is_given_twice() -> None:
    codes = [rule.code for rule in ALL_RULES]
    names = [rule.name for rule in ALL_RULES]
    assert len(set(codes)) == len(codes) and len(set(names)) == len(names)


def test_a_code_that_was_rejected_is_no_rule_and_says_why() -> None:
    assert REJECTED.keys() & {rule.code for rule in ALL_RULES} == set()
    assert all(REJECTED.values())


def test_every_rule_is_in_the_list() -> None:
    codes = [rule.code for rules in (FAULTS, RULES, IGNORE_RULES) for rule in rules]
    assert sorted(codes) == sorted(rule.code for rule in ALL_RULES)


def test_findings_come_in_the_order_of_the_files_and_of_their_texts() -> None:
    late, _ = parse("use case:\nuse case:\n", "b.uc")
    early, _ = parse("actor:\n", "a.uc")
    assert [str(each.place) for each in check(link([late, early]), DEFAULTS) if each.code < "SYN005"] == [
        "a.uc:1:1",
        "b.uc:1:1",
        "b.uc:2:1",
    ]


def a_rule() -> None:
    """It finds what is wrong.

    Why that matters.

    Bad:
        # ABC123 here
        use case:
          # ABC123 and here
          level: 3

    Good:
        use case: Sell a ticket

    Source: a book,
    of two lines.
    """


def test_a_page_is_read_from_a_docstring() -> None:
    shown = page(Rule("ABC123", "a-rule", Severity.WARNING, a_rule))  # type: ignore[arg-type]
    bad = "# ABC123 here\nuse case:\n  # ABC123 and here\n  level: 3"
    assert shown == Page(
        "ABC123", "a-rule", Severity.WARNING, "It finds what is wrong.", "Why that matters.",
        bad, "use case: Sell a ticket", "a book, of two lines.",
    )  # fmt: skip
    assert expected(shown) == ("use case:\n  level: 3\n", [("ABC123", 1), ("ABC123", 2)])


def test_a_page_is_shown_with_its_texts_indented() -> None:
    rule: Rule[Any] = Rule("ABC123", "a-rule", Severity.WARNING, a_rule)  # type: ignore[arg-type]
    assert text(page(rule)).split("\n")[:6] == [
        "ABC123 a-rule (warning)",
        "",
        "It finds what is wrong.",
        "",
        "Why that matters.",
        "",
    ]
    assert "Good:\n    use case: Sell a ticket\n" in text(page(rule))
