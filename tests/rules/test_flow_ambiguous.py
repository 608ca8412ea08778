"""FLW123: what names two ways, in which words and which languages; an error has no false alarms."""

from __future__ import annotations

import pytest

from tests.marks import findings, underlined


def found(step: str, head: str = "use case: X\nmain flow:\n1. A.\n2. B.\nextensions:\n2a. It rains:\n") -> list[str]:
    return [underlined(each) for each in findings(f"{head}{step}\n") if each.code == "FLW123"]


@pytest.mark.parametrize(
    "line",
    [
        "resume at 2 or end",
        "end in failure or in success",
        "end in failure or success",
        "resume at 1 or 2",
        "use case continues at step 2 or ends",
        "The use case ends or continues at step 2",
        "go to step 1 or the use case fails",
    ],
)
@pytest.mark.parametrize(
    "number", ["1. ", "1. System waits.\n", "1. System waits.\n2. ", "1. System waits, and ", "1. It is wet. "]
)
def test_two_ways(line: str, number: str) -> None:
    assert found(f"{number}{line}") == [line]


@pytest.mark.parametrize(
    "step",
    [
        "1. Customer names the end or the beginning.",
        "1. System shows success or failure.",
        "1. Customer returns to step 2 or calls somebody.",
        "1. If it is dry the use case continues at step 2, otherwise it ends.",
        "1. Customer chooses to go on or end.",
        "1. System shows 1 or 2.",
        "1. Customer asks for step 2 or the end of it.",
        "1. System ends the call or fails.",
        "resume at 2",
        "end in failure",
    ],
)
def test_no_two_ways(step: str) -> None:
    assert found(step) == []


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("# language: pt\ncaso de uso: X\nfluxo principal:\n", "volta ao passo 1 ou termina com falha"),
        ("# language: de\nanwendungsfall: X\nhauptablauf:\n", "weiter bei Schritt 1 oder Ende"),
    ],
)
def test_in_other_languages(head: str, line: str) -> None:
    assert found(f"1. {line}.", head) == [line]


def test_nothing_else_is_said_of_that_line() -> None:
    text = "use case: X\nmain flow:\n1. A.\n2. B.\nextensions:\n2a. It rains:\n1. System waits.\nresume at 2 or end\n"
    codes = {each.code for each in findings(text)}
    assert "FLW123" in codes and not codes & {"SYN015", "FLW120"}


def test_above_the_first_step_too() -> None:
    assert found("resume at 2 or end") == ["resume at 2 or end"]
