"""What always holds of formatting: it says the same, formatting again changes nothing, and no text makes it fail."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import model
from tests.test_docs import ROOT, Block, blocks
from tests.test_languages import written_in
from tests.test_printer import DECLARATIONS, made
from tests.test_properties import LINES, nodes
from usecase_dsl.checks import ALL_RULES
from usecase_dsl.checks.manual import page
from usecase_dsl.scenario import graph, scenarios
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax import parse, printed, vocabulary
from usecase_dsl.syntax.formatting import format, formatted
from usecase_dsl.syntax.nodes import Declaration, Row, Text

EXAMPLES = sorted((ROOT / "examples").rglob("*.uc"))
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def holds_for(text: str) -> str:
    """The law: all that people wrote is still there, and what was formatted is left as it is."""
    source = source_from_text(text)
    result = formatted(source)
    assert result.refused == bool(source.unfit)
    if not result.refused:
        assert prose(result.text) == prose(source.text)
        assert formatted(source_from_text(result.text)).text == result.text
        assert all(line == line.rstrip() for line in result.text.split("\n"))
    return result.text


def prose(text: str) -> Counter[str]:
    """What people wrote: each text but those that hold a label, each cell, comment and line that has no place."""
    document, _ = parse(text)
    written = [node.value for node in nodes(document.declarations) if isinstance(node, Text)]
    labels = {
        item.value
        for declaration in document.declarations
        for field in declaration.fields
        if field.keyword in ("extension points", "variations")
        for item in field.items
    }
    cells = [cell for node in nodes(document.declarations) if isinstance(node, Row) for cell in node.cells]
    strays = [stray.text for stray in document.strays]
    lines = (line.strip().strip(UNSEEN).strip() for line in source_from_text(text).text.split("\n"))
    comments = [line for line in lines if line.startswith("#")]
    return Counter([*(each for each in written if each not in labels), *cells, *strays, *comments])


def stories(text: str) -> list[list[list[str]]]:
    """The scenarios of each use case as the texts of their steps, which no label changes."""
    linked = model(text)
    found = []
    for use_case in linked.use_cases.values():
        texts = {step.label: step.text.value for flow in use_case.flows for step in flow.steps}
        told = scenarios(graph(use_case, linked), use_case, "flows")
        found.append(sorted([texts[label] for label in each.steps] for each in told))
    return found


class TestTextsThatPeopleWrite:
    @pytest.mark.parametrize("block", [*blocks("uc"), *blocks("uc-bad")])
    def test_in_the_documentation(self, block: Block) -> None:
        holds_for(block.text)

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
    def test_in_the_examples(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert stories(holds_for(text)) == stories(text)

    @pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
    def test_in_the_pages_of_the_rules(self, rule: Any) -> None:
        holds_for(page(rule).bad)
        holds_for(page(rule).good)

    @pytest.mark.parametrize("language", vocabulary.languages())
    def test_in_every_language(self, language: str) -> None:
        holds_for(written_in(language))


class TestAnyText:
    @given(LINES)
    @settings(max_examples=300, deadline=None)
    def test_of_pieces_that_are_structure(self, text: str) -> None:
        holds_for(text)

    @given(LINES)
    @settings(max_examples=300, deadline=None)
    def test_in_a_use_case(self, text: str) -> None:
        holds_for(f"use case: T\n{text}")

    @given(st.sampled_from(vocabulary.languages()), LINES)
    @settings(max_examples=200, deadline=None)
    def test_in_any_language(self, language: str, text: str) -> None:
        holds_for(f"# language: {language}\n{text}")

    @given(st.text(max_size=200))
    def test_at_all(self, text: str) -> None:
        holds_for(text)


class TestPrintedTexts:
    """The printer writes the form that the formatter makes."""

    @given(st.lists(DECLARATIONS, max_size=2))
    @settings(max_examples=150, deadline=None)
    def test_stay_as_they_are_but_for_their_labels(self, declarations: list[Declaration]) -> None:
        text = f"# uc: ignore[FLW101, FLW104]\n{printed(made(*declarations))}"
        assert formatted(source_from_text(text)).text == text

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
    def test_of_the_examples(self, path: Path) -> None:
        document, _ = parse(path.read_text(encoding="utf-8"))
        for keywords in {"en", document.language}:
            text = printed(document, keywords)
            assert formatted(source_from_text(text)).text == text

    @pytest.mark.parametrize("language", vocabulary.languages())
    def test_in_every_language(self, language: str) -> None:
        document, _ = parse(written_in(language))
        for keywords in {"en", language}:
            text = printed(document, keywords)
            assert formatted(source_from_text(text)).text == text


INDENTS = st.lists(st.sampled_from(["", " ", "  ", "\t", "        ", "\u3000"]), min_size=1, max_size=7)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@given(indents=INDENTS)
@settings(max_examples=5, deadline=None)
def test_the_form_of_a_text_comes_back_whatever_became_of_its_indentation(path: Path, indents: list[str]) -> None:
    wanted = formatted(source_from_text(path.read_text(encoding="utf-8"))).text
    lines = [line.strip() for line in wanted.split("\n")]
    mangled = "\n".join(indents[n % len(indents)] + line + indents[-1] for n, line in enumerate(lines))
    mangled = re.sub(r"\n\n", "\n\n \n\n", mangled)
    assert formatted(source_from_text(mangled)).text == wanted


@pytest.mark.parametrize(
    ("old", "new"), [("A acts", "A rests"), ("    2.", "    3."), ("# aside\n", ""), ("  level", "level")]
)
def test_a_form_that_says_something_else_is_refused(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    text = "# aside\nuse case: X\n  level: sea\n\n  main success scenario:\n    1. A acts.\n    2. B acts.\n"
    monkeypatch.setattr(format, "laid_out", lambda document, texts: text.replace(old, new))
    result = formatted(source_from_text(text))
    assert result.refused == (old != "  level")
    assert result.text == (text if result.refused else text.replace(old, new))
