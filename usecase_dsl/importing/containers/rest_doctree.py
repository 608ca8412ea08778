"""reStructuredText as docutils' tree, read without a look at any file, and with no word lost to what it can't know.

Roles and directives that only Sphinx or a project has are no errors here: a role gives its text, a directive its
argument and its content.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from threading import RLock
from typing import Any

# These docutils reads better than any fallback could, and they touch no file with the settings below.
_NATIVE = frozenset({"csv-table", "replace", "unicode"})
# They hold no words of the document, or name another file.
_SILENT = frozenset(
    [
        "contents",
        "date",
        "default-role",
        "highlight",
        "include",
        "index",
        "literalinclude",
        "meta",
        "role",
        "sectnum",
        "section-numbering",
        "tabularcolumns",
        "target-notes",
    ]
)
_CODE = frozenset({"code", "code-block", "sourcecode"})
_LISTINGS = frozenset(
    [
        "blockdiag",
        "ditaa",
        "graphviz",
        "digraph",
        "graph",
        "math",
        "mermaid",
        "parsed-literal",
        "plantuml",
        "prompt",
        "seqdiag",
        "uml",
    ]
)
_PICTURES = frozenset({"figure", "image", "thumbnail"})
# Their argument is a name for the layout, or part of what they hold.
_CLASSES = frozenset({"class", "container", "cssclass", "only", "rst-class"})
_BARE = frozenset(
    [
        "compound",
        "epigraph",
        "footer",
        "glossary",
        "header",
        "highlights",
        "hlist",
        "line-block",
        "pull-quote",
        "tabs",
        "toctree",
    ]
)
_ADMONITIONS = frozenset(
    ["attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip", "todo", "warning"]
)
# Options that say how something looks, and nothing more.
LAYOUT = frozenset(
    [
        "align",
        "alt",
        "class",
        "columns",
        "figclass",
        "figwidth",
        "glob",
        "header-rows",
        "height",
        "hidden",
        "maxdepth",
        "name",
        "numbered",
        "scale",
        "stub-columns",
        "target",
        "titlesonly",
        "width",
        "widths",
    ]
)

_OPTION = re.compile(r":([^:\s][^:]*):(?:\s+(.*)|$)")
_TARGETED = re.compile(r"(.+?)\s*<([^<>]*)>$", re.DOTALL)
_WRAPPERS = {"": "literal", "code": "literal", "file": "literal", "literal": "literal", "samp": "literal"} | {
    "emphasis": "emphasis",
    "strong": "strong",
}

# While a text is read, docutils asks this module what a directive is; the lock keeps two readers apart.
_LOCK = RLock()


def doctree(text: str) -> Any:
    """The document's node, as the parser leaves it: no transform has been applied."""
    from docutils.parsers.rst import Parser, directives
    from docutils.utils import new_document

    document = new_document("", _settings())
    with _LOCK:
        original = directives.directive
        directives.directive = lambda *given: _directive(original, *given)
        try:
            Parser(inliner=_inliner()).parse(text, document)
        finally:
            directives.directive = original
    return document


def _settings() -> Any:
    from docutils.frontend import get_default_settings
    from docutils.parsers.rst import Parser

    settings = get_default_settings(Parser)
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.report_level, settings.halt_level, settings.warning_stream = 5, 6, False
    settings.syntax_highlight, settings.line_length_limit = "none", sys.maxsize
    return settings


def _inliner() -> Any:
    from docutils.parsers.rst.states import Inliner

    inliner = Inliner()
    inliner.interpreted = _interpreted
    return inliner


def _interpreted(raw: str, escaped: str, role: str, _line: int) -> tuple[list[Any], list[Any]]:
    from docutils import nodes

    text = nodes.unescape(escaped)
    if wrapper := _WRAPPERS.get(role.lower()):
        return [getattr(nodes, wrapper)(raw, text)], []
    if not (targeted := _TARGETED.match(text)):
        return [nodes.inline(raw, re.sub(r"^[~!](?=\w)", "", text))], []
    if "://" in targeted[2]:
        return [nodes.reference(raw, targeted[1], refuri=targeted[2])], []
    return [nodes.inline(raw, targeted[1])], []


def _directive(original: Callable[..., Any], name: str, language: Any, document: Any) -> tuple[Any, list[Any]]:
    from docutils.parsers.rst import Directive

    kind = name.lower()
    if kind in _NATIVE:
        native, messages = original(kind, language, document)
        return type("_Native", (native,), {"run": lambda self: _unplaced(native.run(self))}), messages
    return type("_Directive", (Directive,), {"has_content": True, "run": _runner(kind)}), []


def _unplaced(found: list[Any]) -> list[Any]:
    """The nodes without the lines of their insides, which count from the start of a cell."""
    for node in found:
        for inner in node.findall(include_self=False):
            if hasattr(inner, "line"):
                inner.line = None
    return found


def _runner(kind: str) -> Callable[[Any], list[Any]]:
    groups: tuple[tuple[frozenset[str], Callable[[Any], list[Any]]], ...] = (
        (_SILENT, lambda _: []),
        (_CODE | _LISTINGS, _listing),
        (_PICTURES, _picture),
        (_CLASSES, _classes),
        (_BARE, _bare),
        (_ADMONITIONS, _admonition),
        (frozenset({"list-table"}), _list_table),
        (frozenset({"raw"}), _raw),
    )
    return next((run for names, run in groups if kind in names), _titled)


# ------------------------------------------------------------------ directives, each giving the nodes it stands for


def _titled(directive: Any) -> list[Any]:
    argument, content, offset = _parts(directive)
    return [_entitled(directive, argument or directive.name, _parsed(directive, content, offset))]


def _admonition(directive: Any) -> list[Any]:
    content = _parsed(directive, directive.content, directive.content_offset)
    return [_entitled(directive, directive.name.capitalize(), content)]


def _bare(directive: Any) -> list[Any]:
    return _parsed(directive, directive.content, directive.content_offset)


def _classes(directive: Any) -> list[Any]:
    _, content, offset = _parts(directive)
    return _parsed(directive, content, offset)


def _list_table(directive: Any) -> list[Any]:
    from docutils import nodes

    argument, content, offset = _parts(directive)
    table = nodes.container("", *_parsed(directive, content, offset), classes=["list-table"])
    return [_entitled(directive, argument, [table])] if argument else [table]


def _listing(directive: Any) -> list[Any]:
    from docutils import nodes

    argument, content, _ = _parts(directive)
    _, start = _options(content)
    text, kind = "\n".join(content[start:]), directive.name.lower()
    if kind not in _CODE:
        text = f"{argument}\n{text}".strip("\n")
        argument = "" if kind == "parsed-literal" else kind
    node = nodes.literal_block(text, text, language=argument)
    node.line = directive.lineno
    return [node]


def _picture(directive: Any) -> list[Any]:
    from docutils import nodes

    argument, content, offset = _parts(directive)
    options, _ = _options(content)
    image = nodes.image("", uri=argument or "\n".join(content[:1]), alt=options.get("alt", ""))
    image.line = directive.lineno
    return [image, *(_parsed(directive, content, offset) if argument else [])]


def _raw(directive: Any) -> list[Any]:
    from docutils import nodes

    argument, content, _ = _parts(directive)
    text = "\n".join(content[_options(content)[1] :])
    node = nodes.raw(text, text, format=argument)
    node.line = directive.lineno
    return [node]


def _entitled(directive: Any, title: str, content: list[Any]) -> Any:
    from docutils import nodes

    inline, _ = directive.state.inline_text(title, directive.lineno)
    node = nodes.admonition("", nodes.title(title, "", *inline), *content)
    node.line = node[0].line = directive.lineno
    return node


def _parts(directive: Any) -> tuple[str, Any, int]:
    """What stands on the line of the directive, the lines below, and the offset of the first of these."""
    content, offset = directive.content, directive.content_offset
    if not content or offset != directive.lineno - 1:
        return "", content, offset
    return content[0].strip(), content[1:], offset + 1


def _parsed(directive: Any, content: Any, offset: int) -> list[Any]:
    from docutils import nodes

    content.disconnect()
    for index in range(_options(content)[1]):
        option = _OPTION.match(content[index])
        if option and option[1].lower() in LAYOUT:
            content[index] = ""
    node = nodes.Element()
    directive.state.nested_parse(content, offset, node)
    children: list[Any] = node.children
    return children


def _options(content: Any) -> tuple[dict[str, str], int]:
    """The options at the head of a directive's content, and the number of lines that they take."""
    options: dict[str, str] = {}
    name = ""
    for index, line in enumerate(content):
        if option := _OPTION.match(line):
            name = option[1].lower()
            options[name] = option[2] or ""
        elif not (name and line.startswith(" ")):
            return options, index
    return options, len(content)
