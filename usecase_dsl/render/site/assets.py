"""What all pages load: one style sheet and two scripts, each put together from the parts in ``templates/html``."""

from __future__ import annotations

from collections.abc import Iterator

from usecase_dsl.render.artifact import Artifact
from usecase_dsl.render.site.texts import Texts

STYLE = "style.css"
# It runs before anything is painted, so that a page in the dark doesn't flash.
EARLY = "theme.js"
SCRIPT = "site.js"

_STYLES = (
    "tokens",
    "text",
    "frame",
    "head",
    "fields",
    "flows",
    "findings",
    "tables",
    "tests",
    "diagrams",
    "entries",
    "lists",
    "search",
    "views",
    "print",
)
# What the pages about customers need besides, where there are any.
_CUSTOMER_STYLES = ("cards", "portfolio")
# What the other scripts share.
_COMMON = "common"
_SCRIPTS = ("frame", "search", "lists", "scenarios", "views")
_CUSTOMER_SCRIPTS = ("library",)
# An empty one comes along: it is there to be replaced.
_CUSTOM = "custom"


def assets(texts: Texts, customers: bool = False) -> Iterator[Artifact]:
    """The files that all pages load, with what pages about ``customers`` need where there are any."""
    loaded = ((STYLE, style(texts, customers)), (EARLY, early(texts)), (SCRIPT, script(texts, customers)))
    for path, text in loaded:
        yield Artifact(path, text.encode("utf-8"))


def style(texts: Texts, customers: bool = False) -> str:
    """The style sheet of all pages and of the pictures in them."""
    from usecase_dsl.render.page_sheet import page_sheet

    names = (*_STYLES, *(_CUSTOMER_STYLES if customers else ()))
    parts = [texts[f"style/{name}.css"] for name in names]
    return "\n".join((*parts, page_sheet(), texts[f"style/{_CUSTOM}.css"])).rstrip() + "\n"


def early(texts: Texts) -> str:
    """What has to run before anything is painted."""
    return texts["script/theme.js"]


def script(texts: Texts, customers: bool = False) -> str:
    """All else that pages do, each part in a scope of its own, within that of what they share."""
    names = (*_SCRIPTS, *(_CUSTOMER_SCRIPTS if customers else ()))
    parts = "".join(f"{{\n{_lean(texts[f'script/{name}.js'])}}}\n" for name in names)
    return f'"use strict";\n{{\n{_lean(texts[f"script/{_COMMON}.js"])}{parts}}}\n'


def _lean(script: str) -> str:
    """A script without comments on lines of their own, blank lines and indentation, which are for its readers.

    One with a text of several lines stays as it is.
    """
    lines = [line.strip() for line in script.splitlines()]
    if any(line.count("`") % 2 for line in lines):
        return script
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
