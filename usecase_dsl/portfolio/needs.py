"""What segments need: of the use cases that serve them, and what one needs that another doesn't."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from usecase_dsl.portfolio.customer import CustomerUseCase
from usecase_dsl.portfolio.market import Market
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import FULL_STOPS


@dataclass(frozen=True, slots=True)
class Need:
    """A critical feature or a constraint: the keys of the segments that need it, and of the use cases that say so."""

    text: str
    kind: str
    segments: tuple[str, ...]
    use_cases: tuple[str, ...]


def needs(customers: Iterable[CustomerUseCase], market: Market) -> tuple[Need, ...]:
    """The critical features and constraints of all use cases, each once, in the order of the texts."""
    texts: dict[tuple[str, str], str] = {}
    segments: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    use_cases: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for each in customers:
        here = dict.fromkeys(segment.key for segment in market.segments_of(each))
        for kind, said in (("critical feature", each.critical_features), ("constraint", each.constraints)):
            for text in said:
                need = kind, _same(text)
                texts.setdefault(need, text)
                segments[need] |= here
                use_cases[need][each.key] = None
    return tuple(Need(text, need[0], tuple(segments[need]), tuple(use_cases[need])) for need, text in texts.items())


def own_features(customers: Iterable[CustomerUseCase]) -> Mapping[str, tuple[str, ...]]:
    """By use case, the critical features that no other use case asks for, be it as critical or as nice to have."""
    all_of_them = tuple(customers)
    asked = Counter(
        text for each in all_of_them for text in {_same(text) for text in (*each.critical_features, *each.nice_to_have)}
    )
    return {each.key: tuple(text for text in each.critical_features if asked[_same(text)] == 1) for each in all_of_them}


def _same(text: str) -> str:
    return key(text).rstrip(FULL_STOPS)
