"""The manual of the rules: a rule's docstring is its page."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from textwrap import dedent, indent
from typing import Any

from usecase_dsl.diagnostic import Severity
from usecase_dsl.rule import Rule

_PART = re.compile(r"^(Bad|Good|Source):", re.MULTILINE)
_MARKER = re.compile(r"\s*# (?P<code>[A-Z]{3}\d{3})\b")


@dataclass(frozen=True, slots=True)
class Page:
    """What the manual says of a rule. In ``bad`` a comment with a code stands above each line where it is found."""

    code: str
    name: str
    severity: Severity
    summary: str
    explanation: str
    bad: str
    good: str
    source: str


def page(rule: Rule[Any]) -> Page:
    """The page of a rule; what its docstring lacks is empty."""
    head, *parts = _PART.split(inspect.getdoc(rule.find) or "")
    found = {name: dedent(text.strip("\n")) for name, text in zip(parts[::2], parts[1::2], strict=True)}
    summary, _, explanation = head.partition("\n")
    return Page(
        rule.code,
        rule.name,
        rule.severity,
        summary.strip(),
        explanation.strip(),
        found.get("Bad", "").rstrip(),
        found.get("Good", "").rstrip(),
        " ".join(found.get("Source", "").split()),
    )


def text(page: Page) -> str:
    """A page as it is read on a screen."""
    parts = [
        f"{page.code} {page.name} ({page.severity})",
        page.summary,
        page.explanation,
        f"Bad:\n{indent(page.bad, '    ')}",
        f"Good:\n{indent(page.good, '    ')}",
        f"Source: {page.source}",
    ]
    return "\n\n".join(part for part in parts if part)


def expected(page: Page) -> tuple[str, list[tuple[str, int]]]:
    """The bad text without its marks, and what they say: a code, and the number of the line that it is found in."""
    kept: list[str] = []
    marks: list[tuple[str, int]] = []
    for line in page.bad.split("\n"):
        if mark := _MARKER.match(line):
            marks.append((mark["code"], len(kept) + 1))
        else:
            kept.append(line)
    return "\n".join(kept) + "\n", marks
