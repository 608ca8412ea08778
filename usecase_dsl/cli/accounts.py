"""A CRM's accounts for the commands that show them: the option, and what comes of it."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from usecase_dsl.cli import common

if TYPE_CHECKING:  # Who gives no accounts doesn't wait for their reader.
    from usecase_dsl.portfolio.accounts import Measured
    from usecase_dsl.portfolio.figures import Portfolio


def option(command: common.Command) -> common.Command:
    """``--accounts FILE``."""
    return click.option(
        "--accounts",
        callback=common.not_empty,
        metavar="FILE",
        help="A CSV of accounts from a CRM, shown beside what customer use cases claim.",
    )(command)


def measured(of: Portfolio, file: str) -> Measured:
    """What the accounts in a file come to; says what is wrong with its rows. Misuse becomes a click error."""
    from usecase_dsl.project import read_accounts
    from usecase_dsl.report.accounts_text import fault_lines

    with common.misuse():
        found = read_accounts(Path(file), of)
    for line in fault_lines(found, PurePath(file).as_posix()):
        common.note(line)
    return found
