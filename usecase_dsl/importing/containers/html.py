"""HTML as blocks."""

from __future__ import annotations

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers.elements import Tree
from usecase_dsl.importing.containers.flow import blocks_of
from usecase_dsl.importing.containers.tags import feed, last_ends


def blocks(text: str, line: int = 1, level: int = 0) -> tuple[Block, ...]:
    """The blocks of a document or fragment that begins at ``line`` and stands in ``level`` items or quotes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tree = Tree(last_ends(text, line))
    feed(tree, text, line)
    return tuple(blocks_of(tree.root.children, level))
