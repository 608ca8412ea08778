"""A file of accounts held against the texts of a project."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from usecase_dsl.model import link
from usecase_dsl.portfolio.accounts import Unknown
from usecase_dsl.portfolio.figures import Portfolio, portfolio_of
from usecase_dsl.project import ProjectError
from usecase_dsl.project.accounts import read_accounts
from usecase_dsl.settings import DEFAULTS
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax import parse

TEXT = """\
segment: Mid-market
  revenue share: 60%

persona: RevOps Manager
  segments: Mid-market

use case UC-20: Find revenue that leaks
  personas: RevOps Manager
  segments: Mid-market
  problem: When invoices are late, I struggle to see why.
  revenue share: 40%

use case UC-21: Close the books
  personas: RevOps Manager
  segments: Mid-market
  problem: When the month ends, I struggle to close it.
"""


def portfolio() -> Portfolio:
    return portfolio_of(link([parse(source_from_text(TEXT, "leaks.uc"))[0]]), DEFAULTS.limits)


def written(folder: Path, content: bytes) -> Path:
    file = folder / "accounts.csv"
    file.write_bytes(content)
    return file


def test_rows_call_use_cases_by_id_or_title(tmp_path: Path) -> None:
    table = b"""\
account,segment,use case,ARR,won
Account 001,Mid-market,UC-20,300,yes
Account 002,mid-market,Find Revenue that leaks,500,yes
Account 003,Midmarket,UC-21,200,yes
"""
    found = read_accounts(written(tmp_path, table), portfolio())
    assert [each.coverage for each in found.by_use_case.values()] == [Decimal("0.8"), Decimal("0.2")]
    assert found.by_use_case.keys() == {line.of.key for line in portfolio().lines}
    assert found.by_segment.keys() == portfolio().market.segments.keys()
    assert found.other_segments.names == (Unknown("Midmarket", rows=1, line=4, near="Mid-market"),)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"missing\.csv can't be read: "):
        read_accounts(tmp_path / "missing.csv", portfolio())


def test_a_file_that_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"accounts\.csv: there is no column for the account \(such as `account`"):
        read_accounts(written(tmp_path, b"hello\n"), portfolio())


def test_only_so_many_faults_are_listed(tmp_path: Path) -> None:
    table = (
        b"account,use case,ARR,won\n" + b"Account 001,UC-20,x,yes\nAccount 002,UC-20,x,yes\nAccount 003,UC-20,x,yes\n"
    )
    found = read_accounts(written(tmp_path, table), portfolio(), most=2)
    assert (len(found.faults), found.more_faults) == (2, 1)
