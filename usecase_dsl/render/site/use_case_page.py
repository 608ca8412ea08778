"""The page of a use case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from usecase_dsl.coverage.types import UseCaseCoverage
from usecase_dsl.model.tables import Name, UseCase
from usecase_dsl.render.site.field_views import context, customer_fields, details, guarantees
from usecase_dsl.render.site.findings import ELSEWHERE, by_line
from usecase_dsl.render.site.flow_views import flow_views
from usecase_dsl.render.site.gathered import when
from usecase_dsl.render.site.levels import level_icon
from usecase_dsl.render.site.navigation import beside, package_link
from usecase_dsl.render.site.picture_words import words_of
from usecase_dsl.render.site.prose import Link, link
from usecase_dsl.render.site.scenario_views import scenario_views, test_views
from usecase_dsl.render.site.views import FieldView, Heading, PageView, PictureView, ScenarioView, UseCaseView
from usecase_dsl.render.site.writer import FACTS, Site, Writer, count, direction, finding_view, title_of
from usecase_dsl.render.verdicts import verdict

# From here on a title is set smaller.
_LONG_TITLE = 80

# More details than this are folded.
_MOST_DETAILS = 4


def use_case_page(site: Site, use_case: UseCase) -> PageView:
    """The page of one use case."""
    writer = Writer(site, site.addresses.use_cases[use_case.key], use_case)
    language = use_case.document.language
    view = _view(writer, use_case)
    return PageView(
        path=writer.at.page,
        id=writer.at.fragment,
        template="use-case.html",
        title=title_of(use_case),
        lang=language,
        direction=direction(language),
        body=view,
        contents=tuple(_contents(view)),
        navigation=beside(writer, use_case),
    )


def _view(writer: Writer, use_case: UseCase) -> UseCaseView:
    # In the order of the page, which says what a term means where it first stands.
    description = writer.prose.block(use_case.description) if use_case.description else Markup("")
    before, flows = tuple(context(writer, use_case)), flow_views(writer, use_case)
    after, others = tuple(guarantees(writer, use_case)), tuple(details(writer, use_case))
    sold = tuple(customer_fields(writer, use_case))
    site, scenarios, tested = writer.site, scenario_views(writer, use_case), writer.site.tested(use_case.key)
    elsewhere = by_line(use_case, site.findings.get(use_case.key, ())).get(ELSEWHERE, ())
    diagram = site.pictures.use_cases([use_case], writer.at)
    return UseCaseView(
        ident=use_case.id,
        title=use_case.title or "No title yet",
        title_is_long=len(use_case.title) > _LONG_TITLE,
        level=use_case.level,
        level_icon=level_icon(use_case.level),
        status=use_case.status,
        primary=_actors(writer, use_case.primary_actors),
        supporting=_actors(writer, use_case.supporting_actors),
        scope=use_case.scope.name if use_case.scope else use_case.system,
        unstated=tuple(fact for fact in site.stated if fact != "id" and not FACTS[fact](use_case)),
        package=package_link(writer, use_case),
        figures=tuple(_figures(writer, use_case, len(tested.listed if tested else scenarios))),
        description=description,
        context=before,
        flows=flows,
        scenarios=scenarios,
        others=test_views(tested.others) if tested else (),
        guarantees=after,
        details=others,
        folded=len(others) > _MOST_DETAILS,
        customer=sold,
        card=writer.href(site.addresses.cards[use_case.key]) if sold else "",
        relations=tuple(_relations(writer, use_case)),
        activity=site.pictures.activity(use_case, writer.at),
        sequences=tuple(_sequences(writer, use_case, scenarios)),
        diagram=diagram,
        words=words_of(diagram),
        source=_source(writer, use_case),
        findings=tuple(finding_view(finding) for finding in elsewhere),
        headings=_headings(writer),
    )


def _sequences(
    writer: Writer, use_case: UseCase, scenarios: Iterable[ScenarioView]
) -> Iterator[tuple[str, PictureView]]:
    """The sequence diagrams, called by the flows and the conditions that the scenarios take."""
    titles = {
        each.name: ", ".join(f"{flow.label} {flow.condition}".strip() for flow in each.flows) for each in scenarios
    }
    names = (each.name for each in scenarios if each.listed)
    for name, picture in writer.site.pictures.sequences(use_case, names, writer.at):
        yield titles.get(name) or name, picture


def _headings(writer: Writer) -> dict[str, Heading]:
    texts = {
        "flow": "Main success scenario",
        "any-time": "At any time",
        "apart": "Flows on their own",
        "guarantees": "Guarantees",
        "scenarios": "Scenarios",
        "activity": "Activity diagram",
        "sequences": "Sequence diagrams",
        "relations": "Relations",
        "diagram": "Use-case diagram",
        "details": "Details",
        "customer": "Product and sales",
        "findings": "Findings",
    }
    return {name: writer.heading(name, text) for name, text in texts.items()}


def _contents(view: UseCaseView) -> Iterator[Heading]:
    """The parts that this page has, in their order."""
    flows = view.flows
    shown = {
        "flow": True,
        "any-time": bool(flows.any_time),
        "apart": bool(flows.apart or flows.told),
        "guarantees": bool(view.guarantees),
        "scenarios": bool(view.scenarios),
        "activity": bool(view.activity),
        "sequences": bool(view.sequences),
        "relations": bool(view.relations),
        "diagram": bool(view.diagram),
        "details": bool(view.details),
        "customer": bool(view.customer),
        "findings": bool(view.findings),
    }
    yield from (view.headings[name] for name, is_shown in shown.items() if is_shown)


def _actors(writer: Writer, names: Iterable[Name]) -> tuple[Link, ...]:
    return tuple(writer.actor_name(name) for name in names)


def _figures(writer: Writer, use_case: UseCase, scenarios: int) -> Iterator[str]:
    """The figures that matter."""
    if steps := sum(len(flow.steps) for flow in use_case.flows):
        yield count(steps, "step")
        yield count(len(use_case.flows), "flow")
        yield count(scenarios, "scenario")
    if tested := writer.site.tested(use_case.key):
        yield f"tests: {verdict(tested).words.removeprefix('tests ')}"
    if found := writer.site.findings.get(use_case.key):
        yield count(len(found), "finding")


def _relations(writer: Writer, use_case: UseCase) -> Iterator[FieldView]:
    known = writer.site.relations
    included = dict.fromkeys(name for flow in use_case.flows for step in flow.steps for name in step.includes)
    names = {name.key or name.text: writer.use_case_name(name) for name in included}
    extended_by = known.extended_by.get(use_case.key, ())
    rows = {
        "Includes": (link(target) for target in names.values()),
        "Included by": writer.uses(known.included_by.get(use_case.key, {}), "at step "),
        "Extends": (
            _extend(writer, link(writer.use_case_name(each.use_case)), each.point, each.condition)
            for each in use_case.extends
        ),
        "Extended by": (
            _extend(writer, link(writer.use_case_link(name)), each.point, each.condition) for name, each in extended_by
        ),
        "Specialises": (link(writer.use_case_name(name)) for name in use_case.specialises),
        "Specialised by": (link(writer.use_case_link(name)) for name in known.specialised_by.get(use_case.key, ())),
        "Tested by": _tests(writer.site.tested(use_case.key)),
    }
    for heading, items in rows.items():
        if found := tuple(items):
            yield FieldView(heading, items=found)


def _tests(tested: UseCaseCoverage | None) -> Iterator[Markup]:
    """Where the tests of a use case stand, and how many there are."""
    scenarios = tested.scenarios if tested else ()
    results = [result for each in scenarios for result in each.results] + list(tested.others if tested else ())
    for name, number in Counter(each.classname or each.file or each.name for each in results).items():
        yield Markup("<code>{}</code>, {}").format(name, count(number, "test"))


def _source(writer: Writer, use_case: UseCase) -> Link:
    """Where the text of the use case begins: file and line, and its address where it is published."""
    place = use_case.place
    text = f"{place.source.name.rpartition('/')[2]}:{place.start.line}"
    return Link(text, writer.site.source_link(place) or "")


def _extend(writer: Writer, target: Markup, point: str, condition: str) -> Markup:
    place = Markup(" at {}").format(writer.prose.inline(point)) if point else ""
    return target + place + when(writer, condition)
