"""Python files as people left them: which tests they hold, and which marks belong to those."""

from __future__ import annotations

import ast
import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from usecase_dsl.generate.marks import Mark, digest, parse_mark

# As Python counts lines, which str.splitlines doesn't.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_BOM = "\ufeff"

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class FoundTest:
    """A function with the marks that belong to it. Lines count from 1, decorators are part of the function.

    ``name`` has its classes before it: ``TestCart::test_2a``. ``start`` is the line of its first mark if that
    stands above it. ``untouched`` says that the function still is as it was generated.
    """

    name: str
    marks: tuple[Mark, ...]
    start: int
    first: int
    last: int
    untouched: bool = False


@dataclass(frozen=True, slots=True)
class PythonFile:
    """A file that could be read.

    ``names`` are all that it binds. ``import_after`` is the number of lines that stand before a further
    import, and ``has_pytest`` says that ``pytest`` is imported.
    """

    lines: tuple[str, ...]
    tests: tuple[FoundTest, ...]
    names: frozenset[str]
    has_pytest: bool
    import_after: int
    bom: bool

    @property
    def holds_text(self) -> bool:
        return any(line.strip() for line in self.lines)


def read_python(content: bytes) -> PythonFile | str:
    """A Python file with its tests, or why it can't be read."""
    try:
        text = content.decode("utf-8")
        lines = tuple(_LINE.findall(text.removeprefix(_BOM)))
        module = _parsed("".join(lines))
    except UnicodeDecodeError:
        return "it is not UTF-8"
    except SyntaxError as error:
        return f"it is not valid Python: {error.msg} (line {error.lineno})"
    except (ValueError, RecursionError, MemoryError) as error:
        return f"it is not valid Python: {error or type(error).__name__}"
    nodes = tuple(ast.walk(module))
    return PythonFile(
        lines,
        tuple(_tests(module, lines, _marks(nodes, lines))),
        frozenset(_bound_names(nodes)),
        "pytest" in _imported_names(module.body),
        _import_place(module.body, lines),
        text.startswith(_BOM),
    )


def marks_in(content: bytes) -> tuple[Mark, ...]:
    """The marks in a file, also if it can't be read as Python."""
    lines = content.decode("utf-8", errors="replace").splitlines()
    return tuple(mark for line in lines if (mark := parse_mark(line)))


def made_digest(source: str) -> str:
    """What a test's source is known by, whatever its line ends, indentation and wrapping."""
    return digest(["".join(source.split())], 6)


def _parsed(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what people wrote, such as "\d" in a string
        return ast.parse(text)


def _marks(nodes: Sequence[ast.AST], lines: Sequence[str]) -> dict[int, Mark]:
    """The marks by their lines. What stands in a string is none."""
    marks = {number: mark for number, line in enumerate(lines, 1) if (mark := parse_mark(line))}
    for node in nodes if marks else ():
        if isinstance(node, ast.Constant | ast.JoinedStr) and node.lineno != node.end_lineno:
            for number in range(node.lineno + 1, (node.end_lineno or 0) + 1):
                marks.pop(number, None)
    return marks


def _tests(module: ast.Module, lines: Sequence[str], marks: dict[int, Mark]) -> Iterator[FoundTest]:
    for name, node in _functions(module):
        first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        last = node.end_lineno or first
        numbers = [*_marks_above(first, lines, marks), *(n for n in range(first, last + 1) if n in marks)]
        own = tuple(marks[number] for number in numbers)
        start = min([first, *numbers])
        at_left = bool(own) and node.col_offset == 0
        untouched = at_left and own[0].made == made_digest("".join(lines[start:last]))
        yield FoundTest(name, own, start, first, last, untouched)


def _marks_above(first: int, lines: Sequence[str], marks: dict[int, Mark]) -> list[int]:
    """The lines of the marks above a function, nothing but comments and blank lines between."""
    above: list[int] = []
    number = first - 1
    while number and (not (line := lines[number - 1].strip()) or line.startswith("#")):
        if number in marks:
            above.insert(0, number)
        number -= 1
    return above


def _functions(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, _Function]]:
    """The functions of a module and its classes, also below an ``if``, with their names."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _Function):
            yield prefix + child.name, child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}::")
        elif isinstance(child, ast.stmt | ast.excepthandler):
            yield from _functions(child, prefix)


def _bound_names(nodes: Sequence[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, _Function | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.alias):
            yield _bound_by(node)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _bound_by(alias: ast.alias) -> str:
    return alias.asname or alias.name.partition(".")[0]


def _imported_names(body: Sequence[ast.stmt]) -> set[str]:
    imports = (node for node in body if isinstance(node, ast.Import | ast.ImportFrom))
    return {_bound_by(alias) for node in imports for alias in node.names}


def _import_place(body: Sequence[ast.stmt], lines: Sequence[str]) -> int:
    """After the docstring and the first imports of the standard library; else after the first comments."""
    place = next((n for n, line in enumerate(lines) if not line.startswith("#") or parse_mark(line)), len(lines))
    for node, following in zip(body, [*body[1:], None], strict=False):
        if not _stays_first(node) or (following and following.lineno == node.end_lineno):
            break
        place = node.end_lineno or place
    return place


def _stays_first(node: ast.stmt) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.ImportFrom):
        return not node.level and _is_standard(node.module or "")
    return isinstance(node, ast.Import) and all(_is_standard(alias.name) for alias in node.names)


def _is_standard(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names
