"""Classes in Python files as people left them: where further methods go."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from usecase_dsl.generate.files import End, SourceFile, indent_of
from usecase_dsl.generate.languages.python_file import parsed


def ends(file: SourceFile) -> Mapping[str, End]:
    """For each use case that marks name, in small letters, the end of the class that holds most of its tests."""
    counts: dict[str, Counter[str]] = {}
    for test in file.tests:
        holder = test.name.rpartition("::")[0]
        for mark in test.marks if holder else ():
            counts.setdefault(mark.use_case.casefold(), Counter())[holder] += 1
    classes = dict(_classes(parsed("".join(file.lines))))
    return {name: _end(classes[found.most_common(1)[0][0]], file.lines) for name, found in counts.items()}


def class_end(file: SourceFile, name: str) -> End | None:
    """The end of the class of a name, if there is one."""
    node = dict(_classes(parsed("".join(file.lines)))).get(name)
    return _end(node, file.lines) if node else None


def called_methods(source: str, name: str) -> set[str] | None:
    """The names of the methods that a class calls on itself, if there is one of that name."""
    node = dict(_classes(parsed(source))).get(name)
    return {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)} if node else None


def _classes(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.ClassDef]]:
    """The classes of a module, also below an ``if`` and in each other, with their names as those of tests have them."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield prefix + child.name, child
            yield from _classes(child, f"{prefix}{child.name}::")
        elif isinstance(child, ast.stmt | ast.excepthandler):
            yield from _classes(child, prefix)


def _end(node: ast.ClassDef, lines: Sequence[str]) -> End:
    """Behind the last statement of a class, and behind the comments below it that are indented as it is."""
    indent = indent_of(lines[node.body[0].lineno - 1])
    last = node.end_lineno or node.lineno
    for number, line in enumerate(lines[last:], last + 1):
        if line.strip() and not (line.startswith(indent) and line.strip().startswith("#")):
            break
        last = number if line.strip() else last
    return End(last, indent if node.body[0].lineno > node.lineno else indent_of(lines[node.lineno - 1]) + "    ")
