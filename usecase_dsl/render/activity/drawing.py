"""An activity diagram in every format."""

from __future__ import annotations

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.render import drawn
from usecase_dsl.render.activity.content import Activity
from usecase_dsl.render.activity.reading import activity
from usecase_dsl.render.activity.svg import LinkToId


def activity_diagram(
    model: Model,
    use_case: UseCase,
    format: str,
    link: LinkToId | None = None,
    lanes: bool = False,
    bare: bool = False,
    prefix: str = "",
) -> bytes:
    """The activity diagram of a use case; in ``lanes`` of who acts, if they are asked for, where we draw it ourselves.

    ``link`` gives the address that a step or a flow leads to in SVG, by its id without the ``prefix`` that ids have on
    a page of several use cases. ``bare`` is SVG for a page with ``page_sheet``.
    """
    content = activity(use_case, model)
    if format not in drawn.FORMATS:
        return _written(content, format).encode("utf-8")
    from usecase_dsl.render.activity.place import place
    from usecase_dsl.render.activity.svg import activity_svg

    return drawn.drawn(activity_svg(place(content, lanes), link, not bare, bare, prefix), format, bare)


def _written(content: Activity, format: str) -> str:
    from usecase_dsl.render.activity.d2 import d2
    from usecase_dsl.render.activity.dot_text import dot_text
    from usecase_dsl.render.activity.mermaid import mermaid
    from usecase_dsl.render.activity.plantuml import plantuml

    return {"dot": dot_text, "plantuml": plantuml, "mermaid": mermaid, "mermaid-flowchart": mermaid, "d2": d2}[format](
        content
    )
