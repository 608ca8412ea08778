"""LaTeX documents, whole ones and parts of them, as blocks in reading order."""

from __future__ import annotations

import re

from usecase_dsl.importing.block import Block
from usecase_dsl.importing.containers.latex_macros import definitions, expanded
from usecase_dsl.importing.containers.latex_source import Source, Verbatim, body, source, without_comments

_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a LaTeX file. Never raises: what can't be parsed is given as the paragraphs that it has.

    Macros that the file defines are put in place; of others the arguments are text. The preamble, comments,
    references and drawings are left out.
    """
    whole = source(text)
    try:
        return _parsed(whole)
    # Input can be nested deeper than Python can follow, or be what the parser's authors didn't think of.
    except Exception:
        return _paragraphs(whole)


def _parsed(whole: Source) -> tuple[Block, ...]:
    from pylatexenc.latexwalker import LatexWalker

    from usecase_dsl.importing.containers.latex_commands import COMMANDS
    from usecase_dsl.importing.containers.latex_environments import environment
    from usecase_dsl.importing.containers.latex_forms import form, settled
    from usecase_dsl.importing.containers.latex_reader import Lists, Meanings, Reader
    from usecase_dsl.importing.containers.latex_vocabulary import context, known

    verbatim = Verbatim()
    seen = without_comments(whole, verbatim)
    document = expanded(body(seen), definitions(seen.text), known())
    walker = LatexWalker(document.text, latex_context=context(), tolerant_parsing=True)
    nodes, meanings, lists = walker.get_latex_nodes()[0], Meanings(COMMANDS, environment, form), Lists()
    while True:
        before, reader = len(lists.named), Reader(document, verbatim.texts, meanings, lists)
        reader.read(nodes)
        found = settled(reader.finish(), reader.forms)
        # Items may be referred to before they come, so that their numbers are known only then.
        if len(lists.named) == before:
            return found
        lists = Lists(named=lists.named)


def _paragraphs(whole: Source) -> tuple[Block, ...]:
    found, at = [], 0
    for gap in [*_EMPTY_LINE.finditer(whole.text), None]:
        end = gap.start() if gap else len(whole.text)
        lines = [line.strip() for line in whole.text[at:end].split("\n") if line.strip()]
        if lines:
            found.append(Block("text", "\n".join(lines), whole.line(at)))
        at = gap.end() if gap else end
    return tuple(found)
