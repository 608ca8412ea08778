"""What the choice among customer use cases goes by, worked out beforehand, so that a page only has to look it up.

It is JSON, with these members:

``words``
    Each sentence that says why, once.
``cases``
    For each use case, in the order of the page, what it says of personas and plans, and what each of its segments says
    of industry, segment and company size: for each option of a field a point, and for the company size the least and
    the most people (null for no end), the point for a company of that size and the point for any other.

A point is the number of its words × 3, and 0 where it fits, 1 where it speaks against the use case, or 2 where nothing
is said of it, and the words are what isn't said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from usecase_dsl.portfolio.customer import CustomerUseCase, Named
from usecase_dsl.portfolio.fit import Fit, Wanted, fit_of
from usecase_dsl.portfolio.market import Market, Segment
from usecase_dsl.syntax.names import key


def choices(market: Market) -> Mapping[str, tuple[str, ...]]:
    """The options of each field of the form. A company size has none: it is any number."""
    industries = (name for segment in market.segments.values() for name in segment.industries)
    named = {key(name): name for name in industries}
    return {
        "industry": tuple(sorted(named.values(), key=key)),
        "size": (),
        "persona": tuple(each.name for each in market.personas.values()),
        "segment": tuple(each.name for each in market.segments.values()),
        "plan": tuple(each.name for each in market.plans.values()),
    }


def library_data(customers: Iterable[CustomerUseCase], market: Market) -> str:
    """All of it, fit to stand in a script of a page."""
    points = _Points(market)
    cases = [points.of_case(each) for each in customers]
    text = json.dumps({"words": list(points.words), "cases": cases}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class _Points:
    """Points of use cases; ``words`` are those that they use, by number.

    Many use cases name the same, and what they name decides alone: what was worked out for one is kept for the others.
    """

    def __init__(self, market: Market) -> None:
        self.words: dict[str, int] = {}
        self._market = market
        self._options = choices(market)
        self._personas: dict[tuple[Named, ...], list[int]] = {}
        self._plans: dict[tuple[Named, ...], list[int]] = {}
        self._segments: dict[Segment | None, dict[str, object]] = {}

    def of_case(self, of: CustomerUseCase) -> dict[str, object]:
        if of.personas not in self._personas:
            self._personas[of.personas] = [self._point(of, Wanted(persona=name)) for name in self._options["persona"]]
        if of.plans not in self._plans:
            self._plans[of.plans] = [self._point(of, Wanted(plan=name)) for name in self._options["plan"]]
        segments = self._market.segments_of(of) or (None,)
        return {
            "persona": self._personas[of.personas],
            "plan": self._plans[of.plans],
            "segments": [self._of_segment(of, each) for each in segments],
        }

    def _of_segment(self, of: CustomerUseCase, segment: Segment | None) -> dict[str, object]:
        if segment not in self._segments:
            self._segments[segment] = self._in_segment(_within(of, segment) if segment else of, segment)
        return self._segments[segment]

    def _in_segment(self, of: CustomerUseCase, segment: Segment | None) -> dict[str, object]:
        """What a use case says to a company of its only segment."""
        return {
            "industry": [self._point(of, Wanted(industry=name)) for name in self._options["industry"]],
            "segment": [self._point(of, Wanted(segment=name)) for name in self._options["segment"]],
            "size": self._size(of, segment),
        }

    def _size(self, of: CustomerUseCase, segment: Segment | None) -> list[int | None]:
        size = segment.company_size if segment else None
        low, high = (size.low, size.high) if size else (0, None)
        outside = low - 1 if low else (high or 0) + 1
        return [low, high, self._point(of, Wanted(size=low)), self._point(of, Wanted(size=outside))]

    def _point(self, of: CustomerUseCase, wanted: Wanted) -> int:
        """The only point that there is to something of which one thing is known."""
        verdict, words = _told(fit_of(of, self._market, wanted))
        return self.words.setdefault(words, len(self.words)) * 3 + verdict


def _within(of: CustomerUseCase, segment: Segment) -> CustomerUseCase:
    """A use case as if it were for one of its segments alone."""
    return replace(of, segments=(Named(segment.name, segment.key),))


def _told(fit: Fit) -> tuple[int, str]:
    verdicts = (fit.fits, fit.against, fit.unsaid)
    ((verdict, words),) = ((number, each) for number, told in enumerate(verdicts) for each in told)
    return verdict, words
