"""What charts are made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from usecase_dsl.portfolio.advice import Verdict

PartKind = Literal["primary", "secondary", "other"]


@dataclass(frozen=True, slots=True)
class Dot:
    """A use case by how often its problem comes up and how much it hurts.

    ``frequency`` is 1 (quarterly) to 5 (hourly), ``intensity`` 1 (low) to 3 (high), as priorities count them. ``share``
    is its percentage of the revenue, if known. ``address`` is where its mark leads to; None for no link.
    """

    id: str
    title: str
    frequency: int
    intensity: int
    verdict: Verdict = "open"
    share: Decimal | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of bars: a name, and a value for each series of the chart, None where it isn't known.

    ``title`` is what a tooltip says besides the name.
    """

    name: str
    values: tuple[Decimal | None, ...]
    title: str = ""
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What a use case brings of the revenue, in percent; ``kind`` says how important it is, ``other`` that it doesn't
    say."""

    id: str
    title: str
    value: Decimal
    kind: PartKind
    address: str | None = None
