"""The library: which use cases to bring to a call with a customer, ranked, and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from usecase_dsl.portfolio.customer import MOST_PRIORITY, CustomerUseCase, Named, priority
from usecase_dsl.portfolio.market import Market, Persona, Plan, Segment, called
from usecase_dsl.portfolio.words import people, percent
from usecase_dsl.syntax.names import key, near

T = TypeVar("T", Persona, Plan)

# So many letters of a word stand for it.
_A_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of the customer: ``""`` and ``None`` for what isn't. ``size`` is how many people work there."""

    industry: str = ""
    size: int | None = None
    persona: str = ""
    segment: str = ""
    plan: str = ""

    @property
    def is_empty(self) -> bool:
        return self.size is None and not (self.industry or self.persona or self.segment or self.plan)

    def without(self, kinds: Collection[str]) -> Wanted:
        """The same, but for what is asked of these kinds: ``industry``, ``persona``, ``segment``, ``plan``."""
        return replace(self, **dict.fromkeys(kinds, ""))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a use case fits a customer: what fits, what speaks against it, what it doesn't say, and what else makes
    it worth bringing up."""

    of: CustomerUseCase
    fits: tuple[str, ...]
    against: tuple[str, ...]
    unsaid: tuple[str, ...]
    worth: tuple[str, ...]


def find(customers: Iterable[CustomerUseCase], market: Market, wanted: Wanted) -> tuple[Fit, ...]:
    """Those that fit in at least one point, or all where nothing is known of the customer.

    First come those that fit in most points, and against which least speaks; among these the ones with the higher
    priority, primary ones, ones with evidence, those with the larger share of the revenue, and then as in the texts.
    """
    found = (fit_of(each, market, wanted) for each in customers)
    return tuple(sorted((fit for fit in found if fit.fits or wanted.is_empty), key=_rank))


def fit_of(of: CustomerUseCase, market: Market, wanted: Wanted) -> Fit:
    """How well one use case fits."""
    points = (*_in_best_segment(market.segments_of(of), wanted), *_named(of, market, wanted))
    return Fit(
        of,
        tuple(text for verdict, text in points if verdict == "fits"),
        tuple(text for verdict, text in points if verdict == "against"),
        tuple(text for verdict, text in points if verdict == "unsaid"),
        tuple(_worth(of)),
    )


def unknown(market: Market, wanted: Wanted) -> Mapping[str, str]:
    """What is asked for that nobody declares: by its kind what is wrong, with what may be meant."""
    known = {
        "industry": (wanted.industry, sorted({name for each in market.segments.values() for name in each.industries})),
        "persona": (wanted.persona, [each.name for each in market.personas.values()]),
        "segment": (wanted.segment, [each.name for each in market.segments.values()]),
        "plan": (wanted.plan, [each.name for each in market.plans.values()]),
    }
    return {
        kind: _no_such(kind, text, names)
        for kind, (text, names) in known.items()
        if text and not any(is_like(text, name) for name in names)
    }


def is_like(asked: str, name: str) -> bool:
    """Whether a name is what was asked for: the same words, or one of them within the other as whole words. What is
    asked for may be the beginning of a word, from four letters on: ``pharma``."""
    one, other = key(asked), key(name)
    return one == other or _holds(one, other) or _holds(other, one, as_beginning=len(one) >= _A_BEGINNING)


def _holds(text: str, words: str, as_beginning: bool = False) -> bool:
    end = "" if as_beginning else r"(?!\w)"
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}{end}", text) is not None


def _no_such(kind: str, asked: str, names: Sequence[str]) -> str:
    meant = near(asked, names)
    if meant:
        return f"no {kind} is called ‘{asked}’; did you mean ‘{meant}’?"
    return f"no {kind} is called ‘{asked}’; there are {', '.join(names)}" if names else f"no {kind} is declared"


_Point = tuple[str, str]


def _in_best_segment(segments: Sequence[Segment], wanted: Wanted) -> tuple[_Point, ...]:
    """One company is in one segment, so that industry, size and segment are held against the one that fits best."""
    held = (tuple(_in_segment(segment, wanted)) for segment in segments or (None,))
    return max(held, key=lambda points: (_count(points, "fits"), -_count(points, "against")))


def _count(points: Iterable[_Point], verdict: str) -> int:
    return sum(each == verdict for each, _ in points)


def _in_segment(of: Segment | None, wanted: Wanted) -> Iterator[_Point]:
    """What a segment says to each thing that is wanted of it."""
    name = of.name if of else ""
    if wanted.segment:
        yield _point("segment", bool(of), is_like(wanted.segment, name), f"it is for {name}")
    if wanted.industry:
        industries = of.industries if of else ()
        fits = any(is_like(wanted.industry, each) for each in industries)
        yield _point("industry", bool(industries), fits, f"{name} is in {', '.join(industries)}")
    if wanted.size is not None:
        size = of.company_size if of else None
        words = f"{name} has {people(size)}" if size else ""
        yield _point("company size", size is not None, size is not None and size.holds(wanted.size), words)


def _named(of: CustomerUseCase, market: Market, wanted: Wanted) -> Iterator[_Point]:
    """What a use case says to the persona and the plan that are wanted."""
    personas = [_called(name, market.personas) for name in of.personas]
    plans = [_called(name, market.plans) for name in of.plans]
    for kind, verb, asked, names in (
        ("persona", "is for", wanted.persona, personas),
        ("plan", "belongs to", wanted.plan, plans),
    ):
        if asked:
            fitting = [name for name in names if is_like(asked, name)]
            yield _point(kind, bool(names), bool(fitting), f"it {verb} {', '.join(fitting or names)}")


def _called(name: Named, table: Mapping[str, T]) -> str:
    """What a persona or a plan is called where it is declared, which may be otherwise than where it is named."""
    found = called(name, table)
    return found.name if found else name.text


def _point(kind: str, is_said: bool, fits: bool, words: str) -> _Point:
    if not is_said:
        return "unsaid", kind
    return ("fits" if fits else "against"), words


def _worth(of: CustomerUseCase) -> Iterator[str]:
    if weight := priority(of):
        yield f"priority {weight} of {MOST_PRIORITY}"
    if of.importance:
        yield of.importance
    if of.evidence:
        yield "there is evidence"
    if of.revenue_share is not None:
        yield f"{percent(of.revenue_share)} of the revenue"


def _rank(fit: Fit) -> tuple[object, ...]:
    of = fit.of
    return (
        -len(fit.fits),
        len(fit.against),
        -(priority(of) or 0),
        of.importance != "primary",
        not of.evidence,
        -(of.revenue_share or 0),
    )
