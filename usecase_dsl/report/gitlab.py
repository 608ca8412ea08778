"""A Code Quality report for GitLab, which compares it with that of the branch a merge request goes into."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.report.characters import shown
from usecase_dsl.report.fingerprint import fingerprints

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def lines(found: Sequence[Diagnostic]) -> Iterator[str]:
    """One list with an object for each finding."""
    issues = [_issue(each, mark) for each, mark in zip(found, fingerprints(found), strict=True)]
    yield from json.dumps(issues, indent=2).split("\n")


def _issue(each: Diagnostic, fingerprint: str) -> dict[str, Any]:
    hint = f" (hint: {each.hint})" if each.hint else ""
    return {
        "description": shown(f"{each.code} {each.message}{hint}"),
        "check_name": each.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[each.severity],
        "location": {
            "path": each.place.source.name,
            "lines": {"begin": each.place.start.line, "end": each.place.end.line},
        },
    }
