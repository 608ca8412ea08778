"""Test data: the values that a use case's examples and variations give to its scenarios."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario.types import Scenario
from usecase_dsl.source import Place
from usecase_dsl.syntax import labels
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Row as Line
from usecase_dsl.syntax.outcomes import FAILURE, MAIN, SUCCESS, flow_names, meant, said, word
from usecase_dsl.syntax.scripts import FULL_STOPS
from usecase_dsl.syntax.vocabulary import vocabulary

Partition = Literal["valid", "invalid", ""]


@dataclass(frozen=True, slots=True)
class Row:
    """One set of values, in the order of the names; ``name`` is its own among those of its scenario."""

    values: tuple[str, ...]
    partition: Partition
    name: str


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a scenario's test is run with, once for each row; there is one row at least. Names are as written, each
    once."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class UnusedRow:
    """A row of a table that no scenario takes, or a variation, its values between bars. ``reason`` says in words what
    there would have to be."""

    names: tuple[str, ...]
    row: Row
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Parametrised:
    """The parameters of each scenario, in the order of the scenarios; ``None`` where there are none.

    ``doubtful`` are rows that a scenario takes, though another one may be meant.
    """

    parameters: tuple[Parameters | None, ...]
    unused: tuple[UnusedRow, ...]
    doubtful: tuple[UnusedRow, ...] = ()


def parametrised(use_case: UseCase, scenarios: Sequence[Scenario]) -> Parametrised:
    """What a use case's examples and variations give to its scenarios, which should be all that a criterion asks for: a
    choice among them isn't to move a row from one to another.

    A row of ``examples`` is one case, so something has to decide whose it is:

    - A column in which each cell is the label or the condition of one of the use case's flows, ``success``, ``failure``
      or the main success scenario says it: who names the flow has decided. The row goes to the scenario that shows the
      flow best: it ends with that flow and takes the fewest others.
    - A column in which each cell is ``valid`` or ``invalid`` says which equivalence partition the row is of; so does
      one called ``valid`` with ``yes`` and ``no``.
    - Valid values, and ``success``, are those that nothing unusual comes of: their rows go to the main success
      scenario. The others, and ``failure``, go to one scenario that doesn't succeed, the first with the fewest flows;
      where there are several, nobody knows which is meant, and the row is ``doubtful``.
    - A row that says nothing goes to the main success scenario, since nobody said that something is unusual about it.
      Where that isn't among the scenarios, the one that succeeds with the fewest flows stands for it.

    Such a column is no parameter, unless it is all that the table has, or several say ``valid`` and ``invalid``: then
    each of them says so of one input, and a row is valid if all of them are.

    A variation is a parameter of every scenario that does its step. Several sources are combined by each-choice: each
    value occurs once at least, and there are as many rows as the longest source has.
    """
    sources = (*_tables(use_case, scenarios), *_variations(use_case, scenarios))
    cases = [(source.names, case) for source in sources for case in source.cases]
    unused = (UnusedRow(names, case.row, case.reason, case.place) for names, case in cases if not case.takers)
    doubtful = (UnusedRow(names, case.row, case.doubt, case.place) for names, case in cases if case.doubt)
    return Parametrised(
        tuple(_each_choice(sources, index) for index in range(len(scenarios))),
        tuple(sorted(unused, key=lambda each: each.place.span.start)),
        tuple(doubtful),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """A row, the scenarios that take it, the reason if there are none, and why others may be meant."""

    row: Row
    takers: frozenset[int]
    reason: str
    place: Place
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Source:
    """What rows come from, a table or a variation."""

    names: tuple[str, ...]
    cases: tuple[_Case, ...]


def _each_choice(sources: Iterable[_Source], scenario: int) -> Parameters | None:
    """The parameters of a scenario: a source with fewer rows than the longest begins again."""
    rows = [(source.names, [case.row for case in source.cases if scenario in case.takers]) for source in sources]
    rows = [(names, own) for names, own in rows if own]
    if not rows:
        return None
    longest = max(len(own) for _, own in rows)
    combined = [_combined([own[index % len(own)] for _, own in rows]) for index in range(longest)]
    row_names = _apart((row.name for row in combined), "{}-{}")
    names = _apart((name for names, _ in rows for name in names), "{} {}")
    return Parameters(names, tuple(replace(row, name=name) for row, name in zip(combined, row_names, strict=True)))


def _combined(rows: Sequence[Row]) -> Row:
    partitions = {row.partition for row in rows}
    partition: Partition = "invalid" if "invalid" in partitions else "valid" if "valid" in partitions else ""
    values = tuple(value for row in rows for value in row.values)
    return Row(values, partition, "-".join(row.name for row in rows))


def _apart(names: Iterable[str], again: str) -> tuple[str, ...]:
    """Names, each of them once: one that comes again gets a number. Upper and lower case make no difference."""
    taken: dict[str, str] = {}
    counts = defaultdict[str, Iterator[int]](lambda: count(2))
    for name in names:
        further = (again.format(name, number) for number in counts[key(name)])
        unique = name if key(name) not in taken else next(each for each in further if key(each) not in taken)
        taken[key(unique)] = unique
    return tuple(taken.values())


# ---- tables


def _tables(use_case: UseCase, scenarios: Sequence[Scenario]) -> Iterator[_Source]:
    """The tables of ``examples``; those with the same names are one."""
    tables: dict[tuple[str, ...], list[Line]] = {}
    for each in use_case.fields:
        if each.keyword == "examples" and each.rows:
            head, *below = each.rows
            below = below[1:] if below and all(map(_RULE.fullmatch, below[0].cells)) else below
            known = tuple(map(key, head.cells))
            table = tables.setdefault(known, [head])
            table.extend(line for line in below if tuple(map(key, line.cells)) != known)
    for head, *below in tables.values():
        if below:
            yield _table(head, below, use_case, scenarios)


# The line that some people draw below the names.
_RULE = re.compile(r":?-{2,}:?")


def _table(head: Line, lines: Sequence[Line], use_case: UseCase, scenarios: Sequence[Scenario]) -> _Source:
    """A table as a source. A row that is too short is empty at its end; what one has too much is in columns that are
    called by their numbers."""
    width = max(len(line.cells) for line in (head, *lines))
    titles, *rows = ((*line.cells, *[""] * (width - len(line.cells))) for line in (head, *lines))
    names = _apart((title or f"column {number}" for number, title in enumerate(titles, 1)), "{} {}")
    roles = _roles(names, rows, use_case)
    numbers: Counter[Partition] = Counter()
    cases = []
    for cells, line, partition, target in zip(rows, lines, roles.partitions, roles.targets, strict=True):
        values = tuple(cells[column] for column in roles.kept)
        numbers[partition] += 1
        name = f"{partition}-{numbers[partition]}" if partition else _called(values, numbers[partition])
        place = Place(use_case.place.source, line.span)
        cases.append(
            _Case(
                Row(values, partition, name),
                _takers(target, scenarios),
                _reason(target),
                place,
                _doubt(target, scenarios),
            )
        )
    return _Source(tuple(names[column] for column in roles.kept), tuple(cases))


def _called(values: Iterable[str], number: int, most: int = 40) -> str:
    """The name of a row that is of no partition: its values if they are short, else the first of them."""
    said = [" ".join(value.split()) for value in values if value.strip()]
    whole = "-".join(said)
    return whole if 0 < len(whole) <= most else said[0][:most].rstrip() if said else f"row-{number}"


@dataclass(frozen=True, slots=True)
class _Roles:
    """What the columns of a table are: those kept are parameters; what the others say of each row."""

    kept: Sequence[int]
    partitions: Sequence[Partition]
    targets: Sequence[str]


def _roles(names: Sequence[str], rows: Sequence[tuple[str, ...]], use_case: UseCase) -> _Roles:
    columns = list(zip(*rows, strict=True))
    told = {index: each for index, column in enumerate(columns) if (each := _targets(column, use_case))}
    language = use_case.document.language
    found = ((index, _partitions(names[index], column, language)) for index, column in enumerate(columns))
    classes = {index: each for index, each in found if each}
    special = {*list(told)[:1], *(classes if len(classes) == 1 else ())}
    every = range(len(columns))
    partitions = [_of_all(each) for each in zip(*classes.values(), strict=True)] or [""] * len(rows)
    targets = next(iter(told.values()), None) or [_TARGETS[partition] for partition in partitions]
    return _Roles([index for index in every if index not in special] or every, partitions, targets)


def _of_all(partitions: Iterable[Partition]) -> Partition:
    return "invalid" if "invalid" in partitions else "valid"


def _partitions(name: str, column: Sequence[str], language: str) -> list[Partition] | None:
    """The partition that each cell of a column names; ``None`` if one names none."""
    valid, invalid = said("valid", language), said("invalid", language)
    if key(name).rstrip(" ?？") in valid:
        valid, invalid = valid | _answers("yes", language), invalid | _answers("no", language)
    written = [word(cell) for cell in column]
    if not all(cell in valid or cell in invalid for cell in written):
        return None
    return ["valid" if cell in valid else "invalid" for cell in written]


def _answers(answer: str, language: str) -> frozenset[str]:
    """What people write for yes or no, as for a condition that is ``given``."""
    return frozenset(word for word, value in vocabulary(language).values["given"].items() if value == answer)


# ---- whose a row is

_USUAL = "usual"
_TARGETS: Mapping[Partition, str] = {"valid": SUCCESS, "invalid": FAILURE, "": _USUAL}


def _targets(column: Sequence[str], use_case: UseCase) -> list[str] | None:
    """Whom each cell of a column names: an outcome, the main success scenario or a flow; ``None`` if one names none."""
    flows = flow_names((flow.label, flow.condition.value) for flow in use_case.flows)
    found = [meant(cell, flows, use_case.document.language) for cell in column]
    return [each for each in found if each] if all(found) else None


def _takers(target: str, scenarios: Sequence[Scenario]) -> frozenset[int]:
    """The places of the scenarios that take a row: one, or none."""
    every = range(len(scenarios))
    if target == FAILURE:
        failing = [index for index in every if scenarios[index].outcome != "success"]
        return frozenset(sorted(failing, key=lambda index: len(scenarios[index].flows))[:1])
    fitting = [index for index in every if _fits(target, scenarios[index])]
    return frozenset(sorted(fitting, key=lambda index: _distance(target, scenarios[index]))[:1])


def _fits(target: str, scenario: Scenario) -> bool:
    if target == SUCCESS:
        return scenario.outcome == "success"
    return target == _USUAL or (not scenario.flows if target == MAIN else target in scenario.flows)


def _distance(target: str, scenario: Scenario) -> tuple[bool, int, int]:
    """How far a scenario is from being the one that shows what is asked for."""
    usual = target in (_USUAL, MAIN, SUCCESS)
    strange = scenario.outcome != "success" if usual else scenario.flows[-1] != target
    return strange, len(scenario.flows), len(scenario.steps)


def _doubt(target: str, scenarios: Sequence[Scenario]) -> str:
    """Why a row may be meant for another scenario than the one that takes it."""
    failing = [each.name for each in scenarios if each.outcome != "success"] if target == FAILURE else []
    several = (
        f"{len(failing)} scenarios don't end in success; a column with the labels of flows would say which is meant"
    )
    return several if len(failing) > 1 else ""


def _reason(target: str) -> str:
    reasons = {
        _USUAL: "there is no scenario",
        MAIN: "no scenario is the main success scenario alone",
        SUCCESS: "no scenario ends in success",
        FAILURE: "every scenario ends in success",
    }
    return reasons.get(target, f"no scenario takes {target}")


# ---- variations

_LABELLED = re.compile(r"[*_]*(?P<label>[^\s:：|][^:：|]{0,40}?)[*_]*\s*[:：](?P<means>.*)", re.DOTALL)


def _variations(use_case: UseCase, scenarios: Sequence[Scenario]) -> Iterator[_Source]:
    """The variations, each a parameter with its means for values; those of one step are one. A step that can be done
    in one way alone has none."""
    means: dict[str, dict[str, None]] = {}
    places: dict[str, Place] = {}
    for item in (item for each in use_case.fields if each.keyword == "variations" for item in each.items):
        match = _LABELLED.fullmatch(item.value)
        if not match and "|" not in item.value:
            continue
        label = match["label"].strip() if match else ""
        places.setdefault(label, Place(use_case.place.source, item.span))
        said = (each.strip().rstrip(FULL_STOPS) for each in (match["means"] if match else item.value).split("|"))
        means.setdefault(label, {}).update(dict.fromkeys(each for each in said if each))
    for label, values in means.items():
        if len(values) > 1:
            yield _variation(label, tuple(values), places[label], use_case, scenarios)


def _variation(
    label: str, values: tuple[str, ...], place: Place, use_case: UseCase, scenarios: Sequence[Scenario]
) -> _Source:
    name = f"variation of step {labels.canonical(label)}" if label else "variation"
    steps = frozenset(_steps(label, use_case))
    takers = frozenset(index for index, each in enumerate(scenarios) if not steps.isdisjoint(each.steps))
    if takers:
        return _Source((name,), tuple(_Case(Row((value,), "", value), takers, "", place) for value in values))
    missing = f"there is no step {label}" if label else "it names no step"
    together = Row((" | ".join(values),), "", values[0])
    return _Source(
        (name,), (_Case(together, frozenset(), f"no scenario does step {label}" if steps else missing, place),)
    )


def _steps(label: str, use_case: UseCase) -> Iterator[str]:
    """The labels of the steps that a variation names: one, several with commas, a range."""
    for part in label.split(","):
        first, last = labels.range_ends(part)
        for flow in use_case.flows:
            known = [step.label for step in flow.steps]
            if first in known and last in known:
                yield from known[known.index(first) : known.index(last) + 1]
