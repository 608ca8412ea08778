"""A CRM's table of accounts on the user's disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from usecase_dsl.project.files import name_of
from usecase_dsl.project.load import ProjectError

if TYPE_CHECKING:
    from usecase_dsl.portfolio.accounts import Measured
    from usecase_dsl.portfolio.figures import Portfolio


def read_accounts(file: Path, of: Portfolio, most: int = 20) -> Measured:
    """The figures of the accounts in a file, for the use cases and segments of a portfolio, which rows may call by id
    or by title. ``most`` is how many faults are listed.

    Raises ProjectError, which names the file: it can't be read, or holds no table of accounts.
    """
    from usecase_dsl.portfolio.accounts import AccountsError, measured

    use_cases = _keys((each.of.key, each.of.title, each.of.id) for each in of.lines)
    segments = _keys((each.key, each.name, each.key) for each in of.market.segments.values())
    try:
        return measured(file.read_bytes(), use_cases, segments, most)
    except OSError as error:
        raise ProjectError(f"{name_of(file)} can't be read: {error.strerror or error}") from error
    except AccountsError as error:
        raise ProjectError(f"{name_of(file)}: {error}") from error


def _keys(called: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Keys by title and by id. A title that two have is the first one's; an id is one's alone, whatever titles say."""
    known = list(called)
    found: dict[str, str] = {}
    for key, title, _ in known:
        found.setdefault(title, key)
    return found | {id: key for key, _, id in known if id}
