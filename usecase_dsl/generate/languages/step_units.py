"""Definitions for the steps of features that have none yet."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from usecase_dsl.generate.languages import python_names, step_patterns
from usecase_dsl.generate.languages.gherkin_file import Feature
from usecase_dsl.generate.languages.step_definitions import Definitions
from usecase_dsl.generate.marks import digest
from usecase_dsl.generate.parameters import Parameters

_KINDS = ("given", "when", "then")
# What a function of a step can't be called: what files import, what the tools hand over, and what tests are.
_TAKEN = {*_KINDS, "step", "scenario", "scenarios", "parsers", "pytest", "context", "datatable", "docstring"}
_RESERVED = frozenset(_TAKEN | set(dir(builtins)))


@dataclass
class Need:
    """A step that features have: its text, with ``<x>`` where rows of an outline put their values, its kinds, the
    features that have it, and those rows. ``table`` says that a table always comes with it."""

    text: str
    kinds: dict[str, None] = field(default_factory=dict)
    features: dict[str, None] = field(default_factory=dict)
    rows: list[Mapping[str, str]] = field(default_factory=list)
    table: bool = True
    background: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that the text refers to, in the order of the text."""
        known = {name for row in self.rows for name in row}
        found = (each for each in re.findall("<([^<>]+)>", self.text) if each in known)
        return tuple(dict.fromkeys(found))

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that it has when scenarios run, each once."""
        return tuple(dict.fromkeys(_filled(self.text, row) for row in self.rows)) if self.names else (self.text,)


@dataclass(frozen=True, slots=True)
class StepUnit:
    """A definition to be written: the kinds of step that it is for and either a text or, if there are ``parameters``,
    a pattern for ``parse``. ``need`` is the step that it is made for."""

    name: str
    kinds: tuple[str, ...]
    pattern: str
    parameters: tuple[str, ...]
    need: Need


def needs_of(features: Mapping[str, Feature]) -> list[Need]:
    """The steps of features, each text once; what a background has is another step than what a scenario has."""
    found: dict[tuple[str, bool], Need] = {}
    for path, feature in features.items():
        for step in feature.steps:
            need = found.setdefault((step.text, step.background), Need(step.text, background=step.background))
            need.kinds[step.kind] = need.features[path] = None
            need.rows += step.rows if "<" in step.text else ()
            need.table &= step.table
    return list(found.values())


def missing_units(
    needs: Iterable[Need], there: Definitions, texts: Sequence[tuple[Need, str]], names: set[str], own_text: bool
) -> Iterator[StepUnit]:
    """The definitions that steps lack, which are added to those that are there.

    ``names`` are taken in the file that they go to, and theirs are added. A pattern is for what rows of an outline
    fill in; it has to take nothing that another step says (``texts`` has all there are), or that has a definition of
    its own: tools refuse what is ambiguous. ``own_text``: a definition for one text alone says it as it is, not as a
    pattern for ``parse``.
    """
    for need in needs:
        kinds = [
            kind for kind in _KINDS if kind in need.kinds and not all(there.has(kind, text) for text in need.texts)
        ]
        if kinds and need.names and (pattern := _pattern(need, kinds, there, texts)):
            for kind in kinds:
                there.add(kind, "parse", pattern)
            yield StepUnit(_name(need.text, names), tuple(kinds), pattern, _parameters(need), need)
        for text in need.texts:
            lacking = tuple(kind for kind in _KINDS if kind in need.kinds and not there.has(kind, text))
            if lacking:
                for kind in lacking:
                    there.add(kind, "exact", text)
                pattern = text if own_text else step_patterns.escaped(text)
                yield StepUnit(_name(text, names), lacking, pattern, (), need)


def _pattern(need: Need, kinds: Iterable[str], there: Definitions, others: Iterable[tuple[Need, str]]) -> str | None:
    parameters = dict(zip(need.names, _parameters(need), strict=True))
    pieces = re.split("(<[^<>]+>)", need.text)
    known = (parameters.get(piece[1:-1]) for piece in pieces)
    pattern = "".join(
        f"{{{name}}}" if name else step_patterns.escaped(piece) for name, piece in zip(known, pieces, strict=True)
    )
    if len(set(need.names)) < sum(piece[1:-1] in parameters for piece in pieces):
        return None  # parse would have the two be alike
    matches = step_patterns.by_parse(pattern, case_sensitive=False)
    own = set(need.texts)
    taken = (text for kind in kinds for text in there.texts(kind))
    if any(matches(text) for text in taken) or any(matches(text) for other, text in others if other is not need):
        return None
    return pattern if any(matches(text) for text in own) else None


def _parameters(need: Need) -> tuple[str, ...]:
    names = python_names.parameter_names(Parameters(need.names, ())) if need.names else ()
    return tuple(f"value_{name}" if name in _RESERVED else name for name in names)


def _filled(text: str, row: Mapping[str, str]) -> str:
    for name, value in row.items():
        text = text.replace(f"<{name}>", value)
    return text.strip()


def _name(text: str, names: set[str]) -> str:
    """A name for the function of a step that no other thing in its file has."""
    name = python_names.condition_name(text)
    if name in _RESERVED or name.startswith(("test", "pytest_")):
        name = f"step_{name}"
    if name in names:
        name = f"{name}_{digest([text], 4)}"
    number, unnumbered = 2, name
    while name in names:
        name, number = f"{unnumbered}_{number}", number + 1
    names.add(name)
    return name
