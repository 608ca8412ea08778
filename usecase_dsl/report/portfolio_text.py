"""The portfolio on a terminal: what is covered, what each use case is worth, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from usecase_dsl.portfolio.advice import HEADINGS, VERDICTS
from usecase_dsl.portfolio.figures import Line, Portfolio, Share, reviews
from usecase_dsl.portfolio.words import amount, often, percent
from usecase_dsl.report.characters import shown
from usecase_dsl.report.columns import columns

_EMPTY = (
    "No use case says who buys it yet. ‘problem: When …, I struggle to …, which leads to …’, ‘personas: …’ or "
    "‘importance: primary’ below its title puts it here."
)
_COLUMNS = ("use case", "", "importance", "revenue", "needed", "priority", "profit", "plan")
_NUMBERS = (3, 5, 6)


def portfolio_lines(of: Portfolio) -> Iterator[str]:
    """The lines of the whole portfolio, part by part with a blank line between two."""
    if not of.lines:
        yield _EMPTY
        return
    yield shown(_summary(of))
    for part in _PARTS:
        if lines := list(part(of)):
            yield ""
            yield from lines


def _summary(of: Portfolio) -> str:
    market = of.market
    found = (
        (len(of.lines), "customer use case"),
        (len(market.segments), "segment"),
        (len(market.personas), "persona"),
        (len(market.plans), "plan"),
    )
    counts = ", ".join(f"{number:,} {word}{'' if number == 1 else 's'}" for number, word in found)
    if of.profit:
        return f"{counts}; profit {amount(of.profit)}"
    several = any(line.profit for line in of.lines)
    return f"{counts}; profits are in several currencies, or for several times" if several else counts


def _use_cases(of: Portfolio) -> Iterator[str]:
    rows = [_row(line, of) for line in of.lines]
    yield from columns([_COLUMNS, *rows], _NUMBERS, indent="", headed=True)


def _row(line: Line, of: Portfolio) -> tuple[str, ...]:
    each, unread = line.of, dict(line.of.unread)
    return (
        each.id,
        each.title,
        each.importance,
        percent(each.revenue_share) if each.revenue_share is not None else unread.get("revenue share", ""),
        ", ".join(filter(None, (often(each), unread.get("frequency"), unread.get("intensity")))),
        str(line.priority or ""),
        amount(line.profit) if line.profit else "",
        ", ".join(of.market.plans[name].name for name in line.plans),
    )


def _coverage(of: Portfolio) -> Iterator[str]:
    covered = of.coverage
    if len(covered.silent) == len(of.lines):
        return
    yield "Revenue"
    parts = (("primary", covered.primary), ("secondary", covered.secondary), ("", covered.other))
    known = [(name or "not said which", percent(share), _brings(of, name)) for name, share in parts if share]
    yield from columns([*known, ("no use case", percent(covered.rest), "")], (1,))
    if covered.silent:
        silent = ", ".join(of.by_key[name].of.called for name in covered.silent)
        yield shown(f"  no share is stated: {silent}")


def _brings(of: Portfolio, importance: str) -> str:
    here = [line.of for line in of.lines if line.of.importance == importance and line.of.revenue_share]
    return ", ".join(f"{each.called} {percent(each.revenue_share or Decimal(0))}" for each in here)


def _advice(of: Portfolio) -> Iterator[str]:
    for verdict in VERDICTS:
        if lines := [line for line in of.lines if line.advice.verdict == verdict]:
            yield HEADINGS[verdict]
            yield from columns([_advised(line) for line in lines])


def _advised(line: Line) -> tuple[str, str, str]:
    return line.of.id, line.of.title, "; ".join(line.advice.reasons)


def _shares(title: str, shares: Callable[[Portfolio], Sequence[Share]]) -> Callable[[Portfolio], Iterator[str]]:
    def lines(of: Portfolio) -> Iterator[str]:
        found = shares(of)
        if found:
            yield title
            yield from columns([*(_share(each, of) for each in found), *_left(found, of)], (1, 2))

    return lines


def _share(of: Share, within: Portfolio) -> tuple[str, str, str, str]:
    names = ", ".join(within.by_key[name].of.called for name in of.use_cases)
    stated = f"says {percent(of.stated)}" if of.stated is not None else ""
    return of.name, percent(of.share) if of.share is not None else "", stated, names or "no use case"


def _left(found: Sequence[Share], of: Portfolio) -> Iterator[tuple[str, str, str, str]]:
    """The use cases that belong to none of them, with what they bring."""
    belonging = {name for each in found for name in each.use_cases}
    left = [line.of for line in of.lines if line.of.key not in belonging]
    if left:
        share = sum((each.revenue_share or Decimal(0) for each in left), Decimal(0))
        yield "none of them", percent(share) if share else "", "", ", ".join(each.called for each in left)


def _metrics(of: Portfolio) -> Iterator[str]:
    rows = [
        (segment.name, line.of.called, "; ".join(": ".join(filter(None, each)) for each in line.of.success_metrics))
        for segment in of.market.segments.values()
        for line in of.lines
        if segment.key in line.segments
    ]
    if rows:
        yield "Success metrics by segment"
        yield from columns(_once(rows))


def _needs(of: Portfolio) -> Iterator[str]:
    names = {name: segment.name for name, segment in of.market.segments.items()}
    alone = [(names[need.segments[0]], need.kind, need.text) for need in of.needs if len(need.segments) == 1]
    if alone and len(names) > 1:
        order = list(names.values())
        yield "What one segment alone needs"
        yield from columns(_once(sorted(alone, key=lambda row: order.index(row[0]))))


def _reviews(of: Portfolio) -> Iterator[str]:
    yield "Review, the longest ago first"
    for line in reviews(of.lines):
        written = dict(line.of.unread).get("last reviewed", "never")
        day = str(line.of.last_reviewed or written)
        yield shown(f"  {day:10}  {' '.join(filter(None, (line.of.id, line.of.title)))}")


def _once(rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Rows whose first cell is empty where it would repeat the one above."""
    above = None
    for first, *others in rows:
        yield ("" if first == above else first, *others)
        above = first


_PARTS: tuple[Callable[[Portfolio], Iterator[str]], ...] = (
    _use_cases,
    _coverage,
    _advice,
    _shares("By plan", lambda of: of.by_plan),
    _shares("By segment", lambda of: of.by_segment),
    _shares("By persona", lambda of: of.by_persona),
    _metrics,
    _needs,
    _reviews,
)
