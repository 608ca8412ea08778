"""Step definitions in Python files as people left them: found by their decorators, whatever these are called there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from usecase_dsl.generate.languages import step_patterns
from usecase_dsl.generate.languages.step_patterns import Matcher

_LIBRARIES = ("behave", "pytest_bdd")
_KINDS = ("given", "when", "then", "step")
_SETTERS = ("use_step_matcher", "step_matcher", "use_default_step_matcher")
# The parser that a text alone has, unless a setting says another: its own words in pytest-bdd.
EXACT, PARSE = "exact", "parse"


@dataclass
class Definitions:
    """Step definitions by kind: those for one text alone, and the others."""

    exact: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in _KINDS})
    patterns: dict[str, list[Matcher]] = field(default_factory=lambda: {kind: [] for kind in _KINDS})

    def has(self, kind: str, text: str) -> bool:
        """Whether a step of a kind is defined."""
        own = (kind, "step")
        if any(text in self.exact[each] for each in own):
            return True
        return any(matches(text) for each in own for matches in self.patterns[each])

    def texts(self, kind: str) -> Iterator[str]:
        """The texts of a kind that are defined one by one."""
        yield from self.exact[kind]
        yield from self.exact["step"]

    def add(self, kind: str, parser: str, pattern: str, any_case: bool = False) -> None:
        """One more definition; ``parser`` as it is called in the code. ``any_case``: letters may be large or small."""
        if parser in ("string", EXACT):
            self.exact[kind].add(pattern)
        elif parser in ("parse", "cfparse") and step_patterns.is_plain(pattern):
            self.exact[kind].add(step_patterns.unescaped(pattern))
        else:
            self.patterns[kind].append(_matcher(parser, pattern, any_case))

    def update(self, others: Iterable[Definitions]) -> None:
        """All that others define, too."""
        for other in others:
            for kind in _KINDS:
                self.exact[kind] |= other.exact[kind]
                self.patterns[kind] += other.patterns[kind]


def definitions(module: ast.Module, parser: str) -> tuple[Definitions, str]:
    """The step definitions of a module, and the parser that texts have behind its end.

    ``parser`` is that before it: ``exact`` in pytest-bdd, else as behave calls it.
    """
    found, reader = Definitions(), _Reader(module)
    for node in _in_order(module):
        if isinstance(node, ast.Call) and parser != EXACT and _last(node.func) in _SETTERS:
            parser = (reader.text(node.args[0]) if node.args else None) or PARSE
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for decorator in node.decorator_list:
                for kind, own, pattern in reader.definition(decorator):
                    found.add(kind, own or parser, pattern, any_case=bool(own))
    return found, parser


class _Reader:
    """What a module's names stand for."""

    def __init__(self, module: ast.Module) -> None:
        self.imported: dict[str, str] = {}
        self.modules: set[str] = set()
        self.texts: dict[str, ast.expr] = {}
        for node in ast.walk(module):
            self._note(node)

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in _LIBRARIES:
            for alias in node.names:
                every = {each: each for kind in _KINDS for each in (kind, kind.title())}
                self.imported |= every if alias.name == "*" else {alias.asname or alias.name: alias.name}
        elif isinstance(node, ast.Import):
            ours = (alias for alias in node.names if alias.name.partition(".")[0] in _LIBRARIES)
            self.modules |= {alias.asname or alias.name.partition(".")[0] for alias in ours}
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            self.texts[node.targets[0].id] = node.value

    def definition(self, decorator: ast.expr) -> Iterator[tuple[str, str, str]]:
        """The kind of step that a decorator defines, the parser that it names and its pattern."""
        if not isinstance(decorator, ast.Call) or (kind := self._kind(decorator.func)) is None:
            return
        given = [*decorator.args, *(each.value for each in decorator.keywords if each.arg in ("name", "pattern"))]
        what = given[0] if given else None
        if isinstance(what, ast.Name):
            what = self.texts.get(what.id, what)
        if isinstance(what, ast.Call) and what.args:
            parser, what = self.imported.get(_last(what.func), _last(what.func)), what.args[0]
        else:
            parser = ""
        if what is not None and (text := self.text(what)) is not None:
            yield kind, parser, text
        elif isinstance(what, ast.JoinedStr):
            yield kind, "re", "".join(self._part(each) for each in what.values)

    def text(self, node: ast.expr) -> str | None:
        """The text that an expression is; ``None`` if only running it would tell."""
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self.text(node.left), self.text(node.right)
            return None if left is None or right is None else left + right
        if isinstance(node, ast.Name) and isinstance(value := self.texts.get(node.id), ast.Constant):
            return self.text(value)
        return None

    def _part(self, node: ast.expr) -> str:
        text = self.text(node)
        return ".*" if text is None else re.escape(text)

    def _kind(self, function: ast.expr) -> str | None:
        if isinstance(function, ast.Attribute):
            ours = isinstance(function.value, ast.Name) and function.value.id in self.modules
            name = function.attr if ours else ""
        else:
            name = self.imported.get(function.id, "") if isinstance(function, ast.Name) else ""
        return name.lower() if name.lower() in _KINDS else None


def _in_order(module: ast.Module) -> list[ast.stmt | ast.Call]:
    nodes = [node for node in ast.walk(module) if isinstance(node, ast.stmt | ast.Call)]
    return sorted(nodes, key=lambda node: (node.lineno, node.col_offset))


def _last(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _matcher(parser: str, pattern: str, any_case: bool) -> Matcher:
    if parser in ("re", "re0", "regex"):
        return step_patterns.by_regex(pattern, whole=parser == "re")
    if "expression" in parser:
        return step_patterns.by_expression(pattern)
    return step_patterns.by_parse(pattern, not any_case)
