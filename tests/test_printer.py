"""What was printed is read as what it was printed from: for texts as people write them, and for any text at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import document
from tests.test_docs import ROOT, Block, blocks
from tests.test_languages import written_in
from tests.test_properties import LINES, PIECES
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax import parse, printed, vocabulary
from usecase_dsl.syntax.nodes import (
    Control,
    Declaration,
    Document,
    Extension,
    Field,
    Reference,
    Row,
    Section,
    Step,
    Text,
)
from usecase_dsl.syntax.prose import bracketed
from usecase_dsl.syntax.scripts import ENDS


def holds_for(read: Document, keywords: str = "en") -> None:
    """The law: what is printed of a document says the same, and printing that again changes nothing."""
    text = printed(read, keywords)
    again, _ = parse(text)
    assert settled(again.declarations) == settled(read.declarations)
    assert not again.strays
    assert Counter(each.kind for each in again.lookalikes) <= Counter(each.kind for each in read.lookalikes)
    assert printed(again, keywords) == text


def settled(value: Any) -> Any:
    """A node without what printing doesn't keep: headings as they were spelled, and blanks that say nothing."""
    if isinstance(value, tuple):
        return tuple(map(settled, value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {each.name: settled(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Text):
        parts["value"] = tidy(value.value)
        # A line end within brackets has kept them from being a reference.
        parts["references"] = bracketed(parts["value"], 0)
    if isinstance(value, Section) or (isinstance(value, Field) and value.keyword):
        parts["head"] = ""
    if isinstance(value, Field):
        # A list below a singular keyword is one item, in which a line end becomes a blank.
        parts["items"] = tuple(replace(each, value=without_lists(each.value)) for each in parts["items"])
    if isinstance(value, Extension):
        parts["condition"] = replace(parts["condition"], value=parts["condition"].value.rstrip(f" {ENDS}:："))
    if isinstance(value, Control):
        parts["condition"] = value.condition.rstrip(f" {ENDS}")
    for name in {"description", "prose", "trailing"} & parts.keys():
        parts[name] = parts[name] if parts[name] and parts[name].value else None
    return replace(value, **parts)


def tidy(value: str) -> str:
    lines = source_from_text(f" {value}").text.split("\n")
    text = "\n".join(re.sub(r"\s+", " ", line).strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def without_lists(text: str) -> str:
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)


def one_line(text: str) -> str:
    return " ".join(tidy(text).split("\n")).strip()


def unlinked(value: Any) -> Any:
    """A node without its includes: a text that ends in ``(include UC-2)`` is one, whoever wrote it."""
    if isinstance(value, tuple):
        return tuple(map(unlinked, value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {each.name: unlinked(getattr(value, each.name)) for each in fields(value)}
    return replace(value, **(parts | ({"includes": ()} if isinstance(value, Step) else {})))


class TestTextsThatWereRead:
    @pytest.mark.parametrize("block", [*blocks("uc"), *blocks("uc-bad")])
    def test_in_the_documentation(self, block: Block) -> None:
        read = document(block.text)
        holds_for(read)
        holds_for(read, read.language)

    @pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.uc")), ids=lambda path: path.name)
    def test_in_the_examples(self, path: Path) -> None:
        read = document(path.read_text(encoding="utf-8"))
        holds_for(read)
        holds_for(read, read.language)

    @pytest.mark.parametrize("language", vocabulary.languages())
    def test_in_every_language_with_its_own_words_and_with_english_ones(self, language: str) -> None:
        read = document(written_in(language))
        holds_for(read)
        holds_for(read, language)

    @given(LINES)
    @settings(max_examples=300, deadline=None)
    def test_any(self, text: str) -> None:
        read, _ = parse(f"use case: T\n{text}")
        holds_for(read)

    @given(st.sampled_from(vocabulary.languages()), LINES)
    @settings(max_examples=200, deadline=None)
    def test_any_in_any_language(self, language: str, text: str) -> None:
        read, _ = parse(f"# language: {language}\n{text}")
        holds_for(read, language)


PHRASES = (*PIECES, "resume at step 2", "end in succes", "Preconditions", "Note: x", "Exensions: x", "2 System answers")
WORDS = st.lists(st.sampled_from(PHRASES) | st.text(max_size=8), max_size=4).map(
    lambda words: one_line(" ".join(words))
)
PARTS = st.sampled_from(["\n\n", "\n- ", "\n| "])
TEXTS = st.lists(st.tuples(PARTS, WORDS), max_size=4).map(lambda parts: "".join(map("".join, parts)))
ITEMS = st.lists(WORDS, max_size=3).map("\n\n".join)
LABELS = st.sampled_from(["1a", "A1", "*a", "3-5a", "3a1a", "2,5b", "E1.1a"])


def texts(strategy: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Text]:
    return strategy.map(tidy).map(Text)


STEPS = st.builds(Step, st.sampled_from(["1", "2", "14", "+", "3a1", "E1.1"]), texts(), results=st.tuples(texts()))
CONTROLS = st.sampled_from(
    [
        Control("resume at", Reference("2")),
        Control("end in failure", results=(Text("a"), Text("use case: b"))),
        Control("repeat until", range=Reference("3a1-3a2"), condition="it rains"),
        Control("optional", range=Reference("4"), number="5"),
    ]
)
BODIES = st.lists(STEPS | CONTROLS, max_size=3).map(tuple)
CONDITIONS = texts() | texts(WORDS.map(lambda words: f"{words}:"))
FLOWS = st.builds(Extension, LABELS, CONDITIONS, BODIES)
TOLD = st.builds(Extension, LABELS, texts(WORDS.map(lambda words: f"{words}:")), BODIES, texts())
FIELDS = st.builds(
    Field,
    st.sampled_from(["preconditions", "notes", "level", None]),
    st.just("Cost centre"),
    st.lists(texts(ITEMS), max_size=3).map(tuple),
    st.lists(st.builds(Row, st.lists(WORDS, min_size=1, max_size=3).map(tuple)), max_size=2).map(tuple),
)
SECTIONS = st.builds(
    Section,
    st.just("main success scenario"),
    st.just(""),
    BODIES,
    st.lists(FLOWS | TOLD, max_size=2).map(tuple),
    texts(),
)
DECLARATIONS = st.builds(
    Declaration,
    st.just("use case"),
    st.just(Reference("UC-1")),
    texts(WORDS),
    texts(),
    st.lists(FIELDS, max_size=2).map(tuple),
    st.lists(SECTIONS, max_size=2).map(tuple),
)


def made(*declarations: Declaration, language: str = "en") -> Document:
    """A document that nobody wrote."""
    return Document(source_from_text(""), language, declarations)


class TestTextsOfAnyPerson:
    """Documents that weren't read hold any text at any place, and no references."""

    @given(st.lists(DECLARATIONS, max_size=2))
    @settings(max_examples=150, deadline=None)
    def test_come_back_word_for_word(self, declarations: list[Declaration]) -> None:
        text = printed(made(*declarations))
        read, _ = parse(text)
        assert unlinked(settled(read.declarations)) == unlinked(settled(tuple(declarations)))
        assert not read.strays
        assert {each.kind for each in read.lookalikes} <= {"numbered end"}
        assert printed(read) == text


def body(*lines: Step | Control) -> Document:
    """A use case with a main flow alone."""
    section = Section("main success scenario", "", lines)
    return made(Declaration("use case", None, Text("Pay"), sections=(section,)))


def flow_lines(read: Document) -> list[str]:
    """The lines below the heading of the main flow."""
    return [line.removeprefix("    ") for line in printed(read).split("\n")[2:-1]]


class TestWhatIsEscaped:
    @pytest.mark.parametrize(
        "line",
        [
            *("Note: it is late", "Warning: it is late", "1. first", "3a. a flow", "resume at 2", "=> a result"),
            *("# a comment", "\\ a backslash", "Preconditions", "actor: Clerk", "# language: pt", "• an item"),
        ],
    )
    def test_a_line_of_a_description_that_looks_like_structure(self, line: str) -> None:
        text = printed(made(Declaration("use case", None, Text("Pay"), Text(f"All are told.\n\n{line}"))))
        assert text == f"use case: Pay\n  All are told.\n\n  \\{line}\n"

    def test_nothing_else(self) -> None:
        lines = "Time is short, as always.\n\nwww.example.org: see there\n\n1.5 litres\n- 2. Not a step\n| a | b |\n\nx"
        description = Text(lines.replace("www", "https://www"))
        assert "\\" not in printed(made(Declaration("use case", None, Text("Pay"), description)))

    def test_a_step_that_is_a_control_line_or_the_call_of_a_use_case(self) -> None:
        steps = [Step("1", Text("End.")), Step("2", Text("Include the tax")), Step("3", Text("1. Pay"))]
        called = Step("4", Text("include UC-2"), (Reference("UC-2"),))
        assert flow_lines(body(*steps, called)) == [
            "1. \\End.",
            "2.",
            "   \\Include the tax",
            "3. 1. Pay",
            "4. include UC-2",
        ]

    def test_a_condition_that_ends_like_a_flow(self) -> None:
        conditions = ["It rains:\n\nand snows", "It rains: end in failure", "It rains: ...", "It rains: or not."]
        flows = tuple(Extension("1a", Text(each)) for each in conditions)
        section = Section("extensions", "", (), flows)
        assert printed(made(Declaration("use case", None, Text("Pay"), sections=(section,)))).split("\n")[2:-1] == [
            *("    1a.", "        \\It rains:", "", "        and snows"),
            *("    1a.", "        \\It rains: end in failure"),
            *("    1a.", "        \\It rains: ..."),
            "    1a. It rains: or not.",
        ]

    def test_a_line_of_a_field(self) -> None:
        items = Text("the rate\n\n- the day: today"), Text("\\x"), Text("")
        text = printed(made(Declaration("actor", None, Text("Clerk"), fields=(Field("notes", "", items),))))
        assert text.split("\n")[2:-1] == ["    - the rate", "", "      \\- the day: today", "    - \\\\x", "    -"]


class TestLayout:
    def test_of_a_use_case(self) -> None:
        text = """\
            # language: pt
            use case UC-1: Vender
              Depressa.
              primary actors: Caixa
              preconditions:
                - A loja abriu.
              Centro de custo: 4

              main success scenario:
                1. A Caixa vende:
                   - livros
                   - discos
                   => Vendido.
                optional 1 when chove

              extensions:
                1a. Nada resta:
                  Depois se vê.
                1b. Chove:
                  1. A Caixa espera.
                  end in failure
                  => Nada foi vendido.

              variations:
                - 1: livros
              examples:
                | livro | preço |
                | dois  | 20    |

            rule BR-1: Uma vez.
            rule BR-2: Duas vezes.

            term: Livro
              Papel.
            """
        text = dedent(text)
        assert printed(document(text)) == text

    def test_a_title_that_begins_like_an_id_stays_a_title(self) -> None:
        text = printed(made(Declaration("use case", None, Text("UC-1 - Pay"))))
        assert text == "use case: \\UC-1 - Pay\n"
        (read,) = document(text).declarations
        assert (read.id, read.name.value) == (None, "UC-1 - Pay")

    def test_a_condition_ends_in_a_colon_if_its_flow_stands_below_it(self) -> None:
        wait = (Step("1", Text("All wait.")),)
        told = Extension("1a", Text("It rains."), prose=Text("All wait."))
        flows = told, *(Extension("1b", Text(each), wait) for each in ("It rains.", "It rains:", "Rain?", ""))
        section = Section("extensions", "", (), (*flows, Extension("1c", Text("It rains."))))
        text = printed(made(Declaration("use case", None, Text("Pay"), sections=(section,))))
        conditions = [line.strip() for line in text.split("\n") if not line.endswith("wait.")][2:-1]
        assert conditions == ["1a. It rains:", "1b. It rains:", "1b. It rains:", "1b. Rain?", "1b.", "1c. It rains."]

    def test_nothing_is_left_of_what_no_file_can_hold(self) -> None:
        assert printed(made(Declaration("actor", None, Text("A\0B\r\nC \ud800")))) == "actor: A�B C �\n"

    def test_nothing_at_all(self) -> None:
        assert printed(made()) == ""


class TestWhatCannotBeWritten:
    @pytest.mark.parametrize(
        "declaration",
        [
            Declaration("use case", Reference("UC 1"), Text("Pay")),
            Declaration("use case", Reference("1."), Text("Pay")),
            Declaration("customer", None, Text("Pay")),
            Declaration("use case", None, Text("Pay"), fields=(Field(None, "4th point"),)),
            Declaration("use case", None, Text("Pay"), fields=(Field(None, "Notes"),)),
            Declaration("use case", None, Text("Pay"), fields=(Field("purpose", ""),)),
            *body(Step("3a", Text("x"))).declarations,
            *body(Step("one", Text("x"))).declarations,
            *body(Control("resume at", Reference("the top"))).declarations,
            *body(Control("repeat until", None, Reference("1-2"))).declarations,
            Declaration(
                "use case", None, Text("Pay"), sections=(Section("extensions", "", (), (Extension("3", Text("x")),)),)
            ),
        ],
    )
    def test_is_refused(self, declaration: Declaration) -> None:
        with pytest.raises(ValueError, match=r"‘|no control line"):
            printed(made(declaration))

    def test_keywords_of_a_third_language(self) -> None:
        with pytest.raises(ValueError, match="not pt"):
            printed(made(language="de"), "pt")
