"""What the templates of lists arrange: tables in parts, with filters above them, and the pages around them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from usecase_dsl.render.site.views import NOTHING, FindingView, Heading, PictureView, TestView


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``style`` is a class, ``said`` stands before the cell where the table has no room for a head."""

    title: str
    style: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: its name in addresses, its label, its choices, and the cells that they are looked for in.

    ``cells`` is a selector within a row; ``""`` stands for the heading of the part that the row is in.
    """

    name: str
    label: str
    cells: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """A table under a heading. ``columns`` say what its cells are, of which that at ``head`` names the row."""

    heading: Heading | None
    title: Markup
    intro: Markup
    columns: tuple[Column, ...]
    head: int
    rows: tuple[tuple[Markup, ...], ...]
    empty: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class ListingView:
    """Tables that are sorted together, and filtered if they are to be. ``noun`` is what they list, in the plural."""

    noun: str
    facets: tuple[Facet, ...]
    parts: tuple[PartView, ...]
    style: str = ""
    filtered: bool = True

    @property
    def total(self) -> int:
        return sum(len(part.rows) for part in self.parts)


@dataclass(frozen=True, slots=True)
class SignView:
    """A sign that rows use by its name; it stands once on the page, under ``id``."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class TablePageView:
    """A page that is one listing. ``empty`` says what would be there, and how to get it.

    ``words`` tell what the picture shows. ``own`` says that the title is in the words of the interface.
    """

    title: str
    lead: Markup
    figures: tuple[str, ...]
    listing: ListingView
    signs: tuple[SignView, ...] = ()
    empty: Markup = NOTHING
    picture: PictureView | None = None
    words: tuple[Markup, ...] = ()
    own: bool = True


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The overview of the project.

    ``diagram_note`` says where pictures are, if one of all would be too large. ``map`` is the address of that.
    """

    title: str
    figures: tuple[str, ...]
    systems: tuple[tuple[Markup, Markup], ...]
    description: Markup
    diagram: PictureView | None
    diagram_note: Markup
    words: tuple[Markup, ...]
    map: str
    listing: ListingView
    signs: tuple[SignView, ...]
    actors: ListingView
    findings: tuple[FindingView, ...]
    vanished: tuple[TestView, ...]
    headings: dict[str, Heading]


@dataclass(frozen=True, slots=True)
class BarView:
    """A row of a bar chart: ``share`` of the longest bar, in percent."""

    name: Markup
    value: str
    share: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """A table with bars. ``unit`` is what is counted."""

    heading: Heading
    column: str
    unit: str
    bars: tuple[BarView, ...]
    note: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """Figures in a row, and charts. ``empty`` says what would be there."""

    title: str
    figures: tuple[tuple[str, str], ...]
    charts: tuple[ChartView, ...]
    largest: ListingView
    headings: dict[str, Heading]
    empty: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class AlteredView:
    """A part of something that has changed: what it is, as a link where it is still there, and its text with marks."""

    what: Markup
    how: str
    text: Markup


@dataclass(frozen=True, slots=True)
class AlterationView:
    """Something that has changed, with its parts that have."""

    name: Markup
    note: str
    parts: tuple[AlteredView, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroupView:
    """Everything that was added, removed or changed."""

    heading: Heading
    how: str
    things: tuple[AlterationView, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What has changed since an earlier text."""

    title: str
    figures: tuple[str, ...]
    groups: tuple[ChangeGroupView, ...]
    empty: Markup = NOTHING
