"""The examples, as a user would run them: each checks clean, and becomes pictures, pages, scenarios and tests."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from usecase_dsl.generate import Narrative, Request, framework
from usecase_dsl.importing import imported
from usecase_dsl.project import Project, load
from usecase_dsl.render import diagram, site
from usecase_dsl.scenario import graph, moments, scenarios
from usecase_dsl.syntax import parse

EXAMPLES = Path(__file__).parents[1] / "examples"
PROJECTS = sorted(path.parent.name for path in EXAMPLES.glob("*/usecase.toml"))
IMPORTED = EXAMPLES / "imported"


@pytest.fixture(scope="module", params=PROJECTS)
def project(request: pytest.FixtureRequest) -> Project:
    return load([EXAMPLES / str(request.param)])


def test_all_ten_are_there() -> None:
    named = "allotments atm biblioteca bookshop clinic cold-chain meal-delivery point-of-sale task-board toolkit"
    assert named.split() == PROJECTS


def test_it_checks_clean(project: Project) -> None:
    assert [f"{each.place}: {each.code} {each.message}" for each in project.diagnostics] == []


def test_every_flow_is_in_a_scenario(project: Project) -> None:
    for use_case in project.use_cases:
        of = graph(use_case, project.model)
        shown = {flow for each in scenarios(of, use_case) for flow in each.flows}
        assert shown == {flow.label for flow in use_case.flows if flow.label}


def test_it_has_its_diagram(project: Project) -> None:
    drawn = ElementTree.fromstring(diagram.render(project.model)).iter("{http://www.w3.org/2000/svg}g")
    classes = [(each.get("class") or "").split() for each in drawn]
    assert sum("use-case" in each for each in classes) == len(project.use_cases)
    assert sum("actor" in each for each in classes) >= 1
    assert diagram.render(project.model, format="png").startswith(b"\x89PNG")


def test_it_has_a_page_for_each_use_case(project: Project) -> None:
    pages = {each.path for each in site.render(project.model)}
    assert "index.html" in pages
    assert len([path for path in pages if path.startswith("use-cases/")]) == len(project.use_cases)


def test_its_tests_fail_until_they_are_written(project: Project, tmp_path: Path) -> None:
    narratives = {}
    for use_case in project.use_cases:
        of = graph(use_case, project.model)
        narratives[use_case.key] = [Narrative(each, moments(use_case, of, each)) for each in scenarios(of, use_case)]
    plan = framework("pytest").plan(Request(project.model, narratives))
    for artifact in plan.artifacts:
        (tmp_path / artifact.path).write_bytes(artifact.content)
    assert len(plan.tests) == sum(map(len, narratives.values()))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--strict-markers", str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    ended = re.fullmatch(r"(\d+) failed in .*", done.stdout.splitlines()[-1])
    assert ended and int(ended[1]) >= len(plan.tests)  # A test runs once for each row of its data.


def test_what_is_imported_is_what_the_import_makes_of_the_document_beside_it() -> None:
    made = imported("plots.md", (IMPORTED / "plots.md").read_bytes())
    written = (IMPORTED / "plots.uc").read_bytes().decode().replace("\r\n", "\n")
    assert made.text == written, "run `usecase import examples/imported/plots.md -o examples/imported --force`"
    assert [each.id for each in made.use_cases] == ["UC-1", "UC-2", "UC-3"]


def test_what_is_imported_has_the_questions_that_the_document_leaves_open_and_no_other_finding() -> None:
    text = (IMPORTED / "plots.uc").read_text(encoding="utf-8")
    assert parse(text)[0].strays == ()
    lines = text.splitlines()
    found = [(each.code, lines[each.place.start.line - 1].strip()) for each in load([IMPORTED]).diagnostics]
    assert found == [
        ("SYN008", "Form: F-3, Application"),
        ("FLW120", "3a. The household has a plot already:"),
        ("FLW120", "end"),
        ("FLW120", "E2. The Treasurer can't be reached:"),
    ]
