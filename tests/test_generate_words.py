"""Any words at all make valid Python that says the same words."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.generation import SHOP, Generated, docstring_of, functions, request, ruff
from usecase_dsl.generate.frameworks.pytest import plan as pytest_plan
from usecase_dsl.generate.languages.python_text import WIDTH, comment, docstring, identifier, literal, width
from usecase_dsl.plain_text import plain

# ---- any words at all

NASTY = [
    "He said \"no\" and 'yes'",
    '"""',
    'ends in a quote"',
    '""""""\\""" \\',
    "C:\\new\\table\\",
    "\\N{DASH} \\u12 \\x %s {0}",
    "{{ name }} {% raw %} {# no #}",
    "# fmt: off",
    "# type: ignore # noqa: F401",
    "# NOQA # ruff: noqa # flake8: noqa",
    "ruff: noqa",
    "coding: latin-1",
    "NUL \0 ESC \x1b and \ud800",
    "one\ntwo\r\nthree\u2028four\x85five\tsix",
    "رضا \u202eabc\u202c \u200bunseen\ufeff",
    "👩‍👩‍👧 😀 \U0001fae9",
    "表示" * 80,
    "x" * 300,
    "word " * 60,
    "see https://example.org/" + "a" * 120 + " there",
    "class",
    "print",
    "",
    "   ",
    ">>> 1 / 0",
    "usecase: UC-01 2a",
]
WORDS = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=60), st.lists(st.sampled_from(NASTY), max_size=4).map("".join)
)


def with_words(words: str, files: Mapping[str, bytes] | None = None, title: str | None = None) -> Generated:
    """A run over a use case that says these words wherever it says something."""
    of = request(SHOP, files)
    use_case = replace(of.model.use_cases["uc-01"], title=words if title is None else title)
    narratives = [
        replace(each, moments=tuple(replace(m, text=words, results=(words,)) for m in each.moments))
        for each in of.narratives["uc-01"]
    ]
    model = replace(of.model, use_cases={"uc-01": use_case})
    plan = pytest_plan(replace(of, model=model, narratives={"uc-01": narratives}))
    return Generated({**of.existing} | {each.path: each.content for each in plan.artifacts}, plan)


@settings(max_examples=60, deadline=None)
@given(WORDS)
@example("x\\\n")
def test_any_words_make_tests_with_names_of_their_own(words: str) -> None:
    text = with_words(words).text()
    names = list(functions(text))
    assert len(names) == 4
    assert all(re.fullmatch("test_[a-z0-9_]{1,67}", name) for name in names)
    for name in names:
        assert "".join(plain(words).split()) in "".join(docstring_of(text, name).split())


@settings(max_examples=30, deadline=None)
@given(WORDS, WORDS)
@example("a b", "a b c a b")
def test_other_words_give_what_a_first_run_would(words: str, others: str) -> None:
    """Where all that a use case says is the same words, tests may take each other's place, and one be left over."""
    assume(words.split() != others.split())
    after = with_words(others, with_words(words, title="Pay").files, "Pay")
    wanted = with_words(others, title="Pay").files
    assert all(blocks(after.files[path]) >= blocks(wanted[path]) for path in wanted if path.endswith(".py"))
    alive = [test.mark.scenario for test in after.plan.tests if test.status != "vanished"]
    assert sorted(alive) == ["2a", "2a 2a1a", "3a", "main"]


def blocks(content: bytes) -> set[str]:
    """What a file is made of."""
    return {*content.decode("utf-8").strip("\n").split("\n\n\n")}


def test_linters_and_formatters_have_nothing_to_say_to_any_words(tmp_path: Path) -> None:
    for number, words in enumerate(NASTY):
        (tmp_path / str(number)).mkdir()
        for path, content in with_words(words).files.items():
            (tmp_path / str(number) / path).write_bytes(content)
    assert ruff(tmp_path, "format", "--check", "--diff") == ""
    assert ruff(tmp_path, "check") == ""
    assert ruff(tmp_path, "check", "--select=E,F,W,I,UP,B,ANN,PT,PLE,D", "--ignore=D203,D213,D400,D401") == ""
    done = subprocess.run([sys.executable, "-W", "error", "-m", "compileall", "-q", tmp_path], check=False)
    assert done.returncode == 0


@given(WORDS)
def test_a_literal_is_the_text_it_was_made_of(words: str) -> None:
    assert ast.literal_eval(literal(plain(words), 10_000)) == plain(words)


@given(WORDS, st.integers(10, 60))
def test_a_literal_fits(words: str, room: int) -> None:
    assert width(literal(plain(words), room)) <= room + 2


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(WORDS)
def test_a_comment_says_it_all_in_lines_that_fit(words: str) -> None:
    lines = comment(f"1. {plain(words)}").split("\n")
    assert all(line.startswith("    # ") for line in lines)
    assert all(width(line) <= WIDTH or "://" in line for line in lines)
    said = "".join(line.removeprefix("    # ").removeprefix("…") for line in lines)
    assert squeezed(said) == squeezed(re.sub(r"#(?=\s*noqa)", "", f"1. {plain(words)}", flags=re.IGNORECASE))


def test_a_suggestion_is_wrapped_so_that_its_values_are_there() -> None:
    text = "Suggested boundary values, “within 30 seconds”: 30 seconds (not so), 31 seconds (so)"
    assert comment(text) == f"    # {text[:-5]}\n    #   (so)"


@pytest.mark.parametrize("word", ["noqa", "type: ignore", "usecase: UC-01 2a", "fmt: off", "pylint: disable=all"])
def test_what_tools_look_for_begins_no_line_of_a_comment(word: str) -> None:
    room = WIDTH - len("    # 1. ")
    lines = comment(f"1. {'x' * room} {word}").split("\n")
    assert lines[1:] == [f"    # … {word}"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Customer's card is declined!", "the_customers_card_is_declined"),
        ("Žluťoučký kůň, Straße, Ærø", "zlutoucky_kun_strasse_aero"),
        ("Заказ 2 книг", ""),
        ("SKU 4711 が切れ", "sku_4711"),
        ("  ", ""),
        ("one two three four five", "one_two_three"),
    ],
)
def test_identifiers(text: str, name: str) -> None:
    assert identifier(text, 16) == name or identifier(text) == name


def test_docstrings_wrap_below_where_a_line_begins() -> None:
    assert docstring("Title.\n\n  - " + "word " * 20) == (
        '    """Title.\n\n      - ' + "word " * 15 + "word\n        word word word word\n" + '    """'
    )


def test_an_address_is_not_wrapped() -> None:
    address = "https://example.org/" + "a" * 100
    assert docstring(f"Title.\n\nSee {address} for more").split("\n")[2:5] == [
        "    See",
        f"      {address}",
        "      for more",
    ]


def test_quotes_keep_their_distance_from_the_docstrings_own() -> None:
    assert docstring('"No" means "no"', 0) == '""" "No" means "no"\n"""'
    assert docstring('Three """ and C:\\', 0) == '"""Three \\"\\"\\" and C:\\u005c"""'
