"""What LaTeX's environments mean: lists, tables, and frames around text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers import latex_vocabulary as words
from usecase_dsl.importing.containers.latex_forms import begin
from usecase_dsl.importing.containers.latex_labels import options
from usecase_dsl.importing.containers.latex_lists import holds_items, is_counted, read_list
from usecase_dsl.importing.containers.latex_nodes import first, raw
from usecase_dsl.importing.containers.latex_reader import Reader
from usecase_dsl.importing.containers.latex_tables import is_table, rows
from usecase_dsl.importing.containers.looks import Span


def environment(reader: Reader, node: Any, look: Span) -> None:
    """Reads an environment. What is set in it ends with it."""
    name = reader.lists.kinds.get(node.environmentname, node.environmentname)
    unknown = name not in words.environments()
    level, term, labels, inside = reader.level, reader.term, dict(reader.lists.labels), reader.forms.inside
    nodes = begin(reader, node) if unknown else node.nodelist
    if name in words.NUMBERED | words.LISTS | words.DESCRIPTIONS or (unknown and holds_items(nodes)):
        _list(reader, node, nodes, name, look)
    elif name in words.TABLES or (unknown and is_table(nodes)):
        _table(reader, node, nodes)
    else:
        reader.end_paragraph()
        reader.read(nodes, look)
        reader.end_paragraph()
    reader.level, reader.term, reader.lists.labels, reader.forms.inside = level, term, labels, inside


def _list(reader: Reader, node: Any, nodes: list[Any], name: str, look: Span) -> None:
    given = reader.lists.options
    said = given.get(name, {}) | given.get(node.environmentname, {}) | options(raw(first(node)))
    numbered = name in words.NUMBERED or (name not in words.environments() and is_counted(name))
    read_list(reader, nodes, look, numbered, name in words.DESCRIPTIONS, said)


def _table(reader: Reader, node: Any, nodes: list[Any]) -> None:
    found = rows(nodes)
    reader.end_paragraph()
    reader.read(found.before)
    reader.end_paragraph()
    made = reader.forms.made
    cells = tuple(tuple(_flat(reader.inner(cell, _is_alone(row))) for cell in row) for row in found.rows)
    kept = tuple(row for row in cells if any(row))
    if not kept:
        return
    reader.open_item()
    if reader.forms.made == made:
        reader.blocks.append(Block("table", "", reader.source.line(node.pos), reader.level, rows=kept))
    else:
        _lay_out(reader, kept)


def _is_alone(row: list[list[Any]]) -> bool:
    """Whether a row has one cell, or only one that isn't empty."""
    return sum(any(each.latex_verbatim().strip() for each in cell) for cell in row) < 2


def _lay_out(reader: Reader, cells: tuple[tuple[tuple[Block, ...], ...], ...]) -> None:
    """A table that is a form: what it holds says itself what it is, cell after cell, row after row."""
    found = [block for row in cells for cell in row for block in cell]
    if found[0].kind == "heading" and reader.blocks and reader.blocks[-1] is reader.forms.caption:
        found.insert(1, reader.blocks.pop())
    for block in found:
        deeper = 0 if block.kind == "heading" or block is reader.forms.caption else reader.level
        reader.blocks.append(replace(block, level=block.level + deeper) if deeper else block)


def _flat(cell: tuple[Block, ...]) -> tuple[Block, ...]:
    """A table of one column in a cell is how LaTeX breaks lines there: its cells are the cell's paragraphs."""
    if not any(block.kind == "table" and all(len(row) == 1 for row in block.rows) for block in cell):
        return cell
    found: list[Block] = []
    for block in cell:
        lines = block.kind == "table" and all(len(row) == 1 for row in block.rows)
        found += [each for row in block.rows for each in row[0]] if lines else [block]
    return tuple(found)
