"""Java files as people left them: their methods, the class that tests go into, and their imports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from usecase_dsl.generate.files import Edit, FoundTest, SourceFile, Span, found_tests, remembered
from usecase_dsl.generate.languages import curly
from usecase_dsl.generate.languages.curly import Grammar, Replacement, Tree, text_of, walk
from usecase_dsl.generate.languages.java_text import COMMENT

if TYPE_CHECKING:
    from tree_sitter import Node

_METHOD = "method_declaration"
_CLASSES = ("class_declaration", "record_declaration", "enum_declaration", "interface_declaration")
_DEFINING = (*_CLASSES, _METHOD, "variable_declarator")


def _load() -> object:
    import tree_sitter_java

    return tree_sitter_java.language()


JAVA = Grammar("Java", _load)

# Where the names come from that generated tests use.
_HOMES = {
    "DisplayName": "org.junit.jupiter.api.DisplayName",
    "Tag": "org.junit.jupiter.api.Tag",
    "Test": "org.junit.jupiter.api.Test",
    "ParameterizedTest": "org.junit.jupiter.params.ParameterizedTest",
    "CsvSource": "org.junit.jupiter.params.provider.CsvSource",
    "fail": "static org.junit.jupiter.api.Assertions.fail",
}


def read_java(content: bytes) -> SourceFile | str:
    """A Java file with the methods of its classes, or why it can't be read. Tests are added to a class that has some,
    else to its first."""
    tree = curly.parsed(content, JAVA)
    if isinstance(tree, str):
        return tree
    if not tree.text.strip():
        return SourceFile(tree.lines, (), frozenset(), len(tree.lines), tree.bom)
    tests = _tests(tree)
    bracket = _bracket(tree, tests)
    if bracket is None:
        return "there is no class in it that tests could go into"
    apart = curly.closed_apart(tree, bracket, JAVA)
    if apart is not tree:
        tree, tests = apart, _tests(apart)
        bracket = _bracket(tree, tests) or 0
    return SourceFile(
        tree.lines,
        tests,
        frozenset(_names(tree)),
        tree.line(bracket) - 1,
        tree.bom,
        frozenset(_imported(tree)),
        _import_place(tree),
    )


def package(content: bytes) -> str:
    """The package that a file declares, ``""`` for none."""
    tree = curly.parsed(content, JAVA)
    if isinstance(tree, str):
        return ""
    declared = (node for node in tree.root.children if node.type == "package_declaration")
    names = (text_of(child) for node in declared for child in node.children if "identifier" in child.type)
    return next(names, "")


def imports(sources: Sequence[str]) -> list[str]:
    """The imports that members of a class need, of what generated ones use: those of methods first."""
    tree = curly.parsed("\n".join(["class Tests {", *sources, "}"]).encode("utf-8"), JAVA)
    used = set() if isinstance(tree, str) else set(_used(tree))
    return sorted(
        (home for name, home in _HOMES.items() if name in used), key=lambda home: (home[:7] != "static ", home)
    )


def lacking(file: SourceFile, sources: Sequence[str]) -> Iterator[str]:
    """The imports that a file lacks for members that are added."""
    for home in imports(sources):
        if home not in file.imported and f"{home.rpartition('.')[0]}.*" not in file.imported:
            yield home


def renamed(file: SourceFile, first: int, last: int, old: str, new: str) -> Iterator[Edit]:
    """The edits that give the methods on these lines, their names and what they are displayed as, other labels."""
    tree, methods = _methods_by_line(file)
    found: list[Replacement] = []
    for node in (each for line in range(first, last + 1) for each in methods.get(line, ())):
        found += _relabelled_name(node, old, new, file.names)
        found += _display(node, lambda literal: curly.relabelled(literal, old, new))
    if found:
        yield from curly.replaced(tree, found)


def readdressed(file: SourceFile, first: int, last: int, old: str, new: str) -> Iterator[Edit]:
    """The edits that give what the methods on these lines are displayed as another use case's name."""
    tree, methods = _methods_by_line(file)
    nodes = (each for line in range(first, last + 1) for each in methods.get(line, ()))
    found = [each for node in nodes for each in _display(node, lambda literal: curly.readdressed(literal, old, new))]
    if found:
        yield from curly.replaced(tree, found)


@remembered
def _methods_by_line(file: SourceFile) -> curly.NodesByLine:
    return curly.nodes_by_line(file, JAVA, _methods)


def _relabelled_name(method: Node, old: str, new: str, taken: frozenset[str]) -> Iterator[Replacement]:
    """The method's name with other labels, as long as it still is the generated one and the new one is free."""
    before, after = (curly.labels_name(label) for label in (old, new))
    name = method.child_by_field_name("name")
    rest = text_of(name).removeprefix(f"scenario{before}")
    if not (before and after and name) or rest == text_of(name) or rest[:1].islower() or rest[:1].isdigit():
        return
    if (changed := f"scenario{after}{rest}") not in taken:
        yield Replacement(name.start_byte, name.end_byte, changed)


def _display(method: Node, change: Callable[[Node], Replacement | None]) -> Iterator[Replacement]:
    for annotation in walk(method, lambda node: node.type != "block"):
        if annotation.type == "annotation" and text_of(annotation.child_by_field_name("name")) == "DisplayName":
            literals = (node for node in walk(annotation) if node.type == "string_literal")
            yield from (each for node in literals if (each := change(node)))


# ---- what there is


def _bracket(tree: Tree, tests: Sequence[FoundTest]) -> int | None:
    """The bracket that closes the class for further tests."""
    bodies = [node.child_by_field_name("body") for node in tree.root.children if node.type == "class_declaration"]
    found = [body for body in bodies if body]
    marked = {test.first for test in tests if test.marks}
    spans = {body: range(tree.first_line(body), tree.last_line(body) + 1) for body in found}
    home = next((body for body in found[::-1] if marked & set(spans[body])), next(iter(found), None))
    return home.end_byte - 1 if home else None


def _tests(tree: Tree) -> tuple[FoundTest, ...]:
    spans = (
        Span(text_of(node.child_by_field_name("name")), tree.first_line(node), tree.last_line(node))
        for node in _methods(tree)
    )
    return tuple(found_tests(spans, tree.lines, curly.hidden_lines(tree), COMMENT))


def _methods(tree: Tree) -> Iterator[Node]:
    """The methods of classes, without those of classes within methods."""
    return (node for node in walk(tree.root, lambda node: node.type != _METHOD) if node.type == _METHOD)


def _names(tree: Tree) -> Iterator[str]:
    nodes = walk(tree.root, lambda node: node.type != "block")
    return (text_of(node.child_by_field_name("name")) for node in nodes if node.type in _DEFINING)


def _used(tree: Tree) -> Iterator[str]:
    for node in walk(tree.root):
        called = node.type == "method_invocation" and not node.child_by_field_name("object")
        if called or node.type in ("annotation", "marker_annotation"):
            yield text_of(node.child_by_field_name("name"))


def _imported(tree: Tree) -> Iterator[str]:
    for node in tree.root.children:
        if node.type == "import_declaration":
            words = text_of(node).removeprefix("import").removesuffix(";").split()
            yield "static " * (words[0] == "static") + "".join(words[words[0] == "static" :])


def _import_place(tree: Tree) -> int:
    """After the imports, else after the package, unless something else is on that line."""
    before = ("import_declaration", "package_declaration")
    last = [node for node in tree.root.children if node.type in before][-1:]
    return tree.last_line(last[0]) if last else 0
