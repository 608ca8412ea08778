"""Manual test sheets: what they hold, and that nothing which a person wrote into one is ever lost."""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.generation import MORE, RENUMBERED, SHOP, Files, Generated, generate, linked, told
from usecase_dsl.generate import Plan, Request, Status
from usecase_dsl.generate.frameworks import csv as csv_framework
from usecase_dsl.generate.frameworks import xlsx as xlsx_framework
from usecase_dsl.generate.sheets.columns import CHANGES, GENERATED, PEOPLE, TITLES
from usecase_dsl.plain_text import plain

FILE = "test-sheet.csv"
BOOK = "test-sheet.xlsx"
NAMES = [
    "UC-01 main: Main success scenario",
    "UC-01 2a: The cart holds a book that is out of stock",
    "UC-01 2a 2a1a: Customer declines",
    "UC-01 3a: Customer doesn't pay within 5 minutes",
]
REWORDED = SHOP.replace("shows the order summary", "shows a summary of the order")
LONGER = SHOP.replace("    3. Customer pays.", "    3. System asks for the money.\n    4. Customer pays.").replace(
    "    3a. Customer", "    4a. Customer"
)

TABLE = "  examples:\n    | amount |\n    | 10 |\n    | 20 |\n"

Plans = Callable[[Request], Plan]
Cells = dict[str, str]


def sheet(text: str, files: Mapping[str, bytes | str] | None = None, criterion: str = "flows") -> Generated:
    return generate(text, files, criterion, csv_framework.plan)


def book(text: str, files: Mapping[str, bytes | str] | None = None) -> Generated:
    return generate(text, files, plan_of=xlsx_framework.plan)


def rows(content: bytes, delimiter: str = ",", encoding: str = "utf-8-sig") -> list[Cells]:
    """The rows of a file, by the titles of its columns."""
    reader = csv.DictReader(io.StringIO(content.decode(encoding), newline=""), delimiter=delimiter)
    return [{title: cell or "" for title, cell in row.items() if isinstance(title, str)} for row in reader]


def saved(found: Sequence[Cells], delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """Rows as a file, as a spreadsheet saves it."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(found[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue().encode(encoding)


def filled(found: Sequence[Cells]) -> list[Cells]:
    """Rows after a tester wrote into all of them."""
    return [row | {"Actual result": f"seen {n}", "Result": "pass"} for n, row in enumerate(found)]


def steps(found: Sequence[Cells], scenario: str = "main") -> list[str]:
    return [f"{row['Step']} {row['Action']}|{row['Expected result']}" for row in found if row["Scenario"] == scenario]


# ---- what a sheet holds


def test_a_row_a_step_with_what_is_done_and_what_is_expected() -> None:
    assert steps(rows(sheet(SHOP).files[FILE])) == [
        "1 Customer asks to check out.|",
        "2 |System shows the order summary.",
        "3 Customer pays.|The order is paid.",
        "end |The use case ends in success:\nThe order is paid.\nNobody is charged twice.",
    ]
    assert steps(rows(sheet(SHOP).files[FILE]), "3a")[2:4] == [
        "3a Make sure of this: Customer doesn't pay within 5 minutes|",
        "3a1 |System keeps the cart.",
    ]


def test_the_first_row_of_a_test_case_says_what_has_to_hold_before() -> None:
    found = rows(sheet(SHOP).files[FILE])
    assert list(found[0]) == list(TITLES)
    assert [row["Preconditions"] for row in found[:2]] == [
        "Customer is signed in.\nThe cart holds at least one book.",
        "",
    ]
    assert [found[0][title] for title in GENERATED[:4]] == ["UC-01", "main", "Main success scenario", "1"]
    assert "Suggested boundary values" in next(row["Test data"] for row in found if row["Step"] == "3a")


def test_each_row_of_data_is_a_run_of_its_own() -> None:
    data = "use case UC-02: Pay\n  main success scenario:\n    1. Customer pays.\n" + TABLE
    found = rows(sheet(data).files[FILE])
    assert [(row["Test data"], row["Step"]) for row in found] == [
        ("amount = 10", "1"),
        ("amount = 10", "end"),
        ("amount = 20", "1"),
        ("amount = 20", "end"),
    ]


def test_a_cell_is_no_formula() -> None:
    run = sheet(SHOP.replace("1. Customer asks to check out.", '1. =HYPERLINK("x") by Customer'))
    [first, *_] = rows(run.files[FILE])
    assert first["Action"] == '\'=HYPERLINK("x") by Customer'
    assert (
        sheet(
            SHOP.replace("1. Customer asks to check out.", '1. =HYPERLINK("x") by Customer'), run.files
        ).plan.artifacts
        == ()
    )


def test_templates_can_be_replaced() -> None:
    model = linked(SHOP)
    own = {"action.txt.j2": "Do: {{ text }}"}
    [file] = csv_framework.plan(Request(model, told(model), templates=own)).artifacts
    assert rows(file.content)[0]["Action"] == "Do: Customer asks to check out."


# ---- what a second run leaves alone


@pytest.mark.parametrize("plan", [csv_framework.plan, xlsx_framework.plan])
def test_nothing_new_changes_nothing_and_every_run_makes_the_same_bytes(plan: Plans) -> None:
    first = generate(SHOP, plan_of=plan)
    assert first.files == generate(SHOP, plan_of=plan).files
    assert first.statuses() == dict.fromkeys(NAMES, "added")
    again = generate(SHOP, first.files, plan_of=plan)
    assert again.plan.artifacts == ()
    assert again.statuses() == dict.fromkeys(NAMES, "kept")
    assert not any(test.written for test in again.plan.tests)


@pytest.mark.parametrize(
    "save",
    [
        pytest.param(saved, id="as it was"),
        pytest.param(lambda found: saved(found, ";"), id="semicolons"),
        pytest.param(lambda found: saved(found, "\t", "utf-16"), id="Unicode text"),
        pytest.param(lambda found: saved(found, encoding="utf-8"), id="no byte order mark"),
        pytest.param(lambda found: saved(found).replace(b"\r\n", b"\n"), id="other line ends"),
        pytest.param(lambda found: saved(found).rstrip(), id="no line end at the end"),
        pytest.param(lambda found: b"Sprint 12,,\n,,\n" + saved(found, encoding="utf-8"), id="a headline"),
        pytest.param(lambda found: saved(found[::-1]), id="another order"),
        pytest.param(lambda found: saved([{"Mine": "x", **row} for row in found]), id="a column more"),
        pytest.param(lambda found: saved([dict(reversed(row.items())) for row in found]), id="columns moved"),
        pytest.param(lambda found: saved([without(row, "Tester", "Notes") for row in found]), id="columns deleted"),
        pytest.param(lambda found: saved([*found, dict.fromkeys(found[0], "mine")]), id="a row more"),
        pytest.param(lambda found: saved([*found, *found]), id="a copy of all"),
        pytest.param(lambda found: saved([row | {"Action": "mine"} for row in found]), id="other words"),
        pytest.param(lambda found: saved(filled(found)), id="results"),
    ],
)
def test_every_cell_that_a_person_wrote_stays(save: Callable[[list[Cells]], bytes]) -> None:
    before = {FILE: save(rows(sheet(SHOP).files[FILE]))}
    assert sheet(SHOP, before).plan.artifacts == ()
    after = sheet(MORE, before)
    assert set(after.files[FILE].splitlines(keepends=True)) >= set(before[FILE].rstrip().splitlines(keepends=True)[:-1])
    assert [test.name for test in after.plan.of(Status.ADDED)] == ["UC-01 3b: The bank is closed"]
    assert sheet(MORE, after.files).plan.artifacts == ()


def without(row: Cells, *titles: str) -> Cells:
    return {title: cell for title, cell in row.items() if title not in titles}


def test_a_sheet_that_was_renamed_is_found_and_another_file_is_left_alone() -> None:
    after = sheet(MORE, {"sprint/12.csv": sheet(SHOP).files[FILE], "prices.csv": b"a,b\n1,2\n", "x.csv": b"\xff\x00"})
    assert set(after.files) == {"sprint/12.csv", "prices.csv", "x.csv"}
    assert [each.path for each in after.plan.artifacts] == ["sprint/12.csv"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (sheet(SHOP).files[FILE].decode("utf-8-sig").replace("Customer", "Kundé").encode("cp1252"), "neither UTF-8"),
        (b"a,b\n1,2\n", "no row of titles with one called Mark"),
    ],
)
def test_a_file_that_may_hold_tests_unseen_keeps_others_from_being_made(content: bytes, reason: str) -> None:
    run = sheet(SHOP, {FILE: content})
    assert run.plan.artifacts == ()
    [file] = run.plan.unreadable
    assert file.path == FILE
    assert reason in file.reason
    assert file.use_cases == ("uc-01",)


# ---- when the text changes


def test_rows_that_nobody_has_filled_in_follow_the_text() -> None:
    after = sheet(REWORDED, sheet(SHOP).files)
    assert after.files == sheet(REWORDED).files
    assert [test.status for test in after.plan.tests] == [Status.UPDATED, Status.UPDATED, Status.KEPT, Status.UPDATED]


def test_a_filled_row_keeps_its_result_and_says_what_its_step_was() -> None:
    before = saved(filled(rows(sheet(SHOP).files[FILE])))
    after = sheet(REWORDED, {FILE: before})
    second = rows(after.files[FILE])[1]
    assert (second["Actual result"], second["Result"]) == ("seen 1", "pass")
    assert second["Expected result"] == "System shows a summary of the order."
    assert second[CHANGES] == (
        "changed: Expected result was: System shows the order summary. / now: System shows a summary of the order."
    )
    assert [test.status for test in after.plan.tests].count(Status.TEXT_CHANGED) == 3
    assert sheet(REWORDED, after.files).plan.artifacts == ()


def test_words_that_a_person_put_there_stay_and_the_new_ones_are_noted() -> None:
    found = rows(sheet(SHOP).files[FILE])
    found[1]["Expected result"] = "The summary, with VAT"
    second = rows(sheet(REWORDED, {FILE: saved(found)}).files[FILE])[1]
    assert second["Expected result"] == "The summary, with VAT"
    assert second[CHANGES] == "changed: Expected result now: System shows a summary of the order."


def test_a_new_step_comes_between_and_a_vanished_one_stays_flagged() -> None:
    before = {FILE: saved(filled(rows(sheet(SHOP).files[FILE])))}
    longer = sheet(LONGER, before)
    found = [row for row in rows(longer.files[FILE]) if row["Scenario"] == "main"]
    assert [row["Step"] for row in found] == ["1", "2", "3", "4", "end"]
    assert [row["Actual result"] for row in found] == ["seen 0", "seen 1", "", "seen 2", "seen 3"]
    shorter = sheet(SHOP, longer.files)
    [gone] = [row for row in rows(shorter.files[FILE]) if row[CHANGES] and row["Scenario"] == "main"]
    assert (gone["Expected result"], gone[CHANGES][:9]) == ("System asks for the money.", "vanished:")
    assert sheet(SHOP, shorter.files).plan.artifacts == ()
    again = rows(sheet(LONGER, shorter.files).files[FILE])
    assert [row["Step"] for row in again if row["Scenario"] == "main"] == ["1", "2", "3", "4", "end"]
    assert not any(row[CHANGES] for row in again)


def test_renumbering_keeps_results_with_their_steps() -> None:
    found = filled(rows(sheet(SHOP).files[FILE]))
    after = sheet(RENUMBERED, {FILE: saved(found)})
    seen = {row["Actual result"]: (row["Action"], row["Expected result"]) for row in rows(after.files[FILE])}
    assert [seen[row["Actual result"]] for row in found] == [(row["Action"], row["Expected result"]) for row in found]
    assert [test.mark.scenario for test in after.plan.tests] == ["main", "3a", "3a 3a1a", "4a"]


def test_rows_whose_scenario_vanished_stay_and_say_so() -> None:
    before = sheet(MORE).files
    after = sheet(SHOP, before)
    assert [row for row in rows(after.files[FILE]) if row["Scenario"] == "3b"] == [
        row | {CHANGES: "vanished: no scenario has this step any more; delete the row if nobody needs it"}
        for row in rows(before[FILE])
        if row["Scenario"] == "3b"
    ]
    assert [test.name for test in after.plan.of(Status.VANISHED)] == ["UC-01 3b"]
    assert sheet(SHOP, after.files).plan.artifacts == ()
    assert sheet(MORE, after.files).files == before


def test_use_cases_that_are_not_asked_for_are_left_alone() -> None:
    both = sheet(SHOP + "use case UC-02: Pay\n  main success scenario:\n    1. System waits.\n")
    model = linked(SHOP + "use case UC-02: Pay\n  main success scenario:\n    1. System counts.\n")
    assert csv_framework.plan(Request(model, {"uc-01": told(model)["uc-01"]}, both.files)).artifacts == ()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([SHOP, MORE, LONGER, REWORDED, RENUMBERED]))
def test_whatever_a_person_does_no_cell_of_theirs_is_lost(seed: int, text: str) -> None:
    found = at_random(rows(sheet(SHOP).files[FILE]), random.Random(seed))
    after = sheet(text, {FILE: saved(found)})
    mine = Counter(cell for row in found for cell in row.values() if cell.startswith("mine"))
    now = Counter(line for row in rows(after.files[FILE]) for cell in row.values() for line in cell.split("\n"))
    assert mine - now == Counter()
    assert sheet(text, after.files).plan.artifacts == ()


def at_random(found: list[Cells], chance: random.Random) -> list[Cells]:
    """Rows after a person wrote over cells, moved, copied and deleted rows."""
    for number in range(chance.randrange(1, 12)):
        place = chance.randrange(len(found))
        what = chance.random()
        if what < 0.6:
            found[place] = found[place] | {chance.choice([*GENERATED, *PEOPLE, CHANGES]): f"mine {number}"}
        elif what < 0.7:
            found.insert(place, dict.fromkeys(found[0], "") | {"Notes": f"mine {number}"})
        elif what < 0.8:
            found.insert(chance.randrange(len(found)), dict(found[place]))
        elif what < 0.9:
            found.insert(chance.randrange(len(found)), found.pop(place))
        elif not any(cell.startswith("mine") for cell in found[place].values()):
            del found[place]
    return found


# ---- workbooks


def opened(run: Generated | Files, path: str = BOOK) -> Any:
    files = run.files if isinstance(run, Generated) else run
    return load_workbook(io.BytesIO(files[path]))


def stored(workbook: Workbook, path: str = BOOK) -> Files:
    content = io.BytesIO()
    workbook.save(content)
    return {path: content.getvalue()}


def book_rows(run: Generated | Files) -> list[Cells]:
    titles, *found = opened(run).worksheets[0].iter_rows(values_only=True)
    return [{title: str(cell or "") for title, cell in zip(titles, row, strict=True)} for row in found]


def test_a_workbook_says_what_the_other_sheet_says() -> None:
    found = [{title: cell.lstrip("'") for title, cell in row.items()} for row in rows(sheet(SHOP).files[FILE])]
    assert book_rows(book(SHOP)) == found


def test_a_workbook_is_ready_to_be_worked_in_and_printed() -> None:
    there = opened(book(SHOP)).active
    assert (there.freeze_panes, there.auto_filter.ref, there.print_title_rows) == ("A2", "A1:P21", "$1:$1")
    assert there.column_dimensions["P"].hidden
    assert there["H2"].alignment.wrap_text
    [choice] = there.data_validations.dataValidation
    assert (choice.formula1, str(choice.sqref)) == ('"pass,fail,blocked"', "K2:K1048576")


def test_a_workbook_has_no_dates() -> None:
    archive = zipfile.ZipFile(io.BytesIO(book(SHOP).files[BOOK]))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"created" not in archive.read("docProps/core.xml")


def test_a_cell_of_a_workbook_is_no_formula() -> None:
    there = opened(book(SHOP.replace("1. Customer asks to check out.", "1. =1+1 by Customer"))).active
    assert (there["H2"].value, there["H2"].data_type, there["H2"].quotePrefix) == ("=1+1 by Customer", "s", True)


def test_results_looks_and_further_sheets_of_a_workbook_stay() -> None:
    workbook = opened(book(SHOP))
    there = workbook.active
    there["J3"], there["K3"], there["R1"], there["R3"] = "seen", "fail", "Ticket", 4711
    there["H3"].fill = there["I3"].fill = PatternFill("solid", "FFFFFF00")
    there.column_dimensions["H"].width = 77
    there.row_dimensions[3].height = 99
    there["K3"].comment = Comment("Look at this", "")
    workbook.create_sheet("Figures")["A1"] = "=COUNTIF('Test sheet'!K:K,\"fail\")"
    after = book(REWORDED, stored(workbook))
    now = opened(after)["Test sheet"]
    assert (now["J3"].value, now["K3"].value, now["R1"].value, now["R3"].value) == ("seen", "fail", "Ticket", 4711)
    assert now["I3"].value == "System shows a summary of the order."
    assert now["O3"].value.startswith("changed: Expected result was: System shows the order summary.")
    assert (now["I3"].fill.fgColor.rgb, now.column_dimensions["H"].width, now.row_dimensions[3].height) == (
        "FFFFFF00",
        77,
        99,
    )
    assert now["K3"].comment.text == "Look at this"
    assert opened(after)["Figures"]["A1"].value == "=COUNTIF('Test sheet'!K:K,\"fail\")"


def test_what_no_library_knows_of_a_workbook_stays_byte_for_byte() -> None:
    before = book(SHOP).files[BOOK]
    content = io.BytesIO(before)
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/strange.xml", "<strange/>")
    after = zipfile.ZipFile(io.BytesIO(book(REWORDED, {BOOK: content.getvalue()}).files[BOOK]))
    old = zipfile.ZipFile(content)
    changed = [name for name in old.namelist() if old.read(name) != after.read(name)]
    assert (changed, after.read("xl/strange.xml")) == (["xl/worksheets/sheet1.xml"], b"<strange/>")


def test_a_new_step_comes_between_the_rows_of_a_workbook() -> None:
    before = book(SHOP)
    after = book(LONGER, before.files)
    assert book_rows(after) == book_rows(book(LONGER))
    assert opened(after).active.auto_filter.ref == opened(book(LONGER)).active.auto_filter.ref
    assert opened(after).active["H5"].alignment.wrap_text
    assert book(LONGER, after.files).plan.artifacts == ()


def test_a_new_step_comes_at_the_end_where_something_speaks_of_rows_by_their_numbers() -> None:
    workbook = opened(book(SHOP))
    workbook.create_sheet("Figures")["A1"] = "='Test sheet'!K4"
    before = stored(workbook)
    after = book(LONGER, before)
    found = book_rows(after)
    assert [row["Expected result"] for row in found[20:]] == ["System asks for the money."] * 3
    assert [row["Action"] for row in found[:20]] == [row["Action"] for row in book_rows(before)]
    assert book(LONGER, after.files).plan.artifacts == ()


def test_a_workbook_that_cannot_be_read_is_left_alone() -> None:
    run = book(SHOP, {BOOK: b"PK", "~$test-sheet.xlsx": b"me"})
    assert run.plan.artifacts == ()
    [file] = run.plan.unreadable
    assert (file.path, file.use_cases) == (BOOK, ("uc-01",))


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([MORE, LONGER, REWORDED, RENUMBERED]))
def test_whatever_a_person_does_to_a_workbook_no_cell_of_theirs_is_lost(seed: int, text: str) -> None:
    workbook, chance = opened(book(SHOP)), random.Random(seed)
    there = workbook.active
    for number in range(chance.randrange(1, 12)):
        there.cell(chance.randrange(2, 25), chance.randrange(1, 19)).value = f"mine {number}"
    if chance.random() < 0.5:
        workbook.create_sheet("Mine")["A1"] = "='Test sheet'!A1"
    before = stored(workbook)
    after = book(text, before)
    mine, now = (
        Counter(line for row in opened(files).worksheets[0] for cell in row for line in str(cell.value).split("\n"))
        for files in (before, after.files)
    )
    mine = Counter({line: number for line, number in mine.items() if line.startswith("mine")})
    assert mine - now == Counter()
    assert book(text, after.files).plan.artifacts == ()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice isn't installed")
def test_libreoffice_opens_a_workbook_and_reads_what_stands_there(tmp_path: Path) -> None:
    (tmp_path / BOOK).write_bytes(book(LONGER, book(SHOP).files).files[BOOK])
    command = ["soffice", "--headless", "--convert-to", "csv", "--outdir", str(tmp_path), str(tmp_path / BOOK)]
    subprocess.run(command, check=True, capture_output=True)
    assert rows((tmp_path / FILE).read_bytes()) == book_rows(book(LONGER))


# ---- any words at all

NASTY = [
    "=1+1",
    "+49 30 1234",
    "-x",
    "@SUM(A1)",
    "＝1",
    "'quoted'",
    'He said "no"; a,b\tc',
    "one\ntwo\r\nthree\u2028four",
    "NUL \0 ESC \x1b \x85 \ud800",
    "رضا \u202eabc\u202c \u200bunseen\ufeff",
    "👩‍👩‍👧 表示 <b>&amp;</b> ]]>",
    "_x0041_",
    "x" * 40_000,
    "1e5",
    "usecase: UC-01 2a row=1 cells=abc",
    "",
]
WORDS = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))


def with_words(words: str, plan: Plans, files: Files) -> Files:
    model = linked(SHOP)
    narratives = {
        key: [replace(each, moments=tuple(replace(m, text=words) for m in each.moments)) for each in found]
        for key, found in told(model).items()
    }
    return files | {each.path: each.content for each in plan(Request(model, narratives, files)).artifacts}


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_any_words_are_said_in_a_file_of_values(words: str) -> None:
    files = with_words(words, csv_framework.plan, {})
    second = rows(files[FILE])[1]
    assert said(second["Expected result"]) == said(words)
    assert with_words(words, csv_framework.plan, files) == files


@settings(max_examples=25, deadline=None)
@given(WORDS)
def test_any_words_are_said_in_a_workbook(words: str) -> None:
    files = with_words(words, xlsx_framework.plan, {})
    assert said(book_rows(files)[1]["Expected result"]) == said(words)
    assert with_words(words, xlsx_framework.plan, files) == files
    changed = with_words(words + " more", xlsx_framework.plan, files)
    assert said(book_rows(changed)[1]["Expected result"]) == said(words + " more")


def said(text: str) -> str:
    """A text's characters but blanks and the first apostrophe, as far as a cell holds them."""
    return re.sub(r"\s", "", plain(text)).lstrip("'")[:30_000]
