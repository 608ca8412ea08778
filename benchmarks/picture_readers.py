"""What is in a picture that a tool drew of our text: a reader for the SVG of each.

Ours says what everything is. The others' readers take the text that the picture was made of, too: a use case of
PlantUML's is known by nothing but its label, and an edge of Mermaid's by its number. A reader raises Unreadable where a
node or an edge of the text isn't found, or another one is.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby, pairwise

from benchmarks.picture_geometry import Box, Line, Picture, Point, around
from benchmarks.picture_svg import Element, Seen, local, seen

_OURS = {"node", "boundary", "package", "edge"}
_D2_NAME = re.compile(r"(?:[ASPU]\d+|\.|\(.* .*\)\[\d+\])+")
_D2_EDGE = re.compile(r"(?P<within>[\w.]*)\((?P<source>\S+) \S+ (?P<target>\S+)\)\[\d+\]")
_PLAIN = str.maketrans("‐‑–—‘’“”", "----''\"\"")


class Unreadable(ValueError):
    """A picture that doesn't show what it was asked to, and what is missing."""


def read_ours(svg: bytes) -> Picture:
    """A picture of ours."""
    found = _Found()
    for one in seen(svg):
        group = next((each for each in reversed(one.groups) if _classes(each) & _OURS), None)
        if group is None:
            found.text("", one)
        elif "node" in _classes(group):
            found.node(group.get("data-id", ""), one, "actor" in _classes(group))
        elif "edge" not in _classes(group):
            found.frame(str(id(group)), one)
        elif one.tag == "path" or one.tag == "text":
            found.edge(str(id(group)), group.get("data-from", ""), group.get("data-to", ""), one)
    return found.picture()


def read_plantuml(svg: bytes, text: str) -> Picture:
    """A picture of PlantUML's, which says in comments which edge and which entity comes next."""
    names = re.findall(r'^\s*(?:actor|usecase|rectangle|component) "(.*)" as (\w+)(?!.*\{$)', text, re.M)
    keys = {_squeezed(_numbered(label)): key for label, key in names}
    found = _Found()
    for (after, comment), group in groupby(seen(svg), key=lambda one: (one.after, one.comment)):
        of, _, name = comment.rpartition("\n")[2].partition(" ")
        if link := re.search(r"link (\S+) to (\S+)$", comment):
            for one in group:
                found.edge(f"{after}", link[1], link[2], one)
        elif of == "cluster":
            _plantuml_cluster(list(group), keys, found)
        elif of == "entity":
            for one in group:
                found.node(name, one, name.startswith("A"))
    return found.checked(len(names), _plantuml_edges(text))


def read_mermaid(svg: bytes, text: str) -> Picture:
    """A picture of Mermaid's ``usecase-beta``. Notes, and lines to them, aren't read."""
    names = re.findall(r'^\s*(?:actor )?(\w+)\s*\(\(?"', text, re.M)
    ends = re.findall(r"^(\w+) (?:--|\.\.>|--\|>|<\|--)(?: : \w+)? (\w+)$", text, re.M)
    found = _Found()
    for one in seen(svg):
        group = next((each for each in one.groups if each.get("data-usecase-kind")), None)
        kind = group.get("data-usecase-kind", "") if group is not None else ""
        if group is not None and kind in {"actor", "usecase"}:
            if one.element.get("opacity") != "0":
                found.node(group.get("data-usecase-id", ""), one, kind == "actor")
        elif group is not None and kind == "boundary":
            found.frame(group.get("data-usecase-id", ""), one)
        elif "relationship-note" in (classes := _classes(one.element)):
            continue
        elif "relationship" in classes:
            key = one.element.get("data-id", "")
            source, target = ends[int(key.removeprefix("edge-"))]
            found.edge(key, source, target, one)
        elif one.tag == "foreignObject" and (of := _label_of(one.groups)):
            found.text(of, one)
    return found.checked(len(names), len(ends))


def read_d2(svg: bytes, text: str) -> Picture:
    """A picture of D2's, whose classes are what the text calls everything, in base 64."""
    found = _Found()
    for one in seen(svg):
        named = next(filter(None, (_d2_name(each) for each in reversed(one.groups))), "")
        last = named.rpartition(".")[2]
        if edge := _D2_EDGE.fullmatch(named):
            found.edge(named, edge["within"] + edge["source"], edge["within"] + edge["target"], one)
        elif last[:1] in {"A", "U"}:
            found.node(named, one, last.startswith("A"))
        elif named:
            found.frame(named, one)
    nodes = re.findall(r'^\s*[AU]\d+: "', text, re.M)
    return found.checked(len(nodes), len(re.findall(r"^\s*[\w.]+ (?:--|->|<-) [\w.]+", text, re.M)))


def read_graphviz(svg: bytes, text: str) -> Picture:
    """A picture of ``dot``'s, whose groups have names."""
    found = _Found()
    for one in seen(svg):
        group = one.groups[-1] if one.groups else None
        name = _title(group)
        match group.get("class") if group is not None else None:
            case "node":
                found.node(name, one, name.startswith("actor"))
            case "cluster":
                found.frame(name, one)
            case "edge":
                source, _, target = name.partition("->")
                found.edge(str(id(group)), source, target, one)
    many = len(set(re.findall(r"^\s*((?:actor|usecase)\d+) \[label=", text, re.M)))
    return found.checked(many, len(re.findall(r"^\s*\w+ -> \w+", text, re.M)))


@dataclass
class _Found:
    """Puts a picture together from its elements."""

    nodes: dict[str, list[Point]] = field(default_factory=dict)
    actors: set[str] = field(default_factory=set)
    frames: dict[str, list[Point]] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    texts: list[tuple[str, Box]] = field(default_factory=list)

    def node(self, key: str, one: Seen, actor: bool) -> None:
        self.nodes.setdefault(key, []).extend(one.points() if one.tag != "rect" or one.number("width") else ())
        if box := self.text(f"node {key}", one):
            self.nodes[key] += [box[:2], box[2:]]
        if actor:
            self.actors.add(key)

    def frame(self, key: str, one: Seen) -> None:
        if one.tag != "foreignObject":
            self.frames.setdefault(key, []).extend(one.points())
        self.text(f"frame {key}", one)

    def edge(self, key: str, source: str, target: str, one: Seen) -> None:
        """The first path of an edge is its way; the rest is its heads and its label."""
        if one.tag == "path" and key not in self.lines:
            self.lines[key] = Line(source, target, tuple(one.points()), f"edge {key}")
        self.text(f"edge {key}", one)

    def text(self, of: str, one: Seen) -> Box | None:
        box = around(one.points()) if one.tag == "foreignObject" else one.text_box()
        if box:
            self.texts.append((of, box))
        return box

    def picture(self) -> Picture:
        nodes = {key: around(points) for key, points in self.nodes.items() if points}
        frames = tuple(around(points) for points in self.frames.values() if points)
        return Picture(nodes, frozenset(self.actors), frames, tuple(self.lines.values()), tuple(self.texts))

    def checked(self, nodes: int, edges: int) -> Picture:
        """The picture, if it has so many nodes and edges, and each edge's ends are there."""
        picture = self.picture()
        if len(picture.nodes) != nodes or len(picture.lines) != edges:
            told = f"{len(picture.nodes)} of {nodes} nodes, {len(picture.lines)} of {edges} edges"
            raise Unreadable(told)
        lost = {key for line in picture.lines for key in (line.source, line.target)} - picture.nodes.keys()
        if lost:
            raise Unreadable(f"edges to {', '.join(sorted(lost))}, which isn't there")
        return picture


def _plantuml_cluster(group: list[Seen], keys: Mapping[str, str], found: _Found) -> None:
    """A frame with its name, and then its use cases, which nothing but their labels tells apart."""
    starts = [index for index, one in enumerate(group) if one.tag == "ellipse"]
    for one in group[: starts[0] if starts else None]:
        found.frame(f"{one.after}", one)
    for start, end in pairwise([*starts, len(group)]):
        shown = group[start:end]
        label = _squeezed("".join("".join(one.element.itertext()) for one in shown if one.tag == "text"))
        if label not in keys:
            raise Unreadable(f"no use case is labelled {label}")
        for one in shown:
            found.node(keys[label], one, False)


def _plantuml_edges(text: str) -> int:
    return len(re.findall(r"^\w+ (?:--|<\|--|--\|>|\.+>) \w+", text, re.M))


def _d2_name(group: Element) -> str:
    written = (group.get("class") or "").partition(" ")[0]
    try:
        name = unescape(b64decode(written, validate=True).decode("utf-8"))
    except ValueError:
        return ""
    return name if _D2_NAME.fullmatch(name) else ""


def _label_of(groups: Iterable[Element]) -> str:
    ids = [each.get("data-id", "") for each in groups if "label" in _classes(each)]
    return f"edge {ids[0]}" if ids else ""


def _title(group: Element | None) -> str:
    children: Iterator[Element] = iter(group if group is not None else ())
    return next((each.text or "" for each in children if local(each) == "title"), "")


def _classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def _numbered(label: str) -> str:
    """A label as it is shown: characters that were given by number, and without what breaks or rules it."""
    plain = re.sub(r"<U\+([0-9A-Fa-f]+)>", lambda match: chr(int(match[1], 16)), label)
    return re.sub(r"\\n(?:--(?=\\n|$))?", " ", plain)


def _squeezed(label: str) -> str:
    """A label without blanks, its dashes and quotes plain, as PlantUML draws them."""
    return re.sub(r"\s+", "", label).translate(_PLAIN)
