"""The usual form of a text, piece by piece, and the command that makes it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from usecase_dsl.cli import group
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax.formatting import Formatted, formatted


def form_of(text: str) -> str:
    result = formatted(source_from_text(dedent(text)))
    assert not result.refused
    return result.text


def line_of(line: str, above: str = "use case: X\n  main success scenario:\n    1. A acts.\n    2. B acts.\n") -> str:
    """What becomes of a line that stands below others."""
    return form_of(f"{above}{line}\n").split("\n")[-2].strip()


def in_flow(line: str) -> str:
    return line_of(line, "use case: X\n  main success scenario:\n    1. A acts.\n\n  extensions:\n")


def header(line: str, language: str = "en") -> str:
    return line_of(line, f"# language: {language}\nuse case: X\n")


class TestIndentation:
    def test_of_everything(self) -> None:
        text = """\
            use case UC-1: Sell a ticket
              At the counter,
              or at the machine
              - in the hall
                of the station
              - on the platform
              primary actor: Customer
              trigger:
                Customer stands at the counter.
              preconditions:
                - The counter
                  is open.
                - The line is short.
              stakeholders:
                1. Customer: gets away
                   in time
              Cost centre: 4

              main success scenario:
                1. Customer names a destination
                   and a class:
                   - the first
                     or
                   - the second
                   => The destination
                      is known.
                2. Customer pays.
                   | coin | note |
                repeat 1-2 until all have paid
                  Whatever this means.

              extensions:
                1a. No train goes there,
                    nor a bus
                1b. Customer gives up:
                  System says so.

                  At length.
                2a. The card is declined:
                  1. System asks for another
                     card.
                  end in failure
                  => Nothing is paid.

              examples:
                | fare | class |
                | 12   | first |

            rule BR-1: One seat
              is sold once.
            """
        text = dedent(text)
        assert form_of(text) == text
        assert form_of("\n".join(line.strip() for line in text.split("\n"))) == text

    def test_of_steps_with_long_numbers(self) -> None:
        steps = "".join(f"    {n}. A acts.\n" for n in range(1, 10))
        text = f"use case: X\n  main success scenario:\n{steps}    10. A acts\n        twice.\n        => done\n"
        assert form_of(text) == text

    def test_of_comments_is_that_of_the_line_below_or_above_them(self) -> None:
        text = """\
            # at the head of the file

            # of the actor
            actor: Customer

            use case: Sell a ticket
              # of the level
              level: user goal
              # right below the level

              # of the flow
              main success scenario:
                # of step 1
                1. Customer names a destination.
                   # within step 1
                   or two.
                   # right below step 1

              extensions:
                1a. No train goes there:
                  # of the step
                  1. System says so.
                  # of the end
                  end in failure
            # at the end of the file
            """
        text = dedent(text).replace("            # at the end", "# at the end")
        mangled = "\n".join(line.strip() for line in text.split("\n"))
        assert form_of(mangled) == text.replace("\n# at the end", "\n      # at the end")


class TestBlankLines:
    def test_several_become_one_and_groups_stay_groups(self) -> None:
        text = (
            "\n\nuse case: X\n\n\n\n  level: sea\n  main success scenario:\n    1. A acts.\n \n\t\n    2. B acts.\n\n\n"
        )
        wanted = "use case: X\n\n  level: sea\n\n  main success scenario:\n    1. A acts.\n\n    2. B acts.\n"
        assert form_of(text) == wanted

    def test_one_stands_above_flows_below_them_and_around_a_use_case(self) -> None:
        text = """\
            actor: A
            # the first
            use case: X
              level: sea
              main success scenario:
                1. A acts.
              # what may go wrong
              extensions:
                1a. It rains:
                  end
              notes: none
            actor: B
            actor: C
            """
        wanted = """\
            actor: A

            # the first
            use case: X
              level: sea

              main success scenario:
                1. A acts.

              # what may go wrong
              extensions:
                1a. It rains:
                  end

              notes: none

            actor: B
            actor: C
            """
        assert form_of(text) == dedent(wanted)

    def test_none_is_put_under_a_title(self) -> None:
        text = "use case: X\n  main success scenario:\n    1. A acts.\n"
        assert form_of(text) == text

    def test_paragraphs_of_a_text_stay_paragraphs(self) -> None:
        text = "use case: X\n  One.\n\n  Two.\n  notes:\n    - Three.\n\n      Four.\n"
        assert form_of(text) == text


class TestKeywords:
    @pytest.mark.parametrize(
        ("written", "usual"),
        [
            ("Goal : to pay", "goal: to pay"),
            ("SECONDARY ACTORS: Bank", "supporting actors: Bank"),
            ("postconditions: paid", "success guarantees: paid"),
            # Singular and plural are the writer's.
            ("Primary Actor: Clerk", "primary actor: Clerk"),
            ("Precondition: paid", "precondition: paid"),
            ("Cost Centre : 4", "Cost Centre: 4"),
            ("goal：to pay", "goal：to pay"),
        ],
    )
    def test_of_fields(self, written: str, usual: str) -> None:
        assert header(written) == usual

    @pytest.mark.parametrize(
        ("written", "usual"),
        [
            ("Use Case: Pay", "use case: Pay"),
            ("use case: UC23 - Pay", "use case UC23: Pay"),
            ("use case UC04 — Pay", "use case UC04: Pay"),
            ("Use-Case  UC-4 :Pay", "use case UC-4: Pay"),
            ("use case: \\UC-4 - Pay", "use case: \\UC-4 - Pay"),
            # Only taken for a declaration, and left to its writer.
            ("use case UC-4 Pay", "use case UC-4 Pay"),
        ],
    )
    def test_of_declarations(self, written: str, usual: str) -> None:
        assert line_of(written, "") == usual

    @pytest.mark.parametrize(
        ("written", "usual"),
        [
            ("Basic flow:", "main success scenario:"),
            ("exceptions:", "failure flows:"),
            ("Alternatives :", "alternate flows:"),
        ],
    )
    def test_of_flows(self, written: str, usual: str) -> None:
        assert line_of(written) == usual

    @pytest.mark.parametrize(
        ("written", "usual"),
        [
            ("fluxo básico:", "fluxo principal:"),
            ("basic flow:", "main success scenario:"),
            ("main success scenario:", "main success scenario:"),
            ("ator principal: Caixa", "atores primários: Caixa"),
            ("secondary actors: Caixa", "supporting actors: Caixa"),
        ],
    )
    def test_stay_in_the_language_in_which_they_were_written(self, written: str, usual: str) -> None:
        assert header(written, "pt") == usual

    def test_that_declare_in_a_header_become_the_field_that_they_stand_for(self) -> None:
        text = "use case: X\n  Actor: Clerk\n  rule: BR-1\n\n  main success scenario:\n    1. A acts.\n"
        assert form_of(text).split("\n")[1:3] == ["  primary actors: Clerk", "  business rules: BR-1"]

    def test_that_declare_and_have_text_below_them_stay(self) -> None:
        text = "use case: X\n  actor: Clerk\n    at the counter\n\n  main success scenario:\n    1. A acts.\n"
        assert form_of(text) == text

    @pytest.mark.parametrize(
        ("written", "usual"),
        [
            ("The use case resumes at step 2.", "resume at 2"),
            ("return to step 2", "resume at 2"),
            ("Use case ends in failure.", "end in failure"),
            ("repeat steps 1 - 2 until it is dry.", "repeat 1-2 until it is dry"),
            ("Optional step 2 if it rains", "optional 2 when it rains"),
        ],
    )
    def test_of_control_lines(self, written: str, usual: str) -> None:
        assert line_of(written) == usual


class TestLabels:
    @pytest.mark.parametrize(
        ("written", "usual"),
        [
            *(("3) A acts.", "3. A acts."), ("3.A acts.", "3. A acts."), ("3: A acts.", "3. A acts.")),
            *(("３．A acts.", "3. A acts."), ("* 3. A acts.", "3. A acts."), ("+.A acts.", "3. A acts.")),
            ("3 . A acts.", "3 . A acts."),
        ],
    )
    def test_of_steps(self, written: str, usual: str) -> None:
        assert line_of(written) == usual

    @pytest.mark.parametrize(
        ("written", "usual"),
        [
            *(("1A) It rains", "1a. It rains"), ("* 1a. It rains", "1a. It rains"), ("1a: It rains", "1a. It rains")),
            *(
                ("1 a. It rains", "1a. It rains"),
                ("e1: It rains", "E1. It rains"),
                ("1, 1a. It rains", "1,1a. It rains"),
            ),
            *(
                ("1–1a. It rains", "1-1a. It rains"),
                ("01a. It rains", "1a. It rains"),
                ("＊ａ）It rains", "*a. It rains"),
            ),
        ],
    )
    def test_of_flows(self, written: str, usual: str) -> None:
        assert in_flow(written) == usual

    def test_of_steps_in_full(self) -> None:
        text = "use case: X\n  main success scenario:\n    1. A.\n\n  extensions:\n    1a. B:\n      1A.1) C.\n"
        assert form_of(text) == text.replace("1A.1)", "1a1.")


class TestItemsAndTables:
    @pytest.mark.parametrize("mark", ["-", "*", "•", "–", "・"])
    def test_items_begin_with_a_hyphen(self, mark: str) -> None:
        assert line_of(f"{mark} x", "use case: X\n  notes:\n") == "- x"
        assert line_of(f"{mark} x", "use case: X\n  It is:\n") == "- x"
        assert line_of(f"{mark} x") == "- x"

    def test_a_table_is_aligned(self) -> None:
        text = "use case: X\n  examples:\n|a|bb|c\n| 1000 |  2 | x \\| y|\n# between\n||3|"
        wanted = """\
            use case: X
              examples:
                | a    | bb | c      |
                | 1000 | 2  | x \\| y |
                # between
                |      | 3  |
            """
        assert form_of(text) == dedent(wanted)


class TestOrder:
    def test_the_main_flow_stands_first_the_failures_last_and_fields_below(self) -> None:
        text = """\
            use case: Sell a ticket
              notes: a field stays above the flows

              # what may fail
              failure flows:
                2a. The card is declined:
                  end in failure

              version: 2
              Mark: of my own
              alternate flows:
                1a. No train goes there:
                  resume at 1

              # what goes well
              # every day
              main success scenario:
                1. Customer names a destination.
                2. Customer pays the fare.
                # paid

              open issues: none
            """
        wanted = """\
            use case: Sell a ticket
              notes: a field stays above the flows

              # what goes well
              # every day
              main success scenario:
                1. Customer names a destination.
                2. Customer pays the fare.
                # paid

              alternate flows:
                1a. No train goes there:
                  resume at 1

              # what may fail
              failure flows:
                2a. The card is declined:
                  end in failure

              version: 2
              Mark: of my own

              open issues: none
            """
        assert form_of(text) == dedent(wanted)


class TestWhatIsKept:
    @pytest.mark.parametrize(
        "text",
        [
            "  so far nothing\n- is declared\n\n  resume at 3\n\nactor: A\n",
            "use case: X\n      1)  a step  in a header\n         goes on\n",
            "use case: X\n  level: sea\n      2a)  a flow in a header\n",
            "use case: X\n  description:\n    \\Note: it is late\n",
            "use case: X\n  main success scenario:\n    1. A acts.\n       resume at the top\n",
            "use case: X\n  main success scenario:\n    1. A acts.\n       2.1. B acts.\n",
            "use case: X\n  main success scenario:\n    1. A � acts.\n       \u200f- an item\n",
            "",
        ],
    )
    def test_lines_that_have_no_place_and_those_that_nearly_are_structure(self, text: str) -> None:
        assert form_of(text) == text

    def test_prose_to_the_last_blank(self) -> None:
        text = "use case: X\n  main success scenario:\n    1. A   acts -  *twice* ; and\n       once  more  \n"
        assert form_of(text) == text.replace("  \n", "\n")

    @pytest.mark.parametrize("data", ["use case: \0X\n", "use case: \ud800X\n", "actor:\fA\n"])
    def test_a_text_that_cannot_be_read(self, data: str) -> None:
        source = source_from_text(data)
        result = formatted(source)
        assert (result.text, result.refused) == (source.text, True)
        (remark,) = result.remarks
        assert "left as it is" in remark.message or "left as it was" in remark.message


def test_formatting_says_nothing_where_there_is_nothing_to_say() -> None:
    assert formatted(source_from_text("actor: A\n")) == Formatted("actor: A\n")


# ---- the command

ROUGH = "use case: X\nmain flow:\n1) A acts.\n"
FINE = "use case: X\n  main success scenario:\n    1. A acts.\n"


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Usecase = Callable[..., Outcome]


@pytest.fixture
def usecase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Usecase:
    """Runs ``usecase`` in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def call(*args: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr("sys.argv", ["usecase", *args])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = group.run()
        return Outcome(code, *(stream.decode(errors="replace") for stream in capfdbinary.readouterr()))

    return call


def put(name: str, content: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


class TestTheCommand:
    def test_writes_files_in_place(self, usecase: Usecase) -> None:
        rough, fine = put("a.uc", ROUGH), put("b/c.uc", FINE)
        assert usecase("format") == (0, "", "reformatted a.uc\n1 file reformatted, 1 file left unchanged\n")
        assert (rough.read_text(), fine.read_text()) == (FINE, FINE)
        assert usecase("format") == (0, "", "2 files left unchanged\n")

    def test_touches_only_what_was_asked_for(self, usecase: Usecase) -> None:
        put("usecase.toml", "")
        asked, other = put("a/a.uc", ROUGH), put("b/b.uc", ROUGH)
        assert usecase("fmt", "a").code == 0
        assert (asked.read_text(), other.read_text()) == (FINE, ROUGH)

    def test_checks_and_writes_nothing(self, usecase: Usecase) -> None:
        rough = put("a.uc", ROUGH)
        put("b.uc", FINE)
        summary = "1 file would be reformatted, 1 file would be left unchanged\n"
        assert usecase("format", "--check") == (1, "would reformat a.uc\n", summary)
        assert rough.read_text() == ROUGH
        assert usecase("format", "--check", "b.uc") == (0, "", "1 file would be left unchanged\n")

    def test_shows_the_differences_and_writes_nothing(self, usecase: Usecase) -> None:
        rough = put("a.uc", ROUGH)
        result = usecase("format", "--diff")
        assert (result.code, rough.read_text()) == (1, ROUGH)
        lines = result.out.split("\n")
        assert lines[:3] == ["--- a/a.uc", "+++ b/a.uc", "@@ -1,3 +1,3 @@"]
        assert lines[3:8] == [
            " use case: X",
            "-main flow:",
            "-1) A acts.",
            "+  main success scenario:",
            "+    1. A acts.",
        ]

    def test_reads_standard_input(self, usecase: Usecase) -> None:
        assert usecase("format", "-", stdin=ROUGH.encode()) == (0, FINE, "1 file reformatted\n")
        result = usecase("format", "--check", "-", "--stdin-filename", "x.uc", stdin=ROUGH.encode())
        assert (result.code, result.out) == (1, "would reformat x.uc\n")

    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_keeps_line_ends_and_the_byte_order_mark(self, usecase: Usecase, mark: bytes, end: str) -> None:
        file = put("a.uc", mark + ROUGH.replace("\n", end).encode())
        assert usecase("format").code == 0
        assert file.read_bytes() == mark + FINE.replace("\n", end).encode()

    @pytest.mark.parametrize(
        "data", [ROUGH.encode("utf-16"), b"actor: \xe9\n", b"actor: \x07\n"], ids=["UTF-16", "Latin-1", "control"]
    )
    def test_refuses_what_is_no_text(self, usecase: Usecase, data: bytes) -> None:
        bad, rough = put("a.uc", data), put("b.uc", ROUGH)
        result = usecase("format")
        assert result.code == 2
        assert result.err.startswith("reformatted b.uc\na.uc:1:")
        assert (bad.read_bytes(), rough.read_text()) == (data, FINE)

    def test_says_where_labels_were_left_as_they_are(self, usecase: Usecase) -> None:
        put("a.uc", FINE + "    1. B acts.\n")
        result = usecase("format")
        assert result == (
            0,
            "",
            "a.uc:4:5: the labels of ‘X’ were left as they are: there are two steps 1\n1 file left unchanged\n",
        )

    def test_is_misused(self, usecase: Usecase) -> None:
        assert usecase("format", "nowhere.uc").code == 2
        assert usecase("format").code == 2
        assert "no .uc file" in usecase("format", ".").err

    def test_has_a_short_name_that_no_list_shows(self, usecase: Usecase) -> None:
        assert "--diff" in usecase("fmt", "--help").out
        shown = usecase("--help").out
        assert "format" in shown and "fmt" not in shown
