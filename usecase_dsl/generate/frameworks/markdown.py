"""Manual test sheets in Markdown: a page a use case, a section a test case, with boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from usecase_dsl import markdown as markdown_text
from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.files import Edit, SourceFile
from usecase_dsl.generate.framework import Around, Companion, Request, Suite
from usecase_dsl.generate.generator import generated
from usecase_dsl.generate.languages import python_names, story
from usecase_dsl.generate.languages.markdown_file import COMMENT, read_markdown
from usecase_dsl.generate.languages.python_text import shortened
from usecase_dsl.generate.marks import digest
from usecase_dsl.generate.plan import Plan
from usecase_dsl.generate.sheets.rows import system_steps
from usecase_dsl.generate.templates import Templates, templates_of
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.plain_text import plain

SUFFIXES = (".md",)
TEMPLATES = "markdown"

_FILTERS = {"inline": markdown_text.inline, "block": markdown_text.block}
_LONGEST_NAME = 120


def plan(request: Request) -> Plan:
    """The test sheets of a request."""
    return generated(Markdown(request.model), templates_of(TEMPLATES, request.templates, _FILTERS), request)


class Markdown:
    """Test sheets in Markdown, as the generator knows them."""

    name = "markdown"
    suffix = ".md"
    comment = COMMENT
    blank = 1

    def __init__(self, model: Model) -> None:
        self.model = model

    def file_name(self, use_case: UseCase) -> str:
        return f"test-sheet-{python_names.use_case_name(use_case).replace('_', '-')}.md"

    def names(self, case: Case) -> Iterator[str]:
        """``UC-01 2a: The cart is empty``, as in other frameworks."""
        said = case.condition if case.flows else "Main success scenario"
        name = shortened(plain(f"{case.mark.use_case} {case.scenario_id}: {said}"), _LONGEST_NAME)
        yield name
        other = f"{name} ({digest((*case.scenario.flows, '', *case.scenario.steps), 4)})"
        yield other
        number = 2
        while True:
            yield f"{other} {number}"
            number += 1

    def read(self, content: bytes) -> SourceFile | str:
        return read_markdown(content)

    def test(self, templates: Templates, name: str, case: Case, use_case: UseCase) -> str:
        told = story.told(case, use_case)
        system = system_steps(use_case, self.model)
        for moment in told["moments"]:
            moment["acts"] = moment["kind"] == "condition" or moment["label"] not in system
        return templates.rendered(
            "test.md.j2",
            name=name,
            **told,
            names=[plain(each) for each in case.parameters.names] if case.parameters else [],
            rows=[list(map(plain, row.values)) for row in case.parameters.rows] if case.parameters else [],
        )

    def module(self, templates: Templates, use_case: UseCase, tests: Sequence[str]) -> str:
        title = plain(f"{use_case.id}: {use_case.title}" if use_case.id else use_case.title)
        return templates.rendered("page.md.j2", title=title, tests=tests) + "\n"

    def completed(self, file: SourceFile, added: Sequence[str]) -> Iterable[Edit]:
        return ()

    def retold(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterator[Edit]:
        """The scenario's new name in a heading that still begins as it was made."""
        line = file.lines[first - 1].rstrip("\r\n")
        told = re.sub(rf"^(##+ \S.*? ){re.escape(markdown_text.inline(old))}(?=:| \(\d+\):)", "\\g<1>\0", line)
        if told != line:
            yield Edit(first - 1, first, (told.replace("\0", markdown_text.inline(new)),))

    def readdressed(self, file: SourceFile, first: int, last: int, old: str, new: str) -> Iterator[Edit]:
        """The use case's new name in such a heading."""
        line = file.lines[first - 1].rstrip("\r\n")
        called = re.escape(markdown_text.inline(old))
        told = re.sub(rf"^(##+ ){called}(?= \S.*:)", "\\g<1>\0", line, flags=re.IGNORECASE)
        if told != line:
            yield Edit(first - 1, first, (told.replace("\0", markdown_text.inline(new)),))

    def companions(self, templates: Templates, suites: Sequence[Suite], around: Around) -> Iterator[Companion]:
        return iter(())
