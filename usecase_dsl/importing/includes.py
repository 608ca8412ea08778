"""The calls of other use cases that steps say in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from usecase_dsl.importing import lexicon, wordings
from usecase_dsl.importing.steps import Spoken
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Control, Declaration, Reference, Section, Step, Text

_INCLUDE = ("include", "includes")


def with_includes(use_cases: Sequence[Declaration], spoken: Spoken) -> list[Declaration]:
    """The use cases with ``(include …)`` at the end of each step that says it calls one of them."""
    names = _names(use_cases)
    return [
        replace(each, sections=tuple(_section(section, names, each, spoken) for section in each.sections))
        for each in use_cases
    ]


def _names(use_cases: Sequence[Declaration]) -> Mapping[str, str]:
    """By id and by title, as keys: how a use case is called in an include."""
    names: dict[str, str] = {}
    for each in use_cases:
        name = each.id.text if each.id else each.name.value
        names.setdefault(key(each.name.value), name)
        if each.id:
            names[key(each.id.text)] = name
    return names


def _after_include(text: str) -> str:
    """What stands after the word "include" that a step begins with, as a key."""
    verb, _, rest = key(lexicon.plain(text).replace("`", "")).strip(" .<>«»").partition(" ")
    return rest if verb.strip("<>«»:") in _INCLUDE else ""


def _named(text: str, names: Mapping[str, str]) -> list[str]:
    """The use case whose id or title stands after "include"."""
    rest = _after_include(text)
    known = rest if rest in names else rest.partition(" ")[0]
    return [names[known]] if known in names else []


def _says_no_more(text: str, called: str, names: Mapping[str, str]) -> bool:
    """Whether a step is a call and nothing else: the word for it, and the id or title of the use case."""
    rest = _after_include(text)
    if not rest or ("`" in text and rest not in names):
        return False  # Words that are set apart read well as they are.
    titles = sorted((name for name, given in names.items() if given == called), key=len, reverse=True)
    for name in titles:
        rest = rest.replace(name, " ")
    return not re.sub(r"[\W_]+", "", rest)


def _section(section: Section, names: Mapping[str, str], own: Declaration, spoken: Spoken) -> Section:
    body = tuple(_line(line, names, own, spoken) for line in section.body)
    flows = tuple(
        replace(each, body=tuple(_line(line, names, own, spoken) for line in each.body)) for each in section.extensions
    )
    return replace(section, body=body, extensions=flows)


def _line(line: Step | Control, names: Mapping[str, str], own: Declaration, spoken: Spoken) -> Step | Control:
    if not isinstance(line, Step) or "(include " in line.text.value or "\n" in line.text.value:
        return line
    called = [names[key(each)] for each in wordings.calls(line.text.value, spoken) if key(each) in names]
    called = called or _named(line.text.value, names)
    called = [each for each in dict.fromkeys(called) if each not in (own.id and own.id.text, own.name.value)]
    if not called or any(sign in each for each in called for sign in "()"):
        return line
    if len(called) == 1 and _says_no_more(line.text.value, called[0], names):
        return replace(line, text=Text(f"include {called[0]}"), includes=(Reference(called[0]),))
    return replace(line, text=Text(f"{line.text.value} (include {' or '.join(called)})"))
