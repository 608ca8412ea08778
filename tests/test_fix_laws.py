"""A law of fixes: what is left hasn't the finding any more and, after a safe fix, no error that wasn't there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.checks import check
from usecase_dsl.checks.fixes import edited
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.model import link
from usecase_dsl.settings import Settings
from usecase_dsl.syntax import parse

EXAMPLES = Path(__file__).parents[1] / "examples"
TEXTS = [
    (EXAMPLES / name).read_text(encoding="utf-8") for name in ("atm/atm.uc", "clinic/records.uc", "imported/plots.uc")
]
SETTINGS = Settings(profile="dressed", strict=False)


def found(text: str) -> tuple[Diagnostic, ...]:
    document, faults = parse(text, settings=SETTINGS)
    return check(link([document]), SETTINGS, faults)


def kinds(findings: tuple[Diagnostic, ...]) -> Counter[tuple[str, str]]:
    return Counter((each.code, each.message) for each in findings)


def errors(findings: tuple[Diagnostic, ...]) -> int:
    return sum(each.severity is Severity.ERROR for each in findings)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """An example with a few lines taken out, told twice, moved, or with a slip of the pen in them."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at, to = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(["drop", "twice", "move", "number", "letter", "word"])):
            case "drop":
                lines[at] = ""
            case "twice":
                lines.insert(to, lines[at])
            case "move":
                lines.insert(to, lines.pop(at))
            case "number":
                lines[at] = "".join(str((int(c) + 1) % 10) if c in "0123456789" else c for c in lines[at])
            case "letter":
                lines[at] = lines[at].replace("e", "ee", 1)
            case "word":
                lines[at] = f"{lines[at]} {draw(st.sampled_from(['if possible', 'will be done', 'etc.', '?', '[E9]']))}"
    return "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(spoilt())
def test_a_fix_takes_its_finding_away_and_does_no_harm(text: str) -> None:
    before = found(text)
    for each in before:
        if each.fix:
            after = found(edited(each.place.source.text, each.fix.edits))
            key = (each.code, each.message)
            assert kinds(after)[key] < kinds(before)[key], (key, each.fix, text)
            # What was a slip of the pen may be wrong in other ways, which nobody could see before.
            assert errors(after) <= errors(before) or not each.fix.safe, (key, each.fix, text)
