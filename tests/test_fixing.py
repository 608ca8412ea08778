"""Findings put right: edits in a text, and what ``usecase check --fix`` makes of files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_cli import GOOD, Usecase, files, put
from tests.test_cli import usecase as usecase
from usecase_dsl.checks.fixes import edited, fixed
from usecase_dsl.diagnostic import Edit, Fix
from usecase_dsl.project.rewrite import differences, encoded, rewrite
from usecase_dsl.project.write import OutputError
from usecase_dsl.source import Span

IDLE = GOOD.replace("    2. System", "    # uc: ignore[FLW101] not any more\n    2. System")


def fix(*edits: tuple[int, int, str]) -> Fix:
    return Fix("", tuple(Edit(Span(start, end), text) for start, end, text in edits))


# ---- a text


@pytest.mark.parametrize(
    ("fixes", "text", "count"),
    [
        ([], "one two three", 0),
        ([fix((0, 3, "1"))], "1 two three", 1),
        ([fix((8, 13, "3")), fix((0, 3, "1"))], "1 two 3", 2),
        ([fix((0, 3, "1"), (8, 13, "3")), fix((4, 7, "2"))], "1 2 3", 2),
        # What overlaps with another, or touches it, waits.
        ([fix((0, 5, "1")), fix((3, 7, "2"))], "1wo three", 1),
        ([fix((0, 4, "1 ")), fix((4, 8, "2 "))], "1 two three", 1),
        ([fix((4, 4, "and ")), fix((4, 4, "or "))], "one and two three", 1),
        ([fix((0, 3, "1"), (8, 13, "3")), fix((12, 13, "E"))], "1 two 3", 1),
        # Two findings, one remedy.
        ([fix((0, 3, "1")), fix((0, 3, "1"))], "1 two three", 2),
    ],
)
def test_fixes_are_applied_where_they_do_not_touch(fixes: list[Fix], text: str, count: int) -> None:
    assert fixed("one two three", fixes) == (text, count)


@given(
    st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.text(max_size=3)), max_size=8)
)
def test_what_no_fix_speaks_of_stays(text: str, edits: list[tuple[int, int, str]]) -> None:
    within = [(min(a, b, len(text)), min(max(a, b), len(text)), new) for a, b, new in edits]
    after, count = fixed(text, [fix(each) for each in within])
    touched = {place for start, end, _ in within for place in range(start, end)}
    kept = [letter for place, letter in enumerate(text) if place not in touched]
    letters = iter(after)
    assert all(letter in letters for letter in kept)
    assert count <= len(within) and (after == text or count)


def test_an_edit_is_where_its_span_is() -> None:
    assert edited("abc", [Edit(Span(3, 3), "!"), Edit(Span(0, 1), "")]) == "bc!"


# ---- the bytes of a file


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\nb\n", b"\xc3\xa4\nb\n"),
        (b"a\r\nb\r\n", b"\xc3\xa4\r\nb\r\n"),
        (b"\xef\xbb\xbfa\nb\n", b"\xef\xbb\xbf\xc3\xa4\nb\n"),
        (b"a\r\nb\nc\n", b"\xc3\xa4\nb\n"),
    ],
)
def test_a_file_keeps_its_line_ends_and_its_mark(before: bytes, after: bytes) -> None:
    assert encoded("ä\nb\n", before) == after


def test_differences_are_those_of_a_unified_diff() -> None:
    assert [*differences("a.uc", "one\ntwo\n", "one\n2\n")] == [
        *("--- a/a.uc", "+++ b/a.uc", "@@ -1,2 +1,2 @@", " one", "-two", "+2"),
    ]


# ---- the command


def test_a_fix_is_written_and_the_rest_is_reported(usecase: Usecase) -> None:
    put("shop.uc", IDLE.encode().replace(b"\n", b"\r\n") + b"actor: Idler\r\n")
    code, out, err = usecase("check", "--fix")
    assert code == 0
    assert "ACT302" in out and "SYN024" not in out
    assert err == "fixed 1 finding in 1 file\n1 warning in 1 file\n"
    assert Path("shop.uc").read_bytes() == GOOD.encode().replace(b"\n", b"\r\n") + b"actor: Idler\r\n"


def test_the_differences_are_shown_and_nothing_is_written(usecase: Usecase) -> None:
    put("shop.uc", IDLE)
    code, out, _ = usecase("check", "--diff")
    assert (code, out.split("\n")[:2]) == (1, ["--- a/shop.uc", "+++ b/shop.uc"])
    assert "-    # uc: ignore[FLW101] not any more" in out
    assert files() == {"shop.uc": IDLE.encode()}
    put("shop.uc", GOOD)
    assert usecase("check", "--diff") == (0, "", "")


def test_a_fix_of_what_is_ignored_or_not_selected_is_not_made(usecase: Usecase) -> None:
    put("shop.uc", IDLE)
    for options in (["--ignore", "SYN024"], ["--select", "FLW"]):
        assert usecase("check", "--fix", *options).code == 0
        assert files() == {"shop.uc": IDLE.encode()}


def test_only_the_texts_that_are_asked_for_are_fixed(usecase: Usecase) -> None:
    put("usecase.toml", "")
    put("shop.uc", IDLE)
    put("other.uc", IDLE.replace("UC-01: Buy", "UC-02: Sell"))
    assert usecase("check", "--fix", "shop.uc").code == 0
    assert files()["shop.uc"] == GOOD.encode()
    assert b"not any more" in files()["other.uc"]


def test_a_text_that_can_not_be_read_whole_is_left_as_it_is(usecase: Usecase) -> None:
    put("shop.uc", IDLE.encode() + b"# \xff\n")
    assert usecase("check", "--fix").code == 1
    assert files() == {"shop.uc": IDLE.encode() + b"# \xff\n"}


def test_standard_input_is_put_right_on_standard_output(usecase: Usecase) -> None:
    code, out, err = usecase("check", "--fix", "-", stdin=IDLE.encode())
    assert (code, out) == (0, GOOD)
    assert err == "fixed 1 finding in 1 file\nno findings in 1 file\n"


def test_a_fix_that_would_lead_to_an_error_keeps_no_other_from_being_made(usecase: Usecase) -> None:
    # Once its label is read, the line resumes at a step that isn't there.
    slip = GOOD.replace("      end in failure\n", "      reesume at 7\n")
    put("shop.uc", slip.replace("1. Customer asks", "1. Customer will ask").replace("says so", "will say so"))
    usecase("check", "--unsafe-fixes")
    assert files()["shop.uc"].decode() == slip


def test_a_text_that_has_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "shop.uc"
    file.write_text("use case: Buy\n# typed since\n", encoding="utf-8")
    with pytest.raises(OutputError, match=r"shop\.uc has changed meanwhile and was left as it is; try again"):
        rewrite(file, "use case: Sell\n", "use case: Buy\n")
    assert file.read_text(encoding="utf-8") == "use case: Buy\n# typed since\n"
