"""Tests for Playwright Test: a file a use case, preconditions as methods of an object that a fixture hands over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.files import Edit, SourceFile
from usecase_dsl.generate.framework import Around, Companion, Request, Suite, Unit
from usecase_dsl.generate.generator import generated
from usecase_dsl.generate.languages import curly, python_names, story, typescript_file, typescript_text
from usecase_dsl.generate.languages.python_text import literal
from usecase_dsl.generate.marks import digest
from usecase_dsl.generate.plan import Plan
from usecase_dsl.generate.preconditions import Preconditions, preconditions
from usecase_dsl.generate.templates import Templates, templates_of
from usecase_dsl.model.slugs import off_devices
from usecase_dsl.model.tables import UseCase
from usecase_dsl.plain_text import plain

SUFFIXES = (".ts",)
TEMPLATES = "playwright"

_FILTERS = {"comment": typescript_text.comment, "tsdoc": typescript_text.tsdoc, "literal": literal}
_LONGEST_TITLE = 160
_IN_DESCRIBE = 2


def plan(request: Request) -> Plan:
    """The tests of a request."""
    called = {key: use_case.id or use_case.title for key, use_case in request.model.use_cases.items()}
    framework = Playwright(preconditions(request.model), called)
    return generated(framework, templates_of(TEMPLATES, request.templates, _FILTERS), request)


@dataclass(frozen=True)
class Playwright:
    """Playwright Test, as the generator knows it. The name of a test is its title.

    ``called`` are the ids of use cases by their keys, or their titles.
    """

    required: Preconditions
    called: Mapping[str, str]
    name = "playwright"
    suffix = ".ts"
    comment = typescript_text.COMMENT
    blank = 1

    def file_name(self, use_case: UseCase) -> str:
        return off_devices(f"{python_names.use_case_name(use_case).replace('_', '-')}.spec.ts")

    def names(self, case: Case) -> Iterator[str]:
        title = curly.display(case, self.called[case.scenario.use_case], _LONGEST_TITLE)
        yield title
        other = f"{title} {digest((*case.scenario.flows, '', *case.scenario.steps), 4)}"
        yield other
        number = 2
        while True:
            yield f"{other} {number}"
            number += 1

    def read(self, content: bytes) -> SourceFile | str:
        return typescript_file.read_tests(content)

    def test(self, templates: Templates, name: str, case: Case, use_case: UseCase) -> str:
        values = story.told(case, use_case)
        rows = _rows(case)
        calls = [_method(each.text) for each in curly.set_up(case, self.required)]
        inside = _IN_DESCRIBE + 2 * bool(rows)
        title = typescript_text.template(name, " [${row.name}]") if rows else literal(name)
        source = templates.rendered(
            "test.ts.j2",
            name=name,
            **values,
            rows=rows,
            calls=calls,
            call=typescript_text.test_call(title, ["preconditions"] if calls else [], inside),
            failure=typescript_text.failing(f"not written yet: {values['reference']}, {values['title']}", inside + 2),
        )
        return "\n".join(" " * _IN_DESCRIBE + line if line else line for line in source.split("\n"))

    def module(self, templates: Templates, use_case: UseCase, tests: Sequence[str]) -> str:
        title = f"{use_case.id}: {use_case.title}" if use_case.id else use_case.title
        return (
            templates.rendered("spec.ts.j2", heading=story.heading(use_case), title=literal(plain(title)), tests=tests)
            + "\n"
        )

    def completed(self, file: SourceFile, added: Sequence[str]) -> Iterable[Edit]:
        names = [name for name in ("expect", "test") if name not in file.imported]
        return curly.import_edits(file, [f'import {{ {", ".join(names)} }} from "./preconditions";'] if names else [])

    def retold(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterable[Edit]:
        return typescript_file.retitled(file, first, last, old, new)

    def readdressed(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterable[Edit]:
        return typescript_file.readdressed(file, first, last, old, new)

    def companions(self, templates: Templates, suites: Sequence[Suite], around: Around) -> Iterator[Companion]:
        units = tuple(
            Unit(values["name"], templates.rendered("precondition.ts.j2", **values))
            for values in story.fixtures(suites, around, _method)
        )

        def module(sources: Sequence[str]) -> str:
            return templates.rendered("preconditions.ts.j2", units=sources) + "\n"

        yield Companion("preconditions.ts", units, module, _read_preconditions, _nothing_more, self.blank)


def _read_preconditions(content: bytes) -> SourceFile | str:
    return typescript_file.read_class(content, "Preconditions")


def _method(text: str) -> str:
    return curly.condition_names(text, typescript_text.RESERVED)


def _rows(case: Case) -> str:
    """The array that the test is run over, as source."""
    if not case.parameters:
        return ""
    names = ["name", *curly.parameter_names(case.parameters, typescript_text.RESERVED_PARAMETERS)]
    return typescript_text.rows(names, [(row.name, *row.values) for row in case.parameters.rows], _IN_DESCRIBE)


def _nothing_more(file: SourceFile, added: Sequence[str]) -> Iterable[Edit]:
    return ()
