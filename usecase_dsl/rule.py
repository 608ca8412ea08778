"""A rule is one value: what it is called, how much it weighs, and the function that finds.

The function's docstring is the manual page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Generic, TypeVar

from usecase_dsl.diagnostic import Diagnostic, Finding, Severity
from usecase_dsl.settings import Rigour, Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A rule over a document or over a model.

    ``rigour`` is the least one at which a warning of it is shown without being asked for. ``at_worst`` is how much a
    finding may weigh, where that is more than ``severity``.
    """

    code: str
    name: str
    severity: Severity
    find: Callable[[T, Settings], Iterable[Finding]]
    rigour: Rigour = "casual"
    at_worst: Severity | None = None


def apply(
    rules: Iterable[Rule[T]], subject: T, settings: Settings, watch: Callable[[str, float], None] | None = None
) -> Iterator[Diagnostic]:
    """What the rules find in a document or a model, rule by rule.

    ``watch`` is called with each rule's code and the seconds that it took.
    """
    weights = dict(settings.severity)
    for rule in rules:
        started = perf_counter()
        found = [_diagnostic(rule, each, weights.get(rule.code)) for each in rule.find(subject, settings)]
        if watch:
            watch(rule.code, perf_counter() - started)
        yield from found


def _diagnostic(rule: Rule[Any], found: Finding, weight: str | None) -> Diagnostic:
    severity = found.severity or rule.severity
    if weight and severity is not Severity.ERROR:
        severity = Severity(weight)
    place, hint = found.place, found.hint
    return Diagnostic(rule.code, rule.name, severity, found.message, place, hint, found.related, found.fix)
