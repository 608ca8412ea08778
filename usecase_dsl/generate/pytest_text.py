"""The text of tests for pytest. Templates arrange it, these functions make any words fit for Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from usecase_dsl import resources
from usecase_dsl.generate.cases import Case
from usecase_dsl.generate.marks import digest
from usecase_dsl.generate.python_text import comment, docstring, identifier, literal, plain
from usecase_dsl.model.tables import UseCase
from usecase_dsl.scenario.types import Moment

if TYPE_CHECKING:
    from jinja2 import Environment

# With "def " before it and "() -> None:" after it, and a suffix, a name takes no more than a line.
_LONGEST_NAME = 67

_ENDS = {
    "success": "The use case ends in success",
    "failure": "The use case ends in failure",
    "unstated": "The use case ends, the text doesn't say how",
}


@dataclass(frozen=True, slots=True)
class PytestText:
    """Writes tests as the templates of an environment arrange them."""

    environment: Environment

    def test(self, name: str, case: Case, use_case: UseCase) -> str:
        """The source of a test function."""
        title = plain(case.title)
        return self._rendered(
            "test.py.j2",
            name=name,
            reference=plain(use_case.id or use_case.title),
            title=title,
            summary=_sentence(title),
            preconditions=[plain(text) for text in case.preconditions],
            moments=[_moment(moment) for moment in case.moments],
            end=_ENDS[case.scenario.outcome] + (":" if case.postconditions else "."),
            postconditions=[plain(text) for text in case.postconditions],
        )

    def module(self, use_case: UseCase, tests: Sequence[str]) -> str:
        """The source of a new file with these tests."""
        heading = f"Use case {use_case.id}: {use_case.title}" if use_case.id else f"Use case: {use_case.title}"
        return self._rendered("module.py.j2", heading=_sentence(plain(heading)), tests=tests) + "\n"

    def _rendered(self, template: str, **values: object) -> str:
        return self.environment.get_template(template).render(values).rstrip("\n")


def pytest_text(templates: Mapping[str, str]) -> PytestText:
    """A writer. ``templates`` are texts by name (``test.py.j2``) that replace those that came along."""
    import jinja2  # takes long, and only generating needs it

    def load(name: str) -> str:
        return templates[name] if name in templates else resources.read_text(f"templates/pytest/{name}")

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"comment": comment, "docstring": docstring, "literal": literal}
    return PytestText(environment)


def function_name(case: Case) -> str:
    """The name of a scenario's test, if that is free: made of its flows and the last one's condition."""
    if not case.flows:
        return "test_main_success_scenario"
    labels = (identifier(label.replace("*", "any_"), 20) or digest([label], 4) for label in case.flows)
    return "test_" + identifier("_".join([*labels, identifier(case.condition)]), _LONGEST_NAME - 5)


def other_function_name(case: Case) -> str:
    """The name if another test has the first one: with four characters that stand for the steps walked."""
    walked = (*case.scenario.flows, "", *case.scenario.steps)
    return f"{function_name(case)}_{digest(walked, 4)}"


def module_name(use_case: UseCase) -> str:
    """The name of a use case's file, if no other use case has it."""
    name = identifier(use_case.id or use_case.title, 48)
    return f"test_{name or f'use_case_{digest([use_case.key], 8)}'}.py"


def _moment(moment: Moment) -> dict[str, Any]:
    first, *more = [line for line in map(plain, moment.text.split("\n")) if line] or [""]
    return {
        "label": plain(moment.label),
        "text": first + ":" * (moment.kind == "condition"),
        "more": more,
        "results": [plain(result) for result in moment.results],
    }


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text.rstrip(':;。')}."
