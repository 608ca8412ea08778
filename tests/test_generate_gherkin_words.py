"""Any words at all, in any language, make features that say the same words, by every parser that reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from behave.parser import parse_feature
from gherkin.dialect import DIALECTS
from gherkin.parser import Parser
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.generation import SHOP, Generated, request
from usecase_dsl.generate.frameworks import behave, gherkin
from usecase_dsl.generate.languages import gherkin_text
from usecase_dsl.generate.languages.gherkin_text import Kind, cell, cell_for_behave, column, table, words
from usecase_dsl.plain_text import plain
from usecase_dsl.syntax import vocabulary
from usecase_dsl.syntax.scripts import FULL_STOPS

FILE = "uc_01.feature"

NASTY = [
    'He said "no"',
    '"""',
    "```",
    "| a | b |",
    "C:\\new\\table\\",
    "\\|",
    "<x> and <search>",
    "# no comment",
    "usecase: UC-01 2a",
    "@tag",
    "Given When Then And But * ",
    "given that",
    "Scenario: none",
    "Background:",
    "Rule: one",
    "Examples:",
    "# language: de",
    "{name} {{x}} ${y} %s",
    "*",
    "donné que",
    "NUL \0 ESC \x1b",
    "one\ntwo\r\nthree\u2028four\x85five\tsix\x0b\x0c",
    "رضا \u202eabc\u202c \u200bunseen\ufeff",
    "👩‍👩‍👧 😀",
    "表示" * 40,
    "word " * 60,
    "",
    "   ",
]
WORDS = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=60), st.lists(st.sampled_from(NASTY), max_size=4).map(" ".join)
)
LANGUAGES = [*vocabulary.languages()]


def with_words(
    said: str, language: str = "en", files: Mapping[str, bytes] | None = None, of: Any = gherkin
) -> Generated:
    """A run over a use case that says these words wherever it says something."""
    base = request(SHOP, files)
    use_case = base.model.use_cases["uc-01"]
    document = replace(use_case.document, language=language)
    use_case = replace(use_case, title=said, description=f"{said}\n{said}", document=document, level=said, package=said)
    narratives = [
        replace(each, moments=tuple(replace(m, text=said, results=(said,)) for m in each.moments))
        for each in base.narratives["uc-01"]
    ]
    model = replace(base.model, use_cases={"uc-01": use_case})
    plan = of.plan(replace(base, model=model, narratives={"uc-01": narratives}))
    return Generated({**base.existing} | {each.path: each.content for each in plan.artifacts}, plan)


def steps_by_cucumber(text: str) -> list[tuple[str, list[list[str]]]]:
    """The steps of all scenarios with their tables, as Cucumber reads them."""
    feature: Any = Parser().parse(text)["feature"]
    steps = [step for child in feature["children"] for each in child.values() for step in each["steps"]]
    tables = ([[c["value"] for c in row["cells"]] for row in s.get("dataTable", {}).get("rows", ())] for s in steps)
    return [(step["text"], rows) for step, rows in zip(steps, tables, strict=True)]


def steps_by_behave(text: str) -> list[tuple[str, list[list[str]]]]:
    feature = parse_feature(text)
    every = [
        *(feature.background.steps if feature.background else ()),
        *(s for of in feature.scenarios for s in of.steps),
    ]
    return [
        (step.name, [step.table.headings, *(row.cells for row in step.table)] if step.table else []) for step in every
    ]


def without_point(said: str) -> str:
    return re.sub(rf"(?<=[^{FULL_STOPS}])[{FULL_STOPS}]$", "", said).rstrip() or "…"


def expected(said: str) -> tuple[str, list[list[str]]]:
    first, *more = [line for line in map(plain, said.split("\n")) if line] or ["…"]
    bulleted = all(line.startswith("- ") for line in more)
    return without_point(first), [[line[2:] if bulleted else line] for line in more]


@settings(max_examples=150, deadline=None)
@given(WORDS, st.sampled_from(LANGUAGES))
@example("donné que", "fr")
@example("Given x\n- @a\n- # b\n- |", "en")
def test_any_words_are_the_words_of_steps(said: str, language: str) -> None:
    text = with_words(said, language).text(FILE)
    found = steps_by_cucumber(text)
    assert expected(said) in found
    says = {without_point(plain(said)), expected(said)[0]}
    assert {step for step, _ in found} <= says | {"Customer is signed in", "The cart holds at least one book"} | {
        "The order is paid",
        "Nobody is charged twice",
    }


@settings(max_examples=100, deadline=None)
@given(WORDS, st.sampled_from(LANGUAGES))
@example("donné que", "fr")
@example("given x\n- @a\n- # b\n- a\\b|", "en")
def test_behave_reads_what_cucumber_reads(said: str, language: str) -> None:
    text = with_words(said, language, of=behave).text(FILE)
    assert [step for step, _ in steps_by_behave(text)] == [step for step, _ in steps_by_cucumber(text)]
    if "\\|" not in said:
        assert expected(said) in steps_by_behave(text)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_generating_again_changes_nothing(said: str) -> None:
    first = with_words(said)
    assert with_words(said, files=first.files).plan.artifacts == ()


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_a_feature_says_what_a_use_case_is_about(said: str) -> None:
    feature: Any = Parser().parse(with_words(said).text(FILE))["feature"]
    assert feature["name"] == f"UC-01: {plain(said)}".strip()
    lines = [line for line in map(plain, said.split("\n")) if line]
    found = [line.strip() for line in feature.get("description", "").split("\n") if line.strip()]
    assert [line.removeprefix("- ") for line in found] == [line.removeprefix("- ") for line in lines * 2]


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=3), st.booleans())
def test_cells_say_what_they_are_made_of(values: list[str], for_behave: bool) -> None:
    write = cell_for_behave if for_behave else cell
    lines = "\n".join(f"      {line}" for line in table([[write(each) for each in values]]))
    text = f"Feature: f\n  Scenario: s\n    Given a table\n{lines}\n"
    read = steps_by_behave(text) if for_behave else steps_by_cucumber(text)
    if not for_behave or not any("\\|" in plain(each) for each in values):
        assert read[0][1] == [[plain(each) for each in values]]
    assert len(steps_by_cucumber(text)[0][1][0]) == len(values)


@pytest.mark.parametrize("language", [*DIALECTS])
def test_every_language_of_gherkin_is_read_again(language: str) -> None:
    of = words(language)
    kinds: list[tuple[Kind, Kind | None]] = [("given", None), ("given", "given"), ("when", "given"), ("then", "when")]
    steps = [
        gherkin_text.step_keyword(of, kind, before, text) + text
        for text in ("que x", "Given x", "x")
        for kind, before in kinds
    ]
    lines = [f"# language: {of.language}", f"{of.feature}: f", f"{of.background}:", *steps]
    lines += [f"{of.scenario}: s", *steps, f"{of.outline}: o", *steps, f"{of.examples}:", "| x |", "| 1 |"]
    read: Any = Parser().parse("\n".join(lines))["feature"]
    background, scenario, outline = (next(iter(child.values())) for child in read["children"])
    for each in (background, scenario, outline):
        assert [step["text"] for step in each["steps"]] == [
            text for text in ("que x", "Given x", "x") for _ in range(4)
        ]
    assert outline["examples"][0]["tableBody"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_gherkin_and_behave_have_every_language_of_use_cases(language: str) -> None:
    text = with_words("word", language, of=behave).text(FILE)
    found = parse_feature(text)
    assert found.language == ("en" if language in ("fa", "tr") else words(language).language)
    assert len(found.scenarios) == 4
    assert {step.step_type for each in found.scenarios for step in each.steps} == {"given", "when", "then"}


def test_names_of_columns_have_no_brackets() -> None:
    assert column("<a> b") == "‹a› b"
