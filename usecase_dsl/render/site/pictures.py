"""Diagrams as parts of pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup

from usecase_dsl.model.tables import Actor, Model, UseCase
from usecase_dsl.render.site.addresses import Address, Addresses, href
from usecase_dsl.render.site.views import PictureView
from usecase_dsl.render.site.writer import Draw
from usecase_dsl.render.use_case_diagram import Surroundings, surroundings
from usecase_dsl.render.verdicts import Verdict

# Draws some use cases, or all for ``None``, as SVG; ``b""`` for no picture.
Diagram = Callable[[Sequence[UseCase] | None], bytes]

_PROLOGUE = re.compile(r"\A\s*(?:<\?xml.*?\?>\s*)?(?:<!DOCTYPE[^>]*>\s*)?", re.DOTALL)
_WIDTH = re.compile(r'<svg\b[^>]*\swidth="([\d.]+)')

# A wider picture would have letters too small to read beside a text, and scrolls in its frame.
_WIDEST = 1000


def drawing(
    model: Model, addresses: Addresses, diagram: Diagram | None, verdicts: Mapping[str, Verdict] = MappingProxyType({})
) -> Draw:
    """What draws for a page: the diagram renderer that was given, else the project's own."""

    around = surroundings(model)

    def draw(use_cases: Sequence[UseCase] | None, at: Address) -> PictureView | None:
        picture = diagram(use_cases) if diagram else _own(model, use_cases, around, addresses, at, verdicts)
        return _view(picture.decode("utf-8")) if picture else None

    return draw


def _view(picture: str) -> PictureView:
    svg = _PROLOGUE.sub("", picture, count=1).strip()
    width = _WIDTH.match(svg)
    return PictureView(Markup(svg), fits=not width or float(width[1]) <= _WIDEST)


def _own(
    model: Model,
    use_cases: Sequence[UseCase] | None,
    around: Surroundings,
    addresses: Addresses,
    at: Address,
    verdicts: Mapping[str, Verdict],
) -> bytes:
    from usecase_dsl.render import diagram  # a caller with pictures of its own needs no layout

    def link(node: Actor | UseCase) -> str | None:
        pages = addresses.use_cases if isinstance(node, UseCase) else addresses.actors
        return href(pages[node.key], at.page) if node.key in pages else None

    return diagram.render(model, use_cases, link=link, around=around, verdicts=verdicts)
