"""What every container is read into: blocks in reading order, the same for Markdown, Word and all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "term", "text", "item", "table", "code", "picture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a term with what follows, a paragraph, a list item, a table, code or a picture.

    ``text`` is CommonMark prose of one paragraph, without HTML; ``\\n`` stands where the source has a line end or
    a hard break, so that nobody loses where a line began. Of a picture it is the alternative text and the address.
    ``line`` is the place in the source, from 1: a line, or in Word a paragraph.
    ``level`` of a heading is its rank, from 1. Of everything else it is the number of list items, terms and quotes
    that the block stands in, so that what belongs to an item of level 0 has level 1.
    ``mark`` of an item is what stands before it, as it is read: ``-``, ``1.``, ``b)``, ``2.1.``; of code, its language.
    ``rows`` of a table are rows of cells, and a cell is blocks again, with levels from 0.
    """

    kind: BlockKind
    text: str = ""
    line: int = 1
    level: int = 0
    mark: str = ""
    rows: tuple[tuple[tuple[Block, ...], ...], ...] = ()
