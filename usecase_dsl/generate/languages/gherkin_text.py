"""Gherkin made of any words that people write: keywords of a language, steps, tables, tags and descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal

from gherkin.dialect import Dialect

from usecase_dsl.generate.languages.python_text import width
from usecase_dsl.plain_text import plain

Kind = Literal["given", "when", "then"]
_ENGLISH = "en"
# What use cases call a language, where Gherkin calls it something else.
_OTHER_NAMES = {"zh": "zh-CN"}
# It can't be made longer by the words after it, so it always is what it says.
_ANY_STEP = "* "


@dataclass(frozen=True, slots=True)
class Words:
    """The keywords of a language. ``steps`` are those of each kind of step, ``and`` among them."""

    language: str
    feature: str
    background: str
    scenario: str
    outline: str
    examples: str
    titles: tuple[str, ...]
    steps: dict[str, tuple[str, ...]]


@cache
def words(language: str) -> Words:
    """The keywords of a language, those of English where Gherkin has none of it."""
    name = _OTHER_NAMES.get(language, language)
    dialect = Dialect.for_name(name)
    if dialect is None:
        return words(_ENGLISH)
    outlines = dialect.scenario_outline_keywords
    in_outline = [
        each for each in dialect.scenario_keywords if any(each.casefold() in of.casefold() for of in outlines)
    ]
    scenario = (in_outline or dialect.scenario_keywords[-1:])[0]
    examples = dialect.examples_keywords
    titles = (*dialect.background_keywords, *dialect.scenario_keywords, *outlines, *examples, *dialect.rule_keywords)
    steps = {
        "given": tuple(dialect.given_keywords),
        "when": tuple(dialect.when_keywords),
        "then": tuple(dialect.then_keywords),
        "and": tuple(dialect.and_keywords),
        "but": tuple(dialect.but_keywords),
    }
    first = (dialect.feature_keywords[0], dialect.background_keywords[0])
    return Words(name, *first, scenario, outlines[0], examples[0], titles, steps)


def step_keyword(of: Words, kind: Kind, previous: Kind | None, text: str) -> str:
    """The keyword that a step begins with, its blank included: no reader may take words of the text for a part of it.

    A step of the same kind as the one before it begins with ``And``.
    """
    wanted = "and" if kind == previous else kind
    fitting = (each for each in _of_one_kind(of, wanted) if _is_read(of, each, text))
    return next(fitting, _ANY_STEP)


def cell(text: str) -> str:
    """The text as a cell of a table has it."""
    return plain(text).replace("\\", "\\\\").replace("|", "\\|")


def cell_for_behave(text: str) -> str:
    """The text as a cell of a table has it for behave, which knows no escape but that of ``|``."""
    text = plain(text)
    return cell(text) if "\\|" in text else text.replace("|", "\\|")


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table of cells, its columns aligned."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    padded = ([each + " " * (most - width(each)) for each, most in zip(row, widths, strict=True)] for row in rows)
    return [f"| {' | '.join(row)} |" for row in padded]


def column(text: str) -> str:
    """The name of a column: ``<`` and ``>`` enclose it where a step refers to it."""
    return plain(text).replace("<", "‹").replace(">", "›")


def tag(*parts: str) -> str:
    """A tag that has these parts with colons between: ``@level:user-goal``; a tag has no blanks."""
    return "@" + ":".join(re.sub(r"[\s@:]+", "-", plain(part)) for part in parts)


def scenario_tag(use_case: str, scenario: str) -> str:
    """The tag of a scenario: ``@UC-01:2a``; ``scenario`` is its name, as ``2a 3a``."""
    return tag(use_case, re.sub(r"[^\w*.-]+", "_", scenario).strip("_"))


def description(of: Words, text: str) -> Iterator[str]:
    """The lines of a description. One that Gherkin would read as its own begins with a hyphen."""
    for line in filter(None, map(plain, text.split("\n"))):
        yield f"- {line}" if _is_own(of, line) else line


def _is_own(of: Words, line: str) -> bool:
    both = (*of.titles, *words(_ENGLISH).titles)
    return line.startswith(("@", "#")) or any(line.startswith(f"{each}:") for each in both)


def _of_one_kind(of: Words, kind: str) -> Iterator[str]:
    """The keywords of a kind, those that no other kind has first."""
    own = [each for each in of.steps[kind] if each != _ANY_STEP]
    others = {each for name, keywords in of.steps.items() if name != kind for each in keywords}
    return chain((each for each in own if each not in others), (each for each in own if each in others))


def _is_read(of: Words, keyword: str, text: str) -> bool:
    """Whether readers find this keyword in the line, both those that look for the longest one in these very letters,
    and behave, which takes the first one, whatever its case."""
    line = keyword + text
    every = list(chain.from_iterable(of.steps.values()))
    longest = max((each for each in every if line.startswith(each)), key=len)
    lower = line.lower()
    first = next(each for each in every if lower.startswith(each.lower()))
    return longest == keyword == first
