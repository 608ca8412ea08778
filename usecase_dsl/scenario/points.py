"""Use Case Points: how large a system is, by its use cases and actors.

G. Karner, *Metrics for Objectory* (1993).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

ActorWeight = Literal["simple", "average", "complex"]

# The weights of the thirteen technical factors and of the eight of the environment, T1 to T13 and E1 to E8.
TECHNICAL = (2.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0)
ENVIRONMENT = (1.5, 0.5, 1.0, 0.5, 1.0, 2.0, -1.0, -1.0)

_ACTORS: dict[ActorWeight, int] = {"simple": 1, "average": 2, "complex": 3}


def use_case_points(
    transactions: Iterable[int], actors: Iterable[ActorWeight], technical: Sequence[int], environment: Sequence[int]
) -> float:
    """The points of a system: of the transactions in each use case, its actors, and the factors rated from 0 to 5.

    Raises ValueError where the ratings are not as many as the factors.
    """
    unadjusted = sum(map(use_case_weight, transactions)) + sum(_ACTORS[each] for each in actors)
    return unadjusted * technical_factor(technical) * environment_factor(environment)


def use_case_weight(transactions: int) -> int:
    """5 for a simple use case (up to 3 transactions), 10 for an average (up to 7), 15 for a complex one."""
    return 5 if transactions <= 3 else 10 if transactions <= 7 else 15


def technical_factor(ratings: Sequence[int]) -> float:
    """TCF = 0.6 + 0.01 · the weighted sum."""
    return 0.6 + 0.01 * sum(weight * rating for weight, rating in zip(TECHNICAL, ratings, strict=True))


def environment_factor(ratings: Sequence[int]) -> float:
    """ECF = 1.4 - 0.03 · the weighted sum."""
    return 1.4 - 0.03 * sum(weight * rating for weight, rating in zip(ENVIRONMENT, ratings, strict=True))
