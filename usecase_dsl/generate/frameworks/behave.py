"""Features and their step definitions for behave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from usecase_dsl.generate.files import SourceFile
from usecase_dsl.generate.framework import Request
from usecase_dsl.generate.frameworks.gherkin import Style, feature_templates, features
from usecase_dsl.generate.languages import gherkin_text, python_text, story
from usecase_dsl.generate.languages.step_definitions import PARSE, Definitions, definitions
from usecase_dsl.generate.languages.step_files import Steps, added, setting_up, steps_of_plan, with_files
from usecase_dsl.generate.languages.step_units import Need, StepUnit, missing_units
from usecase_dsl.generate.plan import Plan, Unreadable
from usecase_dsl.generate.templates import Templates
from usecase_dsl.render.artifact import Artifact

SHARED_TEMPLATES = ("gherkin",)
SUFFIXES = (".feature", ".py")
TEMPLATES = "behave"

_SHARED = "steps/shared_steps.py"
# Its Persian has another word for a feature, and its Turkish lacks many.
_STYLE = Style(cell=gherkin_text.cell_for_behave, without=("fa", "tr"))


def plan(request: Request) -> Plan:
    """The features of a request, and definitions for the steps that have none."""
    filters = {"docstring": python_text.docstring, "literal": python_text.literal}
    templates = feature_templates(TEMPLATES, request, **filters)
    planned = features(request, templates, _STYLE)
    steps = steps_of_plan(planned, request, b"behave", _SHARED, _own)
    if steps.broken:
        keys = tuple(dict.fromkeys(key for own in steps.use_cases.values() for key in own))
        return with_files(planned, (), (Unreadable(path, why, keys) for path, why in steps.broken.items()))
    return with_files(planned, _Files(request, templates, steps, setting_up(request)).artifacts(), ())


@dataclass
class _Files:
    """The files of steps. ``parsers`` are those that texts have behind the end of each file: behave takes the one that
    a file sets for the next file, too."""

    request: Request
    templates: Templates
    steps: Steps
    saying: Callable[[StepUnit], dict[str, object] | None]
    there: Definitions = field(default_factory=Definitions)
    parsers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parser = PARSE
        for path in sorted(self.steps.python, key=lambda path: (path.startswith("steps/"), path)):
            found, parser = definitions(self.steps.python[path].tree, parser)
            self.there.update([found])
            self.parsers[path] = parser

    def artifacts(self) -> Iterator[Artifact]:
        """The files that are new or lack something."""
        model, texts = self.request.model, self.steps.texts
        shared = "Steps that several use cases have, and those that set preconditions up."
        wanted: list[tuple[str, str, list[Need]]] = [(_SHARED, shared, list(self.steps.shared()))]
        own = self.steps.own()
        for path, keys in self.steps.use_cases.items():
            heading = f"Steps of {story.heading(model.use_cases[keys[0]])}".replace("of Use", "of use", 1)
            wanted.append((_own(path), heading, own[path]))
        for path, heading, needs in wanted:
            known = self.steps.python.get(path)
            names = set(known.file.names) if known else set()
            if units := list(missing_units(needs, self.there, texts, names, own_text=False)):
                yield Artifact(path, self._content(path, heading, units, known.file if known else None))

    def _content(self, path: str, heading: str, units: list[StepUnit], file: SourceFile | None) -> bytes:
        blocks = [
            self.templates.rendered(
                "step.py.j2",
                decorators=[python_text.call(f"@{kind}", [python_text.literal(unit.pattern)]) for kind in unit.kinds],
                signature=python_text.call(f"def {unit.name}", ["context", *unit.parameters], after=":"),
                text=unit.need.text,
                precondition=self.saying(unit),
            )
            for unit in units
        ]
        imports = sorted({kind for unit in units for kind in unit.kinds})
        if (parser := self._parser(path)) != PARSE:
            imports.append("use_step_matcher")
            blocks = [_matcher(PARSE), *blocks, _matcher(parser)]
        if file is not None and file.holds_text:
            return added(file, blocks, "behave", imports)
        return (self.templates.rendered("module.py.j2", heading=heading, imports=imports, steps=blocks) + "\n").encode()

    def _parser(self, path: str) -> str:
        """The parser that texts have at a file's end, or would have."""
        before: Mapping[bool, list[str]] = {True: [], False: []}
        for each in self.parsers:
            before[each.startswith("steps/")].append(each)
        earlier = [each for each in sorted(before[True]) if each <= path]
        if not earlier:
            earlier = [each for each in before[False] if PurePosixPath(each).name == "environment.py"]
        return self.parsers[earlier[-1]] if earlier else PARSE


def _matcher(parser: str) -> str:
    return f"use_step_matcher({python_text.literal(parser)})"


def _own(feature: str) -> str:
    return f"steps/{PurePosixPath(feature).stem}_steps.py"
