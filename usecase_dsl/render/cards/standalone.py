"""HTML files that stand alone: their style is in them, they load nothing and run nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from usecase_dsl import resources
from usecase_dsl.render.cards.content import Item, Kind
from usecase_dsl.render.site.prose import Prose
from usecase_dsl.templating import html_environment, rendered

if TYPE_CHECKING:
    from jinja2 import Environment

# Colours are those of the site, in light and dark.
_TOKENS = "templates/html/style/tokens.css"
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)

_BULLET = re.compile(r"\n- ")
_PROSE = Prose(lambda id: None)


def standalone(name: str, style: str, **values: Any) -> bytes:
    """A template below ``templates/`` filled in, with a style sheet from there."""
    css = "\n".join(_COMMENT.sub("", resources.read_text(each)).strip() for each in (_TOKENS, f"templates/{style}"))
    text = rendered(_environment(), name, {"style": Markup(f"\n{css}\n"), "hash": _hash(f"\n{css}\n"), **values})
    return text.encode("utf-8", "replace")


def prose(text: str) -> Markup:
    """Prose of a text as HTML within a paragraph: its marks have their meaning, all else is shown as it is."""
    return Markup("<br>").join(_PROSE.inline(line) for line in _BULLET.sub("\n• ", text).split("\n"))


def lines(items: Iterable[Item], kind: Kind) -> list[dict[str, str]]:
    """The items of a section: among pairs a name is prose, else plain text."""
    return [{"name": prose(each.name) if kind == "pairs" else each.name, "text": prose(each.text)} for each in items]


def _hash(style: str) -> str:
    """What a Content-Security-Policy calls a style sheet that stands in the page itself."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")


@cache
def _environment() -> Environment:
    return html_environment(lambda name: resources.read_text(f"templates/{name}"))
