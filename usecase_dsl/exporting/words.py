"""The words that user stories are told in, by natural language: ``grammar/stories.json`` and Gherkin's keywords."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from usecase_dsl import resources
from usecase_dsl.syntax.vocabulary import canonical, control_line

Kind = Literal["given", "when", "then"]

_ENGLISH = "en"
# What use cases call a language, where Gherkin calls it something else.
_OTHER_NAMES = {"zh": "zh-CN"}
# It stands for any keyword, and so says nothing.
_ANY_STEP = "* "


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one language, or those of English where nobody has written its own."""

    language: str
    table: Mapping[str, Any]

    def text(self, name: str, **places: str) -> str:
        """A text with its places filled in; ``""`` where the language has none of this name."""
        return str(self.table.get(name, "")).format(**places)

    def pattern(self, name: str) -> re.Pattern[str] | None:
        """A pattern of the language; ``None`` where it has none of this name."""
        return re.compile(self.table[name]) if name in self.table else None

    @property
    def stop(self) -> str:
        """What a sentence ends with."""
        return str(self.table.get("stop", "."))

    @property
    def alternative(self) -> str:
        """What stands between two of which either will do."""
        return canonical(self.language, "phrases", "or")

    @property
    def negation(self) -> str:
        return canonical(self.language, "phrases", "not")

    @property
    def main_scenario(self) -> str:
        """What the main success scenario is called, as a title."""
        name = canonical(self.language, "flows", "main success scenario")
        return name[:1].upper() + name[1:]

    def part(self, first: str, last: str) -> str:
        """A part of the main success scenario, by the labels of its first and last step."""
        return self.text("one", span=first) if first == last else self.text("part", span=f"{first}–{last}")

    def end(self, outcome: str) -> str:
        """That a use case ends in ``success`` or in ``failure``."""
        return self.text(outcome) or control_line(self.language, f"end in {outcome}")

    def step(self, kind: Kind, again: bool) -> str:
        """The keyword of a step, ``And`` if the one before it is of the same kind."""
        name = "and" if again else kind
        own = self.table.get("steps", {}).get(name)
        return str(own or _keyword(self.language, name)).strip()


@cache
def words(language: str) -> Words:
    """The words of a language."""
    table = json.loads(resources.read_text("grammar/stories.json"))
    known = language if language in table else _ENGLISH
    return Words(known, table[known])


@cache
def _keyword(language: str, kind: str) -> str:
    """The first of Gherkin's keywords of a kind."""
    from gherkin.dialect import Dialect

    dialect = Dialect.for_name(_OTHER_NAMES.get(language, language)) or Dialect.for_name(_ENGLISH)
    if dialect is None:
        raise LookupError("Gherkin has no English keywords")
    keywords: list[str] = getattr(dialect, f"{kind}_keywords")
    return next(each for each in keywords if each != _ANY_STEP)
