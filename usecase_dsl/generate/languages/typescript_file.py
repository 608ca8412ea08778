"""TypeScript files as people left them: their tests, which are calls, or the methods of a class."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from usecase_dsl.generate.files import Edit, FoundTest, SourceFile, Span, found_tests, remembered
from usecase_dsl.generate.languages import curly
from usecase_dsl.generate.languages.curly import Grammar, Replacement, Tree, text_of, walk
from usecase_dsl.generate.languages.typescript_text import COMMENT

if TYPE_CHECKING:
    from tree_sitter import Node

_STRINGS = ("string", "template_string")
_FUNCTIONS = ("arrow_function", "function_expression", "function")
# Statements that tests may stand in and still be one piece with them.
_AROUND = ("for_in_statement", "for_statement", "while_statement", "if_statement", "expression_statement")
_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)


def _load() -> object:
    import tree_sitter_typescript

    return tree_sitter_typescript.language_typescript()


TYPESCRIPT = Grammar("TypeScript", _load)


def read_tests(content: bytes) -> SourceFile | str:
    """A file with its tests, or why it can't be read. They are known by their titles, and added to the ``describe``
    that the last test with a mark stands in, else to the first one, else to the file."""
    tree = curly.parsed(content, TYPESCRIPT)
    if isinstance(tree, str):
        return tree
    tests = _found(tree)
    bracket = _describe_end(tree, tests)
    apart = tree if bracket is None else curly.closed_apart(tree, bracket, TYPESCRIPT)
    if apart is not tree:
        tree, tests = apart, _found(apart)
        bracket = _describe_end(tree, tests)
    titles = frozenset(test.name for test in tests)
    end = len(tree.lines) if bracket is None else tree.line(bracket) - 1
    return SourceFile(tree.lines, tests, titles, end, tree.bom, frozenset(_bound(tree)), _import_place(tree))


def read_class(content: bytes, name: str) -> SourceFile | str:
    """A file with a class whose methods are its names, or why it can't be read."""
    tree = curly.parsed(content, TYPESCRIPT)
    if isinstance(tree, str):
        return tree
    if not tree.text.strip():
        return SourceFile(tree.lines, (), frozenset(), len(tree.lines), tree.bom)
    body = _class_body(tree, name)
    if body is None:
        return f"there is no class {name} in it"
    tree = curly.closed_apart(tree, body.end_byte - 1, TYPESCRIPT)
    body = _class_body(tree, name) or body
    names = frozenset(text_of(node.child_by_field_name("name")) for node in body.children)
    return SourceFile(tree.lines, (), names, tree.line(body.end_byte - 1) - 1, tree.bom)


def retitled(file: SourceFile, first: int, last: int, old: str, new: str) -> Iterator[Edit]:
    """The edits that give the tests on these lines titles with another name of their scenario."""
    yield from _with_titles(file, first, last, lambda title: curly.relabelled(title, old, new))


def readdressed(file: SourceFile, first: int, last: int, old: str, new: str) -> Iterator[Edit]:
    """The same with another name of their use case."""
    yield from _with_titles(file, first, last, lambda title: curly.readdressed(title, old, new))


def _with_titles(
    file: SourceFile, first: int, last: int, change: Callable[[Node], Replacement | None]
) -> Iterator[Edit]:
    tree, tests = _tests_by_line(file)
    titles = (_title(node) for line in range(first, last + 1) for node in tests.get(line, ()))
    found = [each for title in titles if title and (each := change(title))]
    if found:
        yield from curly.replaced(tree, found)


@remembered
def _tests_by_line(file: SourceFile) -> curly.NodesByLine:
    return curly.nodes_by_line(file, TYPESCRIPT, _tests)


# ---- tests


def _found(tree: Tree) -> tuple[FoundTest, ...]:
    return tuple(found_tests(_spans(tree), tree.lines, curly.hidden_lines(tree), COMMENT))


def _spans(tree: Tree) -> Iterator[Span]:
    """The lines of each test. A loop or the like belongs to the first test in it, as a mark may stand above."""
    begun: dict[Node, list[tuple[str, Node]]] = {}
    for node in _tests(tree):
        begun.setdefault(_outermost(node), []).append((_cooked(_title(node)), node))
    for around, [(name, first), *others] in begun.items():
        last = tree.last_line(first) if others else tree.last_line(around)
        yield Span(name, tree.first_line(around), last)
        yield from (Span(name, tree.first_line(node), tree.last_line(node)) for name, node in others)


def _tests(tree: Tree) -> Iterator[Node]:
    """The statements that are calls with a title and a function, but for those that group tests."""
    nodes = walk(tree.root, lambda node: not _is_test(node))
    return (node for node in nodes if _is_test(node))


def _is_test(node: Node) -> bool:
    call = _call(node)
    return call is not None and _title(node) is not None and "describe" not in _callee(call)


def _outermost(node: Node) -> Node:
    """The outermost statement around a test that is no ``describe`` and no function of its own."""
    found = node
    while node.parent and node.type not in ("function_declaration", "class_declaration", "method_definition"):
        node = node.parent
        if (call := _call(node)) and "describe" in _callee(call):
            break
        if node.type in _AROUND:
            found = node
    return found


def _call(statement: Node) -> Node | None:
    """The call that a statement is."""
    if statement.type != "expression_statement":
        return None
    call = statement.named_children[0] if statement.named_children else None
    return call if call and call.type == "call_expression" else None


def _callee(call: Node) -> str:
    return text_of(call.child_by_field_name("function"))


def _arguments(statement: Node) -> list[Node]:
    call = _call(statement)
    listed = call.child_by_field_name("arguments") if call else None
    return [node for node in listed.named_children if node.type != "comment"] if listed else []


def _title(statement: Node) -> Node | None:
    """The literal that is the first of the arguments, if a function is the last."""
    arguments = _arguments(statement)
    fits = len(arguments) > 1 and arguments[0].type in _STRINGS and arguments[-1].type in _FUNCTIONS
    return arguments[0] if fits else None


def _cooked(literal: Node | None) -> str:
    """What a literal says; of a template all before its first gap, which the name of a row stands in."""
    text = text_of(literal)
    if text.startswith("`"):
        text = re.split(r"(?<!\\)\$\{", text)[0].removesuffix("`").removesuffix(" [") + "`"
    return _ESCAPE.sub(_letter, text[1:-1])


def _letter(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2] or escape[3] or "0", 16)
    return escape[4] or (chr(code) if code < 0x110000 else "\ufffd")


# ---- places


def _describe_end(tree: Tree, tests: Sequence[FoundTest]) -> int | None:
    """The bracket that closes the ``describe`` for further tests."""
    groups = [node for node in tree.root.children if (call := _call(node)) and "describe" in _callee(call)]
    bodies = [body for node in groups if (body := _body(node))]
    marked = {test.first for test in tests if test.marks}
    ranges = {body: range(tree.first_line(body), tree.last_line(body) + 1) for body in bodies}
    home = next((body for body in bodies[::-1] if marked & set(ranges[body])), next(iter(bodies), None))
    return home.end_byte - 1 if home else None


def _body(group: Node) -> Node | None:
    """The block that the last argument, a function, has for a body."""
    last = _arguments(group)[-1:]
    body = last[0].child_by_field_name("body") if last and last[0].type in _FUNCTIONS else None
    return body if body and body.type == "statement_block" else None


def _class_body(tree: Tree, name: str) -> Node | None:
    classes = (node for node in walk(tree.root) if node.type in ("class_declaration", "abstract_class_declaration"))
    bodies = (node.child_by_field_name("body") for node in classes if text_of(node.child_by_field_name("name")) == name)
    return next(bodies, None)


def _bound(tree: Tree) -> Iterator[str]:
    """The names that imports and declarations of the file bind."""
    for node in walk(tree.root, lambda node: node.type not in ("statement_block", "class_body")):
        if node.type == "import_specifier":
            yield text_of(node.child_by_field_name("alias") or node.child_by_field_name("name"))
        elif node.type in ("import_clause", "namespace_import"):
            yield from (text_of(child) for child in node.named_children if child.type == "identifier")
        elif node.type in ("variable_declarator", "function_declaration", "class_declaration"):
            yield text_of(node.child_by_field_name("name"))


def _import_place(tree: Tree) -> int:
    """After the last import, else at the beginning."""
    last = [node for node in tree.root.children if node.type == "import_statement"][-1:]
    return tree.last_line(last[0]) if last else 0
