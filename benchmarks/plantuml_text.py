"""Reads use-case diagrams that people drew in PlantUML: actors, use cases, frames and relations, nothing else.

A reader of its own, because PlantUML gives only the picture. It takes what a use-case diagram is made of and leaves the
rest: notes, colours, directions, hidden lines. What a line of it means is guessed in two places: a name that nobody
declared is an actor, as in PlantUML itself; and a component, database or the like that use cases are tied to is
an external system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

NodeKind = Literal["human", "system", "time", "use case"]
RelationKind = Literal["line", "include", "extend", "generalization"]


@dataclass
class Node:
    """An actor or a use case as it was drawn, in the frames around it, outermost first."""

    name: str
    kind: NodeKind
    frames: tuple[str, ...] = ()


@dataclass(frozen=True)
class Relation:
    """A line between two nodes, by their keys, from ``source`` to ``target``; without a head, as it is written."""

    kind: RelationKind
    source: str
    target: str


@dataclass
class Drawing:
    """What one ``@startuml`` … ``@enduml`` shows: nodes by key, and the relations in their order."""

    title: str = ""
    nodes: dict[str, Node] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)


def drawings(text: str) -> list[Drawing]:
    """Every diagram of a file. One without ``@startuml`` is one all the same."""
    parts = re.findall(r"@startuml[^\n]*\n(.*?)(?:@enduml|\Z)", text.replace("\r", "") + "\n", re.S) or [text]
    return [_Reader().read(part) for part in parts]


_FENCED = re.compile(
    r"/'.*?'/"
    r"|^[ \t]*<style>.*?</style>"
    r"|^[ \t]*skinparam[^\n{]*\{[^}]*\}"
    r"|^[ \t]*(?:legend|header|footer)\b[^\n:]*\n.*?^[ \t]*end ?(?:legend|header|footer)"
    r"|^[ \t]*note[^\n:\"]*\n.*?^[ \t]*end ?note",
    re.S | re.M | re.I,
)
_IGNORED = re.compile(
    r"(?:'|!|note\b|skinparam\b|left to right|top to bottom|hide\b|show\b|scale\b|header\b|footer\b|caption\b|newpage\b"
    r"|remove\b|end\b|legend\b|allow_?mixing|allowmixing|page\b|sprite\b|center\b|together\s*\{|--|==|\.\.)",
    re.I,
)
_BARE = r"(?:\w[\w.]*|[^\W\d][\w.]*)"
_REF = rf":[^:\n]+:/?|\((?:[^()\n]|\([^()\n]*\))+\)/?|\"[^\"\n]*\"|\[[^\]\n]+\]|{_BARE}"
_TURN = r"(?:left|right|up|down|le|ri|do|[lrud])?"
_STYLE = r"(?:\[[^\]]*\])?"
_HEAD_LEFT = r"(?:<\|?|<<|[*#+^}](?=[-.])|(?<=[\s):\"])o(?=[-.]))?"
_HEAD_RIGHT = r"(?:\|?>>?|[*#+^{](?=[\s(:\"\w])|o(?=[\s(:\"]))?"
_LINK = re.compile(
    rf"(?P<one>{_REF})\s*(?:<<[^>]*>>\s*)?(?:\"[^\"]*\"\s*)?"
    rf"(?P<left>{_HEAD_LEFT})(?P<line>[-.=~]+{_STYLE}{_TURN}{_STYLE}[-.=~]*)(?P<right>{_HEAD_RIGHT})"
    rf"\s*(?:\"[^\"]*\"\s*)?(?P<two>{_REF})\s*(?P<label>.*)$"
)
_WORDS: dict[str, NodeKind] = {"usecase": "use case", "actor": "human", "person": "human"}
_SIGNS: dict[str, NodeKind] = {"(": "use case", "[": "system"}
_BOXES = (
    "agent|artifact|boundary|card|cloud|collections|component|control|database|entity|file|folder|frame|interface|node"
    "|package|participant|queue|rectangle|stack|storage|system"
)
_FRAME = re.compile(rf"(?:{_BOXES}|namespace)\b\s*(?P<name>[^{{]*)\{{(?P<rest>.*)$", re.I)
_DECLARED = re.compile(rf"(?P<word>usecase|actor|person|{_BOXES})/?(?=[\s:(\"])\s*(?P<rest>.+)$", re.I)
_STEREOTYPES = r"(?:<<[^>]*>>\s*)*"
_NAMED = re.compile(
    rf"(?P<one>{_REF}|\w[\w ]*?(?=\s+as\s))\s*(?P<early>{_STEREOTYPES})(?:\s*\bas\s+(?P<two>{_REF}))?"
    rf"\s*(?P<late>{_STEREOTYPES})(?:\[\[.*?\]\]\s*)?(?:#\S+.*)?$"
)
_IN_QUOTES = re.compile(r"(?<=\")(.*)(?=\"\s+as\s+\w+)")
_INCLUDE = re.compile(r"in[ck]l|incul|\buses?\b|包含|включ|zahrn", re.I)
_EXTEND = re.compile(r"ext[ei]n|étend|erweiter|扩展|擴充|拡張|расшир|rozši", re.I)
_SEPARATOR = re.compile(r"\n\s*(?:--+|==+|\.\.+|__+)[^\n]*(?:\n|$)")
_CREOLE = re.compile(
    r"\*\*|//+|__+|~~|\"\"|</?(?:b|i|u|s|size|color|font|back|img|&)[^>]*>|<U\+[0-9A-Fa-f]+>|<<[^>]*>>"
)


class _Reader:
    """Reads one diagram line by line."""

    def __init__(self) -> None:
        self.drawing = Drawing()
        self.frames: list[str | None] = []
        self.aliases: dict[str, str] = {}

    def read(self, text: str) -> Drawing:
        for line in _lines(text):
            self._line(line)
        return self.drawing

    def _line(self, line: str) -> None:
        if title := re.match(r"title\s+(.+)$", line, re.I):
            self.drawing.title = plain(title[1])
        elif line.startswith("}"):
            if self.frames:
                self.frames.pop()
        elif re.match(r"together\s*\{", line, re.I):
            self.frames.append(None)
        elif _IGNORED.match(line):
            return
        elif frame := _FRAME.match(line):
            self._frame(frame["name"], frame["rest"].strip())
        elif not self._declared(line):
            self._linked(line)

    def _frame(self, name: str, rest: str) -> None:
        text = re.split(r"\s+as\s+|<<|#", name)[0].strip().strip('":()[]')
        self.frames.append(plain(text) or None)
        for part in filter(None, (rest.rstrip("}").strip(),)):
            self._line(part)
        if rest.endswith("}"):
            self.frames.pop()

    def _declared(self, line: str) -> bool:
        """Whether the line only says that something is there."""
        word = _DECLARED.match(line)
        named = _NAMED.match(_IN_QUOTES.sub(_single_quotes, word["rest"]) if word else line)
        if not named or (not word and _LINK.match(line)):
            return False
        said = _WORDS.get(word["word"].lower(), "system") if word else None
        kind = _kind(said, named["one"], named["early"] + named["late"])
        one, two = named["one"], named["two"]
        if two and _is_bare(one) and not _is_bare(two):
            one, two = two, one
        self._node(one, kind, two or "")
        return True

    def _linked(self, line: str) -> None:
        link = _LINK.match(line)
        if not link or "hidden" in link["line"]:
            return
        ends = self._node(link["one"]), self._node(link["two"])
        left, right = link["left"], link["right"]
        if "<" in left and ">" not in right:
            ends = ends[1], ends[0]
        self.drawing.relations.append(Relation(_relation(left + right, link["label"]), *ends))

    def _node(self, written: str, kind: NodeKind | None = None, alias: str = "") -> str:
        """The key of a node, which is made where it is first named: by its alias, or without one by its label.

        An actor that is drawn again, with another alias, is the same actor.
        """
        text = _inner(written)
        known = self.aliases.get(_inner(alias or written))
        if known is None:
            found = kind or _kind(None, written, "")
            node = Node(plain(text), found, tuple(each for each in self.frames if each))
            same = [key for key, each in self.drawing.nodes.items() if each.name == node.name and each.kind == found]
            known = same[0] if same and found != "use case" else f"{len(self.drawing.nodes)}"
            self.drawing.nodes.setdefault(known, node)
            self.aliases[_inner(alias or written)] = known
            self.aliases.setdefault(text, known)
        return known


def plain(text: str) -> str:
    """A label without markup, on one line; what stands below a separator isn't part of a name."""
    lines = re.sub(r"\\[nlr]|%n\(\)|<br\s*/?>", "\n", text)
    name = _SEPARATOR.split(lines)[0]
    return " ".join(_CREOLE.sub("", name).replace("\\t", " ").split())


def _lines(text: str) -> Iterator[str]:
    """The lines without fenced parts; a text in quotes or brackets may go over several."""
    whole = _FENCED.sub("", text)
    whole = re.sub(r"(?m)^(\s*(?:usecase|actor)\b[^\n\"]*\"[^\"\n]*)\n([^\"]*\")", _on_one_line, whole)
    whole = re.sub(r"\n\s*\{", " {", whole)
    yield from filter(None, (line.strip().rstrip(";") for line in whole.splitlines()))


def _single_quotes(match: re.Match[str]) -> str:
    return match[0].replace('\\"', "'").replace('"', "'")


def _on_one_line(match: re.Match[str]) -> str:
    return match[0].replace("\n", "\\n")


def _inner(written: str) -> str:
    """What stands between the signs of an actor or a use case."""
    text = written.strip()
    text = text[:-1] if text.endswith("/") else text
    if text[:1] in ':("[' and len(text) > 1:
        text = text[1:-1]
    return text.strip()


def _is_bare(written: str) -> bool:
    return re.fullmatch(_BARE, written) is not None


def _kind(word: NodeKind | None, written: str, stereotypes: str) -> NodeKind:
    kind = word or _SIGNS.get(written[0], "human")
    if kind == "human" and re.search(r"time|clock|schedul", stereotypes, re.I):
        return "time"
    if kind == "human" and re.search(r"system|extern|service|api|application", stereotypes, re.I):
        return "system"
    return kind


def _relation(heads: str, label: str) -> RelationKind:
    if "<|" in heads or "|>" in heads:
        return "generalization"
    if _EXTEND.search(label):
        return "extend"
    return "include" if _INCLUDE.search(label) else "line"
