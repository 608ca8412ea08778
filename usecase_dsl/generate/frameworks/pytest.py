"""Tests for pytest: functions, preconditions as fixtures in ``conftest.py``, data by ``parametrize``."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeGuard

from usecase_dsl.generate.cases import Case, label_of
from usecase_dsl.generate.files import Edit, FoundTest, SourceFile, remembered, source_of
from usecase_dsl.generate.framework import Around, Companion, Request, Suite, Unit
from usecase_dsl.generate.generator import generated
from usecase_dsl.generate.languages import python_names, python_text, story
from usecase_dsl.generate.languages.python_file import Function, functions, imported, parsed, read_python
from usecase_dsl.generate.languages.python_parts import python_parts
from usecase_dsl.generate.marks import HASH, Mark
from usecase_dsl.generate.plan import Plan
from usecase_dsl.generate.templates import Templates, templates_of
from usecase_dsl.model.tables import UseCase
from usecase_dsl.plain_text import plain
from usecase_dsl.syntax.names import key

SUFFIXES = (".py",)
TEMPLATES = "pytest"

_CONFTEST = "conftest.py"
_FILTERS = {"comment": python_text.comment, "docstring": python_text.docstring, "literal": python_text.literal}


def plan(request: Request) -> Plan:
    """The tests of a request."""
    return generated(Pytest(), templates_of(TEMPLATES, request.templates, _FILTERS), request)


class Pytest:
    """pytest, as the generator knows it."""

    name = "pytest"
    suffix = ".py"
    comment = HASH
    blank = 2

    def file_name(self, use_case: UseCase) -> str:
        return f"test_{python_names.use_case_name(use_case)}.py"

    def names(self, case: Case) -> Iterator[str]:
        return python_names.test_names(case)

    def read(self, content: bytes) -> SourceFile | str:
        file = read_python(content, _said)
        if isinstance(file, str):
            return file
        return replace(file, tests=tuple(test for test in file.tests if not _is_unittests(file, test)))

    def test(self, templates: Templates, name: str, case: Case, use_case: UseCase) -> str:
        return templates.rendered(
            "test.py.j2",
            name=name,
            **story.told(case, use_case),
            marker=python_text.call(
                "@pytest.mark.usecase",
                [_quoted(_reference(case, use_case)), f"scenario={_quoted(case.scenario_id)}"],
            ),
            fixtures=_fixtures(case),
            parametrize=_parametrize(case),
            parameters=python_names.parameter_names(case.parameters),
            signature=_signature(name, case),
        )

    def module(self, templates: Templates, use_case: UseCase, tests: Sequence[str]) -> str:
        return templates.rendered("module.py.j2", heading=story.heading(use_case), tests=tests) + "\n"

    def completed(self, file: SourceFile, added: Sequence[str]) -> Iterable[Edit]:
        return imported(file, "pytest", "import pytest")

    def retold(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterable[Edit]:
        return retold_marker(file, first, last, old, new)

    def readdressed(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterable[Edit]:
        return _readdressed_marker(file, first, last, old, new)

    def parts(self, source: str) -> Mapping[str, tuple[int, int]]:
        return python_parts(source)

    def companions(self, templates: Templates, suites: Sequence[Suite], around: Around) -> Iterator[Companion]:
        fixtures = [
            Unit(values["name"], templates.rendered("fixture.py.j2", **values, signature=_fixture(values)))
            for values in story.fixtures(suites, around, python_names.condition_name)
        ]
        configure = Unit("pytest_configure_usecase", templates.rendered("configure.py.j2"))

        def module(units: Sequence[str]) -> str:
            return templates.rendered("conftest.py.j2", units=units) + "\n"

        units = (configure, *fixtures)
        yield Companion(_CONFTEST, units, module, read_python, self.completed, self.blank, anywhere=True)


def _fixture(values: Mapping[str, Any]) -> str:
    needs = (f"{each}: None" for each in values["needs"])
    return python_text.call(f"def {values['name']}", needs, after=" -> None:")


def retold_marker(file: SourceFile, first: int, last: int, old: str, new: str) -> Iterator[Edit]:
    """The marker ``usecase(…, scenario="…")`` above a function, with the scenario's new name in it."""
    markers = _markers(file)
    for marker in (each for line in range(first, last + 1) for each in markers.get(line, ())):
        literal = _scenario(marker)
        if literal and label_of(str(literal.value)) == old:
            yield _replaced(file, literal, _quoted(new))


def _readdressed_marker(file: SourceFile, first: int, last: int, old: str, new: str) -> Iterator[Edit]:
    """The marker ``usecase("…", …)`` above a function, with the use case's new name in it."""
    markers = _markers(file)
    for marker in (each for line in range(first, last + 1) for each in markers.get(line, ())):
        literal = next(iter(marker.args), None)
        if isinstance(literal, ast.Constant) and key(str(literal.value)) == key(old):
            yield _replaced(file, literal, _quoted(new))


@remembered
def _markers(file: SourceFile) -> Mapping[int, Sequence[ast.Call]]:
    """The markers above functions, by their lines."""
    found: dict[int, list[ast.Call]] = {}
    for _, node in functions(parsed("".join(file.lines))):
        for marker in filter(_is_marker, node.decorator_list):
            found.setdefault(marker.lineno, []).append(marker)
    return found


def _is_unittests(file: SourceFile, test: FoundTest) -> bool:
    """Whether a test is as it was generated for unittest: it isn't to be made again as a function."""
    return test.untouched and "::" in test.name and "(self" in source_of(file, test)


def _said(function: Function) -> Mark | None:
    """What a function's marker says of its scenario."""
    for decorator in function.decorator_list:
        if _is_marker(decorator) and (scenario := _scenario(decorator)) and decorator.args:
            use_case = decorator.args[0]
            if isinstance(use_case, ast.Constant) and isinstance(use_case.value, str):
                return Mark(use_case.value, label_of(str(scenario.value)))
    return None


def _is_marker(decorator: ast.expr) -> TypeGuard[ast.Call]:
    return isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.usecase"


def _scenario(marker: ast.Call) -> ast.Constant | None:
    values = (keyword.value for keyword in marker.keywords if keyword.arg == "scenario")
    constants = (value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str))
    return next((each for each in constants if each.lineno == each.end_lineno), None)


def _replaced(file: SourceFile, literal: ast.Constant, new: str) -> Edit:
    line = file.lines[literal.lineno - 1].rstrip("\r\n").encode("utf-8")
    changed = line[: literal.col_offset] + new.encode("utf-8") + line[literal.end_col_offset or 0 :]
    return Edit(literal.lineno - 1, literal.lineno, (changed.decode("utf-8"),))


def _reference(case: Case, use_case: UseCase) -> str:
    """What the marker calls a use case: its id, else its title as marks have it, if that is whole."""
    return use_case.id or (use_case.title if "~" in case.mark.use_case else case.mark.use_case)


def _quoted(text: str) -> str:
    return python_text.literal(plain(text))


def _fixtures(case: Case) -> str:
    names = [_quoted(python_names.condition_name(each.text)) for each in case.preconditions]
    return python_text.call("@pytest.mark.usefixtures", names) if names else ""


def _parametrize(case: Case) -> str:
    """The decorator that runs a test once for each row of its data."""
    if not case.parameters:
        return ""
    names = python_names.parameter_names(case.parameters)
    first = _quoted(names[0]) if len(names) == 1 else python_text.call("", map(_quoted, names), 4)
    rows = (
        python_text.call("pytest.param", [*map(_quoted, row.values), f"id={_quoted(row.name)}"], 8)
        for row in case.parameters.rows
    )
    listed = "".join(f"        {row},\n" for row in rows)
    return f"@pytest.mark.parametrize(\n    {first},\n    [\n{listed}    ],\n)"


def _signature(name: str, case: Case) -> str:
    arguments = (f"{each}: str" for each in python_names.parameter_names(case.parameters))
    return python_text.call(f"def {name}", arguments, after=" -> None:")
