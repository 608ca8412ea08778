"""How much was found, in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from usecase_dsl.diagnostic import Diagnostic, Severity

_WORDS = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.ADVICE: ("piece of advice", "pieces of advice"),
}


def summary(found: Iterable[Diagnostic], files: int) -> str:
    """``2 errors, 1 warning in 3 files``, or ``no findings in 3 files``; ``files`` is how many were looked at.

    How many can be put right by themselves comes after that, if any can.
    """
    findings = [*found]
    counts = Counter(each.severity for each in findings)
    parts = [_count(counts[severity], *words) for severity, words in _WORDS.items() if counts[severity]]
    fixable = sum(each.fix is not None and each.fix.safe for each in findings)
    fixes = f"; --fix puts {fixable} right" if fixable else ""
    return f"{', '.join(parts) or 'no findings'} in {_count(files, 'file', 'files')}{fixes}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
