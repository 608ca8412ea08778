"""The Python files beside features: what they define, and definitions added to them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from usecase_dsl.generate.files import Edit, SourceFile, appended, edited
from usecase_dsl.generate.framework import Request
from usecase_dsl.generate.languages import story
from usecase_dsl.generate.languages.gherkin_file import Feature, read_feature
from usecase_dsl.generate.languages.python_file import parsed, read_python
from usecase_dsl.generate.languages.step_units import Need, StepUnit, needs_of
from usecase_dsl.generate.languages.step_words import StepWords
from usecase_dsl.generate.plan import Plan, Unreadable
from usecase_dsl.generate.preconditions import Precondition, preconditions
from usecase_dsl.model.tables import Model
from usecase_dsl.render.artifact import Artifact


@dataclass(frozen=True, slots=True)
class PythonFile:
    """A Python file that could be read, as lines and as a tree."""

    file: SourceFile
    tree: ast.Module


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of the features of a plan, and what is there beside those.

    ``use_cases`` are the keys of the use cases of each feature; ``python`` the files that have to do with the library,
    ``broken`` those that can't be read, and why.
    """

    needs: Sequence[Need]
    use_cases: Mapping[str, tuple[str, ...]]
    python: Mapping[str, PythonFile]
    broken: Mapping[str, str]

    @property
    def texts(self) -> list[tuple[Need, str]]:
        """All that steps say when they run."""
        return [(need, text) for need in self.needs for text in need.texts]

    def own(self) -> Mapping[str, list[Need]]:
        """The steps that each feature has alone."""
        found: dict[str, list[Need]] = {path: [] for path in self.use_cases}
        for need in self.needs:
            if len(need.features) == 1 and not need.background:
                found[next(iter(need.features))].append(need)
        return found

    def shared(self) -> Iterator[Need]:
        """The steps of several features, and those that set preconditions up."""
        first = sorted(self.needs, key=lambda need: not need.background)
        return (need for need in first if len(need.features) > 1 or need.background)


def steps_of_plan(plan: Plan, request: Request, library: bytes, shared: str, own: Callable[[str], str]) -> Steps:
    """The steps of all features that a plan has tests in, as these will be.

    Files are of interest that name the library, and those that definitions would go to: the ``shared`` one, and each
    feature's ``own``.
    """
    contents = {**request.existing, **{each.path: each.content for each in plan.artifacts}}
    use_cases: dict[str, dict[str, None]] = {}
    for test in plan.tests:
        if test.use_case:
            use_cases.setdefault(test.path, {})[test.use_case] = None
    read = {path: read_feature(contents[path]) for path in use_cases}
    features = {path: feature for path, feature in read.items() if isinstance(feature, Feature)}
    targets = {shared, *map(own, use_cases)}
    python: dict[str, PythonFile] = {}
    broken: dict[str, str] = {}
    for path, content in sorted(request.existing.items()):
        if path in targets or (path.endswith(".py") and library in content):
            file = read_python(content)
            if isinstance(file, str):
                broken[path] = file
            else:
                python[path] = PythonFile(file, parsed("".join(file.lines)))
    return Steps(needs_of(features), {path: tuple(keys) for path, keys in use_cases.items()}, python, broken)


def with_files(plan: Plan, artifacts: Iterable[Artifact], unreadable: Iterable[Unreadable]) -> Plan:
    """The plan with further files."""
    return replace(plan, artifacts=(*plan.artifacts, *artifacts), unreadable=(*plan.unreadable, *unreadable))


def added(
    file: SourceFile, blocks: Sequence[str], library: str, names: Iterable[str], others: Mapping[str, str] | None = None
) -> bytes:
    """A file with further blocks at its end, and the imports that they need: names of the library, and other names,
    each with its statement."""
    missing = [name for name in names if name not in file.imported]
    statements = [statement for name, statement in (others or {}).items() if name not in file.imported]
    statements += [f"from {library} import {', '.join(missing)}"] if missing else []
    place = file.import_after
    edits = [Edit(place, place, ("", *statements) if place else tuple(statements))] if statements else []
    return edited(file, [*edits, *appended(file, blocks, 2)])


def setting_up(request: Request) -> Callable[[StepUnit], dict[str, object] | None]:
    """What a definition says of the precondition that it sets up; nothing of another step's."""
    required = preconditions(request.model).ordered
    said = StepWords(request.model).spoken
    by_text = {said(each.text): each for each in required.values()}

    def values(unit: StepUnit) -> dict[str, object] | None:
        each = by_text.get(unit.need.text) if unit.need.background else None
        return _precondition(each, required, request.model) if each else None

    return values


def _precondition(each: Precondition, every: Mapping[str, Precondition], model: Model) -> dict[str, object]:
    return {
        "text": story.sentence(story.statement(each.text)),
        "sources": list(story.sources(each, model)),
        "needs": [story.sentence(story.statement(every[key].text)) for key in each.needs],
    }
