"""Which scenarios to take first: those that show most of what matters most."""

from __future__ import annotations

import heapq
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from usecase_dsl import resources
from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario.criteria import requirements
from usecase_dsl.scenario.criteria.suites import digraph
from usecase_dsl.scenario.types import Graph, Scenario
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.vocabulary import value_spellings

# What a use case weighs whose text doesn't say how important or how frequent it is, or in words that nobody knows.
NEUTRAL = 3


@dataclass(frozen=True, slots=True)
class Budget:
    """Scenarios in the order in which to take them, and how much of the ``total`` weight of branches they ``cover``."""

    scenarios: tuple[Scenario, ...]
    covered: int
    total: int


def budget(
    candidates: Sequence[Scenario], graphs: Mapping[str, Graph], use_cases: Sequence[UseCase], number: int
) -> Budget:
    """So many of the candidates that together take most branches, each weighed as its use case; ties as in the list.

    Always the next best is taken. That covers at least 1 - 1/e of the most that so many can (Nemhauser, Wolsey and
    Fisher 1978). Gains only shrink, so that a candidate is looked at again when it comes first, and not before.
    """
    weights = {each.key: weight(each) for each in use_cases}
    covered: set[tuple[str, int]] = set()
    heap = [(-weights[each.use_case] * len(set(each.path)), index) for index, each in enumerate(candidates)]
    heapq.heapify(heap)
    taken: list[Scenario] = []
    while heap and len(taken) < number:
        _, index = heapq.heappop(heap)
        each = candidates[index]
        gain = weights[each.use_case] * sum((each.use_case, id) not in covered for id in set(each.path))
        if heap and (-gain, index) > heap[0]:
            heapq.heappush(heap, (-gain, index))
            continue
        taken.append(each)
        covered |= {(each.use_case, id) for id in each.path}
    total = sum(weights[each.key] * len(requirements.edges(digraph(graphs[each.key]))) for each in use_cases)
    return Budget(tuple(taken), sum(weights[use_case] for use_case, _ in covered), total)


def weight(use_case: UseCase) -> int:
    """How much a use case matters: its priority times its frequency, each from 1 to 5, and 3 where nobody says."""
    fields = {each.keyword: " ".join(item.value for item in each.items) for each in use_case.fields}
    language = use_case.document.language
    return _degree("priority", fields.get("priority", ""), language) * _degree(
        "frequency", fields.get("frequency", ""), language
    )


def _degree(field: str, text: str, language: str) -> int:
    """The degree of the first word in the text that names one."""
    degrees = degrees_of(field, language)
    found = _words(tuple(degrees)).search(key(text))
    return degrees[found.group()] if found else NEUTRAL


@cache
def degrees_of(field: str, language: str) -> Mapping[str, int]:
    """The degrees, from 1 to 5, of a ``priority`` or a ``frequency`` by the keys of the words for them: the language's
    own values, then the English words."""
    data: Any = json.loads(resources.read_text("grammar/risk.json"))
    values = data["values"][field]
    own = {
        key(word): values["weights"][value]
        for value, words in value_spellings(language, values["field"]).items()
        for word in words
    }
    return {key(word): int(degree) for degree, words in data[field].items() for word in words} | own


@cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
