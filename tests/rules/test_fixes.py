"""What fixes do: the text that they make can be read, and what they are for is no longer found in it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from usecase_dsl.checks import ALL_RULES, check
from usecase_dsl.checks.fixes import edited
from usecase_dsl.checks.manual import expected, page
from usecase_dsl.diagnostic import Diagnostic, Fix, Severity
from usecase_dsl.model import link
from usecase_dsl.rule import Rule
from usecase_dsl.syntax import parse


def found_in(text: str) -> tuple[Diagnostic, ...]:
    document, faults = parse(text)
    return check(link([document]), faults=faults)


def fixes_of(rule: Rule[Any]) -> list[Fix]:
    """The fixes of what the rule finds in the bad text of its own page."""
    written, _ = expected(page(rule))
    return [each.fix for each in found_in(written) if each.code == rule.code and each.fix]


WITH_FIXES = [rule for rule in ALL_RULES if fixes_of(rule)]

each_with_fixes = pytest.mark.parametrize("rule", WITH_FIXES, ids=lambda rule: rule.code)


@each_with_fixes
def test_after_a_fix_what_it_is_for_is_no_longer_found(rule: Rule[Any]) -> None:
    text, _ = expected(page(rule))
    before = Counter(each.code for each in found_in(text))
    for fix in fixes_of(rule):
        after = found_in(edited(text, fix.edits))
        assert Counter(each.code for each in after)[rule.code] < before[rule.code], fix


@each_with_fixes
def test_a_fix_makes_no_error(rule: Rule[Any]) -> None:
    text, _ = expected(page(rule))
    for fix in fixes_of(rule):
        assert errors(found_in(edited(text, fix.edits))) <= errors(found_in(text)), fix


@each_with_fixes
def test_edits_are_within_the_text_in_order_and_apart(rule: Rule[Any]) -> None:
    text, _ = expected(page(rule))
    for fix in fixes_of(rule):
        assert fix.what and fix.edits
        assert all(0 <= edit.span.start <= edit.span.end <= len(text) for edit in fix.edits)
        assert all(one.span.end <= other.span.start for one, other in pairwise(fix.edits))


def errors(found: tuple[Diagnostic, ...]) -> Counter[str]:
    return Counter(each.code for each in found if each.severity is Severity.ERROR)


# ---- what single fixes make of a text


def fixed(text: str, code: str) -> str:
    """A text after the first fix of a rule."""
    return edited(text, next(each.fix.edits for each in found_in(text) if each.code == code and each.fix))


def safe(text: str, code: str) -> list[bool]:
    return [each.fix.safe for each in found_in(text) if each.code == code and each.fix]


HEAD = "use case: Sell a ticket\n  main success scenario:\n    1. Customer pays the fare.\n    2. System prints.\n"


@pytest.mark.parametrize(
    ("code", "below", "after"),
    [
        (
            "FLW120",
            "  extensions:\n    1a. It rains:\n      1. System waits. The use case resumes at step 2.\n",
            "  extensions:\n    1a. It rains:\n      1. System waits.\n      the use case resumes at step 2\n",
        ),
        (
            "FLW122",
            "  extensions:\n    1a. It rains:\n      resume at 2\n      1. System waits.\n         => It is dry.\n",
            "  extensions:\n    1a. It rains:\n      1. System waits.\n         => It is dry.\n      resume at 2\n",
        ),
        (
            "FLW103",
            "  extensions:\n    1a. It rains:\n      end\n    1a. It snows:\n      end in failure\n",
            "  extensions:\n    1a. It rains:\n      end\n    1b. It snows:\n      end in failure\n",
        ),
        (
            "FLW121",
            "  extensions:\n    1a. It rains:\n      1. A.\n      2. B.\n      3. C.\n      resume at 3\n",
            "  extensions:\n    1a. It rains:\n      1. A.\n      2. B.\n      3. C.\n      resume at 1a3\n",
        ),
        (
            "FLW104",
            "  extensions:\n    1a. It rains:\n      end\n    1c. It snows:\n      1. It waits.\n      resume at 1c1\n",
            "  extensions:\n    1a. It rains:\n      end\n    1b. It snows:\n      1. It waits.\n      resume at 1b1\n",
        ),
        (
            "FLW109",
            "  extensions:\n    1a. A:\n      1. B.\n      2. C.\n      3. D.\n      repeat 1-3\n      end\n",
            "  extensions:\n    1a. A:\n      1. B.\n      2. C.\n      3. D.\n      repeat 1a1-1a3\n      end\n",
        ),
        ("FLW110", "    repeat 1-1 until paid\n", "    repeat 1 until paid\n"),
        ("FLW109", "    repeat 2-1 until paid\n", "    repeat 1-2 until paid\n"),
        ("SYN015", "  extensions:\n    1a: It rains:\n      end\n", "  extensions:\n    1a. It rains:\n      end\n"),
        ("SYN015", "  extensions:\n    1a. It rains: end\n", "  extensions:\n    1a. It rains:\n      end\n"),
        ("SYN015", "    3. end in sucess\n", "    end in success\n"),
        ("SYN015", "    3. end in success\n", "    end in success\n"),
        ("SYN008", "  extenions:\n    1a. It rains:\n      end\n", "  extensions:\n    1a. It rains:\n      end\n"),
    ],
)
def test_a_fix_below_the_main_flow(code: str, below: str, after: str) -> None:
    assert fixed(HEAD + below, code) == HEAD + after


def test_a_declaration_for_a_field_is_no_doubt_the_field() -> None:
    text = "use case: Sell a ticket\n  actor: Customer\n  main success scenario:\n    1. Customer pays.\n"
    assert fixed(text, "SYN020") == text.replace("actor", "primary actors")
    assert safe(text, "SYN020") == [True]


def test_a_language_that_stands_too_low_goes_to_the_top() -> None:
    text = "use case: Sell a ticket\n# language: pt\nfluxo principal:\n"
    assert fixed(text, "SYN021") == "# language: pt\nuse case: Sell a ticket\nfluxo principal:\n"


def test_where_it_is_read_as_meant_a_fix_is_safe() -> None:
    assert safe(HEAD + "  extensions:\n    1a: It rains:\n      end\n", "SYN015") == [True]
    assert safe(HEAD + "    1.1. System rests.\n", "SYN015") == [False]
    assert safe(HEAD + "  extensions:\n    1a. It rains:\n      resme at 2\n", "SYN015") == [False]


def test_an_end_without_its_outcome_is_no_better_on_a_line_of_its_own() -> None:
    assert safe(HEAD + "  extensions:\n    1a. It rains:\n      1. System waits. Use case ends.\n", "FLW120") == []


def test_a_flow_that_nowhere_tells_its_end_has_no_fix() -> None:
    assert safe(HEAD + "  extensions:\n    1a. It rains:\n      1. System waits, and all is well.\n", "FLW120") == []


def test_a_label_that_others_are_made_of_stays() -> None:
    text = HEAD + "  extensions:\n    1,1a. It rains:\n      1. System waits.\n      resume at 1,1a1\n"
    assert [each.fix for each in found_in(text) if each.code == "FLW110"] == [None]
