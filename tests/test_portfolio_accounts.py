"""``usecase portfolio --accounts``: what a CRM says beside what the texts claim."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from usecase_dsl.cli import group

MARKET = """\
segment: Bakeries
  revenue share: 60%
segment: Hotels
  revenue share: 40%
plan: Shop
use case UC-1: Bake what will be sold
  importance: primary
  segments: Bakeries
  revenue share: 50%
  willingness to pay: 600
use case UC-2: Know what breakfast needs
  importance: secondary
  segments: Hotels
  revenue share: 20%
"""
# UC-1: 600 of 800 active ARR; two deals won and one lost; 600 of a list price of 700; 500 before, 600 now.
DEALS = """\
account,segment,use case,ARR,previous ARR,stage,discount,churned
Account 1,Bakeries,UC-1,400,300,won,20%,no
Account 2,Bakeries,uc-1,200,200,won,0%,no
Account 3,Bakeries,Bake what will be sold,500,,lost,0%,no
Account 4,Hotels,UC-2,200,400,won,0%,no
"""


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs ``usecase portfolio --accounts deals.csv`` with these deals."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bread.uc").write_text(MARKET, encoding="utf-8")

    def run(deals: str, *arguments: str) -> Outcome:
        (tmp_path / "deals.csv").write_text(deals, encoding="utf-8")
        monkeypatch.setattr("sys.argv", ["usecase", "portfolio", "--accounts", "deals.csv", *arguments])
        code = group.run()
        return Outcome(code, *capfd.readouterr())

    return run


def test_what_was_sold_stands_beside_what_is_claimed(command: Command) -> None:
    code, out, err = command(DEALS)
    assert (code, err) == (0, "")
    told = out[out.index("Accounts:") :]
    assert told.split("\n") == [
        "Accounts: 4 rows, all counted; ARR 800 from 3 accounts",
        "Primary use cases bring 75% of it; the texts say 50%.",
        "",
        "use case  accounts  ARR  share  (text)  ARPA  ACV  (text)  win rate  discount  retention",
        "UC-1             2  600    75%     50%   300  300     600     66.7%     14.3%       120%",
        "UC-2             1  200    25%     20%   200  200              100%        0%        50%",
        "all              3  800   100%           267  267               75%     11.1%      88.9%",
        "",
        "segment   accounts  ARR  share  (text)  ARPA  ACV  win rate  discount  retention",
        "Bakeries         2  600    75%     60%   300  300     66.7%     14.3%       120%",
        "Hotels           1  200    25%     40%   200  200      100%        0%        50%",
        "all              3  800   100%           267  267       75%     11.1%      88.9%",
        "",
        "Where accounts and texts differ",
        "  UC-1      says 50% of the revenue, has 75%",
        "  UC-1      says customers would pay 600, contracts are 300 on average",
        "  UC-2      says 20% of the revenue, has 25%",
        "  Bakeries  says 60% of the revenue, has 75%",
        "  Hotels    says 40% of the revenue, has 25%",
        "",
    ]


def test_a_row_that_cannot_be_counted_is_told_with_its_line(command: Command) -> None:
    bad = 'Account 5,"Hotels\nand inns",UC-2,100,,won,0%,no\nAccount 6,Hotels,UC-2,a lot,,won,0%,no\n'
    code, out, err = command(DEALS + bad)
    assert code == 1
    assert "Accounts: 6 rows, 5 counted" in out
    lines = err.split("\n")
    assert lines[0].startswith("deals.csv:8: ARR ‘a lot’: ") and lines[0].endswith("; the row isn’t counted")
    assert lines[1].startswith(
        "deals.csv:6: no segment is called ‘Hotels and inns’ (1 row, counted in the totals alone)"
    )


def test_a_name_that_the_text_does_not_know_counts_in_the_totals(command: Command) -> None:
    code, out, err = command(DEALS + "Account 5,Hotels,Bake what wil be sold,200,,won,0%,no\n")
    assert code == 0
    assert "others" in out and "ARR 1,000 from 4 accounts" in out
    assert err == (
        "deals.csv:6: no use case is called ‘Bake what wil be sold’ (1 row, counted in the totals alone); "
        "did you mean ‘Bake what will be sold’?\n"
    )


def test_json_has_the_claims_and_the_measures(command: Command) -> None:
    accounts = json.loads(command(DEALS, "--format", "json").out)["accounts"]
    first = accounts["use_cases"][0]
    assert (first["name"], first["claimed_share"], first["coverage"], first["share_difference"]) == ("UC-1", 50, 75, 25)
    assert (first["claimed_price"], first["acv"], first["price_difference"]) == (600, 300, -50)
    assert (accounts["rows"], accounts["counted"], accounts["retention_by"]) == (4, 4, "previous ARR")


def test_csv_has_the_measures_at_the_right(command: Command) -> None:
    rows = list(csv.DictReader(io.StringIO(command(DEALS, "--format", "csv").out)))
    assert [(row["id"], row["accounts"], row["measured share"], row["win rate"]) for row in rows] == [
        ("UC-1", "2", "75", "66.6667"),
        ("UC-2", "1", "25", "100"),
    ]


def test_a_table_without_the_columns_is_misuse(command: Command) -> None:
    code, out, err = command("acount;usecase\nA;B\n")
    assert (code, out) == (2, "")
    assert "deals.csv" in err and "Traceback" not in err


@pytest.mark.parametrize("separator", ["€", '"', "a"])
def test_a_separator_that_can_be_none_is_not_taken(command: Command, separator: str) -> None:
    code, _, err = command(f"sep={separator}\n{DEALS}")
    assert code in (0, 2) and "a fault of this program" not in err


def test_the_table_and_the_configuration_are_never_written_over(command: Command, tmp_path: Path) -> None:
    for name in ("deals.csv", "usecase.toml"):
        code, _, err = command(DEALS, "--format", "csv", "-o", name)
        assert (code, name in err) == (2, True)
    assert (tmp_path / "deals.csv").read_text(encoding="utf-8") == DEALS
    assert not (tmp_path / "usecase.toml").exists()


def test_a_workbook_is_told_from_a_table(command: Command) -> None:
    code, _, err = command("PK\x03\x04 and what else stands in it")
    assert (code, err) == (2, "Error: deals.csv: this is a workbook; save its sheet as CSV\n")


def test_without_a_column_for_it_nothing_is_said_of_segments(command: Command) -> None:
    code, out, err = command("account,use case,ARR,stage\nAccount 1,UC-1,400,won\n")
    assert code == 0 and "segment" in err
    assert [line for line in out.split("\n") if line.startswith(("segment ", "  Hotels  says"))] == []
