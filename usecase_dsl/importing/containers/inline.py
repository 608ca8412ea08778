"""Prose of a tree as CommonMark without HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable

from usecase_dsl.importing.containers.elements import BLOCK_TAGS, Element, Node, Words, plain_text

_MARKERS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~"}
_CODE = frozenset({"code", "tt"})
_ADDRESS = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n\s*")
# What Jekyll and its kin put on lines of their own, and what stands for a table of contents.
_DIRECTIVE = re.compile(
    r"(?m)^(?:\{:[^{}\n]*\}|\{%[^\n]*?%\}|\[TOC\]|\[\[[_*]?TOC[_*]?\]\]|@\[toc\]|\$\{toc\})$", re.IGNORECASE
)


def prose(nodes: Iterable[Node]) -> str:
    """The text of nodes that stand in one paragraph; ``\\n`` where a line ends."""
    return tidy(_pieces(nodes, ""))


def tidy(text: str) -> str:
    """Text with single blanks, none of them at a line's end, without empty lines and without directives."""
    text = _LINE_ENDS.sub("\n", _BLANKS.sub(" ", _INVISIBLE.sub("", text))).strip()
    return _LINE_ENDS.sub("\n", _DIRECTIVE.sub("", text)).strip()


def picture(image: Element) -> str:
    """A picture as CommonMark; data in the place of an address is left out."""
    source = image.attributes.get("src", "")
    return f"![{tidy(image.attributes.get('alt', ''))}]({'' if source.startswith('data:') else source})"


def first_line(nodes: Iterable[Node]) -> int:
    """The line at which the first word or picture stands; 0 if there is none."""
    for node in nodes:
        if isinstance(node, Words):
            if node.text.strip():
                return node.line + node.text[: len(node.text) - len(node.text.lstrip())].count("\n")
        elif line := node.line if node.tag == "img" else first_line(node.children):
            return line
    return 0


def _pieces(nodes: Iterable[Node], within: str) -> str:
    return "".join(node.text if isinstance(node, Words) else _element(node, within) for node in nodes)


def _element(element: Element, within: str) -> str:
    """``within`` holds the markers that it stands between, so that none is doubled."""
    if element.tag == "br":
        return "\n"
    if element.tag in {"img", "puml"}:
        return element.attributes.get("alt", "")
    if element.tag in _CODE:
        return _code(plain_text(element))
    if element.tag == "a":
        return _link(_pieces(element.children, within), element.attributes.get("href", ""))
    marker = _MARKERS.get(element.tag, "")
    if marker and marker not in within.split():
        return _marked(_pieces(element.children, f"{within} {marker}"), marker)
    text = _pieces(element.children, within)
    return f"\n{text}\n" if element.tag in BLOCK_TAGS else text


def _marked(text: str, marker: str) -> str:
    """Each line between markers that touch its words, as CommonMark wants them."""
    return "\n".join(_marked_line(line, marker) for line in text.split("\n"))


def _marked_line(line: str, marker: str) -> str:
    words = line.strip()
    if not words:
        return line
    before, _, after = line.partition(words)
    return f"{before}{marker}{words}{marker}{after}"


def _code(text: str) -> str:
    """Code between as many backticks as it needs."""
    if not text.strip():
        return text
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"{fence}{text}{fence}"


def _link(text: str, address: str) -> str:
    if not _ADDRESS.fullmatch(address):
        return text
    if text.strip() in {"", address, address.removeprefix("mailto:")}:
        return f"<{address}>"
    return f"[{text}](<{address}>)" if set("()") & set(address) else f"[{text}]({address})"
