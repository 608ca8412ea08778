"""A use case that is broken on purpose: each kind of fault in it is found, on its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from usecase_dsl.checks import check
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.model import link
from usecase_dsl.settings import DEFAULTS
from usecase_dsl.syntax import parse

TEXT = (Path(__file__).parents[1] / "bad" / "broken.uc").read_text(encoding="utf-8")


def found(profile: str = "casual") -> tuple[Diagnostic, ...]:
    settings = replace(DEFAULTS, profile=profile)
    document, faults = parse(TEXT, "broken.uc", settings)
    return check(link([document]), settings, faults)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param("use case UC-001: The", "TPL401", id="an empty title"),
        pytest.param("  primary actor: Night Porter", "ACT315", id="a primary actor who never acts"),
        pytest.param("    1. It is checked whether the code is correct.", "TPL404", id="a precondition checked again"),
        pytest.param("    1. It is checked whether the code is correct.", "TXT501", id="the passive voice"),
        pytest.param("    1. It is checked whether the code is correct.", "TXT513", id="checks whether"),
        pytest.param(
            "    2. If the code is wrong then the message is shown, else go to 7.", "FLW134", id="a condition"
        ),
        pytest.param("    3. Clicked", "ACT307", id="a step without a subject"),
        pytest.param("    3. Clicked", "TXT503", id="a modal"),
        pytest.param("    3. Clicked", "TXT506", id="a vague adverb"),
        pytest.param("    3. Clicked", "TXT509", id="etc."),
        pytest.param("    3. Clicked", "TXT514", id="a word of the user interface"),
        pytest.param("    99a. sometimes:\n      7.", "FLW109", id="a step that doesn't exist"),
        pytest.param("    99a. sometimes:\n      1.", "FLW109", id="the same again"),
        pytest.param("      7. System looks.", "FLW102", id="two steps with one label"),
        pytest.param("      resume at 42", "FLW121", id="resuming at no step"),
        pytest.param("    99a. sometimes:\n      1.", "FLW103", id="two flows with one label"),
        pytest.param("      1. The use case continues at step 2 or ends.", "FLW123", id="an ambiguous end"),
        pytest.param("      end\n", "FLW120", id="an end without an outcome"),
        pytest.param("      2. System does more after the end.", "FLW122", id="steps after an end"),
        pytest.param("      resume at 1\n", "SYN016", id="a second end"),
        pytest.param("      resume at 3\n", "FLW127", id="a way back without a limit"),
        pytest.param("rule BR-001: x", "TRC701", id="a rule that nobody refers to"),
    ],
)
def test_each_fault_is_found_where_it_is(line: str, code: str) -> None:
    number = TEXT[: TEXT.index(line)].count("\n") + 1
    assert (number, code) in [(each.place.start.line, each.code) for each in found()]


def test_these_are_all_errors() -> None:
    errors = [(each.place.start.line, each.code) for each in found() if each.severity is Severity.ERROR]
    assert errors == [
        (18, "FLW109"),
        (20, "FLW102"),
        (21, "FLW121"),
        (22, "FLW109"),
        (22, "FLW103"),
        (23, "FLW123"),
        (27, "FLW122"),
    ]


def test_a_fully_dressed_use_case_has_to_say_how_each_flow_ends() -> None:
    errors = [each.code for each in found("dressed") if each.severity is Severity.ERROR]
    assert "FLW120" in errors and "FLW120" not in [each.code for each in found() if each.severity is Severity.ERROR]
