"""Reads pages as a browser would, for the tests of the site."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

# These have no content and no end tag; within a picture nothing has to be closed by name either.
_VOID = {"br", "img", "link", "meta", "hr", "input", "path"}


@dataclass(eq=False)
class Element:
    """An element with what it holds; ``text`` is all text in it, blanks folded."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            yield child if isinstance(child, str) else child.text_as_is()

    def text_as_is(self) -> str:
        return "".join(self._texts())

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements below with this tag and these words in their attributes (``class_`` is class)."""
        return [each for each in self._below() if each.is_a(tag, attributes)]

    def is_a(self, tag: str, attributes: Mapping[str, str]) -> bool:
        return (not tag or self.tag == tag) and all(
            word in self.attributes.get(name.rstrip("_"), "").split() for name, word in attributes.items()
        )

    def one(self, tag: str = "", **attributes: str) -> Element:
        (found,) = self.all(tag, **attributes)
        return found

    def ancestors(self) -> Iterator[Element]:
        above = self.parent
        while above:
            yield above
            above = above.parent

    def _below(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child._below()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.here = self.root
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        twice = [name for name, times in Counter(name for name, _ in attrs).items() if times > 1]
        self.faults.extend(f"<{tag}> has {name} twice" for name in twice)
        new = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(new)
        if tag not in _VOID:
            self.here = new

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        if self.here.tag != tag:
            self.faults.append(f"</{tag}> closes <{self.here.tag}>")
        self.here = self.here.parent or self.root

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def read(page: str) -> Element:
    """A page as a tree; ValueError where tags don't match or an attribute stands twice."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if reader.faults or reader.here is not reader.root:
        raise ValueError(f"{reader.faults}, open at the end: <{reader.here.tag}>")
    return reader.root


def broken_links(pages: Mapping[str, str]) -> list[str]:
    """The links between pages that lead to no file or to no element in it."""
    trees = {path: read(text) for path, text in pages.items() if path.endswith(".html")}
    ids = {path: {each.attributes["id"] for each in tree.all() if "id" in each.attributes} for path, tree in trees.items()}
    return [
        f"{path}: {link}"
        for path, tree in trees.items()
        for link in links(tree)
        if not urlsplit(link).scheme and not _is_there(path, link, set(pages), ids)
    ]


def links(tree: Element) -> list[str]:
    """Everything that an element refers to."""
    return [each.attributes[name] for each in tree.all() for name in ("href", "src") if name in each.attributes]


def _is_there(origin: str, link: str, files: set[str], ids: Mapping[str, set[str]]) -> bool:
    parts = urlsplit(link)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), unquote(parts.path))) if parts.path else origin
    return path in files and (not parts.fragment or unquote(parts.fragment) in ids[path])


def repeated_ids(page: str) -> list[str]:
    """The ids that more than one element of a page has."""
    ids = Counter(each.attributes["id"] for each in read(page).all() if "id" in each.attributes)
    return [id for id, times in ids.items() if times > 1]
