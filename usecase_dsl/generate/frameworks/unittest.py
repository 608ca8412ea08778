"""Tests for unittest: a class a use case, whose ``setUp`` makes its preconditions so; data by ``subTest``."""

from __future__ import annotations

import ast
import re
import unittest
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from usecase_dsl.generate.cases import Case, label_of
from usecase_dsl.generate.files import Edit, SourceFile
from usecase_dsl.generate.folder import references
from usecase_dsl.generate.framework import Around, Companion, Request, Suite, Unit
from usecase_dsl.generate.generator import generated
from usecase_dsl.generate.languages import python_names, python_text, story
from usecase_dsl.generate.languages.python_class import called_methods, class_end, ends
from usecase_dsl.generate.languages.python_file import Function, imported, read_python
from usecase_dsl.generate.languages.python_parts import python_parts
from usecase_dsl.generate.marks import HASH, Mark
from usecase_dsl.generate.plan import Plan
from usecase_dsl.generate.preconditions import preconditions
from usecase_dsl.generate.templates import Templates, templates_of
from usecase_dsl.model.tables import UseCase
from usecase_dsl.plain_text import plain

SUFFIXES = (".py",)
TEMPLATES = "unittest"

_MODULE = "usecase_preconditions"
_BASE = "Preconditions"
_OPENING = f'''class {_BASE}(unittest.TestCase):
    """What tests of use cases have in common: a method for each precondition."""'''
_FILTERS = {"comment": python_text.comment, "docstring": python_text.docstring, "literal": python_text.literal}

# The first line of a test's docstring, which unittest prints: ``UC-01 2a: The cart is empty.``
_LABEL = r"(?:\*\w+|\S*\d\S*?)"
_SUMMARY = re.compile(rf"(\S+) ((?:main|{_LABEL})(?: (?:{_LABEL}|fails))*): ")


def plan(request: Request) -> Plan:
    """The tests of a request."""
    framework = Unittest(_required(request), references(request.model))
    found = generated(framework, templates_of(TEMPLATES, request.templates, _FILTERS), request)
    return replace(found, remarks=(*found.remarks, *_uncalled(found, request, framework)))


@dataclass(frozen=True, slots=True)
class Unittest:
    """unittest, as the generator knows it.

    ``required`` are the methods that the ``setUp`` of each use case calls, ``references`` what marks call them.
    """

    required: Mapping[str, Sequence[str]]
    references: Mapping[str, str]
    name = "unittest"
    suffix = ".py"
    comment = HASH
    blank = 1

    def file_name(self, use_case: UseCase) -> str:
        return f"test_{python_names.use_case_name(use_case)}.py"

    def names(self, case: Case) -> Iterator[str]:
        return python_names.test_names(case)

    def read(self, content: bytes) -> SourceFile | str:
        file = read_python(content, _said)
        if isinstance(file, str):
            return file
        # A function that is as it was generated for pytest isn't to be made again as a method.
        tests = tuple(test for test in file.tests if "::" in test.name or not test.untouched)
        return replace(file, tests=tests, ends=ends(file))

    def test(self, templates: Templates, name: str, case: Case, use_case: UseCase) -> str:
        values = story.told(case, use_case)
        title = plain(case.condition) or "Main success scenario"
        indent = 16 if case.parameters else 8
        message = f"not written yet: {values['reference']}, {values['title']}"
        return templates.rendered(
            "test.py.j2",
            **values
            | {"name": name, "summary": story.sentence(f"{case.mark.use_case} {values['scenario']}: {title}")}
            | {"data": _data(case), "indent": indent, "fail": _fail(message, indent)}
            | {"signature": python_text.call(f"def {name}", ["self"], 4, " -> None:")},
        )

    def held(self, templates: Templates, use_case: UseCase, tests: Sequence[str]) -> str:
        """The class of a use case with these tests."""
        needed = self.required[use_case.key]
        return templates.rendered(
            "class.py.j2",
            opening=f"class {_class_name(use_case)}({_BASE if needed else 'unittest.TestCase'}):",
            heading=story.heading(use_case),
            preconditions=needed,
            tests=tests,
        )

    def module(self, templates: Templates, use_case: UseCase, tests: Sequence[str]) -> str:
        held = self.held(templates, use_case, tests)
        statement = _import(held)[1]
        return templates.rendered("module.py.j2", heading=story.heading(use_case), held=held, imported=statement) + "\n"

    def completed(self, file: SourceFile, added: Sequence[str]) -> Iterable[Edit]:
        opened = [source for source in added if source.startswith("class ")]
        return [edit for name in dict.fromkeys(map(_import, opened)) for edit in imported(file, *name)]

    def retold(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterable[Edit]:
        return ()

    def parts(self, source: str) -> Mapping[str, tuple[int, int]]:
        return python_parts(source)

    def companions(self, templates: Templates, suites: Sequence[Suite], around: Around) -> Iterator[Companion]:
        units = [
            Unit(values["name"], templates.rendered("precondition.py.j2", **values))
            for values in story.fixtures(suites, around, _method_name)
        ]
        if units:
            yield _companion(templates, units)


def _companion(templates: Templates, units: Sequence[Unit]) -> Companion:
    """The file with the class that tests inherit their preconditions from."""

    def module(methods: Sequence[str]) -> str:
        return templates.rendered("preconditions.py.j2", opening=_OPENING, units=methods) + "\n"

    def read(content: bytes) -> SourceFile | str:
        file = read_python(content)
        end = class_end(file, _BASE) if isinstance(file, SourceFile) else None
        return replace(file, end=end.line) if isinstance(file, SourceFile) and end else file

    def completed(file: SourceFile, missing: Sequence[str]) -> Iterator[Edit]:
        if not class_end(file, _BASE):
            yield Edit(file.end, file.end, ("", "", *_OPENING.split("\n")))
            yield from imported(file, "unittest", "import unittest")

    return Companion(f"{_MODULE}.py", tuple(units), module, read, completed, 1, anywhere=True)


def _required(request: Request) -> dict[str, list[str]]:
    """The methods for each use case's preconditions, and for what these need, in their order."""
    found = preconditions(request.model)
    around = Around(request.model, found, {})
    return {
        key: [each["name"] for each in story.required(found.required.get(key, ()), around, _method_name)]
        for key in request.narratives
    }


def _uncalled(plan: Plan, request: Request, framework: Unittest) -> Iterator[str]:
    """What classes don't set up, though the text requires it by now: they are people's, so that nobody adds it."""
    contents = {**request.existing, **{each.path: each.content for each in plan.artifacts}}
    holders = {(test.path, test.name.rpartition("::")[0], test.use_case): None for test in plan.tests if test.line}
    for path, holder, use_case in holders:
        calls = called_methods(contents[path].decode("utf-8-sig"), holder)
        for name in framework.required.get(use_case or "", ()):
            if calls is not None and name not in calls:
                yield f"{path}: {holder.replace('::', '.')} never calls {name}, which its use case requires by now"


def _said(function: Function) -> Mark | None:
    """What the first line of a method's docstring says of its scenario."""
    found = _SUMMARY.match(ast.get_docstring(function) or "")
    return Mark(found[1], label_of(found[2])) if found else None


def _import(held: str) -> tuple[str, str]:
    """The name that a class is made of, and the statement that imports it."""
    if f"({_BASE}):" in held.partition("\n")[0]:
        return _BASE, f"from {_MODULE} import {_BASE}"
    return "unittest", "import unittest"


def _class_name(use_case: UseCase) -> str:
    words = [python_names.use_case_name(use_case), python_text.identifier(use_case.title, 40) if use_case.id else ""]
    return "Test" + "".join(word.capitalize() for name in words for word in name.split("_"))


def _method_name(text: str) -> str:
    """The name of a precondition's method, which isn't one that every class of tests has."""
    name = python_names.condition_name(text)
    return f"{name}_" if hasattr(unittest.TestCase, name) else name


def _data(case: Case) -> str:
    """The loop that runs a test once for each row of its data, each time with its preconditions made so anew."""
    if not case.parameters:
        return ""
    reserved = ("msg", "row")
    names = [f"{each}_" if each in reserved else each for each in python_names.parameter_names(case.parameters)]
    rows = (
        python_text.call("", [_quoted(text) for text in (row.name, *row.values)], 12) for row in case.parameters.rows
    )
    listed = "".join(f"            {row},\n" for row in rows)
    subtest = python_text.call("with self.subTest", ["row", *(f"{each}={each}" for each in names)], 12, ":")
    again = "\n                self.doCleanups()\n                self.setUp()" if case.preconditions else ""
    return f"        for {', '.join(('row', *names))} in [\n{listed}        ]:\n            {subtest}{again}"


def _fail(message: str, indent: int) -> str:
    """The statement that fails, as formatters write it."""
    margin = " " * indent
    for text in (python_text.literal(message), python_text.literal(message, python_text.WIDTH - indent - 6)):
        line = f"{margin}self.fail({text})"
        if python_text.width(line) <= python_text.WIDTH:
            return line
    return f"{margin}self.fail(\n{margin}    {text},\n{margin})"


def _quoted(text: str) -> str:
    return python_text.literal(plain(text))
