"""Which day it is for rules that ask: the clock's, or that of a build that is to be done again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from usecase_dsl.cli.group import usecase
from usecase_dsl.project import ConfigurationError, load
from usecase_dsl.project.today import dated, today
from usecase_dsl.settings import DEFAULTS

TEXT = """
segment: Cities
use case UC-1: Catch a train
  segments: Cities
  problem: When it rains, I wait.
  success metrics: minutes
  last reviewed: 2019-01-01
  main success scenario:
    1. System opens.
    2. System waits.
    3. System closes.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "trains.uc").write_text(TEXT, encoding="utf-8", newline="\n")
    return tmp_path / "trains.uc"


def check(*args: str, epoch: str | None) -> Result:
    return CliRunner().invoke(usecase, list(args), env={"SOURCE_DATE_EPOCH": epoch})


@pytest.mark.parametrize(
    ("epoch", "day"),
    [("0", date(1970, 1, 1)), ("1577836799", date(2019, 12, 31)), ("1577836800", date(2020, 1, 1))],
)
def test_a_build_has_the_day_of_its_source(monkeypatch: pytest.MonkeyPatch, epoch: str, day: date) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert today() == day
    assert dated(DEFAULTS).today == day


@pytest.mark.parametrize("epoch", [None, ""])
def test_otherwise_it_is_the_clocks(monkeypatch: pytest.MonkeyPatch, epoch: str | None) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = date.today()
    assert before <= today() <= date.today()


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "9" * 30])
def test_what_is_no_time_is_refused(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ConfigurationError, match="SOURCE_DATE_EPOCH"):
        today()


@pytest.mark.parametrize(("epoch", "is_due"), [("1577836800", False), ("1580000000", True)])
def test_the_command_goes_by_it(file: Path, epoch: str, is_due: bool) -> None:
    result = check("check", str(file), "--output-format", "concise", epoch=epoch)
    assert ("BIZ810" in result.output) == is_due
    assert result.exit_code == 0


def test_the_command_refuses_what_is_no_time(file: Path) -> None:
    result = check("check", str(file), epoch="tomorrow")
    assert result.exit_code != 0 and "SOURCE_DATE_EPOCH" in result.output


@pytest.mark.parametrize("epoch", ["1577836800", "1580000000"])
def test_a_site_with_findings_goes_by_it_too(file: Path, tmp_path: Path, epoch: str) -> None:
    check("build", str(file), "--findings", "-o", str(tmp_path / "site"), epoch=epoch)
    pages = [page.read_text(encoding="utf-8") for page in (tmp_path / "site").rglob("*.html")]
    assert any("BIZ810" in page for page in pages) == (epoch == "1580000000")


def test_who_loads_a_project_without_a_day_has_none(file: Path) -> None:
    assert "BIZ810" not in {each.code for each in load([file]).diagnostics}
