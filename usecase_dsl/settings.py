"""What a project asks for: inert values, whatever file they were read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

STATUSES = ("draft", "review", "approved", "implemented", "verified", "retired")

# Cockburn's levels of precision, the least rigorous first.
Rigour = Literal["brief", "casual", "dressed"]
RIGOURS: tuple[Rigour, ...] = ("brief", "casual", "dressed")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of something is too much, or too little, for the rules that count.

    ``steps_least`` and ``steps_most`` are those of a main flow, ``extension_steps`` of an extension; ``nesting`` how
    many extensions may stand one in another; ``paths`` the cyclomatic number of a use case; ``scenarios`` all its
    scenarios; ``include_depth`` a chain of includes; ``step_words`` the words of a step; ``same_side`` steps of one
    side in a row; ``actors`` those of a project; ``use_cases`` those of a package.

    Those of a portfolio: ``primary_least`` and ``primary_most`` count primary use cases, ``coverage_least`` and
    ``coverage_most`` say how much of the revenue these cover, in percent; with ``plan_share`` percent a use case is
    worth a plan of its own, with less than ``small_share`` it is small; ``plan_use_cases`` may share a plan;
    ``customer_use_cases`` may stand without groups; ``priority_least`` is frequency × intensity from which one is
    worth optimising for; ``review_days`` may pass between two reviews.
    """

    steps_least: int = 3
    steps_most: int = 9
    extension_steps: int = 7
    nesting: int = 2
    paths: int = 10
    scenarios: int = 100
    include_depth: int = 2
    step_words: int = 25
    same_side: int = 4
    actors: int = 10
    use_cases: int = 15
    primary_least: int = 3
    primary_most: int = 7
    coverage_least: int = 70
    coverage_most: int = 85
    plan_share: int = 20
    plan_use_cases: int = 2
    customer_use_cases: int = 10
    small_share: int = 5
    priority_least: int = 6
    review_days: int = 365


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration of a project.

    ``name`` is its title; ``profile`` how much is demanded of a text: a rigour, or a school; ``strict`` makes warnings
    count and what is left undeclared an error; ``statuses`` are the values of the field ``status``; ``fields`` the
    fields of the project's own; ``required`` fields that each use case has to have beside those that the profile
    demands. ``select``, ``extend_select`` and ``ignore`` hold codes or families of rules, or ``ALL``;
    ``per_file_ignores`` the same for patterns of paths, ``severity`` what rules weigh by code, ``words`` additions to
    word lists (with a ``-`` before it a word is taken out), each as pairs. ``today`` is what a review is due by;
    without it none is.
    """

    name: str = ""
    profile: str = "casual"
    strict: bool = False
    statuses: tuple[str, ...] = STATUSES
    fields: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    limits: Limits = Limits()
    today: date | None = None
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


DEFAULTS = Settings()
