"""Names in Python for use cases, scenarios, preconditions and data."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.languages.python_text import identifier
from usecase_dsl.generate.marks import digest
from usecase_dsl.generate.parameters import Parameters
from usecase_dsl.model.tables import UseCase

# With "def " before it and "() -> None:" after it, and a suffix, a name takes no more than a line.
_LONGEST_NAME = 67
_LONGEST_CONDITION = 56

# What pytest itself calls a fixture, and people a precondition.
_FIXTURES = frozenset(("cache", "request"))

# What an identifier may leave out of a text, and the text still is the same.
_LIGHT = re.compile(r"[\s.,;:'’\"“”()\-–_/]+")


def test_names(case: Case) -> Iterator[str]:
    """Names for a scenario's test, the best first, without end."""
    yield _function_name(case)
    other = _other_function_name(case)
    yield other
    number = 2
    while True:
        yield f"{other}_{number}"
        number += 1


def use_case_name(use_case: UseCase) -> str:
    """A use case's id, or its title, as part of a name."""
    return identifier(use_case.id or use_case.title, 48) or f"use_case_{digest([use_case.key], 8)}"


def condition_name(text: str) -> str:
    """The name of a precondition's fixture: made of its words, and four characters where these aren't all."""
    name = identifier(text, _LONGEST_CONDITION)
    if not name:
        return f"precondition_{digest([text], 8)}"
    whole = len(_LIGHT.sub("", text)) == len(name.replace("_", ""))
    name = f"with_{name}" if name[0].isdigit() or name.startswith(("test", "pytest_")) or name in _FIXTURES else name
    if whole and not keyword.iskeyword(name):
        return name
    return f"{name}_{digest([text], 4)}"


def parameter_names(parameters: Parameters | None) -> tuple[str, ...]:
    """The names of data as those of arguments, each its own."""
    found: list[str] = []
    for index, text in enumerate(parameters.names if parameters else (), 1):
        name = identifier(text, 40) or f"value_{index}"
        name = f"value_{name}" if name[0].isdigit() else name
        name = f"{name}_" if keyword.iskeyword(name) or name in ("request", "self") else name
        found.append(name if name not in found else f"{name}_{index}")
    return tuple(found)


def _function_name(case: Case) -> str:
    """The name of a scenario's test, if that is free: made of its flows and the last one's condition."""
    if not case.flows:
        return "test_main_success_scenario"
    labels = (identifier(label.replace("*", "any_"), 20) or digest([label], 4) for label in case.flows)
    return "test_" + identifier("_".join([*labels, identifier(case.condition)]), _LONGEST_NAME - 5)


def _other_function_name(case: Case) -> str:
    """The name if another test has the first one: with four characters that stand for the steps walked."""
    walked = (*case.scenario.flows, "", *case.scenario.steps)
    return f"{_function_name(case)}_{digest(walked, 4)}"
