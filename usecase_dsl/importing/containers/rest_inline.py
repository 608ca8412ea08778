"""The inline nodes of docutils as CommonMark."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_DEEPEST = 20


class Inline:
    """Renders what stands within a paragraph; it knows the targets and the substitutions of its document."""

    def __init__(self, document: Any) -> None:
        self._addresses = _addresses(document)
        self._substitutions = {name.lower(): node for name, node in document.substitution_defs.items()}
        self._depth = 0

    def text(self, node: Any) -> str:
        """The text of a node's children, a line of the source a line."""
        lines = (line.strip() for line in self._children(node).split("\n"))
        return "\n".join(line for line in lines if line)

    def address(self, node: Any) -> str:
        """The absolute address that a reference leads to, or an empty text."""
        found = node.get("refuri") or self._addresses.get(_key(node), "")
        return found if _ABSOLUTE.match(found) else ""

    def _children(self, node: Any) -> str:
        return "".join(self._node(child) for child in node.children)

    def _node(self, node: Any) -> str:
        render = _RENDERERS.get(node.tagname)
        if render:
            return render(self, node)
        return str(node.astext()) if not node.children else self._children(node)

    def _reference(self, node: Any) -> str:
        text, address = self._children(node), self.address(node)
        return f"[{text}]({address})" if address and text.strip() not in {"", address} else text

    def _substitution(self, node: Any) -> str:
        definition = self._substitutions.get(node.get("refname", "").lower())
        if definition is None or self._depth > _DEEPEST:
            return f"|{node.astext()}|"
        self._depth += 1
        text = self._children(definition)
        self._depth -= 1
        return text


def code(text: str) -> str:
    """A literal text in as many backticks as it needs."""
    if not text.strip():
        return text
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence, pad = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def picture(alternative: str, address: str) -> str:
    """A picture as CommonMark writes it."""
    return f"![{alternative}]({address})"


_RENDERERS: dict[str, Callable[[Inline, Any], str]] = {
    "emphasis": lambda inline, node: f"*{inline._children(node)}*",
    "strong": lambda inline, node: f"**{inline._children(node)}**",
    "literal": lambda _, node: code(node.astext()),
    "title_reference": lambda _, node: code(node.astext()),
    "image": lambda _, node: picture(node.get("alt", ""), node.get("uri", "")),
    "footnote_reference": lambda _, node: f"[{node.astext() or '#'}]",
    "citation_reference": lambda _, node: f"[{node.astext()}]",
    "reference": Inline._reference,
    "substitution_reference": Inline._substitution,
}


def _addresses(document: Any) -> dict[object, str]:
    """The address of each target by its name, and of each anonymous reference by itself."""
    targets = list(document.findall(lambda node: node.tagname == "target" and node.get("refuri")))
    found: dict[object, str] = {name: node["refuri"] for node in targets for name in node.get("names", ())}
    anonymous = document.findall(lambda node: node.tagname == "reference" and node.get("anonymous"))
    nameless = [node for node in targets if node.get("anonymous")]
    return found | {id(node): target["refuri"] for node, target in zip(anonymous, nameless, strict=False)}


def _key(node: Any) -> object:
    return id(node) if node.get("anonymous") else node.get("refname", "")
