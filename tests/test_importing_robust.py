"""What the import keeps to with any document: it fails in one documented way, and what it writes can be read."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecase_dsl.importing import Imported, NotReadable, imported
from usecase_dsl.syntax import parse, printed

ROOT = Path(__file__).parent.parent
ENDINGS = (".md", ".txt", ".adoc", ".rst", ".tex", ".html")

# What documents are made of where something in them means a use case, a field or a flow, or nearly so.
PIECES = (
    *("## ", "# ", "== ", "**", "`", "- ", "* ", "1. ", "2) ", "2a. ", "3-5b: ", "*a. ", "E1. ", "2.1 ", "0. ", "9a. "),
    *("UC-1: ", "UC-1", "Use case ", "Use case 2 - Pay", "Caso de uso: ", "用例：", "Title: ", "ID: "),
    *("Actors: ", "Actor: System", "**Actor:** Rider (primary), Bank", "Level: sea", "Extends: none", "Related: UC-1"),
    *("Preconditions:", "Main flow:", "Main success scenario", "Extensions:", "Alternative flow 2", "Exceptions: none"),
    *(
        "Rider pays.",
        "System opens a dock [E1].",
        "If it rains, ",
        "The use case ends.",
        "Return to step 2.",
        "Step 1: ",
    ),
    *(
        "Step 1: ",
        "=> done",
        "(include UC-1)",
        "include UC-1",
        "resume at 2",
        "end in failure",
        "repeat 1-2 until x",
        "+. ",
    ),
    *("| a | b |", "|---|---|", "<td>", "<ol><li>", "</li>", "\\item ", "\\begin{enumerate}", "\\section{", "}", "{"),
    *(
        "...",
        "|===",
        "----",
        "=====",
        "::",
        "```",
        "<!--",
        "-->",
        "\\",
        "[x](y)",
        "[",
        "]",
        "actor: A",
        "use case: x",
        "none",
    ),
    *("\n", "\n", "\n", "\n\n", "\n  ", "\r\n", "\t", "\0", "\x0b", "\u2028", "\u202e", "\u200b", "\ufeff", "\ud800"),
    *("３", "١", "999999999999", "é", "用户输入密码。", "シ", "：", "、"),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60).map("".join)


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def read(content: str | bytes, ending: str = ".md") -> Imported:
    """A document that was imported, and what was written read again: nothing stands where it means nothing."""
    found = imported(f"document{ending}", encoded(content) if isinstance(content, str) else content)
    again, _ = parse(found.text)
    assert not again.strays, found.text
    assert len([each for each in again.declarations if each.keyword == "use case"]) == len(found.use_cases)
    assert printed(again) == found.text
    return found


def hire(text: str = "", flows: str = "", steps: str = "", actor: str = "Rider", title: str = "Hire a bicycle") -> str:
    """A use case as people write it, with more lines in its header, its main flow and its extensions."""
    return (
        f"## UC-1: {title}\n\n**Actor:** {actor}\n\n{text}\n\n**Main flow:**\n\n1. Rider asks for a bicycle.\n"
        f"2. System opens a dock.\n{steps}\n\n**Extensions:**\n\n{flows}\n"
    )


# --------------------------------------------------------------------------------------------------- any document


@pytest.mark.parametrize("ending", ENDINGS)
def test_any_text_is_read(ending: str) -> None:
    @given(TEXTS)
    @settings(max_examples=120, deadline=None)
    def law(text: str) -> None:
        read(text, ending)

    law()


@given(TEXTS, TEXTS, TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_within_a_use_case_is_read(header: str, steps: str, flows: str, title: str) -> None:
    assert read(hire(header, flows, steps, title=title)).use_cases


@given(st.binary(max_size=200), st.sampled_from((*ENDINGS, ".docx", ".unknown", "")))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_are_no_word_file(content: bytes, ending: str) -> None:
    try:
        read(content, ending)
    except NotReadable:
        assert ending == ".docx"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_other_encodings_hold_the_same_use_case(encoding: str) -> None:
    (found,) = read(hire().encode(encoding)).use_cases
    assert (found.id, found.title) == ("UC-1", "Hire a bicycle")


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_make_no_difference(line_end: str) -> None:
    text = hire(flows="2a. No dock is free:\n   1. System says so.\n   2. The use case ends in failure.")
    assert read(text.replace("\n", line_end)).text == read(text).text


# -------------------------------------------------------------------------------------------------- Word documents


def word(body: str) -> bytes:
    """A Word file with this body."""
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation}" Target="word/document.xml"/></Relationships>',
        )
    return buffer.getvalue()


def paragraphs(*texts: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def test_a_word_document_is_read() -> None:
    (found,) = read(word(paragraphs("UC-1: Hire", "Actor: Rider", "Main flow:", "1. Rider asks.")), ".docx").use_cases
    assert found.title == "Hire"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\3\4",
        b"%PDF-1.4",
        word("")[:-30],
        word("<w:p>"),
        word("")[:60] + bytes(40) + word("")[100:],
    ],
    ids=["empty", "a beginning", "another kind", "cut off", "a tag left open", "bytes overwritten"],
)
def test_a_broken_word_file_is_said_to_be_one(content: bytes) -> None:
    with pytest.raises(NotReadable):
        imported("broken.docx", content)


def test_tables_in_tables_in_word() -> None:
    inner = paragraphs("UC-1: Hire")
    for _ in range(60):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    try:
        read(word(inner), ".docx")
    except NotReadable as reason:
        assert str(reason)


# ------------------------------------------------------------------------------------------------ nothing is doubled


def words() -> Iterator[str]:
    """Words that no language knows and that occur nowhere else."""
    return (f"q{number}x" for number in range(100000, 200000))


FIELDS = ("Goal", "Preconditions", "Postconditions", "Trigger", "Notes", "Business rules", "Special requirements")
OWN = ("Channel", "Room")


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A document of which each word occurs once, beside those that mean structure."""
    word = words()

    def said(at_most: int = 4) -> str:
        return " ".join(next(word) for _ in range(draw(st.integers(1, at_most))))

    def items() -> Iterator[str]:
        marks = draw(st.sampled_from((("- ", "- ", "- "), ("1. ", "2. ", "3. "), ("* ", "  * ", "* "))))
        yield from (f"{mark}Word {said()}." for mark in marks[: draw(st.integers(1, 3))])

    def use_case(number: int) -> Iterator[str]:
        yield f"## UC-{number}: Title {said()}\n"
        for field in draw(st.lists(st.sampled_from((*FIELDS, *OWN)), unique=True, max_size=4)):
            style = draw(st.integers(0, 3))
            if style == 0:
                yield f"**{field}:** Word {said()}.\n"
            elif style == 1:
                yield f"### {field}\n\nWord {said()}.\n\nWord {said()}.\n"
            else:
                yield f"**{field}:**\n"
                yield from items()
                yield ""
        yield "**Main flow:**\n"
        for step in range(1, draw(st.integers(1, 4)) + 1):
            yield f"{step}. System {said()}."
            if draw(st.booleans()):
                yield f"   - Word {said()}"
        yield "\n**Extensions:**\n"
        for label in draw(st.lists(st.sampled_from(("1a", "1b", "*a", "E1", "2-3a", "9a")), unique=True, max_size=3)):
            yield f"{label}. Condition {said()}{draw(st.sampled_from((':', '.', '')))}\n"
            yield from draw(st.sampled_from((lambda: iter(()), items)))()
            yield ""

    return "\n".join(line for number in range(1, draw(st.integers(1, 2)) + 1) for line in use_case(number))


@given(documents())
@settings(max_examples=150, deadline=None)
def test_each_word_of_a_document_is_written_once(document: str) -> None:
    written = Counter(re.findall(r"q\d{6}x", read(document).text))
    assert written == Counter(re.findall(r"q\d{6}x", document))


@given(documents(), st.sampled_from(ENDINGS))
@settings(max_examples=60, deadline=None)
def test_importing_again_gives_the_same(document: str, ending: str) -> None:
    assert read(document, ending) == read(document, ending)


def test_the_order_of_sets_shows_nowhere() -> None:
    document = "\n".join(hire("**Channel:** x\n\n**Room:** y", "2a. No dock\n\n2a. No key\n\nE1. Rain") for _ in "ab")
    document += "\n## Caso de uso 3: Pagar\n\n**Ator:** Ciclista e Banco\n\n**Fluxo principal:**\n\n1. Ciclista paga."
    program = (
        "import sys; from usecase_dsl.importing import imported;"
        "found = imported('x.md', sys.stdin.buffer.read());"
        "sys.stdout.buffer.write((found.text + repr(found.use_cases)).encode())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=document.encode(),
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


# ------------------------------------------------------------------------------------------ lines that mean something

LIKE_STRUCTURE = (
    *("=> x", "| a | b |", "# x", "- x", "+. x", "...", "none", "1. x", "2a. x", "3a", "*a. x", "E1. x", "1.5 litres"),
    *("resume at 2", "resume at 99", "end in success", "end in failure", "restart", "end", "repeat 1-2 until x"),
    *("optional 7", "include UC-9", "Rider pays (include X)", "Rider pays (include )", "[E9]", "pay [E1, BR-1]"),
    *("Note: x", "actor: x", "use case: x", "use case UC-7: x", "rule BR-1: x", "package: x", "level: purple"),
    *("Extensions:", "main success scenario:", "priorty: high", "\\", "\\# x", "x\\", "\u202e x", "１．x", "用例：x"),
)


@pytest.mark.parametrize("line", LIKE_STRUCTURE)
def test_a_line_that_looks_like_structure(line: str) -> None:
    flows = f"2a. {line}\n   1. {line}\n   2. System waits.\n\n2b. It rains:\n   {line}"
    read(hire(flows=flows))
    read(hire(steps=f"3. {line}\n4. Rider rides."))
    read(hire(text=f"{line}\n\nMore.\n\n{line}"))
    read(hire(text=f"**Preconditions:**\n\n- {line}\n- y"))
    read(hire(actor=line, title=line))
    read(f"Use case UC-1: Hire\nMain flow:\n1. Rider asks.\n2. {line}\nExtensions:\n2a. {line}\n  1. {line}\n", ".txt")


@pytest.mark.parametrize(
    "title", ["Pay: now", "Pay [E1]", "Pay (include Pay)", "#", "-", "none", "...", "**", "x " * 2000, "`UC-2` (old)"]
)
def test_a_title_may_be_anything(title: str) -> None:
    assert len(read(hire(title=title)).use_cases) == 1


@pytest.mark.parametrize("title", ["Level2: Pay", "mp3 - Play"])
def test_a_title_that_begins_like_an_id_stays_a_title(title: str) -> None:
    read(f"**Name:** {title}\n\n**Actor:** Rider\n\n**Main flow:**\n\n1. Rider asks.\n")


@pytest.mark.parametrize("id", ["UC 1", "UC-1.", "UC/1", "UC:1", "#1", "UC(1)", "ＵＣ１", "0", "UC-" + "0" * 200])
def test_an_id_may_be_anything(id: str) -> None:
    assert len(read(f"## Use case: Hire\n\n**ID:** {id}\n\n**Main flow:**\n\n1. Rider asks.\n").use_cases) == 1


@pytest.mark.parametrize("actor", ["System", "The system", "None", "-", "N/A", "...", "(x)", ";;", "<name of it>"])
def test_what_is_no_actor_is_declared_as_none(actor: str) -> None:
    assert "\nactor" not in f"\n{read(hire(actor=actor)).text}"


# ------------------------------------------------------------------------------------------------------ labels, numbers


@pytest.mark.parametrize(
    "label",
    [
        *("3aaa", "99999a", "999999a", "1000000a", "0a", "00a", "3a-5b", "7a", "3-2a", "2,3a", "*", "3-a", "-a", "3/a"),
        *("3a1", "3a1a", "3a1a1a", "3ä", "3.a", "E", "E1", "E12345", "EXC1", "1a2", "2a.1", "9" * 5000 + "a", "2 a"),
        *("2-1000000a", "1-2-3a", "2,,3a", "２ａ", "٢a", "²a", "E²", "2a²"),
    ],
)
@pytest.mark.parametrize("ending", [".md", ".txt"])
def test_a_label_may_be_anything(label: str, ending: str) -> None:
    flows = f"{label}. It rains:\n   1. System waits.\n   2. Return to step 2.\n\n{label}: It snows"
    read(hire(flows=flows), ending)
    read(hire(flows=f"{flows}\n\n**{label}** It hails\n\n- {label}) It thunders [{label}]"), ending)


@pytest.mark.parametrize("number", ["0", "00", "01", "1", "-1", "1000000", "9" * 30, "9" * 5000, "７", "²", "1.2.3"])
def test_a_number_may_be_anything(number: str) -> None:
    read(
        f"Use case UC-1: Hire\nMain flow:\n1. Rider asks.\n{number}. System opens.\n3. Rider rides.\nExtensions:\n"
        f"{number}a. It rains:\n  {number}. System waits.\n  2. Return to step {number}.\nAt step {number}: It snows.\n"
        f"In steps 1-{number}: it hails.\nAlternative flow {number}: fog\n1. Go to step {number}\n",
        ".txt",
    )


@pytest.mark.parametrize("count", [26, 27, 750])
def test_flows_with_one_label_get_labels_of_their_own(count: int) -> None:
    flows = "\n".join(f"2a. It rains {number}:\n   1. System waits.\n" for number in range(count))
    text = read(hire(flows=flows)).text
    assert len(set(re.findall(r"^    (\w+)\. It rains", text, re.MULTILINE))) == count


# ---------------------------------------------------------------------------------------------------- large and deep


def test_a_thousand_steps_and_five_hundred_alternatives() -> None:
    steps = "\n".join(f"{number}. Rider turns." for number in range(3, 1001))
    flows = "\n".join(f"{number}a. It rains:\n   1. Return to step {number}.\n" for number in range(1, 501))
    text = read(hire(steps=steps, flows=flows)).text
    assert (text.count("Rider turns."), text.count("resume at")) == (998, 500)


@pytest.mark.parametrize(
    ("ending", "document"),
    [
        (".md", ">" * 2000 + " UC-1: x"),
        (".md", "- " * 2000 + "x"),
        (".md", "\n".join("  " * depth + "- x" for depth in range(200))),
        (".md", "[" * 5000),
        (".md", "**a* " * 5000),
        (".html", "<ul><li>" * 2000 + "x"),
        (".html", "<table><tr><td>" * 500 + "x"),
        (".tex", r"\begin{itemize}\item " * 1000 + "x"),
        (".tex", "{" * 5000 + "x"),
        (".rst", "\n".join(" " * depth + "* x\n" for depth in range(300))),
        (".adoc", "\n".join("*" * depth + " x" for depth in range(1, 300))),
        (".adoc", "|===\n" * 1001 + "a|b\n"),
        (".txt", "Use case 1: " + "x" * 500_000),
        (".txt", "Main flow: " * 20_000),
        (".txt", "1. " * 20_000),
    ],
    ids=lambda value: str(value)[:12].strip(),
)
def test_what_is_deep_or_long_is_read(ending: str, document: str) -> None:
    read(document, ending)
    read(hire(flows="2a. x:\n\n") + document, ending)


# ------------------------------------------------------------------------------------------------ the same name twice


def test_a_use_case_that_is_called_like_its_include() -> None:
    text = read(hire(steps="3. System includes Hire a bicycle.\n4. Rider pays (include UC-1).")).text
    assert text.count("(include ") == 1


def test_two_use_cases_with_one_id_are_both_kept() -> None:
    text = read(hire(title="Hire a bicycle") + hire(title="Return a bicycle")).text
    assert ("Hire a bicycle" in text, "Return a bicycle" in text) == (True, True)
