"""What tables of the pages about customers have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from usecase_dsl.render.site.list_views import Column, ListingView, PartView
from usecase_dsl.render.site.views import NOTHING

Cells = tuple[Markup, ...]

_MOST_COLUMNS = 4

# Something that is missing, or off.
GAP = Markup('<span class="gap" lang="en">{}</span>')
QUIET = Markup('<span class="quiet" lang="en">{}</span>')


def table(noun: str, columns: Sequence[Column], rows: Iterable[Cells], style: str = "") -> ListingView:
    """A table without filters, whose first cells name the rows."""
    part = PartView(None, NOTHING, NOTHING, tuple(columns), 0, tuple(rows))
    return ListingView(noun, (), (part,), style, filtered=False)


def matrix_style(columns: int) -> str:
    """The style of a table with so many columns of one kind; with many it is wider than the page."""
    return "matrix wide" if columns > _MOST_COLUMNS else "matrix"


def paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)
