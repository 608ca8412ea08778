"""What is found in a text, as data. How it is worded on a screen or in a report is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from usecase_dsl.source import Place


class Severity(StrEnum):
    """How much a finding weighs: an error can't be silenced, advice is off unless asked for."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, such as where a name was first declared."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: the flaw in ``message``, the remedy in ``hint``.

    ``severity`` is given only where it differs from the rule's own.
    """

    place: Place
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding with the rule that it comes from."""

    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    related: tuple[Related, ...] = ()
