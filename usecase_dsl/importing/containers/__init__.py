"""The containers: each reads one kind of file into blocks. Which one it is, the ending of the name says."""

from __future__ import annotations

import importlib
from pathlib import PurePath

from usecase_dsl.importing.block import Block
from usecase_dsl.source import source_from_bytes

# The endings of names, and the module that reads such a file. Heavy parsers are imported where a file needs them.
TEXTS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".mkd": "markdown",
    ".txt": "plain",
    ".text": "plain",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".asc": "asciidoc",
    ".rst": "rest",
    ".rest": "rest",
    ".tex": "latex",
    ".latex": "latex",
    ".htm": "html",
    ".html": "html",
}
WORD = (".docx", ".docm", ".dotx", ".dotm")


def blocks_of(name: str, content: bytes) -> tuple[Block, ...]:
    """The blocks of a document; one with an ending that nobody knows is read as plain text.

    Raises NotReadable for a Word file that is none.
    """
    ending = PurePath(name).suffix.lower()
    package = "usecase_dsl.importing.containers"
    if ending in WORD:
        found: tuple[Block, ...] = importlib.import_module(f"{package}.word").blocks(content)
        return found
    module = importlib.import_module(f"{package}.{TEXTS.get(ending, 'plain')}")
    read: tuple[Block, ...] = module.blocks(source_from_bytes(content, name).text)
    return read
