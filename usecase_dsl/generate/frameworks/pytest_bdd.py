"""Features, and modules that bind them and define their steps, for pytest-bdd."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from usecase_dsl.generate.files import SourceFile
from usecase_dsl.generate.framework import Request
from usecase_dsl.generate.frameworks.gherkin import Style, feature_templates, features
from usecase_dsl.generate.languages import python_text, story
from usecase_dsl.generate.languages.step_definitions import EXACT, Definitions, definitions
from usecase_dsl.generate.languages.step_files import Steps, added, setting_up, steps_of_plan, with_files
from usecase_dsl.generate.languages.step_units import Need, StepUnit, missing_units
from usecase_dsl.generate.plan import Plan, Unreadable
from usecase_dsl.generate.templates import Templates
from usecase_dsl.plain_text import plain
from usecase_dsl.render.artifact import Artifact

SHARED_TEMPLATES = ("gherkin",)
SUFFIXES = (".feature", ".py")
TEMPLATES = "pytest-bdd"

_CONFTEST = "conftest.py"
_BINDERS = ("scenarios", "scenario")
_HOOKS = {"pytest_configure": "configure.py.j2", "pytest_bdd_apply_tag": "apply_tag.py.j2"}
_PYTEST = {"pytest": "import pytest"}
_CALLABLE = {"Callable": "from collections.abc import Callable"}


def _spelled(scenario: str) -> str:
    """A scenario's name so that the function that pytest-bdd makes of it still has it, which leaves signs out."""
    return re.sub(r"(?<=\d)[-–,](?=\d)", "_", scenario).replace("*", "any_")


# A tag without a colon would be a marker, and pytest may be strict about those that it knows.
_STYLE = Style(id_tag=False, spelled=_spelled, main="success scenario", without_id="scenario")


def plan(request: Request) -> Plan:
    """The features of a request, modules that bind them, and definitions for the steps that have none."""
    filters = {"docstring": python_text.docstring, "literal": python_text.literal}
    templates = feature_templates(TEMPLATES, request, **filters)
    planned = features(request, templates, _STYLE)
    steps = steps_of_plan(planned, request, b"pytest", _CONFTEST, _default)
    files = _Files(request, templates, steps, setting_up(request))
    blocked = {path: broken for path in steps.use_cases if (broken := files.in_the_way(path))}
    unreadable = (
        Unreadable(
            broken, steps.broken[broken], tuple(k for p in blocked if blocked[p] == broken for k in steps.use_cases[p])
        )
        for broken in dict.fromkeys(blocked.values())
    )
    return with_files(planned, files.artifacts(blocked) if steps.use_cases else (), unreadable)


@dataclass
class _Files:
    """The files of steps. ``there`` is what modules of tests see from elsewhere, ``own`` what each defines itself,
    ``bound`` the features that each names, or folders of them."""

    request: Request
    templates: Templates
    steps: Steps
    saying: Callable[[StepUnit], dict[str, object] | None]
    there: Definitions = field(default_factory=Definitions)
    own: dict[str, Definitions] = field(default_factory=dict)
    bound: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path, python in self.steps.python.items():
            self.bound[path] = tuple(_bound(path, python.tree))
            found, _ = definitions(python.tree, EXACT)
            if _is_test(path):
                self.own[path] = found
            else:
                self.there.update([found])

    def in_the_way(self, feature: str) -> str | None:
        """A file that can't be read, and might bind a feature or define its steps."""
        name = PurePosixPath(feature).name.encode()
        for path in self.steps.broken:
            if not _is_test(path) or path == _default(feature) or name in self.request.existing[path]:
                return path
        return None

    def artifacts(self, blocked: Collection[str]) -> Iterator[Artifact]:
        """The files that are new or lack something, but for what features that are ``blocked`` need."""
        texts = self.steps.texts
        modules = {path: self._module(path) for path in self.steps.use_cases if path not in blocked}
        conftest = self.steps.python.get(_CONFTEST)
        hooks = [name for name in _HOOKS if conftest is None or name not in conftest.file.names]
        names = {*_HOOKS, *(conftest.file.names if conftest else ())}
        needs = (need for need in self.steps.shared() if not self._is_in_each(need, modules))
        shared = list(missing_units(needs, self.there, texts, names, own_text=True)) if not self.steps.broken else []
        if (hooks or shared) and _CONFTEST not in self.steps.broken:
            yield Artifact(_CONFTEST, self._conftest(hooks, shared, conftest.file if conftest else None))
        own = self.steps.own()
        for path, module in modules.items():
            known = self.steps.python.get(module)
            names = set(known.file.names) if known else set()
            there = Definitions()
            there.update([self.there, self.own.get(module, Definitions())])
            units = list(missing_units(own[path], there, texts, names, own_text=True))
            if units or not self._binds(module, path):
                yield Artifact(module, self._tests(path, module, units))

    def _module(self, feature: str) -> str:
        """The module that binds a feature, else the one that should."""
        default = _default(feature)
        if self._binds(default, feature):
            return default
        return next((path for path, named in self.bound.items() if named and self._binds(path, feature)), default)

    def _binds(self, module: str, feature: str) -> bool:
        """Whether a module binds the scenarios of a feature: by its path, its folder's, or at least by its name, since
        a setting of pytest-bdd may say that paths begin elsewhere."""
        name = posixpath.basename(feature)
        named = self.bound.get(module, ())
        return any(each == "." or feature.startswith(f"{each}/") or posixpath.basename(each) == name for each in named)

    def _is_in_each(self, need: Need, modules: Mapping[str, str]) -> bool:
        """Whether each module whose feature has a step defines it itself."""
        own = (self.own.get(modules[path]) for path in need.features if path in modules)
        return all(
            each is not None and all(each.has(kind, text) for kind in need.kinds for text in need.texts) for each in own
        )

    def _conftest(self, hooks: Sequence[str], units: Sequence[StepUnit], file: SourceFile | None) -> bytes:
        blocks = [*(self.templates.rendered(_HOOKS[each]) for each in hooks), *(self._step(unit) for unit in units)]
        imports = _imports(units)
        if file is not None and file.holds_text:
            others = _CALLABLE | _PYTEST if "pytest_bdd_apply_tag" in hooks else _PYTEST
            return added(file, blocks, "pytest_bdd", imports, others)
        return (self.templates.rendered("conftest.py.j2", imports=imports, units=blocks) + "\n").encode("utf-8")

    def _tests(self, feature: str, module: str, units: Sequence[StepUnit]) -> bytes:
        blocks = [self._step(unit, self._use_case(feature)) for unit in units]
        relative = posixpath.relpath(feature, posixpath.dirname(module) or ".")
        binding = f"scenarios({python_text.literal(relative)})"
        known = self.steps.python.get(module)
        if known and known.file.holds_text:
            bound = self._binds(module, feature)
            names = [*_imports(units), *([] if bound else ["scenarios"])]
            return added(
                known.file, blocks if bound else [binding, *blocks], "pytest_bdd", names, _PYTEST if units else {}
            )
        use_case = self.request.model.use_cases[self.steps.use_cases[feature][0]]
        text = self.templates.rendered(
            "module.py.j2",
            heading=story.heading(use_case),
            imports=sorted([*_imports(units), "scenarios"]),
            scenarios=binding,
            steps=blocks,
        )
        return f"{text}\n".encode()

    def _use_case(self, feature: str) -> str:
        use_case = self.request.model.use_cases[self.steps.use_cases[feature][0]]
        return plain(use_case.id or use_case.title)

    def _step(self, unit: StepUnit, use_case: str = "") -> str:
        arguments = [f"{name}: str" for name in unit.parameters]
        arguments += ["datatable: list[list[str]]"] if unit.need.table else []
        pattern = python_text.literal(unit.pattern)
        what = python_text.call("parsers.parse", [pattern]) if unit.parameters else pattern
        return self.templates.rendered(
            "step.py.j2",
            decorators=[python_text.call(f"@{kind}", [what]) for kind in unit.kinds],
            signature=python_text.call(f"def {unit.name}", arguments, after=" -> None:"),
            said=", ".join(filter(None, [use_case, unit.need.text])),
            precondition=self.saying(unit),
        )


def _imports(units: Sequence[StepUnit]) -> list[str]:
    kinds = {kind for unit in units for kind in unit.kinds}
    return sorted([*kinds, *(["parsers"] if any(unit.parameters for unit in units) else [])])


def _is_test(path: str) -> bool:
    name = PurePosixPath(path).stem
    return name.startswith("test_") or name.endswith("_test")


def _default(feature: str) -> str:
    path = PurePosixPath(feature)
    return str(path.with_name(f"test_{path.stem}.py"))


def _bound(module: str, tree: ast.Module) -> Iterator[str]:
    """The paths of features, or of folders of them, that a module binds."""
    here = posixpath.dirname(module)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (called := _called(node.func)) in _BINDERS:
            for each in node.args[: 1 if called == "scenario" else None]:
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield posixpath.normpath(posixpath.join(here, each.value))


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
