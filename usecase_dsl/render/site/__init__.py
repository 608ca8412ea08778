"""The documentation site: a page for each use case and actor, an overview, and lists of everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from usecase_dsl.coverage.types import Coverage
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.model.tables import Model
from usecase_dsl.render.artifact import Artifact
from usecase_dsl.render.site.actor_page import actor_page
from usecase_dsl.render.site.addresses import CUSTOMERS as CUSTOMERS
from usecase_dsl.render.site.addresses import INDEX, addresses, all_pages
from usecase_dsl.render.site.entry_page import entry_page
from usecase_dsl.render.site.findings import by_use_case
from usecase_dsl.render.site.index_page import index_page
from usecase_dsl.render.site.pictures import Diagram, drawing
from usecase_dsl.render.site.relations import relations
from usecase_dsl.render.site.templating import Templates
from usecase_dsl.render.site.use_case_page import use_case_page
from usecase_dsl.render.site.views import PageView
from usecase_dsl.render.site.writer import Site
from usecase_dsl.render.verdicts import verdicts


def render(
    model: Model,
    diagram: Diagram | None = None,
    findings: Iterable[Diagnostic] = (),
    *,
    title: str = "",
    single_file: bool = False,
    templates: Mapping[str, str] | None = None,
    coverage: Coverage | None = None,
) -> Iterator[Artifact]:
    """The files of the site.

    ``diagram`` draws what is to be seen on the pages, as SVG, or nothing as ``b""``; without it the pictures
    are the builtin engine's, with links to the pages. ``findings`` are shown beside the lines they speak of.
    ``title`` is the project's; else its only system's name. With ``single_file`` everything is on
    ``index.html``. With ``coverage`` the results of tests are on the pages and in the pictures. ``templates``
    are texts that stand in for those of the same name, such as ``layout.html``.
    """
    places = addresses(model, single_file)
    site = Site(
        model=model,
        addresses=places,
        relations=relations(model),
        title=title or _title(model),
        findings=by_use_case(model, findings),
        draw=drawing(model, places, diagram, verdicts(coverage)),
        coverage=coverage,
    )
    yield from Templates(site, templates or {}).artifacts(_pages(site))


def _title(model: Model) -> str:
    names = [system.name for system in model.systems.values()]
    return names[0] if len(names) == 1 else "Use cases"


def _pages(site: Site) -> Iterator[PageView]:
    paths = list(all_pages(site.model))
    yield index_page(site)
    yield from (use_case_page(site, use_case) for use_case in site.model.use_cases.values())
    yield from (actor_page(site, actor) for actor in site.model.actors.values())
    yield from (entry_page(site, path) for path in paths if path != INDEX)
