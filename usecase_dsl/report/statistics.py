"""How often each rule found something, and what each costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from usecase_dsl.diagnostic import Diagnostic

# Seconds.
_WORTH_A_LINE = 0.001


def lines(found: Sequence[Diagnostic], seconds_by_code: Mapping[str, float] | None = None) -> Iterator[str]:
    """A table with a line for each rule that found something, the one with the most findings first.

    ``seconds_by_code`` is how long rules took. It adds a column, and a line for each that found nothing and took a
    millisecond or more. ``fixable`` counts safe fixes. Nothing found and nothing measured is no line.
    """
    counts = Counter(each.code for each in found)
    fixable = Counter(each.code for each in found if each.fix and each.fix.safe)
    seconds = seconds_by_code or {}
    names = _names(found, seconds)
    costly = (code for code, spent in seconds.items() if spent >= _WORTH_A_LINE)
    codes = sorted({*counts, *costly}, key=lambda code: (-counts[code], code))
    if codes:
        yield _row("found", "fixable", "ms" if seconds else "", "rule")
    for code in codes:
        spent = f"{1000 * seconds.get(code, 0.0):.1f}" if seconds else ""
        yield _row(str(counts[code]), str(fixable[code]), spent, f"{code} {names[code]}".rstrip())


def _row(count: str, fixable: str, spent: str, rule: str) -> str:
    return f"{count:>5}  {fixable:>7}  {f'{spent:>8}  ' if spent else ''}{rule}"


def _names(found: Sequence[Diagnostic], seconds: Mapping[str, float]) -> Mapping[str, str]:
    names = {each.code: each.name for each in found}
    if seconds.keys() <= names.keys():
        return names
    from usecase_dsl.checks import ALL_RULES  # The command line starts without the rules.

    return {**dict.fromkeys(seconds, ""), **{rule.code: rule.name for rule in ALL_RULES}, **names}
