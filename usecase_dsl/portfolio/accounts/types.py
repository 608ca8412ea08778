"""What a table of accounts comes to: values that nobody changes, without a library's types in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

Role = Literal["account", "use case", "segment", "ARR", "outcome", "discount", "churned", "previous ARR", "currency"]
ROLES: tuple[Role, ...] = get_args(Role)
REQUIRED: tuple[Role, ...] = ("account", "use case", "ARR", "outcome")

Retention = Literal["", "previous ARR", "churn alone"]


class AccountsError(Exception):
    """Bytes that hold no table of accounts; the message says what was found and what is wanted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one line of the file, counted from 1 as editors do.

    ``column`` is the heading as it is written, ``""`` where the whole row is wrong; ``cell`` what stands there, cut if
    it is long. ``counted`` says whether the row counts all the same, for what the cell isn't needed for.
    """

    line: int
    column: str
    cell: str
    what: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """How many rows have the same thing wrong with them, and the first line of these."""

    column: str
    what: str
    rows: int
    line: int
    counted: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that the text doesn't know, as first written; ``""`` for an empty cell. ``near`` is a name that may be
    meant."""

    name: str
    rows: int
    line: int
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """A column that isn't there; ``near`` is a heading that may be meant for it."""

    role: Role
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How the file was read, which people should be able to check.

    ``columns`` are the headings taken, as written; ``currency`` is ``""`` where the amounts name none. ``discounts``
    says what numbers without a sign are: ``percent`` (10 is 10 %), ``fraction`` (0.1 is 10 %), ``""`` for none at all.
    """

    encoding: str
    separator: str
    columns: Mapping[Role, str]
    absent: tuple[Absent, ...]
    currency: str = ""
    discounts: Literal["", "percent", "fraction"] = ""
    retention: Retention = ""


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of some rows. A rate is a fraction (0.25 is 25 %), and ``None`` where it divides by nothing.

    - ``rows``, ``won``, ``lost``, ``open``: rows, and how many of each outcome; each row is a deal.
    - ``arr``: active ARR, the sum over rows that are won and haven't churned.
    - ``won_arr``: the sum over all rows that are won, churned or not.
    - ``accounts``: accounts with an active row, each once.
    - ``coverage`` = active ARR / active ARR of the whole table.
    - ``arpa`` (average revenue per account, also ARPU) = active ARR / active accounts.
    - ``acv`` (average contract value) = ARR of won deals / won deals whose ARR is known.
    - ``win_rate`` = won / (won + lost); open deals aren't decided.
    - ``discount_rate`` = 1 - sum(ARR) / sum(ARR / (1 - discount)), over won deals: ARR / (1 - discount) is the
      list price, so that large deals weigh more. An empty cell is no discount.
    - ``retention`` (net revenue retention) = ARR now / ARR before, of the accounts that paid something before; what
      has churned or was lost is 0 now, and what such an account took in addition counts. Open deals are left out.
      Where there is no column for the ARR before it is active ARR / ``won_arr``, churn alone, which never exceeds 1;
      ``Reading.retention`` says which.
    """

    rows: int = 0
    won: int = 0
    lost: int = 0
    open: int = 0
    accounts: int = 0
    arr: Decimal = Decimal(0)
    won_arr: Decimal = Decimal(0)
    coverage: Decimal | None = None
    arpa: Decimal | None = None
    acv: Decimal | None = None
    win_rate: Decimal | None = None
    discount_rate: Decimal | None = None
    retention: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Unknowns:
    """The rows whose name the text doesn't know: their figures, the commonest names, and how many more names."""

    measures: Measures = Measures()
    names: tuple[Unknown, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """A table of accounts in figures.

    ``rows`` were read, ``counted`` of them count; ``blank`` rows of empty cells are neither. Each row that doesn't
    count is in one of the ``reasons``; ``faults`` are the first in the order of lines, ``more_faults`` how many there
    are besides. ``by_use_case`` and ``by_segment`` have each key that was asked for; with ``other_use_cases`` and
    ``other_segments`` they add up to ``total``. Without a column of segments both are empty. ``notes`` say in
    sentences how the file was understood.
    """

    rows: int
    counted: int
    blank: int
    total: Measures
    by_use_case: Mapping[str, Measures]
    by_segment: Mapping[str, Measures]
    other_use_cases: Unknowns
    other_segments: Unknowns
    faults: tuple[Fault, ...]
    more_faults: int
    reasons: tuple[Reason, ...]
    reading: Reading
    notes: tuple[str, ...] = field(default=())
