"""Tests for JUnit 5: a class a use case, a method a scenario, preconditions as methods of the class above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.files import Edit, SourceFile
from usecase_dsl.generate.framework import Around, Companion, Request, Suite, Unit
from usecase_dsl.generate.generator import generated
from usecase_dsl.generate.languages import curly, java_file, java_text, story
from usecase_dsl.generate.marks import digest
from usecase_dsl.generate.plan import Plan
from usecase_dsl.generate.preconditions import Preconditions, preconditions
from usecase_dsl.generate.templates import Templates, templates_of
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.plain_text import plain

SUFFIXES = (".java",)
TEMPLATES = "junit5"

_FILTERS = {"comment": java_text.comment, "javadoc": java_text.javadoc, "literal": java_text.literal}
_ROOM_FOR_DISPLAY = java_text.WIDTH - 4 - len('@DisplayName("")')
_COSTS = {"\\": 2, '"': 2}


def plan(request: Request) -> Plan:
    """The tests of a request. New files declare the package that files in the folder have."""
    packages = (java_file.package(request.existing[path]) for path in sorted(request.existing) if _is_beside(path))
    framework = JUnit5(
        preconditions(request.model), _class_names(request.model), next((each for each in packages if each), "")
    )
    return generated(framework, templates_of(TEMPLATES, request.templates, _FILTERS), request)


@dataclass(frozen=True)
class JUnit5:
    """JUnit 5, as the generator knows it; ``classes`` are the names of classes by the use cases' keys."""

    required: Preconditions
    classes: Mapping[str, str]
    package: str
    name = "junit5"
    suffix = ".java"
    comment = java_text.COMMENT
    blank = 1

    def file_name(self, use_case: UseCase) -> str:
        return f"{self.classes[use_case.key]}.java"

    def names(self, case: Case) -> Iterator[str]:
        return curly.test_names(case)

    def read(self, content: bytes) -> SourceFile | str:
        return java_file.read_java(content)

    def test(self, templates: Templates, name: str, case: Case, use_case: UseCase) -> str:
        values = story.told(case, use_case)
        return templates.rendered(
            "test.java.j2",
            name=name,
            **values,
            display=java_text.literal(curly.display(case, values["reference"], _ROOM_FOR_DISPLAY, _COSTS)),
            calls=[_method(each.text) for each in curly.set_up(case, self.required)],
            rows=[
                java_text.csv_row((row.name, *row.values)) for row in (case.parameters.rows if case.parameters else ())
            ],
            parameters=_signature(case),
        )

    def module(self, templates: Templates, use_case: UseCase, tests: Sequence[str]) -> str:
        return (
            templates.rendered(
                "class.java.j2",
                package=self.package,
                imports=java_file.imports(['@DisplayName("") @Tag("") class A {}' if _tag(use_case) else "", *tests]),
                heading=story.heading(use_case),
                display=java_text.literal(_called(use_case), _ROOM_FOR_DISPLAY),
                tag=_tag(use_case),
                name=self.classes[use_case.key],
                tests=tests,
            )
            + "\n"
        )

    def completed(self, file: SourceFile, added: Sequence[str]) -> Iterable[Edit]:
        return curly.import_edits(file, [f"import {each};" for each in java_file.lacking(file, added)])

    def retold(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterable[Edit]:
        return java_file.renamed(file, first, last, old, new)

    def readdressed(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterable[Edit]:
        return java_file.readdressed(file, first, last, old, new)

    def companions(self, templates: Templates, suites: Sequence[Suite], around: Around) -> Iterator[Companion]:
        units = tuple(
            Unit(values["name"], templates.rendered("precondition.java.j2", **values))
            for values in story.fixtures(suites, around, _method)
        )

        def module(sources: Sequence[str]) -> str:
            return templates.rendered("preconditions.java.j2", package=self.package, units=sources) + "\n"

        yield Companion("Preconditions.java", units, module, java_file.read_java, _nothing_more, self.blank)


def _is_beside(path: str) -> bool:
    return path.endswith(".java") and "/" not in path


def _class_names(model: Model) -> dict[str, str]:
    """The name of each use case's class: where several would be alike, the later ones have a digest."""
    found: dict[str, str] = {}
    taken = {"preconditions"}
    for key, use_case in model.use_cases.items():
        name = java_text.class_name(use_case)
        if name.casefold() in taken:
            name = f"{name.removesuffix('Test')}_{digest([key], 6)}Test"
        taken.add(name.casefold())
        found[key] = name
    return found


def _method(text: str) -> str:
    return curly.condition_names(text, java_text.RESERVED)


def _signature(case: Case) -> str:
    names = ["row", *curly.parameter_names(case.parameters, java_text.RESERVED_PARAMETERS)] if case.parameters else []
    return ", ".join(f"String {name}" for name in names)


def _called(use_case: UseCase) -> str:
    return plain(f"{use_case.id}: {use_case.title}" if use_case.id else use_case.title)


def _tag(use_case: UseCase) -> str:
    """The id as a literal, if JUnit takes it for a tag."""
    fits = use_case.id and not re.search(r"[\s,()&|!]", plain(use_case.id))
    return java_text.literal(plain(use_case.id)) if fits else ""


def _nothing_more(file: SourceFile, added: Sequence[str]) -> Iterable[Edit]:
    return ()
