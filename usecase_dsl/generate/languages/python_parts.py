"""Parts of a test that follow the text though a person wrote the rest: its docstring, its fixtures, its data."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from usecase_dsl.generate.files import lines_of
from usecase_dsl.generate.languages.python_file import Function, functions, parsed

_FOLLOWING = ("pytest.mark.usefixtures", "pytest.mark.parametrize")


def python_parts(source: str) -> Mapping[str, tuple[int, int]]:
    """The first and last lines of such parts of a function with its decorators; none where it can't be read.

    Data are known by the names of their parameters: those of others aren't the same part.
    """
    above = int(source.startswith((" ", "\t")))
    try:
        module = parsed("if True:\n" * above + source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    lines = lines_of(source)
    found = {name: (node.lineno - above, (node.end_lineno or 0) - above) for name, node in _parts(module)}
    return {name: (first, last) for name, (first, last) in found.items() if _alone(lines[first - 1 : last])}


def _parts(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    _, function = next(functions(module), ("", None))
    if function:
        yield from _docstring(function)
        for decorator in function.decorator_list:
            called = ast.unparse(decorator.func) if isinstance(decorator, ast.Call) else ""
            if isinstance(decorator, ast.Call) and called in _FOLLOWING:
                names = ast.unparse(decorator.args[0]) if called.endswith("parametrize") and decorator.args else ""
                yield f"{called} {names}", decorator


def _docstring(function: Function) -> Iterator[tuple[str, ast.expr]]:
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        yield "docstring", first.value


def _alone(lines: tuple[str, ...]) -> bool:
    """Whether lines begin and end as a decorator or a docstring does that has its lines for itself."""
    first, last = lines[0].lstrip(), lines[-1].rstrip()
    return (first.startswith("@") and last.endswith(")")) or (first[:1] in "\"'rR" and last.endswith(('"', "'")))
