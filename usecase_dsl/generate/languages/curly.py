"""What Java and TypeScript share: files read by tree-sitter, comments of ``//``, names in camel case."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.files import Edit, SourceFile, decoded, lines_of
from usecase_dsl.generate.languages.python_names import condition_name
from usecase_dsl.generate.languages.python_text import identifier, shortened
from usecase_dsl.generate.marks import digest, is_note, parse_mark
from usecase_dsl.generate.parameters import Parameters
from usecase_dsl.generate.preconditions import Precondition, Preconditions
from usecase_dsl.plain_text import plain

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

# What a comment may not begin with: a mark, a note, and what tells linters, compilers and editors to look away.
_DIRECTIVE = re.compile(r"usecase\b|@|#|eslint|prettier|noinspection|(end)?region", re.IGNORECASE)


class Grammar(NamedTuple):
    """A language, its name for people, and where tree-sitter's grammar of it comes from."""

    name: str
    load: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Tree:
    """A file that could be parsed. ``ends`` are the bytes before the end of each of its lines."""

    text: str
    bom: bool
    lines: tuple[str, ...]
    ends: tuple[int, ...]
    root: Node

    def line(self, byte: int) -> int:
        """The line that a byte stands in, counted from 1."""
        return min(bisect_right(self.ends, byte) + 1, max(len(self.lines), 1))

    def first_line(self, node: Node) -> int:
        return self.line(node.start_byte)

    def last_line(self, node: Node) -> int:
        return self.line(max(node.start_byte, node.end_byte - 1))


class NodesByLine(NamedTuple):
    """Nodes of a tree by the numbers of their first lines."""

    tree: Tree
    nodes: Mapping[int, Sequence[Node]]


class Replacement(NamedTuple):
    """Text in the place of bytes, within a line."""

    start: int
    end: int
    text: str


def parsed(content: bytes, grammar: Grammar) -> Tree | str:
    """The tree of a file, or why there is none."""
    try:
        text, bom = decoded(content)
    except UnicodeDecodeError:
        return "it is not UTF-8"
    tree = _tree(text, bom, grammar)
    wrong = next((node for node in walk(tree.root) if node.is_error or node.is_missing), None)
    if tree.root.has_error:
        return f"it is not valid {grammar.name} (line {tree.first_line(wrong or tree.root)})"
    return tree


def walk(node: Node, into: Callable[[Node], bool] = lambda node: True) -> Iterator[Node]:
    """A node and all below it in the order of the text, without those below a node that ``into`` refuses."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if into(node):
            waiting += reversed(node.children)


def nodes_by_line(file: SourceFile, grammar: Grammar, wanted: Callable[[Tree], Iterable[Node]]) -> NodesByLine:
    """The tree of a file that could be read, and some nodes of it by the lines that they begin in."""
    tree = _tree("".join(file.lines), file.bom, grammar)
    found: dict[int, list[Node]] = {}
    for node in wanted(tree):
        found.setdefault(tree.first_line(node), []).append(node)
    return NodesByLine(tree, found)


def text_of(node: Node | None) -> str:
    return node.text.decode("utf-8") if node and node.text else ""


def hidden_lines(tree: Tree) -> Iterator[int]:
    """The lines like marks and notes that lie within a string or a comment that goes over several lines."""
    for number, line in enumerate(tree.lines, 1):
        if parse_mark(line) or is_note(line):
            place = (tree.ends[number - 2] if number > 1 else 0) + len(line) - len(line.lstrip())
            if _is_within_text(tree, tree.root.descendant_for_byte_range(place, place + 1), number):
                yield number


def closed_apart(tree: Tree, bracket: int, grammar: Grammar) -> Tree:
    """The tree of the same text with nothing but blanks before this bracket on its line, so that tests fit there.

    Only a class whose body is empty ends otherwise where formatters have been.
    """
    number = tree.line(bracket)
    start = tree.ends[number - 2] if number > 1 else 0
    data = tree.text.encode("utf-8")
    if not data[start:bracket].strip():
        return tree
    newline = b"\r\n" if tree.lines[0].endswith("\r\n") else b"\n"
    line = tree.lines[number - 1]
    indent = line[: len(line) - len(line.lstrip())].encode("utf-8")
    return _tree((data[:bracket].rstrip(b" \t") + newline + indent + data[bracket:]).decode("utf-8"), tree.bom, grammar)


def replaced(tree: Tree, replacements: Iterable[Replacement]) -> Iterator[Edit]:
    """The edits that replace these bytes, a line each."""
    by_line: dict[int, list[Replacement]] = {}
    for each in replacements:
        by_line.setdefault(tree.line(each.start), []).append(each)
    for number, found in by_line.items():
        start = tree.ends[number - 2] if number > 1 else 0
        line = tree.lines[number - 1].rstrip("\r\n").encode("utf-8")
        for each in sorted(found, reverse=True):
            line = line[: each.start - start] + each.text.encode("utf-8") + line[each.end - start :]
        yield Edit(number - 1, number, (line.decode("utf-8"),))


def relabelled(literal: Node, old: str, new: str) -> Replacement | None:
    """A string such as ``"UC-01 2a: The cart is empty"`` with its scenario's new name in it, if it has the old one."""
    text, called = text_of(literal), re.escape(old.replace("_", " "))
    found = re.match(rf"[^:\n]* ({called}(?: \(\d+\))?): ", text)
    if not found:
        return None
    start, end = (literal.start_byte + len(text[:place].encode("utf-8")) for place in found.span(1))
    return Replacement(start, end, new)


def readdressed(literal: Node, old: str, new: str) -> Replacement | None:
    """The same with its use case's new name in it."""
    found = re.match(rf"[\"'`]({re.escape(old)}) ", text_of(literal), re.IGNORECASE)
    if not found:
        return None
    start = literal.start_byte + 1
    return Replacement(start, start + len(found[1].encode("utf-8")), new)


def import_edits(file: SourceFile, statements: Sequence[str]) -> Iterator[Edit]:
    """The edit that puts imports behind the others."""
    place = file.import_after
    if statements:
        yield Edit(place, place, tuple(statements) if place else (*statements, ""))


# ---- comments


def comment(text: str, indent: int, width: int) -> str:
    """Lines as comments, wrapped. Blank ones stay blank, apart from those at the ends."""
    wrapped: list[str] = []
    for line in text.strip("\n").split("\n"):
        margin = " " * (len(line) - len(line.lstrip()))
        wrapped += _wrapped(line, width - indent - 3, margin, margin + "  ")
    return "\n".join(" " * indent + f"// {line}" if line else "" for line in _no_directives(wrapped))


def block(text: str, indent: int, width: int, escaped: Callable[[str], str]) -> str:
    """Lines as a documentation comment, each wrapped after ``escaped`` has made it fit."""
    margin = " " * indent + " *"
    lines = (piece for line in text.strip("\n").split("\n") for piece in _wrapped(line, width - indent - 3))
    body = "\n".join(f"{margin} {escaped(line)}" if line else margin for line in lines)
    return f"{' ' * indent}/**\n{body}\n{margin}/"


def _wrapped(line: str, width: int, first: str = "", others: str = "") -> list[str]:
    """The pieces of a line, ``first`` and ``others`` before them; words longer than a line stay whole."""
    wrapper = textwrap.TextWrapper(
        width, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False
    )
    return wrapper.wrap(line.strip()) or [""]


def _no_directives(lines: Iterable[str]) -> list[str]:
    """The lines, where one that would mean something to a program is the end of the one before."""
    kept: list[str] = []
    for line in lines:
        words = line.strip()
        if not (_DIRECTIVE.match(words) or parse_mark(f"// {words}") or is_note(f"// {words}")):
            kept.append(line)
        elif kept and kept[-1]:
            kept[-1] += f" {words}"
        else:
            kept.append(f"- {words}")
    return kept


# ---- names


def camel(name: str) -> str:
    """``the_cart_is_empty`` as ``theCartIsEmpty``; digits that would run together stay apart."""
    first, *others = name.split("_")
    return first + "".join(_joined(first, others))


def test_names(case: Case, longest: int = 60) -> Iterator[str]:
    """Names for a scenario's method, the best first, without end: its flows and the last one's condition."""
    labels = labels_name(case.scenario_id)
    name = f"scenario{labels}{_after(identifier(case.condition, longest))}" if labels else "mainSuccessScenario"
    yield name
    other = f"{name}_{digest((*case.scenario.flows, '', *case.scenario.steps), 4)}"
    yield other
    number = 2
    while True:
        yield f"{other}_{number}"
        number += 1


def labels_name(scenario_id: str) -> str:
    """The labels of a scenario's name, or of its mark, within a name: ``2a_3a``; ``""`` of the main one."""
    labels = re.sub(r" \(\d+\)$", "", scenario_id).replace("*", "any_").split()
    if labels[:1] == ["main"]:
        return ""
    name = "_".join(identifier(label, 20) or digest([label], 4) for label in labels)
    return name if len(name) <= 60 else f"{name[:55].rstrip('_')}_{digest([scenario_id], 4)}"


def condition_names(text: str, reserved: Container[str]) -> str:
    """The name of a precondition's method."""
    name = camel(condition_name(text).strip("_"))
    return f"{name}Holds" if name in reserved else name


def parameter_names(parameters: Parameters | None, reserved: Container[str]) -> tuple[str, ...]:
    """The names of data, each its own."""
    found: list[str] = []
    for index, text in enumerate(parameters.names if parameters else (), 1):
        name = camel(identifier(text, 40)) or f"value{index}"
        name = f"value{name}" if name[0].isdigit() else name
        found.append(f"{name}{index}_" if name in found or name in reserved else name)
    return tuple(found)


def set_up(case: Case, required: Preconditions) -> Iterator[Precondition]:
    """What has to hold before a test, and what this needs, each once and after what it needs."""
    wanted = [each.key for each in case.preconditions]
    found: set[str] = set()
    while wanted:
        key = wanted.pop()
        if key not in found:
            found.add(key)
            wanted += required.ordered[key].needs
    return (each for key, each in required.ordered.items() if key in found)


def display(case: Case, called: str, most: int, costs: dict[str, int] | None = None) -> str:
    """What a test is called for people, and in reports: ``UC-01 2a: The cart is empty``."""
    title = plain(f"{called} {case.scenario_id}: {case.condition or 'Main success scenario'}")
    return shortened(title, most, costs)


def capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


def _after(name: str) -> str:
    """A name as the end of another."""
    cased = capitalised(camel(name))
    return f"_{cased}" if cased[:1].isdigit() else cased


def _joined(first: str, others: Iterable[str]) -> Iterator[str]:
    before = first
    for word in others:
        yield ("_" if before[-1:].isdigit() and word[:1].isdigit() else "") + capitalised(word)
        before = word


# ---- parsing


def _is_within_text(tree: Tree, node: Node | None, line: int) -> bool:
    while node:
        if ("string" in node.type or "comment" in node.type) and tree.first_line(node) < line:
            return True
        node = node.parent
    return False


def _tree(text: str, bom: bool, grammar: Grammar) -> Tree:
    """The tree of a text; a CR alone ends a line for compilers, but not for tree-sitter."""
    lines = lines_of(text)
    ends = tuple(accumulate(len(line.encode("utf-8")) for line in lines))
    source = re.sub("\r(?!\n)", "\n", text).encode("utf-8")
    return Tree(text, bom, lines, ends, _parser(grammar).parse(source).root_node)


@cache
def _parser(grammar: Grammar) -> Parser:
    from tree_sitter import Language, Parser  # takes a while, and only these languages need it

    return Parser(Language(grammar.load()))
