"""What is found in a text, as data. How it is worded on a screen or in a report is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from usecase_dsl.source import Place, Span


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
class Edit:
    """A stretch of a text, and what stands there instead; an empty stretch is where something is put in."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """How a finding is put right in its own text: edits that don't overlap, in the order of the text.

    It is ``safe`` where what the text means to a reader stays the same, or was never in doubt. ``what`` says what is
    done.
    """

    what: str
    edits: tuple[Edit, ...]
    safe: bool = True


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
    fix: Fix | None = None


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
    fix: Fix | None = None
