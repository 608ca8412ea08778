"""The documentation is true: its texts check, its faulty texts give their code, its links and commands exist."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest
from click.testing import CliRunner

from usecase_dsl import resources
from usecase_dsl.checks import ALL_RULES, REJECTED, check
from usecase_dsl.cli.group import COMMANDS, usecase
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.importing import imported, report
from usecase_dsl.model import link
from usecase_dsl.model.tables import Model
from usecase_dsl.project.documents import ENDINGS
from usecase_dsl.scenario import graph, scenarios
from usecase_dsl.syntax import parse
from usecase_dsl.syntax.vocabulary import languages

ROOT = Path(__file__).parent.parent
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *ROOT.glob("*.md"), ROOT / "examples" / "README.md"]
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]+`")
LINK = re.compile(r"(?<!!)\[[^]\n]*\]\((?P<target>[^)\s]+)\)")


class Block(NamedTuple):
    """A fenced block: the page and line that it stands at, what its fence says, and its text."""

    page: Path
    line: int
    info: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def blocks(kind: str) -> list[Any]:
    found = (block for page in PAGES for block in blocks_of(page) if block.info.split()[:1] == [kind])
    return [pytest.param(block, id=block.place) for block in found]


def blocks_of(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        yield Block(page, text.count("\n", 0, match.start()) + 1, match["info"].strip(), match["text"])


def read(text: str) -> tuple[Model, list[Diagnostic]]:
    document, faults = parse(text)
    model = link([document])
    return model, [*faults, *check(model)]


def errors(found: list[Diagnostic]) -> list[str]:
    return [f"{each.code} {each.message}" for each in found if each.severity is Severity.ERROR]


@pytest.mark.parametrize("block", blocks("uc"))
def test_a_text_that_is_shown_has_no_error(block: Block) -> None:
    assert errors(read(block.text)[1]) == []


@pytest.mark.parametrize("block", blocks("uc-bad"))
def test_a_faulty_text_that_is_shown_has_the_fault_it_is_shown_for_and_no_other_error(block: Block) -> None:
    head, _, text = block.text.partition("\n")
    code = head.removeprefix("# ")
    found = read(text)[1]
    assert code in {each.code for each in found}
    assert {error.split()[0] for error in errors(found)} <= {code}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_leads_somewhere(page: Path) -> None:
    prose = CODE.sub("", FENCE.sub("", page.read_text(encoding="utf-8")))
    targets = [match["target"] for match in LINK.finditer(prose) if "://" not in match["target"]]
    assert [target for target in targets if not leads_somewhere(page, target)] == []


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    there = (page.parent / path).resolve() if path else page
    return there.exists() and (not anchor or anchor in anchors(there))


def anchors(page: Path) -> set[str]:
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.*)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("block", blocks("sh"))
def test_a_command_that_is_shown_exists_with_its_options(block: Block) -> None:
    for line in block.text.splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["usecase"] and len(words) > 1 and not words[1].startswith("-"):
            context = click.Context(usecase, info_name="usecase")
            command = usecase.get_command(context, words[1])
            assert command, f"{words[1]} is none of {', '.join(COMMANDS)}"
            command.make_context(words[1], words[2:], parent=context)


def test_every_rule_that_is_named_exists() -> None:
    named = {code for page in PAGES for code in re.findall(r"\b[A-Z]{3}\d{3}\b", page.read_text(encoding="utf-8"))}
    assert named - {rule.code for rule in ALL_RULES} - set(REJECTED) == set()


def test_the_reference_names_every_declaration_field_and_language() -> None:
    reference = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    table: Any = json.loads(resources.read_text("grammar/keywords.json"))
    names = {code: json.loads(resources.read_text(f"grammar/keywords/{code}.json"))["name"] for code in languages()}
    words = {*table["fields"], *(field for fields in table["fields"].values() for field in fields)}
    assert [word for word in sorted(words) if not re.search(rf"(`|^ *){word}(`|:)", reference, re.MULTILINE)] == []
    assert [code for code, name in names.items() if f"| `{code}` | {name} |" not in reference] == []


def test_the_tutorial_says_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tutorial = list(blocks_of(ROOT / "docs" / "tutorial.md"))
    [text] = [block.text for block in tutorial if block.info == "uc"]
    finding, listing, failures = (block.text for block in tutorial if block.info == "text")
    for each, expected in [(text, ""), (text.replace("resume at 2", "resume at 9"), finding)]:
        Path("hire.uc").write_text(each, encoding="utf-8")
        assert shown("check").strip() == expected.strip()
    Path("hire.uc").write_text(text, encoding="utf-8")
    assert shown("scenarios") == listing
    shown("diagram", "-o", "hire.svg")
    shown("build", "-o", "site")
    shown("generate", "-o", "tests")
    assert Path("hire.svg").exists() and Path("site", "index.html").exists()
    assert all(line in Path("tests", "test_uc_1.py").read_text(encoding="utf-8") for line in failures.splitlines())


def shown(*words: str) -> str:
    """What a command prints on standard output."""
    result = CliRunner().invoke(usecase, words)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.stdout


@pytest.mark.parametrize(("loops", "number"), [(0, 4), (1, 8), (2, 12)])
def test_the_published_case_has_as_many_scenarios_as_its_page_says(loops: int, number: int) -> None:
    model = published_case()
    [use_case] = model.use_cases.values()
    assert len(list(scenarios(graph(use_case, model), use_case, "all", loops))) == number


def test_the_tables_of_the_published_case_are_what_the_toolkit_lists() -> None:
    model = published_case()
    [use_case] = model.use_cases.values()
    every, few = scenario_tables()
    of = graph(use_case, model)
    listed = {(", ".join(each.flows) or "none", " ".join(each.steps)) for each in scenarios(of, use_case, "all")}
    assert {(row[1], row[2]) for row in every} == listed
    assert [row[1:] for row in few] == [[each.name, " ".join(each.steps)] for each in scenarios(of, use_case)]


def published_case() -> Model:
    page = ROOT / "docs" / "explanation" / "scenarios.md"
    [text] = [block.text for block in blocks_of(page) if "Register for courses" in block.text]
    return read(text)[0]


def scenario_tables() -> tuple[list[list[str]], list[list[str]]]:
    """The rows of the page's two tables: those with an outcome, and those without."""
    text = (ROOT / "docs" / "explanation" / "scenarios.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\| \d.*$", text, re.MULTILINE)
    ]
    return [row for row in rows if len(row) == 4], [row for row in rows if len(row) == 3]


IMPORTING = list(blocks_of(ROOT / "docs" / "importing.md"))


@pytest.mark.parametrize(
    ("document", "text"),
    [pytest.param(*pair, id=pair[0].place) for pair in pairwise(IMPORTING) if pair[0].info == "md"],
)
def test_a_document_that_is_shown_becomes_the_text_below_it(document: Block, text: Block) -> None:
    assert imported("page.md", document.text.encode()).text == text.text


def test_the_report_that_is_shown_is_that_of_the_document_with_the_same_questions() -> None:
    [document] = [block.text for block in IMPORTING if block.info == "md" and "Close a station" in block.text]
    [told] = [block.text for block in IMPORTING if block.info == "text"]
    lines = report.told("close.md", "close.uc", imported("close.md", document.encode()))
    assert "".join(f"{line}\n" for line in lines) == told


def test_importing_says_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = list(blocks_of(ROOT / "docs" / "how-to" / "import.md"))
    [document] = [block.text for block in page if block.info == "md"]
    [told] = [block.text for block in page if block.info == "text"]
    Path("wiki").mkdir()
    Path("wiki", "hire.md").write_text(document, encoding="utf-8", newline="\n")
    assert shown("import", "wiki", "-o", "use-cases", "--dry-run") == told
    assert not Path("use-cases").exists()
    shown("import", "wiki", "-o", "use-cases")
    assert "FLW120" in shown("check", "use-cases")


def test_every_ending_of_a_document_is_named() -> None:
    page = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    assert [ending for ending in ENDINGS if f"`{ending}`" not in page] == []
