"""Features for Cucumber of any language: a file a use case, preconditions as its background, data as outlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from usecase_dsl import resources
from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.files import Edit, SourceFile, remembered
from usecase_dsl.generate.framework import Around, Companion, Request, Suite
from usecase_dsl.generate.generator import generated
from usecase_dsl.generate.languages import gherkin_text, python_names, story
from usecase_dsl.generate.languages.gherkin_background import marked, with_backgrounds
from usecase_dsl.generate.languages.gherkin_file import Feature, read_feature
from usecase_dsl.generate.languages.gherkin_steps import Step, background_of, steps_of
from usecase_dsl.generate.languages.gherkin_text import Words
from usecase_dsl.generate.languages.step_words import StepWords
from usecase_dsl.generate.marks import HASH, digest
from usecase_dsl.generate.parameters import Parameters
from usecase_dsl.generate.plan import Plan
from usecase_dsl.generate.preconditions import Preconditions, preconditions
from usecase_dsl.generate.templates import Templates, templates_of
from usecase_dsl.model.slugs import off_devices
from usecase_dsl.model.tables import UseCase
from usecase_dsl.plain_text import plain
from usecase_dsl.syntax.names import key

SUFFIXES = (".feature",)
TEMPLATES = "gherkin"

_SHARED = ("background.feature.j2", "module.feature.j2", "scenario.feature.j2")
_PARTITIONS = ("valid", "invalid", "")


@dataclass(frozen=True, slots=True)
class Style:
    """What the tools that read features differ in: how a cell is escaped; how titles say which scenario it is, what
    they say of the main one, and what they begin with where the use case has no id; whether a feature has that id for
    a tag; and the languages (as use cases call them) whose keywords a tool doesn't have as Cucumber has them."""

    cell: Callable[[str], str] = gherkin_text.cell
    spelled: Callable[[str], str] = str
    main: str = "Main success scenario"
    without_id: str = ""
    id_tag: bool = True
    without: tuple[str, ...] = ()


def plan(request: Request) -> Plan:
    """The features of a request."""
    return features(request, templates_of(TEMPLATES, request.templates, {}), Style())


def feature_templates(folder: str, request: Request, **filters: Callable[..., Any]) -> Templates:
    """The templates of a framework whose features are those of Gherkin, unless the user has others for it."""
    shared = {name: resources.read_text(f"templates/{TEMPLATES}/{name}") for name in _SHARED}
    return templates_of(folder, {**shared, **request.templates}, filters)


def features(request: Request, templates: Templates, style: Style) -> Plan:
    """The features of a request, for a tool of this style."""
    maker = Features(request, templates, style, preconditions(request.model))
    return with_backgrounds(generated(maker, templates, request), request.existing, maker.background)


@dataclass
class Features:
    """Gherkin, as the generator knows it. ``languages`` are those of files that were read, by what marks call their
    use cases: a scenario more is written in the language that a file has."""

    request: Request
    templates: Templates
    style: Style
    required: Preconditions
    languages: dict[str, str] = field(default_factory=dict)
    said: StepWords = field(init=False)

    name = TEMPLATES
    suffix = ".feature"
    comment = HASH
    blank = 1

    def __post_init__(self) -> None:
        self.said = StepWords(self.request.model)

    def file_name(self, use_case: UseCase) -> str:
        return off_devices(f"{python_names.use_case_name(use_case)}.feature")

    def names(self, case: Case) -> Iterator[str]:
        use_case = self.request.model.use_cases[case.scenario.use_case]
        about = self.said.title(case, use_case) if case.flows else self.style.main
        # Without an id, the name of the feature says which use case it is.
        name = plain(f"{use_case.id or self.style.without_id} {self.style.spelled(case.scenario_id)}: {about}").rstrip(
            ": "
        )
        yield name
        other = f"{name} ({digest((*case.scenario.flows, '', *case.scenario.steps), 4)})"
        yield other
        number = 2
        while True:
            yield f"{other} {number}"
            number += 1

    def read(self, content: bytes) -> SourceFile | str:
        feature = read_feature(content)
        if isinstance(feature, str):
            return feature
        if not feature.language and feature.file.holds_text:
            return "there is no feature in it that scenarios could go into"
        for test in feature.file.tests:
            self.languages.update((key(mark.use_case), feature.language) for mark in test.marks)
        return feature.file

    def test(self, templates: Templates, name: str, case: Case, use_case: UseCase) -> str:
        words = self._words(use_case, case.mark.use_case)
        tables = list(self._examples(case.parameters))
        return templates.rendered(
            "scenario.feature.j2",
            tags=[gherkin_text.scenario_tag(case.mark.use_case, case.scenario_id)],
            keyword=words.outline if tables else words.scenario,
            name=name,
            steps=self._steps(steps_of(case, use_case, self.said, words), words),
            examples_keyword=words.examples,
            examples=tables,
            suggestions=story.told(case, use_case)["suggestions"],
        )

    def module(self, templates: Templates, use_case: UseCase, tests: Sequence[str]) -> str:
        words = self._words(use_case)
        text = templates.rendered(
            "module.feature.j2",
            language=words.language,
            tags=self._tags(use_case),
            keyword=words.feature,
            title=plain(f"{use_case.id}: {use_case.title}" if use_case.id else use_case.title),
            description=list(gherkin_text.description(words, use_case.description)),
            background=self.background(use_case.key, ""),
            tests=tests,
        )
        return text + "\n"

    def completed(self, file: SourceFile, added: Sequence[str]) -> Iterable[Edit]:
        return ()

    def retold(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterator[Edit]:
        """The scenario's new name in its title and its tag."""
        kinds = _kinds(file)
        was, now = (gherkin_text.scenario_tag("", each)[1:] for each in (old, new))
        spelled = [self.style.spelled(each) for each in (old, new)]
        for number in range(first, last + 1 if kinds else first):
            line = file.lines[number - 1].rstrip("\r\n")
            if kinds[number - 1] == "ScenarioLine":
                again = re.sub(rf"(?<=\s){re.escape(spelled[0])}(?=:|$)", lambda _: spelled[1], line, count=1)
            elif kinds[number - 1] == "TagLine":
                again = re.sub(rf"(?<=\S){re.escape(was)}(?=\s|$)", lambda _: now, line, count=1)
            else:
                continue
            if again != line:
                yield Edit(number - 1, number, (again,))

    def readdressed(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterator[Edit]:
        """The use case's new name in its title and its tag."""
        kinds = _kinds(file)
        was, now = (gherkin_text.scenario_tag(each, "") for each in (old, new))
        for number in range(first, last + 1 if kinds else first):
            line = file.lines[number - 1].rstrip("\r\n")
            if kinds[number - 1] == "ScenarioLine":
                again = re.sub(rf"(?<=: ){re.escape(old)}(?= \S)", lambda _: new, line, count=1, flags=re.IGNORECASE)
            elif kinds[number - 1] == "TagLine":
                again = re.sub(rf"(?<=\s){re.escape(was)}(?=\S)", lambda _: now, line, count=1, flags=re.IGNORECASE)
            else:
                continue
            if again != line:
                yield Edit(number - 1, number, (again,))

    def companions(self, templates: Templates, suites: Sequence[Suite], around: Around) -> Iterator[Companion]:
        return iter(())

    def background(self, use_case: str, language: str) -> str:
        """The background of a use case's feature with its mark, in a language of Gherkin's; ``""`` if it needs none."""
        before = self.required.with_needs(self.required.required.get(use_case, ()))
        words = gherkin_text.words(language) if language else self._words(self.request.model.use_cases[use_case])
        steps = self._steps(background_of(before, self.said), words)
        text = self.templates.rendered("background.feature.j2", keyword=words.background, steps=steps)
        return marked(text) if before else ""

    def _words(self, use_case: UseCase, reference: str = "") -> Words:
        language = use_case.document.language
        written = self.languages.get(key(reference)) if reference else None
        return gherkin_text.words(written or ("en" if language in self.style.without else language))

    def _tags(self, use_case: UseCase) -> list[str]:
        named = {"level": use_case.level, "status": use_case.status, "package": use_case.package}
        own = [gherkin_text.tag(use_case.id)] if use_case.id and self.style.id_tag else []
        return own + [gherkin_text.tag(name, value) for name, value in named.items() if value.strip()]

    def _steps(self, steps: Sequence[Step], words: Words) -> list[dict[str, Any]]:
        before = [None, *(step.kind for step in steps)]
        return [
            {
                "keyword": gherkin_text.step_keyword(words, step.kind, previous, step.text),
                "text": step.text,
                "table": gherkin_text.table([[*map(self.style.cell, row)] for row in step.rows]) if step.rows else [],
            }
            for previous, step in zip(before, steps, strict=False)
        ]

    def _examples(self, parameters: Parameters | None) -> Iterator[dict[str, Any]]:
        """A table for each partition that there are rows of."""
        for partition in _PARTITIONS if parameters else ():
            rows = [row.values for row in parameters.rows if row.partition == partition] if parameters else []
            if rows and parameters:
                header = tuple(map(gherkin_text.column, parameters.names))
                lines = gherkin_text.table([[*map(self.style.cell, row)] for row in (header, *rows)])
                yield {"name": partition, "lines": lines}


@remembered
def _kinds(file: SourceFile) -> Sequence[str]:
    """What each line of a feature is."""
    feature = read_feature("".join(file.lines).encode("utf-8"))
    return feature.kinds if isinstance(feature, Feature) else ()
