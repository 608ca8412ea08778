"""What stands in one paragraph of a Word document: text with its look, notes, text boxes and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from usecase_dsl.importing.containers.looks import Span
from usecase_dsl.importing.containers.word_styles import Styles
from usecase_dsl.importing.containers.word_xml import attribute, chosen, find, name, switched, value

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

# Deleted text, the codes of fields, the small letters of a ruby, and properties are no text of the document.
SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "rPr", "pPr", "sdtPr", "ctrlPr"})
_SIGNS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-"}
_GRAPHICS = frozenset({"drawing", "pict", "object"})
# What the common codes of the fonts Symbol and Wingdings look like; all others are drawn as a bullet.
_SYMBOLS = dict(
    zip(
        (0xF0E0, 0xF0E8, 0xF0AE, 0xF0DF, 0xF0E7, 0xF0AC, 0xF0F3, 0xF0FC, 0xF0FB, 0xF0FE, 0xF0A8, 0xF0A3, 0xF0B3),
        "→→→←←←↔✓✗☑☐≤≥",
        strict=True,
    )
)


@dataclass(slots=True)
class Content:
    """A paragraph's content; ``pictures`` are alternative texts with relation ids, ``notes`` kinds with ids."""

    spans: list[Span] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Runs:
    """Reads paragraphs with the styles and the addresses of one document."""

    styles: Styles
    targets: Mapping[str, str]

    def content(self, paragraph: Element) -> Content:
        """Everything in a paragraph, in the order of its text."""
        result = Content()
        style = self.styles.of(find(paragraph, "pPr"))
        look = Span("", self.styles.look(style, "b"), self.styles.look(style, "i"))
        self._all(paragraph, look, result)
        return result

    def _all(self, elements: Iterable[Element], look: Span, result: Content) -> None:
        for element in elements:
            local = name(element)
            if local and local not in SKIPPED:
                self._one(element, local, look, result)

    def _one(self, element: Element, local: str, look: Span, result: Content) -> None:
        if local == "t":
            result.spans.append(replace(look, text=element.text or ""))
        elif local == "r":
            self._run(element, look, result)
        elif local == "hyperlink":
            self._all(element, replace(look, link=self._address(element) or look.link), result)
        elif local == "AlternateContent":
            self._all(chosen(element), look, result)
        elif local in _GRAPHICS:
            self._graphic(element, result)
        elif local in {"footnoteReference", "endnoteReference"}:
            result.notes.append((local.removesuffix("Reference"), attribute(element, "id") or ""))
        elif sign := _sign(element, local):
            result.spans.append(replace(look, text=sign))
        elif not is_placeholder(element):
            self._all(element, look, result)

    def _run(self, run: Element, look: Span, result: Content) -> None:
        properties = find(run, "rPr")
        style = value(properties, "rStyle")
        if not self._on(properties, style, "vanish", False):
            bold, italic = self._on(properties, style, "b", look.bold), self._on(properties, style, "i", look.italic)
            self._all(run, replace(look, bold=bold, italic=italic), result)

    def _on(self, properties: Element | None, style: str | None, local: str, paragraph: bool) -> bool:
        """A run's own word counts; else its style and its paragraph's toggle each other, as Word does it."""
        own = switched(properties, local)
        return own if own is not None else self.styles.look(style, local) != paragraph

    def _address(self, link: Element) -> str:
        address = self.targets.get(attribute(link, "id") or "", "")
        return address.replace(" ", "%20") if "://" in address or address.startswith("mailto:") else ""

    def _graphic(self, element: Element, result: Content) -> None:
        """Text boxes at any depth, each once, and the picture."""
        alternative = picture = ""
        waiting = [element]
        while waiting:
            here = waiting.pop()
            local = name(here)
            if local == "txbxContent":
                result.boxes.append(here)
                continue
            alternative = alternative or attribute(here, _ALTERNATIVE.get(local, "")) or ""
            picture = picture or attribute(here, _PICTURE.get(local, "")) or ""
            waiting += reversed(list(chosen(here) if local == "AlternateContent" else here))
        if picture:
            result.pictures.append((alternative, picture))


_ALTERNATIVE = {"docPr": "descr", "shape": "alt"}
_PICTURE = {"blip": "embed", "imagedata": "id"}


def is_placeholder(control: Element) -> bool:
    """Whether a content control shows Word's prompt, because nobody has filled it in."""
    return name(control) == "sdt" and bool(switched(find(control, "sdtPr"), "showingPlcHdr"))


def _sign(element: Element, local: str) -> str:
    if local == "br":
        return "" if attribute(element, "type") in {"page", "column"} else "\n"
    if local == "sym":
        return _symbol(attribute(element, "char") or "")
    return _SIGNS.get(local, "")


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return "•"
    if 0xF020 <= number <= 0xF0FF or number < 0x20 or number > 0xFFFD:
        return _SYMBOLS.get(number, "•")
    return chr(number) if not 0xD800 <= number <= 0xDFFF else "•"
