"""The headings of a table of accounts: which column is what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from usecase_dsl.portfolio.accounts.records import cells_in
from usecase_dsl.portfolio.accounts.types import REQUIRED, ROLES, Absent, AccountsError, Role
from usecase_dsl.portfolio.accounts.wordlist import column_names
from usecase_dsl.portfolio.units import currencies
from usecase_dsl.syntax.names import key, near

SEPARATORS = (",", ";", "\t", "|")
# A heading over more lines than this isn't one, and no spreadsheet has more columns.
_MOST_LINES = 20
_MOST_COLUMNS = 16_384
_MOST_COMPARED = 500
_SHOWN = 20

_SEPARATOR_TOLD = re.compile(r"sep=([^\w\s\"']|\t)\s*", re.IGNORECASE | re.ASCII)
# What follows a heading: something in brackets, or a currency.
_UNIT = re.compile(r"\s*[(\[](?P<brackets>[^)\]]*)[)\]]$|\s+(?:in\s+)?(?P<currency>\S+)$")
# What a CRM adds to the names of fields of one's own.
_CUSTOM = re.compile(r"__c$", re.IGNORECASE)
_WITHIN_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Header:
    """What the first row says. ``lines`` are the lines of text up to its end; ``places`` those of the columns that are
    read, ``headings`` all as written; ``units`` what stands in brackets behind a heading that is read."""

    lines: int
    separator: str
    headings: tuple[str, ...]
    places: dict[Role, int]
    units: dict[Role, str]
    absent: tuple[Absent, ...]

    def heading(self, role: Role) -> str:
        """How the column of a role is called in the file."""
        return self.headings[self.places[role]]


def header(lines: Sequence[str]) -> Header:
    """The header at the beginning of some lines, the first of which isn't empty.

    The separator is the one with which most columns are found, unless a line ``sep=;`` before tells it. Raises
    AccountsError where a column lacks that has to be there, or two are called alike.
    """
    told = _SEPARATOR_TOLD.fullmatch(lines[0])
    first = int(bool(told))
    text = "\n".join(lines[first : first + _MOST_LINES])
    tried = [_header(text, each, first) for each in ([told[1]] if told else SEPARATORS)]
    best = max(tried, key=lambda each: (len(each.places), len(each.headings)))
    _complain(best)
    return best


def _header(text: str, separator: str, before: int) -> Header:
    cells = cells_in(text, separator)
    headings = tuple(" ".join(each.split()) for each in cells)
    if len(headings) > _MOST_COLUMNS:
        return Header(1, separator, headings, {}, {}, ())
    called = _called(headings)
    places = {role: found[0] for role in ROLES if (found := _places(role, called))}
    lines = before + 1 + sum(each.count("\n") for each in cells)
    units = {role: _unit(headings[place]) for role, place in places.items()}
    return Header(lines, separator, headings, places, units, _absent(headings, places))


def _called(headings: Sequence[str]) -> dict[str, list[int]]:
    """Where the columns stand that may be called so, by the names."""
    called: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        for name in _keys(heading):
            called.setdefault(name, []).append(place)
    return called


def _places(role: Role, called: Mapping[str, list[int]]) -> list[int]:
    """Where a column of a role stands; several, if they are called alike."""
    return next((called[name] for name in column_names(role) if name in called), [])


def _keys(heading: str) -> set[str]:
    """The names that a heading may be: with and without its unit, with the words of ``AccountName`` apart."""
    whole = _CUSTOM.sub("", heading)
    bare = whole if (found := _unit_in(whole)) is None else whole[: found.start()]
    written = [each for name in (whole, bare) for each in (name, _WITHIN_WORD.sub(" ", name))]
    return {key(form) for each in written for form in (each, re.sub(r"[\s_.:\-]+", " ", each))}


def _unit(heading: str) -> str:
    """The code of a currency or ``%``, if a heading names one."""
    found = _unit_in(heading)
    unit = key(found["brackets"] or found["currency"] or "") if found else ""
    return "%" if "%" in heading or "percent" in key(heading) else currencies().get(unit, "")


def _unit_in(heading: str) -> re.Match[str] | None:
    """Where the unit of a heading stands. What isn't in brackets has to be a currency."""
    found = _UNIT.search(heading)
    return found if found and (found["currency"] is None or key(found["currency"]) in currencies()) else None


def _absent(headings: Sequence[str], places: dict[Role, int]) -> tuple[Absent, ...]:
    free = [each for place, each in enumerate(headings) if place not in places.values()]
    wanted = [role for role in ROLES if role not in places and role != "currency"]
    return tuple(Absent(role, _meant(role, free)) for role in wanted)


def _meant(role: Role, free: Sequence[str]) -> str | None:
    return next((each for each in free[:_MOST_COMPARED] if near(each, column_names(role))), None)


def _complain(of: Header) -> None:
    if len(of.headings) > _MOST_COLUMNS:
        raise AccountsError(f"the first row has {len(of.headings):,} cells; no table of accounts has so many columns")
    missing = [each for each in of.absent if each.role in REQUIRED]
    if missing:
        raise AccountsError(f"{_lacking(missing)}; {_there(of.headings)}")
    for role in of.places:
        if len(places := _places(role, _called(of.headings))) > 1:
            names = " and ".join(f"`{of.headings[place]}`" for place in places)
            raise AccountsError(f"{len(places)} columns may be the {role}: {names}; rename all but one")
    currency = {of.units[role] for role in ("ARR", "previous ARR") if of.units.get(role)}
    if len(currency) > 1:
        raise AccountsError(f"ARR and previous ARR are in different currencies: {' and '.join(sorted(currency))}")


def _lacking(missing: Sequence[Absent]) -> str:
    """Which columns lack, each with what it may be called."""
    told = [f"the {each.role} ({_examples(each)})" for each in missing]
    return f"there is no column for {' and '.join(told)}"


def _examples(absent: Absent) -> str:
    if absent.near:
        return f"is `{absent.near}` meant?"
    names = [name for name in column_names(absent.role) if " id" not in name and " number" not in name]
    return "such as " + ", ".join(f"`{name}`" for name in names[:3])


def _there(headings: Sequence[str]) -> str:
    if not any(headings):
        return "the first row has no headings that can be read"
    shown = ", ".join(f"`{each[:60]}`" for each in headings[:_SHOWN])
    more = f" and {len(headings) - _SHOWN} more" if len(headings) > _SHOWN else ""
    return f"the first row has {shown}{more}"
