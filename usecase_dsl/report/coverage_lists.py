"""Which scenarios are tested: in short as text; scenario by scenario and test by test as JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from usecase_dsl.coverage import Coverage, ScenarioCoverage, TestResult, UseCaseCoverage, VanishedTest
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.report.characters import shown, width
from usecase_dsl.report.scenario_lists import _FORMULA, _called, _cell

_COLUMNS = ("use case", "scenario", "status", "test", "result", "message")
_WIDEST_NAME = 60


def lines(model: Model, found: Coverage, form: str) -> Iterator[str]:
    """The lines that say what is covered, in the form ``text``, ``json``, ``csv`` or ``markdown``."""
    return {"text": _text, "json": _json, "csv": _csv, "markdown": _markdown}[form](model, found)


def figures(found: Coverage) -> str:
    """The figures in one line."""
    if not found.scenarios:
        return "no scenarios"
    shares = (f"{number:,} {word} ({_percent(number, found.scenarios)})" for number, word in _figures(found))
    return f"{_scenarios(found.scenarios)}: {', '.join(shares)}"


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
    titles = {key: shown(_title(model.use_cases[key])) for key in found.use_cases}
    wide = min(max(map(width, titles.values()), default=0), _WIDEST_NAME)
    for key, each in found.use_cases.items():
        gap = " " * max(wide - width(titles[key]), 0)
        yield f"{titles[key]}{gap}  {_share(each)}"
        yield from _missing(each)
    if found.vanished:
        yield "Tests for what is not in the texts:"
        yield from (f"  {_gone(each)}  {shown(each.result.title)}" for each in found.vanished)
    if found.unnamed:
        yield f"{_tests(found.unnamed)} for no use case"
    yield figures(found)


def _share(of: UseCaseCoverage) -> str:
    if not of.listed:
        return "no scenarios"
    if not any(each.results for each in of.scenarios):
        return f"no tests ({_scenarios(len(of.listed))})"
    return f"{of.count('passed')} of {len(of.listed)} passed"


def _missing(of: UseCaseCoverage) -> Iterator[str]:
    """What is open in a use case: scenarios that didn't pass, then steps and flows that no passed test walks."""
    if any(each.results for each in of.scenarios):
        for each in of.scenarios:
            yield from (f"  failed: {each.scenario.name}  {_failure(test)}" for test in _failures(each))
        for word, status in (("skipped", "skipped"), ("no test", "untested")):
            if names := [each.scenario.name for each in of.scenarios if each.status == status]:
                yield f"  {word}: {'; '.join(names)}"
        if labels := _open_flows(of):
            yield f"  flows without a passed test: {' '.join(labels)}"
        if of.open_steps:
            yield f"  steps without a passed test: {' '.join(of.open_steps)}"
    if beside := [each.scenario.name for each in of.scenarios if not each.listed]:
        yield f"  tested besides: {'; '.join(beside)}"
    if of.others:
        yield f"  {_tests(len(of.others))} for none of its scenarios"


def _open_flows(of: UseCaseCoverage) -> list[str]:
    """The flows that no passed test takes, without those that a scenario in the lines above names."""
    named = {flow for each in of.scenarios if each.status != "passed" for flow in each.scenario.flows}
    return [label for label in of.open_flows if label not in named]


def _failures(of: ScenarioCoverage) -> Iterator[TestResult]:
    return (each for each in of.results if each.outcome in ("failed", "error"))


def _failure(test: TestResult) -> str:
    return shown(f"{test.title}: {test.message}" if test.message else test.title)


def _gone(each: VanishedTest) -> str:
    return shown(f"{each.use_case} {each.scenario}".rstrip())


def _title(use_case: UseCase) -> str:
    return f"{use_case.id}: {use_case.title}" if use_case.id else use_case.title


def _tests(number: int) -> str:
    return f"{number:,} {'test' if number == 1 else 'tests'}"


def _scenarios(number: int) -> str:
    return f"{number:,} {'scenario' if number == 1 else 'scenarios'}"


# ---- tables


def _rows(model: Model, found: Coverage) -> Iterator[tuple[str, ...]]:
    """A row for each scenario and each of its tests, then one for each test whose scenario or use case is missing."""
    for key, use_case in found.use_cases.items():
        called = _called(model.use_cases[key])
        for each in use_case.scenarios:
            for test in each.results or (None,):
                yield called, each.scenario.name, each.status, *_cells(test)
        yield from ((called, "", "no scenario", *_cells(test)) for test in use_case.others)
    yield from ((each.use_case, each.scenario, "vanished", *_cells(each.result)) for each in found.vanished)


def _cells(test: TestResult | None) -> tuple[str, str, str]:
    return (test.title, test.outcome, test.message) if test else ("", "", "")


def _csv(model: Model, found: Coverage) -> Iterator[str]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.replace(" ", "_") for column in _COLUMNS])
    for row in _rows(model, found):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    yield text.getvalue().removesuffix("\n")


def _markdown(model: Model, found: Coverage) -> Iterator[str]:
    yield f"| {' | '.join(_COLUMNS)} |"
    yield f"|{'---|' * len(_COLUMNS)}"
    yield from (f"| {' | '.join(map(_cell, row))} |" for row in _rows(model, found))


# ---- JSON


def _json(model: Model, found: Coverage) -> Iterator[str]:
    value = {
        "scenarios": found.scenarios,
        "tested": found.tested,
        "passed": found.passed,
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
        "use_case": _called(use_case),
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
