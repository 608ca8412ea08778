"""The documentation site: a page for each use case and actor, an overview, and lists of everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from usecase_dsl.coverage.types import Coverage
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.model.tables import Model
from usecase_dsl.render.artifact import Artifact
from usecase_dsl.render.site.addresses import CUSTOMERS as CUSTOMERS
from usecase_dsl.render.site.addresses import PORTFOLIO
from usecase_dsl.render.site.customer_model import of_customers
from usecase_dsl.render.site.kept import Content as Content
from usecase_dsl.render.site.kept import Pages as Pages
from usecase_dsl.render.site.pictures import Diagram
from usecase_dsl.settings import DEFAULTS, Limits


def render(
    model: Model,
    diagram: Diagram | None = None,
    findings: Iterable[Diagnostic] = (),
    *,
    title: str = "",
    single_file: bool = False,
    templates: Mapping[str, str] | None = None,
    coverage: Coverage | None = None,
    source_url: str = "",
    since: Model | None = None,
    sequences: bool = False,
    limits: Limits = DEFAULTS.limits,
) -> Iterator[Artifact]:
    """The files of the site.

    ``diagram`` draws what is to be seen on the pages, as SVG, or nothing as ``b""``; without it the pictures
    are the builtin engine's, with links to the pages. ``findings`` are shown beside the lines they speak of.
    ``title`` is the project's; else its only system's name. With ``single_file`` everything is on
    ``index.html``. With ``coverage`` the results of tests are on the pages and in the pictures. ``templates``
    are texts that stand in for those of the same name, such as ``page.html`` or ``style/tokens.css``.
    ``source_url`` is where the texts are published, with ``{path}`` and ``{line}`` in it. With ``since``, an
    earlier model, a page says what has changed. With ``sequences`` there is a sequence diagram of each scenario.
    By ``limits`` it is decided what customer use cases are worth.
    """
    content = Content(
        model, tuple(findings), title, coverage, source_url, since, single_file, sequences, diagram, limits
    )
    yield from Pages(templates).made(content)


def render_portfolio(content: Content, templates: Mapping[str, str] | None = None) -> Artifact:
    """What the site says about customers as one file: portfolio, library, segments, and all cards.

    Nothing in it leads out of it: what leads to a use case leads to its card, and other names are text.
    """
    alone = replace(content, model=of_customers(content.model), since=None, cards_alone=True)
    (file,) = Pages(templates).made(alone)
    return replace(file, path=PORTFOLIO)
