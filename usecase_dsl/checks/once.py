"""What is found once in a model for all rules that look at it."""

from __future__ import annotations

from dataclasses import dataclass

from usecase_dsl.model.tables import Model


@dataclass(frozen=True, slots=True)
class Same:
    """A model as the key of a cache: the same as another only if it is that one. Comparing models takes long, and one
    can't be hashed."""

    model: Model

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.model is self.model

    def __hash__(self) -> int:
        return id(self.model)
