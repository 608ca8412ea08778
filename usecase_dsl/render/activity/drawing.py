"""An activity diagram in every format."""

from __future__ import annotations

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.render.activity.content import Activity
from usecase_dsl.render.activity.reading import activity
from usecase_dsl.render.activity.svg import LinkToId


def activity_diagram(
    model: Model, use_case: UseCase, format: str, link: LinkToId | None = None, lanes: bool = False
) -> bytes:
    """The activity diagram of a use case, in ``lanes`` of who acts if they are asked for, in SVG and PNG.

    ``link`` gives the address that a step or a flow leads to in SVG, by its id.
    """
    content = activity(use_case, model)
    if format in ("svg", "png"):
        return _drawn(content, format, link, lanes)
    return _written(content, format).encode("utf-8")


def _drawn(content: Activity, format: str, link: LinkToId | None, lanes: bool) -> bytes:
    from usecase_dsl.render.activity.place import place
    from usecase_dsl.render.activity.svg import activity_svg
    from usecase_dsl.render.svg import serialize

    picture = place(content, lanes)
    if format == "svg":
        return serialize(activity_svg(picture, link)).encode("utf-8")
    from usecase_dsl.render.png import png

    return png(serialize(activity_svg(picture, styled=False)), picture.width, picture.height)


def _written(content: Activity, format: str) -> str:
    from usecase_dsl.render.activity.dot_text import dot_text
    from usecase_dsl.render.activity.mermaid import mermaid
    from usecase_dsl.render.activity.plantuml import plantuml

    return {"dot": dot_text, "plantuml": plantuml, "mermaid": mermaid}[format](content)
