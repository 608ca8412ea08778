"""What the templates of the pages about customers arrange: values only, everything decided."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from usecase_dsl.render.site.list_views import ListingView
from usecase_dsl.render.site.prose import Link
from usecase_dsl.render.site.views import NOTHING, Direction, Heading, PictureView

# Pages about customers, and which of them this is.
Kin = tuple[tuple[Link, bool], ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure at the head of a page. ``note`` says what it goes by."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReasonsView:
    """A use case, and why something is said of it."""

    name: Markup
    reasons: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What to do about some use cases. ``verdict`` is a class; ``told`` says how many they are and what they bring."""

    verdict: str
    title: str
    told: str
    use_cases: tuple[ReasonsView, ...]


@dataclass(frozen=True, slots=True)
class ChartedView:
    """A table under a heading, with a picture of it where there is one."""

    heading: Heading
    lead: Markup
    listing: ListingView
    picture: PictureView | None = None
    note: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """All customer use cases beside each other. ``rule`` says how it is decided what to do about them."""

    title: str
    kin: Kin
    figures: tuple[FigureView, ...]
    decided: Heading
    rule: Markup
    decisions: tuple[DecisionView, ...]
    parts: tuple[ChartedView, ...]


@dataclass(frozen=True, slots=True)
class SegmentsView:
    """What segments need, and when it was last looked at."""

    title: str
    kin: Kin
    parts: tuple[ChartedView, ...]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A field of the library's form: its name in addresses, and its options; a field without any is for a number."""

    name: str
    label: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferView:
    """A use case in the library. ``lines`` are what it is worth bringing up for, ``parts`` what to talk about."""

    name: Markup
    lang: str
    direction: Direction
    who: Markup
    problem: Markup
    outcome: Markup
    worth: tuple[str, ...]
    parts: tuple[tuple[str, tuple[Markup, ...]], ...]


@dataclass(frozen=True, slots=True)
class LibraryView:
    """The use cases to choose from; ``data`` is what the choice goes by, as JSON that may stand in a script."""

    title: str
    kin: Kin
    choices: tuple[ChoiceView, ...]
    offers: tuple[OfferView, ...]
    data: Markup
    top: int


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of a card. ``part`` is a class; ``flows`` says that its items are sentences and no list."""

    part: str
    heading: str
    items: tuple[Markup, ...]
    flows: bool


@dataclass(frozen=True, slots=True)
class CardView:
    """A card. The ``foremost`` sections stand out; ``use_case`` leads to the use case, if that is there."""

    ident: str
    title: str
    importance: str
    use_case: Link
    foremost: tuple[SectionView, ...]
    sections: tuple[SectionView, ...]
    figures: tuple[tuple[str, str], ...]
