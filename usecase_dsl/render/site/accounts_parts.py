"""What a CRM's accounts say beside what the texts claim: parts of the portfolio, where there are accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from markupsafe import Markup

from usecase_dsl.portfolio.accounts.types import Fault, Measured, Measures, Unknowns
from usecase_dsl.portfolio.claims import Claim, Held, differences, segments_held, use_cases_held
from usecase_dsl.portfolio.words import percent, plain
from usecase_dsl.render.site.chart_pictures import Charts
from usecase_dsl.render.site.customer_names import Names
from usecase_dsl.render.site.customer_views import ChartedView
from usecase_dsl.render.site.list_views import Column
from usecase_dsl.render.site.portfolio_tables import GAP, Cells, paragraph, table
from usecase_dsl.render.site.views import NOTHING
from usecase_dsl.render.site.writer import Writer, count

# A use case or a segment as a link, and what is known of it.
_Row = tuple[Markup, Held]

_SHARES = (
    Column("Claimed", "count", "claimed"),
    Column("Measured", "count", "measured"),
    Column("Difference", "count", "difference"),
)
_PRICES = (Column("Willing to pay", "count", "willing to pay"), Column("Contract", "count", "contract"))
_SALES = (
    Column("Accounts", "count", "accounts:"),
    Column("ARR", "count", "ARR"),
    Column("ARR an account", "count", "ARR an account"),
    Column("Win rate", "count", "win rate"),
    Column("Discount", "count", "discount"),
)
_LEAD = Markup("<p>Shares of the revenue as the texts claim them, and of the active ARR of the accounts.</p>")
_SOLD = Markup(
    "<p>ARR is that of deals that were won and haven't churned. The win rate counts deals that are decided; the"
    " discount is off the list price, large deals weighing more.</p>"
)


def accounts_parts(writer: Writer, names: Names, measured: Measured) -> Iterator[ChartedView]:
    """Claims and measures by use case and by segment, how each sells, and how the accounts were read."""
    of = names.portfolio
    use_cases, segments = use_cases_held(of, measured), segments_held(of, measured)
    notable = tuple(differences(of, measured))
    yield _claims(writer, names, "use cases", _named(names, use_cases), notable)
    yield _sales(writer, _named(names, use_cases), measured)
    if segments:
        named = [(names.entry("segment", each.key, each.name), each) for each in segments]
        yield _claims(writer, names, "segments", named, notable)
    yield _read(writer, measured)


def _named(names: Names, held: Iterable[Held]) -> list[_Row]:
    lines = names.portfolio.by_key
    return [(names.card(lines[each.key].of), each) for each in held]


def _claims(
    writer: Writer, names: Names, kind: str, held: Sequence[_Row], notable: Iterable[tuple[Held, str]]
) -> ChartedView:
    """Shares, and for use cases what is paid."""
    paid = kind == "use cases"
    columns = (Column(kind.capitalize()[:-1], "name"), *_SHARES, *(_PRICES if paid else ()))
    rows = ((name, *_share(each.share), *(_price(each.price) if paid else ())) for name, each in held)
    heading = writer.heading(f"claims-{kind.replace(' ', '-')}", f"Claimed and measured, by {kind[:-1]}")
    here = {each: name for name, each in held}
    told = [Markup("<li>{} {}</li>").format(here[each], words) for each, words in notable if each in here]
    note = Markup("<ul>{}</ul>").format(Markup("").join(told)) if told else NOTHING
    lines = names.portfolio.by_key if paid else {}
    picture = Charts(writer).claims(heading.text, [each for _, each in held], lines)
    return ChartedView(heading, _LEAD, table(kind, columns, rows, "amounts"), picture, note)


def _share(of: Claim) -> Cells:
    """Claimed, measured, and how far off in points; what is worth a word is marked."""
    off = _signed(of.difference)
    return _cell(of.claimed, percent), _cell(of.measured, percent), GAP.format(off) if of.is_notable else _text(off)


def _price(of: Claim) -> Cells:
    contract = plain(of.measured, 0) if of.measured is not None else ""
    return _cell(of.claimed, plain), GAP.format(contract) if of.is_notable else _text(contract)


def _signed(value: Decimal | None) -> str:
    """How far off, in points; a difference that is rounded to nothing has no sign."""
    if value is None:
        return ""
    written = plain(value, 1)
    return f"{'+' if value > 0 and written != '0' else ''}{written} points"


def _cell(value: Decimal | None, words: Callable[[Decimal], str]) -> Markup:
    return _text(words(value)) if value is not None else NOTHING


def _text(text: str) -> Markup:
    return Markup.escape(text)


def _sales(writer: Writer, held: Sequence[_Row], measured: Measured) -> ChartedView:
    kept = "Retention" if measured.reading.retention == "previous ARR" else "Not churned"
    columns = (Column("Use case", "name"), *_SALES, Column(kept, "count", kept.lower()))
    rows = [(name, *_sold(each.measures)) for name, each in held]
    if measured.other_use_cases.measures.rows:
        rows.append((_text("No such use case"), *_sold(measured.other_use_cases.measures)))
    rows.append((Markup("<strong>All</strong>"), *_sold(measured.total)))
    return ChartedView(writer.heading("sales", "How each sells"), _SOLD, table("use cases", columns, rows, "amounts"))


def _sold(of: Measures) -> Cells:
    money = (plain(each, 0) if each is not None else "" for each in (of.arr, of.arpa))
    rates = (percent(100 * each) if each is not None else "" for each in (of.win_rate, of.discount_rate, of.retention))
    return tuple(map(_text, (f"{of.accounts:,}", *money, *rates)))


def _read(writer: Writer, measured: Measured) -> ChartedView:
    """How many rows count, and what is wrong with the others, line by line."""
    arr = " ".join(filter(None, (plain(measured.total.arr, 0), measured.reading.currency)))
    rows_read = f"{count(measured.rows, 'row')}, {measured.counted:,} counted"
    told = f"{rows_read}; ARR {arr} from {count(measured.total.accounts, 'account')}."
    columns = (Column("Line", "ident", "line"), Column("Column", "status"), Column("What is wrong", "name"))
    listing = table("lines", columns, (_fault(each) for each in measured.faults))
    note = Markup("").join(map(paragraph, _notes(measured)))
    return ChartedView(writer.heading("accounts", "The accounts"), paragraph(told), listing, None, note)


def _notes(measured: Measured) -> Iterator[str]:
    """What the table of lines doesn't say."""
    if measured.more_faults:
        yield f"{count(measured.more_faults, 'more line')} with something wrong."
    yield from _unknown("use case", measured.other_use_cases)
    yield from _unknown("segment", measured.other_segments)
    yield from (f"{note[:1].upper()}{note[1:].rstrip('.')}." for note in measured.notes)


def _fault(of: Fault) -> Cells:
    cell = f"‘{of.cell}’: " if of.cell else ""
    left = "" if of.counted else "; the row isn't counted"
    return _text(f"{of.line:,}"), _text(of.column), _text(f"{cell}{of.what}{left}")


def _unknown(kind: str, of: Unknowns) -> Iterator[str]:
    for each in of.names:
        hint = f"; perhaps ‘{each.near}’ is meant" if each.near else ""
        said = f"No {kind} is called ‘{each.name}’" if each.name else f"No {kind} is given"
        yield f"{said}: {count(each.rows, 'row')}, the first in line {each.line:,}{hint}."
    if of.more:
        yield f"{of.more:,} more names that no {kind} has."
