"""The labels of steps and flows: what their parts are, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from usecase_dsl.syntax.scripts import TO, in_plain_signs

_STEP = re.compile(r"(?P<flow>.*?)\.?(?P<number>\d+)")
_FLOW = re.compile(
    r"(?:(?P<parent>.*[^\W\d_]\d*)\.|(?P<inner>.*[^\W\d_]))?(?P<steps>\*|\d[\d,-]*)(?P<letters>الف|[^\W\d_]{1,2})"
)
_BEFORE_OR_WITHIN = re.compile(r"^(?:[-*•–]\s+|[・･])\(?|^\(|\s")
_RANGE_MARK = re.compile(TO)
_CODE = re.compile(r"[^\W\d_]{1,2}\d{1,4}")


class FlowLabel(NamedTuple):
    """The parts of a flow's label: the flow it leaves (``""``: the main flow), where, and its letters.

    ``steps`` holds pairs of numbers, first and last; it is empty for ``*``. A code such as ``E1`` has no parts.
    """

    parent: str
    any_time: bool
    steps: tuple[tuple[int, int], ...]
    letters: str


class StepLabel(NamedTuple):
    """The parts of a step's label: its flow (``""``: the main flow, or not said) and its number."""

    flow: str
    number: int


@lru_cache(maxsize=4096)
def canonical(written: str) -> str:
    """A label as it is referred to: ``3A.1`` is ``3a1``, ``3–5a)`` is ``3-5a``, ``e1.`` is ``E1``; ``+`` stays."""
    label = _BEFORE_OR_WITHIN.sub("", in_plain_signs(written)).rstrip(".):,-‐–—")
    label = re.sub(r"[‐–—]", "-", label)
    if not label or label == "+":
        return label
    head, dot, tail = label.partition(".")
    if _CODE.fullmatch(head):
        return head.upper() + dot + _plain(tail)
    return _plain(label)


def _plain(label: str) -> str:
    parts = re.sub(r"\.", "", label).lower()
    return re.sub(r"\d+", lambda number: str(int(number[0][:6])) if len(number[0]) < 7 else number[0], parts)


def is_code(label: str) -> bool:
    """Whether a flow is called by a code such as ``E1``, not by where it leaves."""
    return _CODE.fullmatch(label) is not None


@lru_cache(maxsize=4096)
def flow_label(label: str) -> FlowLabel | None:
    """The parts of a canonical flow label; ``None`` for a code and for what is no flow's label."""
    match = _FLOW.fullmatch(label)
    if not match or is_code(label):
        return None
    steps = () if match["steps"] == "*" else tuple(_pair(part) for part in match["steps"].split(","))
    return FlowLabel(match["parent"] or match["inner"] or "", match["steps"] == "*", steps, match["letters"])


@lru_cache(maxsize=4096)
def step_label(label: str) -> StepLabel | None:
    """The parts of a canonical step label; ``None`` for what is no step's label."""
    match = _STEP.fullmatch(label)
    if not match or is_code(label) or len(match["number"]) > 6:
        return None
    return StepLabel(match["flow"], int(match["number"]))


def full_step_label(flow: str, number: int | str) -> str:
    """The full label of a step: ``3a`` and 1 make ``3a1``, ``E1`` and 1 make ``E1.1``."""
    return f"{flow}.{number}" if is_code(flow) else f"{flow}{number}"


def step_numbers(written: Sequence[str]) -> Iterator[str]:
    """The numbers of a flow's steps, by their labels as written; one yet to be numbered has ``2+`` before a numbered
    one, else the next number."""
    parts = [step_label(label) for label in written]
    last_written = max((index for index, label in enumerate(parts) if label), default=-1)
    highest = max((label.number for label in parts if label), default=0)
    number = "0"
    for index, label in enumerate(parts):
        if index > last_written:
            highest += 1
            number = str(highest)
        else:
            number = str(label.number) if label else f"{number}+"
        yield number


def range_ends(written: str) -> tuple[str, str]:
    """The first and last step label of a range as written: ``3-5``, ``3a1 - 3a3``, or one label alone."""
    text = canonical(written)
    for match in _RANGE_MARK.finditer(written):
        first, last = canonical(written[: match.start()]), canonical(written[match.end() :])
        if step_label(first) and step_label(last) and _same_flow(first, last):
            return first, last
    return text, text


def _same_flow(first: str, last: str) -> bool:
    a, b = step_label(first), step_label(last)
    return a is not None and b is not None and a.flow == b.flow


def _pair(part: str) -> tuple[int, int]:
    first, _, last = part.partition("-")
    return int(first), int(last or first)
