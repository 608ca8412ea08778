"""The page about accounts: its table comes to what it says, and what it says is read is read."""

from __future__ import annotations

import re
from pathlib import Path

from usecase_dsl.portfolio.accounts import AccountsError, measured
from usecase_dsl.portfolio.accounts.header import header
from usecase_dsl.portfolio.accounts.types import REQUIRED, ROLES, Role

PAGE = (Path(__file__).parents[1] / "docs" / "how-to" / "accounts.md").read_text(encoding="utf-8")

NAMES = {
    "Account Name": "account",
    "Customer": "account",
    "Annual Recurring Revenue": "ARR",
    "Stage": "outcome",
    "Discount %": "discount",
    "Churn date": "churned",
    "Prior ARR": "previous ARR",
    "Use_Case__c": "use case",
}


def test_the_table_comes_to_what_the_page_says() -> None:
    [table] = re.findall(r"^```csv\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    found = measured(table.encode(), {"UC-1": "uc-1", "UC-2": "uc-2"}, {"Small": "small", "Large": "large"})
    assert (found.counted, found.faults, found.notes) == (6, (), ())
    total = found.total
    said = " ".join(PAGE.split())
    assert f"active ARR is 12000 + 30000 + 3000 = {total.arr:.0f} from {total.accounts} accounts" in said
    assert f"for {total.won_arr:.0f} paid: a discount rate of {total.discount_rate:.0%}" in said
    assert f"45000 / 58000 is a retention of {total.retention:.1%}" in said


def test_each_name_of_a_column_is_known() -> None:
    told = PAGE.partition("by the names that CRMs give them:")[2].partition("All")[0]
    assert {name: role_of(name) for name in re.findall(r"`([^`]+)`", told)} == NAMES


def role_of(name: str) -> Role | None:
    """The column that a heading is, beside those that have to be there."""
    for role in ROLES:
        try:
            found = header([",".join([name, *(each for each in REQUIRED if each != role)])])
        except AccountsError:
            continue
        if role in found.places and found.heading(role) == name:
            return role
    return None
