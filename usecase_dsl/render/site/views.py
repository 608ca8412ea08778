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
class FlowTaken:
    """A flow that a scenario takes: its label and its condition."""

    label: str
    condition: str


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario, and its tests if results are known (``tested``).

    The main flow alone takes no ``flows``, and goes by its ``name``. ``listed`` is false for one that has a test,
    though nobody asked for it. ``path`` are links to the steps done and the flows entered, in order; scripts go by
    them.
    """

    id: str
    href: str
    name: str
    flows: tuple[FlowTaken, ...]
    listed: bool
    outcome: str
    kind: Literal["success", "failure", "unstated"]
    path: Markup
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
    """A step: who does what, what then holds, and the flows that leave here.

    ``side`` says on which side of the system's boundary the subject stands: the primary actor and those like it
    (``""``), the system, or others outside. ``source`` is the address of its line in the text, if that is published.
    """

    id: str
    label: str
    href: str
    subject: Link | None
    side: Literal["", "system", "external"]
    text: Markup
    results: tuple[Markup, ...] = ()
    points: tuple[Markup, ...] = ()
    extensions: tuple[FlowView, ...] = ()
    pointers: tuple[PointerView, ...] = ()
    findings: tuple[FindingView, ...] = ()
    tested: TestedView | None = None
    source: str = ""
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
    condition: Markup = NOTHING
    where: str = ""
    prose: Markup = NOTHING
    lines: tuple[LineView, ...] = ()
    end: EndView | None = None
    extensions: tuple[FlowView, ...] = ()
    pointers: tuple[PointerView, ...] = ()
    findings: tuple[FindingView, ...] = ()
    tested: TestedView | None = None
    source: str = ""


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
    """A use case's page. ``customer`` is what it says to product and sales, on whose ``card`` that is arranged.

    ``unstated`` are facts that other use cases state. ``folded`` says that the details are many. ``words`` tell what
    the diagram shows. ``source`` is where the text stands, with an address where it is published.
    """

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
    folded: bool
    customer: tuple[FieldView, ...]
    card: str
    relations: tuple[FieldView, ...]
    activity: PictureView | None
    sequences: tuple[tuple[str, PictureView], ...]
    diagram: PictureView | None
    words: tuple[Markup, ...]
    source: Link
    findings: tuple[FindingView, ...]
    headings: dict[str, Heading]


@dataclass(frozen=True, slots=True)
class GoalsView:
    """Use cases of one goal level; ``level`` is ``""`` for those that state none, and where all are of one."""

    level: str
    level_icon: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor's page."""

    name: str
    kind: str
    kind_words: str
    declared: bool
    description: Markup
    facts: tuple[FieldView, ...]
    primary: tuple[GoalsView, ...]
    supporting: tuple[GoalsView, ...]
    columns: tuple[str, ...]
    figures: tuple[str, ...]
    diagram: PictureView | None
    words: tuple[Markup, ...]
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
class EntryView:
    """A term, rule, requirement, condition, segment, persona or plan. ``further`` uses aren't listed."""

    id: str
    href: str
    ident: str
    text: Markup
    synonyms: tuple[str, ...]
    description: Markup
    remarks: tuple[str, ...]
    fields: tuple[FieldView, ...]
    used_in: tuple[Markup, ...]
    further: int
    lang: str


@dataclass(frozen=True, slots=True)
class EntriesView:
    """The entries of one kind; where there are none, ``example`` is what would make one.

    ``letters`` lead to the first entry of each, where there are many.
    """

    heading: Heading
    entries: tuple[EntryView, ...]
    example: str
    letters: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of entries. ``kin`` are pages of the same matter, and which of them this is."""

    title: str
    groups: tuple[EntriesView, ...]
    kin: tuple[tuple[Link, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class NavigationView:
    """Where the reader is: the use cases beside this one."""

    heading: Link
    links: tuple[tuple[Link, bool], ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page: which template arranges it, and what in: ``body``, a view of the page's kind."""

    path: str
    id: str
    template: str
    title: str
    lang: str
    direction: Direction
    body: object
    contents: tuple[Heading, ...] = ()
    navigation: NavigationView | None = None
