"""An activity as text for PlantUML, in its newer syntax for activity diagrams.

Flows that leave a step stand before it as decisions, for that step isn't completed. Where a flow goes on elsewhere,
an action says so: the language has no way to another action.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from usecase_dsl.model.tables import Range
from usecase_dsl.render.activity.boxes import MAIN_TEXT, NAME
from usecase_dsl.render.activity.content import Action, Activity, Branch, Ending, EndingKind
from usecase_dsl.render.activity.network import decision_lines
from usecase_dsl.render.activity.words import range_words
from usecase_dsl.render.layout.text import fill
from usecase_dsl.render.plantuml import escaped

_NEW_LINE = "\\n"
# What ends an action or a condition.
_ENDING = re.compile(r"[;:()]")
_ENDS: Mapping[EndingKind, str] = {"success": "stop", "failure": "end"}


def plantuml(activity: Activity) -> str:
    """The activity in PlantUML's language. PlantUML itself decides where everything stands."""
    return "\n".join(_lines(activity)) + "\n"


def _lines(activity: Activity) -> Iterator[str]:
    yield from ("@startuml", f"title {_text([activity.title])}", "start")
    for branch in activity.loose:
        yield from _decision(branch, "")
    yield from _flow(activity.main, "")
    yield "@enduml"


def _flow(branch: Branch, indent: str) -> Iterator[str]:
    for inner in branch.leaving.get(-1, ()):
        yield from _decision(inner, indent)
    if branch.prose:
        yield f"{indent}:{_text([branch.prose])};"
    for index, step in enumerate(branch.steps):
        for each in reversed([each for each in branch.ranges if each.first == index]):
            yield indent + _opening(each)
        for inner in branch.leaving.get(index, ()):
            yield from _decision(inner, indent)
        yield f"{indent}:{_text(_step(step))};"
        for each in [each for each in branch.ranges if each.last == index]:
            yield indent + _closing(each)
    if branch.ending:
        yield from (indent + line for line in _ending(branch.ending))


def _decision(branch: Branch, indent: str) -> Iterator[str]:
    yield f"{indent}if ({_text(decision_lines(branch))}) then (yes)"
    yield from _flow(branch, f"{indent}  ")
    yield from (f"{indent}else (no)", f"{indent}endif")


def _step(step: Action) -> Iterator[str]:
    yield from (f"{step.label}. {step.words}", *step.more)
    yield from (f"=> {each}" for each in step.results)


def _opening(each: Range) -> str:
    if each.kind == "optional":
        return f"if ({_text([each.condition or 'optional'])}) then (yes)"
    if each.kind == "until":
        return "repeat"
    return f"while ({_text([range_words(each.kind, each.condition)])}) is (yes)"


def _closing(each: Range) -> str:
    if each.kind == "optional":
        return "endif"
    if each.kind == "until":
        return f"repeat while ({_text([range_words(each.kind, each.condition)])}) is (again)"
    return "endwhile (no)"


def _ending(ending: Ending) -> Iterator[str]:
    if ending.kind in _ENDS:
        for each in ending.results:
            yield f":{_text([f'=> {each}'])};"
        yield _ENDS[ending.kind]
    else:
        yield f":{_text([ending.words])};"
        yield "detach"


def _text(lines: Iterable[str]) -> str:
    """Some lines, broken where they are long, with what PlantUML might read something into given by its number."""
    broken = (part for line in lines for part in fill(line, MAIN_TEXT, NAME))
    return _NEW_LINE.join(_ENDING.sub(lambda match: f"<U+{ord(match[0]):04X}>", escaped(part)) for part in broken)
