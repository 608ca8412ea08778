"""A rule is one value: what it is called, how much it weighs, and the function that finds.

The function's docstring is the manual page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from usecase_dsl.diagnostic import Diagnostic, Finding, Severity
from usecase_dsl.settings import Rigour, Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A rule over a document or over a model.

    ``rigour`` is the least one at which a warning of it is shown without being asked for.
    """

    code: str
    name: str
    severity: Severity
    find: Callable[[T, Settings], Iterable[Finding]]
    rigour: Rigour = "casual"


def apply(rules: Iterable[Rule[T]], subject: T, settings: Settings) -> Iterator[Diagnostic]:
    """What the rules find in a document or a model, rule by rule."""
    for rule in rules:
        for found in rule.find(subject, settings):
            yield diagnostic(rule, found)


def diagnostic(rule: Rule[Any], found: Finding) -> Diagnostic:
    """A finding as its rule's."""
    severity = found.severity or rule.severity
    return Diagnostic(rule.code, rule.name, severity, found.message, found.place, found.hint, found.related, found.fix)
