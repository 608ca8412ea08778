"""Tests for Robot Framework: a suite file a use case, and a resource file with a keyword for each precondition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.files import Edit, SourceFile
from usecase_dsl.generate.framework import Around, Companion, Request, Suite, Unit
from usecase_dsl.generate.generator import generated
from usecase_dsl.generate.languages import python_names, robot_text, story
from usecase_dsl.generate.languages.robot_file import KEYWORDS, read_resource, read_suite, sections_for
from usecase_dsl.generate.marks import HASH, digest
from usecase_dsl.generate.plan import Plan
from usecase_dsl.generate.preconditions import Preconditions, preconditions
from usecase_dsl.generate.templates import Templates, templates_of
from usecase_dsl.model.slugs import off_devices
from usecase_dsl.model.tables import UseCase
from usecase_dsl.plain_text import plain

SUFFIXES = (".robot", ".resource")
TEMPLATES = "robot"

_RESOURCE = "preconditions.resource"
_FILTERS = {"cell": robot_text.cell, "comment": robot_text.comment, "documentation": robot_text.documentation}


def plan(request: Request) -> Plan:
    """The tests of a request."""
    required = preconditions(request.model)
    resources = {path: each for path, content in request.existing.items() if (each := _resource(path, content))}
    return generated(Robot(required, resources), templates_of(TEMPLATES, request.templates, _FILTERS), request)


class Robot:
    """Robot Framework, as the generator knows it.

    ``resources`` are the resource files that are there, ``home`` is the one that keywords for preconditions go to.
    """

    name = "robot"
    suffix = ".robot"
    comment = HASH
    blank = 1

    def __init__(self, required: Preconditions, resources: Mapping[str, SourceFile]) -> None:
        self.required = required
        self.resources = resources
        self.home = _home(required, resources)

    def file_name(self, use_case: UseCase) -> str:
        return off_devices(f"{python_names.use_case_name(use_case)}.robot")

    def names(self, case: Case) -> Iterator[str]:
        return _names(case)

    def read(self, content: bytes) -> SourceFile | str:
        return read_suite(content)

    def test(self, templates: Templates, name: str, case: Case, use_case: UseCase) -> str:
        before = self.required.with_needs(each.key for each in case.preconditions)
        names = (robot_text.keyword_name(each.text) for each in before)
        setup = list({robot_text.known_by(each): each for each in names}.values())
        return templates.rendered(
            "test.robot.j2",
            name=name,
            **story.told(case, use_case),
            tags=[f"scenario:{_tag(case.scenario_id)}"],
            setup=setup,
            variables=[f"${{{each}}}" for each in _variables(case)],
            rows=[list(map(robot_text.cell, row.values)) for row in case.parameters.rows] if case.parameters else [],
        )

    def module(self, templates: Templates, use_case: UseCase, tests: Sequence[str]) -> str:
        tags = [tag for text in (use_case.id or use_case.title, use_case.level) if (tag := _tag(text))]
        values = {"heading": story.heading(use_case), "tags": tags or ["use-case"], "tests": tests}
        resource = self.home if self._set_up(tests) else ""
        return templates.rendered("suite.robot.j2", **values, resource=resource) + "\n"

    def completed(self, file: SourceFile, added: Sequence[str]) -> Iterable[Edit]:
        return sections_for(file, self.home if self._set_up(added) else "")

    def retold(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterable[Edit]:
        """The scenario's new name in the test's own name and in its tag."""
        begins, tag = re.compile(rf"(\S.*? ){re.escape(old)}(?=:|\\? \(\d+\):)"), f"scenario:{_tag(old)}"
        for number in range(first, last + 1):
            line = file.lines[number - 1].rstrip("\r\n")
            told = begins.sub(lambda found: found[1] + robot_text.cell(new), line, count=1) if number == first else line
            if line.lstrip().startswith("[Tags]"):
                told = re.sub(rf"(?<=\s){re.escape(tag)}(?=\s|$)", f"scenario:{_tag(new)}", line)
            if told != line:
                yield Edit(number - 1, number, (told,))

    def readdressed(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterable[Edit]:
        """The use case's new name in the test's own name."""
        line = file.lines[first - 1].rstrip("\r\n")
        begins = re.compile(rf"{re.escape(robot_text.cell(old))}(?= \S+.*:)", re.IGNORECASE)
        if (told := begins.sub(lambda _: robot_text.cell(new), line, count=1)) != line and begins.match(line):
            yield Edit(first - 1, first, (told,))

    def companions(self, templates: Templates, suites: Sequence[Suite], around: Around) -> Iterator[Companion]:
        elsewhere = {name for path, file in self.resources.items() if path != self.home for name in file.names}
        units = (
            Unit(robot_text.known_by(values["name"]), templates.rendered("keyword.robot.j2", **values))
            for values in story.fixtures(suites, around, robot_text.keyword_name)
        )
        missing = tuple({unit.name: unit for unit in units if unit.name not in elsewhere}.values())

        def module(keywords: Sequence[str]) -> str:
            return templates.rendered("resource.robot.j2", keywords=keywords) + "\n"

        def completed(file: SourceFile, added: Sequence[str]) -> Iterable[Edit]:
            return sections_for(file, holder=KEYWORDS)

        if missing:
            yield Companion(self.home, missing, module, read_resource, completed, self.blank)

    def _set_up(self, tests: Iterable[str]) -> bool:
        """Whether generated tests call keywords of preconditions, which are in the resource file."""
        keywords = {robot_text.keyword_name(each.text) for each in self.required.ordered.values()}
        return any(cell in keywords for test in tests for cell in re.split(r"\n| {2,}", test))


def _resource(path: str, content: bytes) -> SourceFile | None:
    file = read_resource(content) if path.endswith(".resource") else None
    return file if isinstance(file, SourceFile) else None


def _home(required: Preconditions, resources: Mapping[str, SourceFile]) -> str:
    """The resource file with most of the keywords, in case somebody has renamed it."""
    ours = {robot_text.known_by(robot_text.keyword_name(each.text)) for each in required.ordered.values()}
    counts = {path: len(ours & file.names) for path, file in sorted(resources.items())}
    best = max(counts, key=lambda path: (counts[path], path == _RESOURCE), default=_RESOURCE)
    return best if counts.get(best) else _RESOURCE


def _names(case: Case) -> Iterator[str]:
    """``UC-01 2a: The cart is empty``: results of a run are tied to scenarios by it."""
    said = case.condition if case.flows else "Main success scenario"
    name = robot_text.test_name(f"{case.mark.use_case} {case.scenario_id}: {said}")
    yield name
    other = f"{name} [{digest((*case.scenario.flows, '', *case.scenario.steps), 4)}]"
    yield other
    number = 2
    while True:
        yield f"{other} {number}"
        number += 1


def _tag(text: str) -> str:
    """A text as a tag: small letters, no blanks, nothing that a pattern of tags is made of."""
    return re.sub(r"[^\w\-.*:]+", "-", plain(text)).strip("-").lower()


def _variables(case: Case) -> list[str]:
    found: list[str] = []
    for number, text in enumerate(case.parameters.names if case.parameters else (), 1):
        name = robot_text.variable_name(text, number)
        taken = {robot_text.known_by(each) for each in found}
        found.append(name if robot_text.known_by(name) not in taken else f"{name}_{number}")
    return found
