"""Diagrams as parts of pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup

from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.render.site.addresses import Address, Addresses
from usecase_dsl.render.site.writer import Draw

# Draws some use cases, or all for ``None``, as SVG; ``b""`` for no picture.
Diagram = Callable[[Sequence[UseCase] | None], bytes]

_PROLOGUE = re.compile(r"\A\s*(?:<\?xml.*?\?>\s*)?(?:<!DOCTYPE[^>]*>\s*)?", re.DOTALL)


def drawing(model: Model, addresses: Addresses, diagram: Diagram | None) -> Draw:
    """What draws for a page: the diagram renderer that was given, else the project's own."""

    def draw(use_cases: Sequence[UseCase] | None, at: Address) -> Markup:
        picture = diagram(use_cases) if diagram else _own(model, use_cases, addresses, at)
        return Markup(_PROLOGUE.sub("", picture.decode("utf-8"), count=1).strip())

    return draw


def _own(model: Model, use_cases: Sequence[UseCase] | None, addresses: Addresses, at: Address) -> bytes:
    return b""
