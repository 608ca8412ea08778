"""What texts of sequence diagrams for other tools share: their words in lines, and fragments as blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from usecase_dsl.render.layout.shapes import NAME
from usecase_dsl.render.layout.text import wrap
from usecase_dsl.render.sequence.interaction import Fragment, Item, Operand

_LINE = 230.0
# In a text nothing has to be left out for want of room.
_MOST_LINES = 10_000


def lines(label: str, text: str, results: Sequence[str] = ()) -> list[str]:
    """A step with its number and its results, in lines as long as in our own picture."""
    words = " ".join(filter(None, (label, text)))
    return [line for each in (words, *results) if each for line in wrap(each, _LINE, NAME, _MOST_LINES)]


def guard(operand: Operand) -> str:
    """What leads into an operand: its flow, where that leaves, and on which condition."""
    return " ".join(filter(None, (operand.label, operand.where, operand.guard)))


def block(
    fragment: Fragment, escaped: Callable[[str], str], inside: Callable[[Iterable[Item]], Iterable[str]]
) -> Iterator[str]:
    """A fragment as PlantUML and Mermaid both write it: its operator, ``else``, ``end``."""
    for index, operand in enumerate(fragment.operands):
        keyword = "else" if index else fragment.operator
        yield f"{keyword} {escaped(guard(operand))}".rstrip()
        yield from inside(operand.items)
    yield "end"
