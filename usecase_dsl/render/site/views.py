"""What the templates arrange: values only, everything decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from usecase_dsl.render.site.prose import Link

NOTHING = Markup("")

Direction = Literal["ltr", "rtl"]
EndMark = Literal["back", "on", "success", "failure", "unstated"]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as the checker words it."""

    severity: str
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class TestedView:
    """What became of the tests of something: ``status`` is its mark, ``words`` say it, ``note`` at more length."""

    status: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TestView:
    """A test that ran. ``tested`` is ``None`` where it is said beside it."""

    name: Markup
    tested: TestedView | None
    message: str


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario, and its tests if results are known (``tested``).

    ``flows`` are the flows that it takes, by their labels, with their conditions for notes; the main flow alone goes
    by its ``name``. ``listed`` is false for one that has a test, though nobody asked for it.
    """

    name: str
    flows: tuple[Link, ...]
    listed: bool
    outcome: str
    steps: tuple[Link, ...]
    tested: TestedView | None
    tests: tuple[TestView, ...]


@dataclass(frozen=True, slots=True)
class EndView:
    """How a flow ends, in words. ``kind`` is its mark."""

    kind: EndMark
    words: str
    href: str = ""
    results: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class PointerView:
    """A flow that leaves here too, but is printed elsewhere."""

    label: str
    href: str
    condition: Markup


@dataclass(frozen=True, slots=True)
class StepView:
    """A step: who does what, what then holds, and the flows that leave here."""

    id: str
    label: str
    href: str
    subject: Link | None
    text: Markup
    results: tuple[Markup, ...] = ()
    points: tuple[Markup, ...] = ()
    extensions: tuple[FlowView, ...] = ()
    pointers: tuple[PointerView, ...] = ()
    findings: tuple[FindingView, ...] = ()
    tested: TestedView | None = None
    kind: Literal["step"] = "step"


@dataclass(frozen=True, slots=True)
class RangeView:
    """Steps that are repeated or optional. Without lines it is the words alone."""

    words: Markup
    lines: tuple[LineView, ...] = ()
    kind: Literal["range"] = "range"


LineView = StepView | RangeView


@dataclass(frozen=True, slots=True)
class FlowView:
    """A flow of events; the main flow has no label. ``extensions`` leave at its condition."""

    id: str
    label: str
    href: str
    section: str
    condition: Markup = NOTHING
    where: str = ""
    prose: Markup = NOTHING
    lines: tuple[LineView, ...] = ()
    end: EndView | None = None
    extensions: tuple[FlowView, ...] = ()
    pointers: tuple[PointerView, ...] = ()
    findings: tuple[FindingView, ...] = ()
    tested: TestedView | None = None


@dataclass(frozen=True, slots=True)
class TableView:
    """A table: its head, and its rows."""

    head: tuple[Markup, ...]
    rows: tuple[tuple[Markup, ...], ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """A heading with a text, a list, tables, or several of them below it."""

    heading: str
    body: Markup = NOTHING
    items: tuple[Markup, ...] = ()
    table: TableView | None = None
    # Whether the heading is a word of the interface, which is English, and not one of the writer's.
    own: bool = True


@dataclass(frozen=True, slots=True)
class PictureView:
    """A diagram. ``fits`` says that it may be made smaller where the page is narrower."""

    svg: Markup
    fits: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of a page that the page's contents name."""

    id: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class FlowsView:
    """All flows of a use case: the main flow with what leaves it, the rest on their own.

    ``told`` are sections of flows without labels, told in prose.
    """

    main: tuple[FlowView, ...]
    any_time: tuple[FlowView, ...]
    apart: tuple[FlowView, ...]
    told: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class UseCaseView:
    """A use case's page. ``unstated`` are facts that other use cases state."""

    ident: str
    title: str
    title_is_long: bool
    level: str
    level_icon: str
    status: str
    primary: tuple[Link, ...]
    supporting: tuple[Link, ...]
    scope: str
    unstated: tuple[str, ...]
    package: Link | None
    figures: tuple[str, ...]
    description: Markup
    context: tuple[FieldView, ...]
    flows: FlowsView
    scenarios: tuple[ScenarioView, ...]
    others: tuple[TestView, ...]
    guarantees: tuple[FieldView, ...]
    details: tuple[FieldView, ...]
    relations: tuple[FieldView, ...]
    diagram: PictureView | None
    findings: tuple[FindingView, ...]
    headings: dict[str, Heading]


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor's page."""

    name: str
    kind: str
    kind_words: str
    declared: bool
    description: Markup
    facts: tuple[FieldView, ...]
    primary: tuple[RowView, ...]
    supporting: tuple[RowView, ...]
    columns: tuple[str, ...]
    headings: dict[str, Heading]


@dataclass(frozen=True, slots=True)
class RowView:
    """A use case in a table."""

    ident: str
    title: Link
    level: str
    level_icon: str
    status: str
    primary: tuple[Link, ...]
    tested: TestedView | None
    lang: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class PackageView:
    """The use cases of a package; those of none have no name."""

    heading: Heading
    description: Markup
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ActorRowView:
    """An actor in a table."""

    name: Link
    kind: str
    primary: str
    supporting: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """The overview of the project. ``columns`` are those of its tables of use cases, after what they show."""

    title: str
    figures: tuple[str, ...]
    systems: tuple[FieldView, ...]
    description: Markup
    diagram: PictureView | None
    diagram_note: str
    packages: tuple[PackageView, ...]
    columns: tuple[str, ...]
    actors: tuple[ActorRowView, ...]
    findings: tuple[FindingView, ...]
    vanished: tuple[TestView, ...]
    headings: dict[str, Heading]


@dataclass(frozen=True, slots=True)
class EntryView:
    """A term, rule, requirement, condition, segment, persona or plan."""

    id: str
    href: str
    ident: str
    text: Markup
    synonyms: tuple[str, ...]
    description: Markup
    remarks: tuple[str, ...]
    fields: tuple[FieldView, ...]
    used_in: tuple[Markup, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class EntriesView:
    """The entries of one kind; where there are none, ``example`` is what would make one."""

    heading: Heading
    entries: tuple[EntryView, ...]
    example: str


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of entries."""

    title: str
    groups: tuple[EntriesView, ...]


@dataclass(frozen=True, slots=True)
class NavigationView:
    """Where the reader is: the use cases beside this one."""

    heading: Link
    links: tuple[tuple[Link, bool], ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page: which template arranges it, and what in."""

    path: str
    id: str
    template: str
    title: str
    lang: str
    direction: Direction
    body: UseCaseView | ActorView | IndexView | ListView
    contents: tuple[Heading, ...] = ()
    navigation: NavigationView | None = None
