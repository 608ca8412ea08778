"""A CRM's table of accounts in figures, beside Python's own ``csv`` and ``decimal`` in a loop.

The loop gives the same figures, and knows beforehand what every cell looks like: it looks for no faults, counts no
lines, and reads one form of amounts, discounts and outcomes. Time is taken in turns; memory in a process for each.
"""

from __future__ import annotations

import csv
import io
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from benchmarks.comparison import ROOT, Comparison
from benchmarks.timing import take_turns
from usecase_dsl.portfolio.accounts import Measured, measured

ROWS = 1_000_000
USE_CASES = {f"UC-{each}": f"uc-{each}" for each in range(1, 10)}
SEGMENTS = {"Mid-market": "mid-market", "Enterprise": "enterprise", "Agencies": "agencies"}

_HEADINGS = ("Account", "Segment", "Use case", "ARR", "Stage", "Discount", "Churned", "Previous ARR")


def table(count: int, shown: bool = False) -> bytes:
    """A table with so many rows, the same for the same number. ``shown`` writes it as a spreadsheet shows it: with
    quotes, currency, thousands and percentages."""
    chance = random.Random(count)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n" if shown else "\n")
    writer.writerow(_HEADINGS)
    writer.writerows(_rows(count, chance, shown))
    return text.getvalue().encode("utf-8")


def _rows(count: int, chance: random.Random, shown: bool) -> Iterator[list[str]]:
    for number in range(count):
        off, churned = chance.choice((0, 0, 5, 10, 20)), chance.random() < 0.1
        before = chance.randrange(100_000, 20_000_000) if chance.random() < 0.5 else 0
        yield [
            f"Account {number * 7 % (count // 2 + 1):06}",
            chance.choice(list(SEGMENTS)),
            chance.choice(list(USE_CASES)),
            _money(chance.randrange(100_000, 20_000_000) + number % 100, shown),
            chance.choice(("Closed Won", "Closed Won", "Closed Lost")),
            f"{off}%" if shown else f"{off / 100}",
            ("2026-03-31" if churned else "") if shown else ("yes" if churned else "no"),
            _money(before, shown),
        ]


def _money(cents: int, shown: bool) -> str:
    return f"${Decimal(cents) / 100:,.2f}" if shown else f"{Decimal(cents) / 100:.2f}"


@dataclass
class Sums:
    """What the loop adds up for a use case, a segment or all."""

    won: int = 0
    lost: int = 0
    arr: Decimal = Decimal(0)
    won_arr: Decimal = Decimal(0)
    at_list_price: Decimal = Decimal(0)
    accounts: set[str] = field(default_factory=set)
    before: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    now: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    @property
    def retention(self) -> Decimal:
        cohort = [account for account, paid in self.before.items() if paid]
        nothing = Decimal(0)
        return sum((self.now[each] for each in cohort), nothing) / sum((self.before[each] for each in cohort), nothing)


def loop(content: bytes) -> dict[str, Sums]:
    """The sums of a table by use case and segment, and of all rows under ``""``."""
    sums: dict[str, Sums] = defaultdict(Sums)
    rows = csv.reader(io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline=""))
    next(rows)
    for account, segment, use_case, arr, stage, discount, churned, before in rows:
        who, paid, paid_before = account.casefold(), _amount(arr), _amount(before)
        off = Decimal(discount[:-1]) / 100 if discount.endswith("%") else Decimal(discount)
        is_won, has_left = stage == "Closed Won", churned not in ("", "no")
        for key in ("", USE_CASES[use_case], SEGMENTS[segment]):
            each = sums[key]
            each.before[who] += paid_before
            if not is_won:
                each.lost += 1
                continue
            each.won += 1
            each.won_arr += paid
            each.at_list_price += paid / (1 - off)
            if not has_left:
                each.arr += paid
                each.accounts.add(who)
                each.now[who] += paid
    return sums


def _amount(cell: str) -> Decimal:
    return Decimal(cell.lstrip("$").replace(",", ""))


def ours(content: bytes) -> Measured:
    """The same by us."""
    return measured(content, USE_CASES, SEGMENTS)


def compared() -> Iterator[Comparison]:
    """A million rows, plain and as a spreadsheet shows them."""
    yield _compared("accounts", table(ROWS))
    yield _compared("accounts as a spreadsheet shows them", table(ROWS, shown=True))


def _compared(name: str, content: bytes) -> Comparison:
    times = take_turns({"ours": lambda: ours(content), "loop": lambda: loop(content)}, rounds=3, blocks=2)
    most, theirs = _memory("ours", content), _memory("loop", content)
    note = f"{ROWS:,} rows, {len(content) / 1e6:.0f} MB; at most {most:,} MB of memory, the loop {theirs:,} MB"
    return Comparison(name, times["ours"], "csv and Decimal", times["loop"], note)


def _memory(function: str, content: bytes) -> int:
    """The most that one of the two ever has in memory, in MB, with the table itself; 0 where nobody can tell."""
    program = (
        "import sys; from benchmarks import accounts; "
        f"accounts.{function}(sys.stdin.buffer.read()); print(accounts.most_memory())"
    )
    run = subprocess.run([sys.executable, "-c", program], input=content, cwd=ROOT, capture_output=True, check=True)
    return int(run.stdout)


def most_memory() -> int:
    """The most memory that this process ever had, in MB; 0 where the platform doesn't tell. What ``getrusage`` says
    won't do: it begins with what the process had that started this one."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1000 for line in status.splitlines() if line.startswith("VmHWM")), 0)
