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
# What the other scripts share.
_COMMON = "common"
_SCRIPTS = ("frame", "search", "lists", "scenarios", "views")
# An empty one comes along: it is there to be replaced.
_CUSTOM = "custom"


def assets(texts: Texts) -> Iterator[Artifact]:
    """The files that all pages load."""
    for path, text in ((STYLE, style(texts)), (EARLY, early(texts)), (SCRIPT, script(texts))):
        yield Artifact(path, text.encode("utf-8"))


def style(texts: Texts) -> str:
    """The style sheet of all pages and of the pictures in them."""
    from usecase_dsl.render.page_sheet import page_sheet

    parts = {name: texts[f"style/{name}.css"] for name in (*_STYLES, _CUSTOM)}
    return "\n".join(("\n".join(parts[name] for name in _STYLES), page_sheet(), parts[_CUSTOM])).rstrip() + "\n"


def early(texts: Texts) -> str:
    """What has to run before anything is painted."""
    return texts["script/theme.js"]


def script(texts: Texts) -> str:
    """All else that pages do, each part in a scope of its own, within that of what they share."""
    parts = "".join(f"{{\n{_lean(texts[f'script/{name}.js'])}}}\n" for name in _SCRIPTS)
    return f'"use strict";\n{{\n{_lean(texts[f"script/{_COMMON}.js"])}{parts}}}\n'


def _lean(script: str) -> str:
    """A script without comments on lines of their own, blank lines and indentation, which are for its readers.

    One with a text of several lines stays as it is.
    """
    lines = [line.strip() for line in script.splitlines()]
    if any(line.count("`") % 2 for line in lines):
        return script
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
