"""A CRM's accounts beside what the texts claim, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from usecase_dsl.portfolio.accounts.types import Fault, Measured, Measures, Unknowns
from usecase_dsl.portfolio.amounts import Money
from usecase_dsl.portfolio.claims import Claim, Held, covered, differences, segments_held, use_cases_held
from usecase_dsl.portfolio.figures import Portfolio
from usecase_dsl.portfolio.words import amount, percent, plain
from usecase_dsl.report.characters import shown
from usecase_dsl.report.columns import columns

_NUMBERS = range(1, 12)


def accounts_lines(of: Portfolio, measured: Measured) -> Iterator[str]:
    """What the accounts come to by use case and by segment, and where that differs from the texts."""
    yield ""
    yield shown(_summary(measured))
    primary = covered(of, measured, "primary")
    if primary.measured is not None:
        yield f"Primary use cases bring {percent(primary.measured)} of it{_against(primary)}."
    for title, held, others in (
        ("use case", use_cases_held(of, measured), measured.other_use_cases),
        ("segment", segments_held(of, measured), measured.other_segments),
    ):
        if held:
            yield ""
            yield from _table(title, held, others, measured)
    if found := list(differences(of, measured)):
        yield ""
        yield "Where accounts and texts differ"
        yield from columns([(each.name, words) for each, words in found])


def fault_lines(measured: Measured, name: str) -> Iterator[str]:
    """What is wrong with the rows, each with its line in the file, and which names nobody knows."""
    yield from (_fault(each, name) for each in measured.faults)
    if measured.more_faults:
        yield shown(f"{name}: and {measured.more_faults:,} more")
    yield from _unknown("use case", measured.other_use_cases, name)
    yield from _unknown("segment", measured.other_segments, name)
    yield from (shown(f"{name}: {note}") for note in measured.notes)


def _summary(measured: Measured) -> str:
    total, left = measured.total, measured.rows - measured.counted
    arr = amount(Money(total.arr, measured.reading.currency))
    read = f"{measured.rows:,} rows, {'all' if not left else f'{measured.counted:,}'} counted"
    return f"Accounts: {read}; ARR {arr} from {total.accounts:,} {'account' if total.accounts == 1 else 'accounts'}"


def _table(title: str, held: Sequence[Held], others: Unknowns, measured: Measured) -> Iterator[str]:
    kept = "retention" if measured.reading.retention == "previous ARR" else "not churned"
    head = (title, "accounts", "ARR", "share", "(text)", "ARPA", "ACV", "(text)", "win rate", "discount", kept)
    rows = [_row(each) for each in held]
    if others.measures.rows:
        rows.append(_figures("others", others.measures, "", ""))
    yield from columns([head, *rows, _figures("all", measured.total, "", "")], _NUMBERS, indent="", headed=True)


def _row(of: Held) -> tuple[str, ...]:
    price = plain(of.price.claimed) if of.price.claimed is not None else ""
    return _figures(of.name, of.measures, percent(of.share.claimed) if of.share.claimed is not None else "", price)


def _figures(name: str, of: Measures, share: str, price: str) -> tuple[str, ...]:
    return (
        name,
        f"{of.accounts:,}",
        plain(of.arr, 0),
        _rate(of.coverage),
        share,
        *(plain(each, 0) if each is not None else "" for each in (of.arpa, of.acv)),
        price,
        *(_rate(each) for each in (of.win_rate, of.discount_rate, of.retention)),
    )


def _rate(value: Decimal | None) -> str:
    return percent(100 * value) if value is not None else ""


def _against(of: Claim) -> str:
    return f"; the texts say {percent(of.claimed)}" if of.claimed is not None else ""


def _fault(of: Fault, name: str) -> str:
    cell = f"{of.column} ‘{of.cell}’: " if of.column else ""
    return shown(f"{name}:{of.line}: {cell}{of.what}{'' if of.counted else '; the row isn’t counted'}")


def _unknown(kind: str, of: Unknowns, name: str) -> Iterator[str]:
    for each in of.names:
        hint = f"; did you mean ‘{each.near}’?" if each.near else ""
        rows = f"{each.rows:,} {'row' if each.rows == 1 else 'rows'}"
        said = f"no {kind} is called ‘{each.name}’" if each.name else f"no {kind} is given"
        yield shown(f"{name}:{each.line}: {said} ({rows}, counted in the totals alone){hint}")
    if of.more:
        yield shown(f"{name}: and {of.more:,} more names that no {kind} has")
