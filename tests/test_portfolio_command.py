"""``usecase portfolio`` and ``usecase find``: what they print, and how they end."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from usecase_dsl.cli import group

MARKET = """\
segment: Bakeries
  industry: food
  company size: 1-20
  revenue share: 60%
segment: Hotels
  industry: hospitality
  company size: 20-200
persona: Owner
  segments: Bakeries
persona: Night Manager
  segments: Hotels
plan: Shop
  price: 20 EUR a month
plan: House
  price: 200 EUR a month

use case UC-1: Bake what will be sold
  importance: primary
  personas: Owner
  plans: Shop
  outcome: half as much bread is thrown away
  frequency: daily
  intensity: high
  success metrics:
    - bread thrown away: -50%
  critical features:
    - a forecast for each kind of bread
  competing with:
    - Experience: free, and ill on Mondays
  discovery questions:
    - What did you throw away yesterday?
  evidence:
    - a bakery with two shops: from 30 loaves a day to 12
  revenue share: 40%
  willingness to pay: 600 EUR
  addressable customers: 1,000
  cost to serve: 90,000 EUR
  last reviewed: 2026-05-01

use case UC-2: Know what breakfast needs
  importance: secondary
  personas: Night Manager
  plans: House
  frequency: daily
  intensity: low
  success metrics:
    - guests without bread: 0
  critical features:
    - a count of guests by hour
  revenue share: 3%
  willingness to pay: 100 EUR
  addressable customers: 50
  cost to serve: 9,000 EUR

use case UC-3: Sell yesterday's bread
  personas: Owner
"""


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs ``usecase`` in a folder with ``bread.uc``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bread.uc").write_text(MARKET, encoding="utf-8")

    def run(*arguments: str, text: str = "") -> Outcome:
        if text:
            (tmp_path / "bread.uc").write_text(dedent(text), encoding="utf-8")
        monkeypatch.setattr("sys.argv", ["usecase", *arguments])
        code = group.run()
        out, err = capfd.readouterr()
        return Outcome(code, out, err)

    return run


def paragraphs(text: str) -> list[str]:
    return [part.strip("\n") for part in text.split("\n\n")]


# ---- portfolio


def test_the_whole_portfolio_as_text(command: Command) -> None:
    code, out, err = command("portfolio")
    assert (code, err) == (0, "")
    assert paragraphs(out) == [
        "3 customer use cases, 2 segments, 2 personas, 2 plans; profit 506,000 EUR",
        "use case                             importance  revenue  needed       priority       profit  plan\n"
        "UC-1      Bake what will be sold     primary         40%  daily, high        12  510,000 EUR  Shop\n"
        "UC-2      Know what breakfast needs  secondary        3%  daily, low          4   -4,000 EUR  House\n"
        "UC-3      Sell yesterday's bread",
        "Revenue\n"
        "  primary      40%  UC-1 40%\n"
        "  secondary     3%  UC-2 3%\n"
        "  no use case  57%\n"
        "  no share is stated: UC-3",
        "Optimise for\n"
        "  UC-1  Bake what will be sold  it is primary; it brings 40% of the revenue; its priority is 12; "
        "it earns 510,000 EUR\n"
        "Say no to\n"
        "  UC-2  Know what breakfast needs  serving it costs as much as it brings or more: -4,000 EUR are left; "
        "it brings 3% of the revenue, and a critical feature for itself alone\n"
        "Too little is known to say\n"
        "  UC-3  Sell yesterday's bread  neither its importance nor its share of the revenue is stated; "
        "neither its priority nor its profit can be worked out without frequency, intensity, willingness to pay, "
        "addressable customers, cost to serve",
        "By plan\n  Shop          40%  UC-1\n  House          3%  UC-2\n  none of them       UC-3",
        "By segment\n  Bakeries  40%  says 60%  UC-1, UC-3\n  Hotels     3%            UC-2",
        "By persona\n  Owner          40%  UC-1, UC-3\n  Night Manager   3%  UC-2",
        "Success metrics by segment\n"
        "  Bakeries  UC-1  bread thrown away: -50%\n"
        "            UC-3\n"
        "  Hotels    UC-2  guests without bread: 0",
        "What one segment alone needs\n"
        "  Bakeries  critical feature  a forecast for each kind of bread\n"
        "  Hotels    critical feature  a count of guests by hour",
        "Review, the longest ago first\n"
        "  never       UC-2 Know what breakfast needs\n"
        "  never       UC-3 Sell yesterday's bread\n"
        "  2026-05-01  UC-1 Bake what will be sold",
    ]


def test_profit_and_priority_as_json(command: Command) -> None:
    code, out, err = command("portfolio", "--format", "json")
    assert (code, err) == (0, "")
    data = json.loads(out)
    first = data["use_cases"][0]
    # 600 × 1,000 − 90,000, and daily (4) × high (3).
    assert first["profit"] == {"value": 510000, "currency": "EUR", "per": ""}
    assert (first["frequency"], first["intensity"], first["priority"]) == (4, 3, 12)
    assert data["coverage"] == {"primary": 40, "secondary": 3, "other": 0, "rest": 57, "without_share": ["UC-3"]}
    assert data["segments"][0] == {"name": "Bakeries", "share": 40, "use_cases": ["UC-1", "UC-3"], "stated": 60}
    assert data["reviews"] == ["UC-2", "UC-3", "UC-1"]


def test_csv_has_a_row_for_each_use_case_and_numbers_that_are_numbers(command: Command) -> None:
    code, out, _ = command("portfolio", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [row["id"] for row in rows] == ["UC-1", "UC-2", "UC-3"]
    assert [row["profit"] for row in rows] == ["510000", "-4000", ""]
    assert [row["advice"] for row in rows] == ["optimise", "decline", "open"]


def test_no_cell_of_the_csv_is_a_formula(command: Command) -> None:
    text = "persona: =cmd()\nuse case UC-1: =1+1\n  importance: primary\n  personas: =cmd()\n"
    rows = list(csv.DictReader(io.StringIO(command("portfolio", "--format", "csv", text=text).out)))
    assert (rows[0]["title"], rows[0]["personas"]) == ("'=1+1", "'=cmd()")


def test_the_name_of_the_file_says_the_format(command: Command, tmp_path: Path) -> None:
    assert command("portfolio", "-o", "all.json").code == 0
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["profit"]["value"] == 506000
    code, _, err = command("portfolio", "-o", "bread.uc")
    assert (code, (tmp_path / "bread.uc").read_text(encoding="utf-8")) == (2, MARKET)
    assert "‘.uc’" in err


def test_a_project_that_sells_nothing_is_told_how_to_begin(command: Command) -> None:
    code, out, _ = command("portfolio", text="use case UC-1: Bake\n  main success scenario:\n    1. System bakes.\n")
    assert code == 0
    assert out.startswith("No use case says who buys it yet.")


@pytest.mark.parametrize("form", ["text", "json", "csv", "html"])
def test_only_use_cases_in_the_files_that_were_asked_for_are_told(command: Command, form: str) -> None:
    Path("jam.uc").write_text("use case UC-9: Boil jam\n  importance: primary\n", encoding="utf-8")
    assert "Boil jam" in command("portfolio", "--format", form).out
    assert "Boil jam" not in command("portfolio", "bread.uc", "--format", form).out


def test_a_page_of_nothing_is_refused(command: Command) -> None:
    code, out, err = command("portfolio", "--format", "html", text="use case UC-1: Bake\n")
    assert (code, out) == (2, "")
    assert "No use case says who buys it yet." in err


def test_what_cannot_be_read_is_shown_as_it_was_written(command: Command) -> None:
    text = """\
        plan: Shop
        use case UC-1: Bake
          plans: Shop
          revenue share: a third
          frequency: now and then
          intensity: very high
          last reviewed: last spring
        use case UC-2: Fry
          revenue share: 20%
        """
    out = command("portfolio", text=text).out
    assert "UC-1      Bake  a third  now and then, very high" in out
    assert "  last spring  UC-1 Bake" in out
    assert "By plan\n  Shop               UC-1\n  none of them  20%  UC-2\n" in out


def test_currencies_are_not_added_up(command: Command) -> None:
    text = """\
        plan: P
        use case UC-1: Bake
          willingness to pay: 5 EUR
          addressable customers: 2
          cost to serve: 1 EUR
        use case UC-2: Fry
          willingness to pay: $5
          addressable customers: 2
          cost to serve: 1 EUR
        use case UC-3: Cook
          willingness to pay: $5
          addressable customers: 2
          cost to serve: $1
        """
    data = json.loads(command("portfolio", "--format", "json", text=text).out)
    assert [each["profit"] for each in data["use_cases"]] == [
        {"value": 9, "currency": "EUR", "per": ""},
        None,
        {"value": 9, "currency": "$", "per": ""},
    ]
    assert data["profit"] is None
    first, _, _ = command("portfolio").out.partition("\n")
    assert first.endswith("; profits are in several currencies, or for several times")


# ---- find


def test_what_fits_comes_first_and_says_why(command: Command) -> None:
    code, out, err = command("find", "--industry", "Food", "--size", "12", "--persona", "owner", "--top", "1")
    assert (code, err) == (0, "")
    assert out.split("\n") == [
        "1. UC-1 Bake what will be sold",
        "   half as much bread is thrown away",
        "   fits: Bakeries is in food",
        "   fits: Bakeries has 1–20 people",
        "   fits: it is for Owner",
        "   worth: priority 12 of 15; primary; there is evidence; 40% of the revenue",
        "   ask: What did you throw away yesterday?",
        "   instead of: Experience: free, and ill on Mondays",
        "   evidence: a bakery with two shops: from 30 loaves a day to 12",
        "",
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--persona", "Owner"], ["UC-1", "UC-3"]),
        (["--size", "20"], ["UC-1", "UC-2", "UC-3"]),
        (["--size", "21"], ["UC-2"]),
        (["--industry", "hospitality", "--persona", "Owner"], ["UC-1", "UC-2", "UC-3"]),
        (["--plan", "House"], ["UC-2"]),
        (["--segment", "Hotels", "--plan", "Shop"], ["UC-1", "UC-2"]),
        ([], ["UC-1", "UC-2", "UC-3"]),
    ],
)
def test_who_is_found(command: Command, asked: list[str], found: list[str]) -> None:
    assert [each["id"] for each in json.loads(command("find", *asked, "--format", "json").out)] == found


def test_what_speaks_against_it_and_what_nobody_says(command: Command) -> None:
    found = json.loads(command("find", "--industry", "food", "--plan", "House", "--format", "json").out)
    by_id = {each["id"]: (each["fits"], each["against"], each["unsaid"]) for each in found}
    assert by_id["UC-1"] == (["Bakeries is in food"], ["it belongs to Shop"], [])
    assert by_id["UC-3"] == (["Bakeries is in food"], [], ["plan"])


def test_a_name_that_nobody_has_is_asked_back(command: Command) -> None:
    code, out, err = command("find", "--persona", "Ownr")
    assert (code, out) == (2, "")
    assert "No persona is called ‘Ownr’; did you mean ‘Owner’?" in err


def test_what_nobody_has_is_left_out_where_something_else_is_known(command: Command) -> None:
    code, out, err = command("find", "--persona", "Ownr", "--size", "100", "--industry", "shipping")
    assert (code, out[:36]) == (0, "1. UC-2 Know what breakfast needs\n  ")
    assert err == (
        "no industry is called ‘shipping’; there are food, hospitality (left out of the ranking)\n"
        "no persona is called ‘Ownr’; did you mean ‘Owner’? (left out of the ranking)\n"
    )


def test_the_beginning_of_an_industry_will_do(command: Command) -> None:
    found = json.loads(command("find", "--industry", "hosp", "--format", "json").out)
    assert [each["id"] for each in found] == ["UC-2"]


def test_one_company_is_in_one_segment(command: Command) -> None:
    """A use case for two segments fits a customer only as well as one of them does."""
    text = MARKET + "use case UC-4: Order flour\n  segments: Bakeries, Hotels\n"
    found = json.loads(
        command("find", "--industry", "food", "--size", "100", "--top", "9", "--format", "json", text=text).out
    )
    assert [(each["id"], len(each["fits"]), len(each["against"])) for each in found] == [
        ("UC-1", 1, 1),
        ("UC-2", 1, 1),
        ("UC-3", 1, 1),
        ("UC-4", 1, 1),
    ]
