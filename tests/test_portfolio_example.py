"""The example of a market: it is what its tutorial and the page on portfolios say of it."""

from __future__ import annotations

import re
import shlex
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from usecase_dsl.cli.group import usecase
from usecase_dsl.portfolio.amounts import frequency, intensity
from usecase_dsl.portfolio.figures import Portfolio, portfolio_of
from usecase_dsl.project import load
from usecase_dsl.settings import Limits

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "cold-chain"
TUTORIAL = (ROOT / "docs" / "portfolio-tutorial.md").read_text(encoding="utf-8")
EXPLANATION = (ROOT / "docs" / "explanation" / "portfolio.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(?P<info>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def portfolio() -> Portfolio:
    return portfolio_of(load([EXAMPLE]).model, Limits())


def test_it_has_a_market(portfolio: Portfolio) -> None:
    market = portfolio.market
    assert [len(each) for each in (market.segments, market.personas, market.plans, portfolio.lines)] == [3, 4, 3, 9]
    assert not [line.of.id for line in portfolio.lines if line.of.unread or not (line.segments and line.plans)]


def test_its_primary_use_cases_bring_what_they_should(portfolio: Portfolio) -> None:
    primary = [line.of.id for line in portfolio.lines if line.of.importance == "primary"]
    assert primary == ["UC-01", "UC-04", "UC-05", "UC-07"]
    assert portfolio.coverage.primary == Decimal(74)


def test_no_plan_is_anchored_in_more_than_two_of_them_and_one_has_a_use_case_to_itself(portfolio: Portfolio) -> None:
    lines = portfolio.by_key
    anchors = {each.key: [lines[key].of.importance for key in each.use_cases] for each in portfolio.by_plan}
    assert {plan: each.count("primary") for plan, each in anchors.items()} == {
        "track": 1,
        "comply": 2,
        "control room": 1,
    }
    assert anchors["control room"] == ["primary"]


def test_it_has_something_to_optimise_to_serve_and_to_decline(portfolio: Portfolio) -> None:
    verdicts: dict[str, list[str]] = {}
    for line in portfolio.lines:
        verdicts.setdefault(line.advice.verdict, []).append(line.of.id)
    assert verdicts == {
        "optimise": ["UC-01", "UC-05", "UC-07"],
        "serve": ["UC-02", "UC-04", "UC-08", "UC-09"],
        "decline": ["UC-03", "UC-06"],
    }
    assert [line.of.id for line in portfolio.lines if line.profit and line.profit.value <= 0] == ["UC-03"]


def test_five_of_its_cards_have_flows() -> None:
    told = [use_case.id for use_case in load([EXAMPLE]).use_cases if use_case.flows]
    assert told == ["UC-01", "UC-04", "UC-05", "UC-07", "UC-08"]


def test_the_tutorial_says_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXAMPLE, "cold-chain")
    blocks = [(match["info"], match["text"]) for match in FENCE.finditer(TUTORIAL)]
    [card] = [text for info, text in blocks if info == "uc"]
    [_, deals] = [text for info, text in blocks if info == "csv"]
    Path("first").mkdir()
    Path("first", "loads.uc").write_text(card, encoding="utf-8", newline="\n")
    Path("deals.csv").write_text(deals, encoding="utf-8", newline="\n")
    told, shown = "", 0
    for info, text in blocks:
        if info == "sh":
            told = [said(line) for line in text.splitlines()][-1]
        if info == "text":
            assert_told(text, told)
            shown += 1
    assert shown >= 8


def test_the_rows_that_the_tutorial_shows_are_the_first_ones() -> None:
    head, _ = (match["text"] for match in FENCE.finditer(TUTORIAL) if match["info"] == "csv")
    assert (EXAMPLE / "accounts.csv").read_text(encoding="utf-8").startswith(head)


def test_the_limits_are_those_that_the_page_gives() -> None:
    rows = re.findall(r"^\| (`[a-z].*?) \| ([\d, ]+) \|", EXPLANATION, re.MULTILINE)
    told = {
        name: int(value)
        for names, values in rows
        for name, value in zip(re.findall(r"`([\w-]+)`", names), values.split(","), strict=True)
    }
    assert told == {name: getattr(Limits(), name.replace("-", "_")) for name in told}
    assert len(told) == 10


def test_the_priorities_are_those_that_the_page_gives() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table_below("## Priority")]
    often = [frequency(word, "en") or 0 for word in rows[0][1:]]
    for how, *cells in rows[2:]:
        assert [int(cell) for cell in cells] == [each * (intensity(how, "en") or 0) for each in often]


def table_below(heading: str) -> list[str]:
    section = EXPLANATION.partition(f"{heading}\n")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("|")]


def said(line: str) -> str:
    """What a command prints, on either stream."""
    words = shlex.split(line)
    assert words[0] == "usecase"
    result = CliRunner().invoke(usecase, words[1:])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


def assert_told(expected: str, told: str) -> None:
    """Whether lines are told in this order; between parts that "…" sets apart there may be others."""
    position = 0
    for part in expected.split("…\n"):
        found = f"\n{told}".find(f"\n{part}", position)
        assert found >= 0, f"{part}\nisn't in\n{told}"
        position = found + len(part)
