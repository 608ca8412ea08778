"""Which scenarios are tested: in short as text; scenario by scenario and test by test as JSON, CSV and Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from usecase_dsl.coverage import Coverage, ScenarioCoverage, TestResult, UseCaseCoverage, VanishedTest
from usecase_dsl.coverage.rows import TestRows, by_test, row
from usecase_dsl.coverage.types import Status
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.report import cells
from usecase_dsl.report.characters import shown, width

_COLUMNS = ("use case", "scenario", "status", "test", "result", "message")
_WIDEST_NAME = 60
# The scenarios that have not passed, but for those that failed: what they are called together.
_OPEN: tuple[tuple[str, Status], ...] = (
    ("not written", "not written"),
    ("skipped", "skipped"),
    ("no test", "untested"),
)


def lines(model: Model, found: Coverage, form: str) -> Iterator[str]:
    """The lines that say what is covered, in the form ``text``, ``json``, ``csv`` or ``markdown``."""
    return {"text": _text, "json": _json, "csv": _csv, "markdown": _markdown}[form](model, found)


def figures(found: Coverage) -> str:
    """The figures in one line."""
    if not found.scenarios:
        return "no scenarios"
    shares = [f"{number:,} {word} ({_percent(number, found.scenarios)})" for number, word in _figures(found)]
    if unwritten := found.count("not written"):
        shares.append(f"{unwritten:,} not written")
    return f"{cells.scenarios(found.scenarios)}: {', '.join(shares)}"


def below(found: Coverage, bar: float) -> str | None:
    """What is to be said if fewer of a hundred scenarios passed than ``bar``; ``None`` if enough did."""
    if found.reaches(bar):
        return None
    return f"{_percent(found.passed, found.scenarios)} of the scenarios passed; at least {bar:g}% are asked for"


def _figures(found: Coverage) -> tuple[tuple[int, str], ...]:
    return (found.tested, "tested"), (found.passed, "passed")


def _percent(part: int, whole: int) -> str:
    """Rounded down: what is called 100 % is all of them."""
    tenths = 1000 * part // whole
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10}%"


# ---- text


def _text(model: Model, found: Coverage) -> Iterator[str]:
    titles = {key: shown(cells.titled(model.use_cases[key])) for key in found.use_cases}
    wide = min(max(map(width, titles.values()), default=0), _WIDEST_NAME)
    for key, each in found.use_cases.items():
        gap = " " * max(wide - width(titles[key]), 0)
        yield f"{titles[key]}{gap}  {_share(each)}"
        yield from _missing(each)
    if found.vanished:
        yield "Tests for what is not in the texts:"
        yield from (f"  {line}" for line in _gone(found.vanished))
    if found.unnamed:
        yield f"{_tests(found.unnamed)} for no use case"
    yield figures(found)


def _share(of: UseCaseCoverage) -> str:
    if not of.listed:
        return "no scenarios"
    if not any(each.results for each in of.scenarios):
        return f"no tests ({cells.scenarios(len(of.listed))})"
    if {each.status for each in of.scenarios} == {"not written"}:
        return f"not written ({cells.scenarios(len(of.listed))})"
    return f"{of.count('passed')} of {len(of.listed)} passed"


def _missing(of: UseCaseCoverage) -> Iterator[str]:
    """What is open in a use case: scenarios that didn't pass, then steps and flows that no passed test walks."""
    if any(each.status not in ("untested", "not written") for each in of.scenarios):
        for each in of.scenarios:
            yield from (f"  failed: {shown(each.scenario.name)}  {_failure(test)}" for test in _failures(each))
        yield from _open(of)
        if labels := _open_flows(of):
            yield f"  flows without a passed test: {shown(' '.join(labels))}"
        if of.open_steps:
            yield f"  steps without a passed test: {' '.join(of.open_steps)}"
    elif {each.status for each in of.scenarios} == {"not written", "untested"}:
        yield from _open(of)
    if beside := [each for each in of.scenarios if not each.listed and each.status != "not written"]:
        yield f"  tested besides: {_names(beside)}"
    if of.others:
        yield f"  {_tests(len(by_test(of.others)))} for none of its scenarios"


def _open(of: UseCaseCoverage) -> Iterator[str]:
    for word, status in _OPEN:
        if found := [each for each in of.scenarios if each.status == status]:
            yield f"  {word}: {_names(found)}"


def _names(of: list[ScenarioCoverage]) -> str:
    return shown("; ".join(each.scenario.name for each in of))


def _open_flows(of: UseCaseCoverage) -> list[str]:
    """The flows that no passed test takes, without those that a scenario in the lines above names."""
    named = {flow for each in of.scenarios if each.status != "passed" for flow in each.scenario.flows}
    return [label for label in of.open_flows if label not in named]


def _failures(of: ScenarioCoverage) -> Iterator[TestRows]:
    return (each for each in by_test(of.results) if each.status == "failed")


def _failure(test: TestRows) -> str:
    """A test that failed, in a line: with data it says how many rows failed, and of the first which one and how."""
    first, message = test.bad[0], test.bad[0].message
    if len(test.results) == 1:
        return shown(f"{test.title}: {message}" if message else test.title)
    said = f"[{row(first)}] {message}".removeprefix("[] ").rstrip()
    return shown(f"{test.title}: {len(test.bad):,} of {len(test.results):,} rows failed: {said}".removesuffix(": "))


def _gone(vanished: Iterable[VanishedTest]) -> Iterator[str]:
    """A line for each test that names what isn't there, whatever the number of its rows."""
    found: dict[str, list[TestResult]] = {}
    for each in vanished:
        found.setdefault(f"{each.use_case} {each.scenario}".rstrip(), []).append(each.result)
    return (shown(f"{name}  {test.title}") for name, results in found.items() for test in by_test(results))


def _tests(number: int) -> str:
    return f"{number:,} {'test' if number == 1 else 'tests'}"


# ---- tables


def _rows(model: Model, found: Coverage) -> Iterator[tuple[str, ...]]:
    """A row for each scenario and each of its tests, then one for each test whose scenario or use case is missing."""
    for key, use_case in found.use_cases.items():
        called = cells.called(model.use_cases[key])
        for each in use_case.scenarios:
            for test in each.results or (None,):
                yield called, each.scenario.name, each.status, *_cells(test)
        yield from ((called, "", "no scenario", *_cells(test)) for test in use_case.others)
    yield from ((each.use_case, each.scenario, "vanished", *_cells(each.result)) for each in found.vanished)


def _cells(test: TestResult | None) -> tuple[str, str, str]:
    return (test.title, test.outcome, test.message) if test else ("", "", "")


def _csv(model: Model, found: Coverage) -> Iterator[str]:
    yield cells.csv_text([[column.replace(" ", "_") for column in _COLUMNS], *_rows(model, found)])


def _markdown(model: Model, found: Coverage) -> Iterator[str]:
    yield cells.markdown_row(_COLUMNS)
    yield f"|{'---|' * len(_COLUMNS)}"
    yield from map(cells.markdown_row, _rows(model, found))


# ---- JSON


def _json(model: Model, found: Coverage) -> Iterator[str]:
    value = {
        "scenarios": found.scenarios,
        "tested": found.tested,
        "passed": found.passed,
        "not_written": found.count("not written"),
        "use_cases": [_use_case(model.use_cases[key], each) for key, each in found.use_cases.items()],
        "vanished": [
            {"use_case": each.use_case, "scenario": each.scenario or None, "test": _test(each.result)}
            for each in found.vanished
        ],
        "unnamed": found.unnamed,
    }
    yield json.dumps(value, ensure_ascii=False, indent=2)


def _use_case(use_case: UseCase, of: UseCaseCoverage) -> dict[str, Any]:
    return {
        "use_case": cells.called(use_case),
        "title": use_case.title,
        "scenarios": [_scenario(each) for each in of.scenarios],
        "steps": dict(of.steps),
        "flows": {label: status for label, status in of.flows.items() if label},
        "other_tests": [_test(each) for each in of.others],
    }


def _scenario(of: ScenarioCoverage) -> dict[str, Any]:
    return {
        "name": of.scenario.name,
        "flows": list(of.scenario.flows),
        "asked_for": of.listed,
        "status": of.status,
        "tests": [_test(each) for each in of.results],
    }


def _test(result: TestResult) -> dict[str, str]:
    return {
        "classname": result.classname,
        "name": result.name,
        "file": result.file,
        "result": result.outcome,
        "message": result.message,
    }
