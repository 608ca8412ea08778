"""The parts of a Word file that its text lies in.

python-docx opens documents alone (no templates, no files with macros) and gives up where one picture of many is
missing. What a reader needs is five parts and two lists of relations, so they are taken from the archive directly.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from usecase_dsl.importing.containers.errors import NotReadable
from usecase_dsl.importing.containers.word_xml import attribute, name

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

# Unpacked; a thousand pages take a tenth of it, and more would take more memory than a machine has.
MOST_BYTES = 100_000_000

_OLE = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "open it in Word or LibreOffice and save it as .docx"
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(KeyError, ValueError, RuntimeError, NotImplementedError),
)


@dataclass(frozen=True, slots=True)
class Package:
    """The document's XML and that of its parts; ``targets`` are addresses and file names by relation id."""

    document: Element
    styles: Element | None = None
    numbering: Element | None = None
    footnotes: Element | None = None
    endnotes: Element | None = None
    targets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Relation:
    id: str
    kind: str
    target: str
    external: bool


def open_package(content: bytes) -> Package:
    """The parts of a Word file. Raises ``NotReadable`` for what is no Word file or can't be unpacked."""
    if not content.startswith(b"PK"):
        raise NotReadable(_what_it_is(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _package(archive)
    except _BROKEN as error:
        raise NotReadable(f"The file is damaged or not complete; {_SAVE_AS} again.") from error


def _what_it_is(content: bytes) -> str:
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return f"The file is protected by a password; {_SAVE_AS} without one."
        return f"This is a Word file of the old kind (.doc); {_SAVE_AS}."
    if content.lstrip()[:5] == b"{\\rtf":
        return f"This is a file in Rich Text Format (RTF); {_SAVE_AS}."
    if content.startswith(b"%PDF"):
        return "This is a PDF file; import the document that it was made from."
    if content.lstrip()[:1] == b"<":
        return f"This is an XML or HTML file, not a Word file (.docx); {_SAVE_AS}."
    return "This is not a Word file (.docx)." if content else "The file is empty."


def _package(archive: zipfile.ZipFile) -> Package:
    names = {each.replace("\\", "/").lstrip("/").lower(): each for each in reversed(archive.namelist())}
    start = _relations(archive, names, "")
    main = next((each.target for each in start if each.kind == "officeDocument"), "word/document.xml")
    document = _part(archive, names, main)
    if document is None or name(document) != "document":
        raise NotReadable(_no_document(names))
    relations = _relations(archive, names, main)
    folder = posixpath.dirname(main)
    parts = {each.kind: each.target for each in reversed(relations)}

    def part(kind: str) -> Element | None:
        return _optional(archive, names, parts.get(kind, f"{folder}/{kind}.xml"))

    targets = {each.id: each.target for each in relations if each.external or each.kind == "image"}
    return Package(document, part("styles"), part("numbering"), part("footnotes"), part("endnotes"), targets)


def _no_document(names: Mapping[str, str]) -> str:
    if any(each.startswith("xl/") for each in names):
        return "This is an Excel file, not a Word file (.docx)."
    if any(each.startswith("ppt/") for each in names):
        return "This is a PowerPoint file, not a Word file (.docx)."
    if "content.xml" in names:
        return f"This is an OpenDocument file; {_SAVE_AS}."
    return "This is an archive, but not a Word file (.docx)."


def _part(archive: zipfile.ZipFile, names: Mapping[str, str], path: str) -> Element | None:
    """The root of a part; ``None`` where the archive has no such part."""
    from docx.oxml.parser import parse_xml

    stored = names.get(path.lstrip("/").lower())
    if stored is None:
        return None
    try:
        return parse_xml(_unpacked(archive, stored))
    except SyntaxError as error:
        raise NotReadable(f"The file is damaged: {path} is no XML; {_SAVE_AS} again.") from error


def _optional(archive: zipfile.ZipFile, names: Mapping[str, str], path: str) -> Element | None:
    """A part that the text can be read without, also where it is broken."""
    try:
        return _part(archive, names, path)
    except (NotReadable, *_BROKEN):
        return None


def _unpacked(archive: zipfile.ZipFile, stored: str) -> bytes:
    if archive.getinfo(stored).flag_bits & 1:
        raise NotReadable(f"The file is protected by a password; {_SAVE_AS} without one.")
    with archive.open(stored) as part:
        content = part.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NotReadable(f"The document is too large (more than {MOST_BYTES // 1_000_000} MB unpacked); split it.")
    return content


def _relations(archive: zipfile.ZipFile, names: Mapping[str, str], source: str) -> list[_Relation]:
    folder, file = posixpath.split(source)
    root = _optional(archive, names, posixpath.join(folder, "_rels", f"{file}.rels"))
    return [_relation(each, folder) for each in (root if root is not None else ()) if name(each) == "Relationship"]


def _relation(element: Element, folder: str) -> _Relation:
    kind = (attribute(element, "Type") or "").rpartition("/")[2]
    target = attribute(element, "Target") or ""
    external = attribute(element, "TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
    return _Relation(attribute(element, "Id") or "", kind, target, external)
