"""Python files as people left them: which functions they hold, and where marks are none."""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence

from usecase_dsl.generate.files import Edit, SourceFile, Span, decoded, found_tests, lines_of
from usecase_dsl.generate.marks import Mark, is_note, parse_mark

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _nothing(function: Function) -> Mark | None:
    return None


def read_python(content: bytes, said: Callable[[Function], Mark | None] = _nothing) -> SourceFile | str:
    """A Python file with its functions, methods too, or why it can't be read.

    A method's name has its classes before it: ``TestCart::test_2a``. ``said`` is what a function itself says of its
    scenario.
    """
    try:
        text, bom = decoded(content)
        lines = lines_of(text)
        module = parsed("".join(lines))
    except UnicodeDecodeError:
        return "it is not UTF-8"
    except SyntaxError as error:
        return f"it is not valid Python: {error.msg} (line {error.lineno})"
    except (ValueError, RecursionError, MemoryError) as error:
        return f"it is not valid Python: {error or type(error).__name__}"
    nodes = tuple(ast.walk(module))
    return SourceFile(
        lines,
        tuple(found_tests(_spans(module, said), lines, _in_strings(nodes))),
        frozenset(_bound_names(nodes)),
        len(lines),
        bom,
        frozenset(_imported_names(module.body)),
        _import_place(module.body, lines),
    )


def imported(file: SourceFile, name: str, statement: str) -> Iterator[Edit]:
    """The edit that imports a name where a file doesn't yet."""
    if name not in file.imported:
        place = file.import_after
        following = "".join(file.lines[place : place + 1]).strip()
        apart = ("", "") if following and not following.startswith(("import ", "from ")) else ()
        yield Edit(place, place, ("", statement, *apart) if place else (statement, *apart))


def functions(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, Function]]:
    """The functions of a module and its classes, also below an ``if``, with their names."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield prefix + child.name, child
        elif isinstance(child, ast.ClassDef):
            yield from functions(child, f"{prefix}{child.name}::")
        elif isinstance(child, ast.stmt | ast.excepthandler):
            yield from functions(child, prefix)


def parsed(text: str) -> ast.Module:
    """A module's tree. Raises SyntaxError and what else the parser of Python does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what people wrote, such as "\d" in a string
        return ast.parse(text)


def _spans(module: ast.Module, said: Callable[[Function], Mark | None]) -> Iterator[Span]:
    for name, node in functions(module):
        first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        yield Span(name, first, node.end_lineno or first, said(node))


def _in_strings(nodes: Sequence[ast.AST]) -> Iterator[int]:
    """The lines that lie in a string that goes over several."""
    for node in nodes:
        if isinstance(node, ast.Constant | ast.JoinedStr) and node.lineno != node.end_lineno:
            yield from range(node.lineno + 1, (node.end_lineno or 0) + 1)


def _bound_names(nodes: Sequence[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Function | ast.ClassDef):
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
    place = next(
        (n for n, line in enumerate(lines) if not line.startswith("#") or parse_mark(line) or is_note(line)), len(lines)
    )
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
