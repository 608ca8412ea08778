"""What styles say of a paragraph: its rank as a heading, its list, its indent and its look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from usecase_dsl.importing.containers.word_xml import attribute, children, find, number, switched, value

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

# Word calls its own styles by English names in every language; other programs write what the user sees.
_HEADING_WORDS = (
    *("heading", "überschrift", "título", "titulo", "titre", "titolo", "titlu", "títol", "kop", "rubrik", "overskrift"),
    *("nagłówek", "nadpis", "otsikko", "başlık", "címsor", "fyrirsögn", "pealkiri", "virsraksts", "antraštė", "naslov"),
    *("заголовок", "заглавие", "наслов", "επικεφαλίδα", "כותרת", "عنوان", "سرفصل", "标题", "標題", "見出し", "제목"),
    *("judul", "tiêu đề", "หัวเรื่อง", "शीर्षक"),
)
_HEADING = re.compile(rf"(?:{'|'.join(_HEADING_WORDS)})\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc \d|table of figures|contents \d", re.IGNORECASE)
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Styles:
    """The document's styles by id; ``default`` is the paragraphs' style where none is given."""

    by_id: dict[str, Element] = field(default_factory=dict)
    default: str = ""

    def chain(self, id: str | None) -> Iterator[Element]:
        """A style and those that it is based on, nearest first."""
        seen: set[str] = set()
        while id and id in self.by_id and id not in seen:
            seen.add(id)
            yield self.by_id[id]
            id = value(self.by_id[id], "basedOn")

    def of(self, properties: Element | None) -> str:
        """The id of the style of a paragraph with these properties."""
        return value(properties, "pStyle") or self.default

    def heading(self, properties: Element | None) -> int:
        """The rank of a paragraph as a heading, from 1; 0 of any other paragraph."""
        own = number(find(properties, "outlineLvl"))
        if own is not None:
            return _rank(own)
        return next((rank for style in self.chain(self.of(properties)) if (rank := _heading(style)) is not None), 0)

    def is_contents(self, properties: Element | None) -> bool:
        """Whether a paragraph is a line of a table of contents, which repeats what stands elsewhere."""
        return any(_CONTENTS.fullmatch(_name(style)) for style in self.chain(self.of(properties)))

    def indent(self, id: str) -> int | None:
        """The left indent that a style gives, in twentieths of a point."""
        return next((left for each in self.chain(id) if (left := left_indent(find(each, "pPr"))) is not None), None)

    def look(self, id: str | None, local: str) -> bool:
        """Whether a style switches ``b``, ``i`` or ``vanish`` on."""
        found = (switched(find(style, "rPr"), local) for style in self.chain(id))
        return next((each for each in found if each is not None), False)


def styles(root: Element | None) -> Styles:
    """The styles of the part ``styles.xml``; none where there is none."""
    found = list(children(root, "style"))
    by_id = {attribute(each, "styleId") or "": each for each in found}
    paragraphs = (each for each in found if attribute(each, "type") == "paragraph")
    default = next((each for each in paragraphs if attribute(each, "default") in {"1", "true", "on"}), None)
    return Styles(by_id, attribute(default, "styleId") or "")


def left_indent(properties: Element | None) -> int | None:
    """The left indent of paragraph properties, in twentieths of a point; ``None`` where they give none."""
    indent = find(properties, "ind")
    left = number(indent, "left")
    return left if left is not None else number(indent, "start")


def _name(style: Element) -> str:
    return (value(style, "name") or attribute(style, "styleId") or "").strip()


def _heading(style: Element) -> int | None:
    """The rank that one style gives, not those it is based on."""
    outline = number(find(style, "pPr", "outlineLvl"))
    if outline is not None:
        return _rank(outline)
    name, id = _name(style), attribute(style, "styleId") or ""
    match = _HEADING.fullmatch(name) or _HEADING.fullmatch(id)
    if match:
        return int(match[1])
    return 1 if name.lower() == "title" else None


def _rank(outline: int) -> int:
    return outline + 1 if 0 <= outline < _BODY_LEVEL else 0
