"""The overview of the project: its diagram, its use cases by package, its actors."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from usecase_dsl.model.tables import Model
from usecase_dsl.render.site.addresses import INDEX
from usecase_dsl.render.site.navigation import WITHOUT_PACKAGE
from usecase_dsl.render.site.rows import actor_rows, use_case_rows
from usecase_dsl.render.site.scenario_views import test_views
from usecase_dsl.render.site.views import FieldView, Heading, IndexView, PackageView, PageView
from usecase_dsl.render.site.writer import Site, Writer, count, direction, finding_view
from usecase_dsl.syntax.names import key

# A picture of more use cases than this is a wall that nobody reads.
_MOST_IN_A_DIAGRAM = 100

_PARTS = {"vanished": "Tests of what isn't there any more"}


def index_page(site: Site) -> PageView:
    """The page that the site begins with."""
    writer = Writer(site, site.addresses.page(INDEX))
    language = site.language
    view = _view(writer)
    return PageView(
        path=writer.at.page,
        id="",
        template="index.html",
        title=site.title,
        lang=language,
        direction=direction(language),
        body=view,
        contents=tuple(_contents(view)),
    )


def _view(writer: Writer) -> IndexView:
    site, model = writer.site, writer.model
    drawn = len(model.use_cases) <= _MOST_IN_A_DIAGRAM
    systems = list(model.systems.values())
    alone = systems[0].description if len(systems) == 1 else ""
    return IndexView(
        title=site.title,
        figures=tuple(_figures(site)),
        description=writer.prose.block(alone) if alone else Markup(""),
        systems=tuple(_systems(writer)) if len(systems) > 1 else (),
        diagram=site.draw(None, writer.at) if drawn and model.use_cases else None,
        diagram_note="" if drawn else _too_many(model),
        packages=tuple(_packages(writer)),
        columns=(*site.stated, *(["tests"] if site.coverage else [])),
        actors=actor_rows(writer),
        findings=tuple(finding_view(finding) for finding in site.findings.get("", ())),
        vanished=test_views(each.result for each in site.coverage.vanished) if site.coverage else (),
        headings={
            part: writer.heading(part, _PARTS.get(part, part.capitalize()))
            for part in ("diagram", "actors", "vanished", "findings")
        },
    )


def _contents(view: IndexView) -> Iterator[Heading]:
    if view.diagram or view.diagram_note:
        yield view.headings["diagram"]
    yield from (package.heading for package in view.packages)
    yield view.headings["actors"]
    if view.vanished:
        yield view.headings["vanished"]
    if view.findings:
        yield view.headings["findings"]


def _figures(site: Site) -> Iterator[str]:
    """How many there are of each thing that the project has any of, and how many scenarios are tested."""
    model = site.model
    yield count(len(model.use_cases), "use case")
    yield count(len(model.actors), "actor")
    for kind, table in model.entries.items():
        if table:
            yield count(len(table), kind)
    if site.coverage:
        yield f"tests: {site.coverage.passed:,} of {count(site.coverage.scenarios, 'scenario')} passed"


def _too_many(model: Model) -> str:
    return f"A picture of all {len(model.use_cases):,} use cases would be too large to read; each has its own."


def _systems(writer: Writer) -> Iterator[FieldView]:
    for system in writer.model.systems.values():
        body = writer.prose.block(system.description) if system.description else Markup("")
        yield FieldView(system.name, body, own=False)


def _packages(writer: Writer) -> Iterator[PackageView]:
    described = _descriptions(writer.model)
    for name, use_cases in writer.site.packages.items():
        place = writer.site.addresses.packages[name]
        text = described.get(name, "")
        yield PackageView(
            Heading(place.fragment, use_cases[0].package or WITHOUT_PACKAGE, writer.href(place)),
            writer.prose.block(text) if text else Markup(""),
            use_case_rows(writer, (use_case.key for use_case in use_cases)),
        )


def _descriptions(model: Model) -> dict[str, str]:
    """What the text says of each package, by its key."""
    return {
        key(declaration.name.value): declaration.description.value
        for document in model.documents
        for declaration in document.declarations
        if declaration.keyword == "package" and declaration.description
    }
