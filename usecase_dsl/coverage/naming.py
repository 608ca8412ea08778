"""What tests are called: which use case a name means, and which of its flows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from usecase_dsl.coverage.words import Word, begin_alike, joined, words
from usecase_dsl.model.tables import Flow, Model, UseCase
from usecase_dsl.scenario import naming
from usecase_dsl.scenario.runs import name_of
from usecase_dsl.syntax.names import key as name_key

MAIN = "main"

# What people put before the name of a scenario, or around that of a use case.
_FILLERS = frozenset(
    (
        *("alternate", "alternative", "case", "exception", "ext", "extension", "flow", "scenario", "scenarios"),
        *("spec", "test", "tests"),
    )
)
# "main" alone may begin any title; with one of these after it, it is the scenario.
_AFTER_MAIN = frozenset(("flow", "scenario", "success"))
_BEFORE_NUMBER = frozenset(("case", "uc", "usecase"))
_FLOW_SHAPE = re.compile(r"(?:\d{1,3}[a-z]{1,2})+")
_CODE_SHAPE = re.compile(r"([a-z]{1,2})\d{1,4}")
# What stands further behind in a name, such as the values of parameters, says nothing of scenarios.
_LONGEST_NAME = 2000
_ORDINAL = re.compile(r"\d*(?:1st|2nd|3rd|[04-9]th|1[123]th)")


@dataclass(frozen=True, slots=True)
class Named:
    """A use case that a name means (``key``: ``None`` if there is none such) and what it says of a scenario.

    ``flows`` are what it takes, as scenarios are called: labels of flows, ``7 fails`` for a call; none for the main
    success scenario; ``None`` if it says none that the text has. ``unknown`` is what looks like a scenario all the
    same; ``said`` is the key of a scenario's name that was given in so many words.
    """

    key: str | None
    use_case: str
    flows: tuple[str, ...] | None = None
    unknown: str = ""
    said: str = ""


@dataclass(frozen=True)
class Flows:
    """The flows of a use case as names speak of them, and those of the use cases that it includes: ``UC-02:2a``."""

    use_case: UseCase
    included: tuple[UseCase, ...] = ()

    @cached_property
    def title(self) -> list[Word]:
        return words(self.use_case.title)

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The label of the flow around each flow, where there is one."""
        return {begin + flow.label: begin + flow.parent for flow, begin in self._flows if flow.parent}

    @cached_property
    def conditions(self) -> Mapping[str, list[Word]]:
        return {begin + flow.label: words(flow.condition.value) for flow, begin in self._flows}

    @cached_property
    def codes(self) -> frozenset[str]:
        """The letters of the flows' codes: ``e`` where there is an ``E1``."""
        matches = (_CODE_SHAPE.fullmatch(joined(words(flow.label))) for flow in self.use_case.flows)
        return frozenset(match[1] for match in matches if match)

    @cached_property
    def _flows(self) -> list[tuple[Flow, str]]:
        """All flows, and what their labels begin with; those of the use case itself come last, and so weigh most."""
        of = [*((each, f"{name_of(each)}:") for each in self.included), (self.use_case, "")]
        return [(flow, begin) for use_case, begin in of for flow in use_case.flows]

    @cached_property
    def _labels(self) -> Mapping[str, tuple[str, list[Word]]]:
        """The labels by what names are compared by, each with the words behind the name of a use case."""
        found = {}
        for flow, begin in self._flows:
            calls = (step.label + naming.FAILS for step in flow.steps if step.includes)
            for label in (flow.label, *calls) if flow.label else calls:
                found[joined(words(begin + label))] = begin + label, words(label)
        return found

    @cached_property
    def _longest(self) -> int:
        return max((len(words(label)) for label, _ in self._labels.values()), default=0)

    def read(self, name: Sequence[Word], start: int) -> tuple[tuple[str, ...] | None, int]:
        """The flows that a name begins with at a place, and where it goes on; ``None`` if it begins with none."""
        at = start
        while at < len(name) and name[at].text in _FILLERS:
            at += 1
        if at < len(name) and name[at].text == MAIN:
            following = name[at + 1] if at + 1 < len(name) else None
            if following is None or following.begins_part or following.text in _AFTER_MAIN:
                return (), at + 1
        found: list[str] = []
        while label := self._label(name, at):
            found.append(label[0])
            at = label[1]
            if begin_alike(self.conditions.get(found[-1], ()), name[at:]):
                break
        return (tuple(found) if found else None), at

    def looks_like_one(self, name: Sequence[Word], start: int) -> str:
        """What stands there if it has the form of a flow's label, though no flow has it; else ``""``."""
        at = start
        while at < len(name) and name[at].text in _FILLERS:
            at += 1
        if at >= len(name):
            return ""
        end = at + 1
        while end < len(name) and name[end].glued:
            end += 1
        text = "".join(word.text for word in name[at:end])
        code = _CODE_SHAPE.fullmatch(text)
        fits = _FLOW_SHAPE.fullmatch(text) is not None or (code is not None and code[1] in self.codes)
        return text if fits and not _ORDINAL.fullmatch(text) else ""

    def with_condition(self, part: Sequence[Word]) -> str:
        """The flow whose whole condition a part of a name ends with, if there is but one; else ``""``.

        Some tools take the number at its beginning off a name.
        """
        last = [word.text for word in part]
        own = {flow.label: self.conditions[flow.label] for flow in self.use_case.flows if flow.label}
        found = [
            label
            for label, condition in own.items()
            if len(condition) > 1 and last[-len(condition) :] == [word.text for word in condition]
        ]
        return found[0] if len(found) == 1 else ""

    def _label(self, name: Sequence[Word], at: int) -> tuple[str, int] | None:
        """The longest label of a flow that stands at a place, as a whole, and where the name goes on."""
        for end in range(min(len(name), at + self._longest), at, -1):
            spoken = joined(name[at:end]).removeprefix("scenario")  # ``scenariouc_02_2a`` has it in one word with it.
            label, parts = self._labels.get(spoken, ("", []))
            start = end - len(parts)
            glued = [word.glued for word in name[start + 1 : end + 1]]
            fits = glued == [*(part.glued for part in parts[1:]), False][: len(glued)]
            if label and fits and (start == at or not name[start].glued):
                return label, end
        return None


@dataclass(frozen=True)
class Directory:
    """The use cases of a model by what tests call them."""

    model: Model
    _flows: dict[str, Flows] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        return {joined(words(each.id)): key for key, each in self.model.use_cases.items() if each.id}

    @cached_property
    def by_title(self) -> Mapping[str, str]:
        return {joined(words(each.title)): key for key, each in reversed([*self.model.use_cases.items()])}

    @cached_property
    def _without_id(self) -> Mapping[str, str]:
        return {title: key for title, key in self.by_title.items() if not self.model.use_cases[key].id}

    @cached_property
    def _families(self) -> frozenset[str]:
        """What ids begin with, all but their last number: ``uc`` where there is a ``UC-01``."""
        stems = (re.fullmatch(r"(.*[^\W\d_])\d+", key) for key in self.by_id)
        return frozenset(stem[1] for stem in stems if stem and len(stem[1]) > 1)

    @cached_property
    def _longest(self) -> int:
        called = [each.id or each.title for each in self.model.use_cases.values()]
        return max((len(words(each)) for each in called), default=0) + 1

    def flows(self, key: str) -> Flows:
        """The flows of a use case, taken apart once."""
        if key not in self._flows:
            self._flows[key] = Flows(self.model.use_cases[key], tuple(self._included(key)))
        return self._flows[key]

    def _included(self, key: str) -> list[UseCase]:
        """The use cases that one includes, directly or not."""
        found, pending = dict[str, UseCase](), [key]
        while pending:
            flows = self.model.use_cases[pending.pop()].flows
            called = {name.key for flow in flows for step in flow.steps for name in step.includes if name.key}
            new = sorted(called & self.model.use_cases.keys() - found.keys())
            found |= {each: self.model.use_cases[each] for each in new}
            pending += new
        return list(found.values())

    def use_case(self, called: str) -> str | None:
        """The key of the use case that has this id or title, letters and digits compared."""
        name = joined(words(called))
        return self.by_id.get(name) or self.by_title.get(name)

    def named(self, classname: str, name: str) -> Named | None:
        """What a test means by its names; ``None`` if it means no use case.

        Where several use cases are named, the last before the scenario is the one.
        """
        text = words(f"{classname[:_LONGEST_NAME]}\n{name[:_LONGEST_NAME]}")
        readings = [self._reading(text, key, after, said) for key, after, said in self._mentions(text, self._at)]
        if readings:
            first = min(place for place, _ in readings)
            return next(named for place, named in reversed(readings) if place == first)
        return next((Named(None, said) for _, _, said in self._mentions(text, self._stranger)), None)

    def scenario(self, key: str, said: str) -> Named:
        """What is said of a scenario in so many words: ``main``, ``2a 3a``, ``2a. The cart is empty``."""
        flows, text = self.flows(key), words(said[:_LONGEST_NAME])
        read, end = flows.read(text, 0)
        use_case = self.model.use_cases[key]
        whole = read is not None and not (read and flows.looks_like_one(text, end))
        called = use_case.id or use_case.title
        return Named(key, called, read if whole else None, "" if whole else said, scenario_key(said))

    def scenario_by_name(self, key: str, name: str) -> Named:
        """What the name of a test says of a scenario of the use case that it is known to be for."""
        return self._reading(words(name[:_LONGEST_NAME]), key, 0, "")[1]

    # ---- where a use case is named

    def _mentions(
        self, text: Sequence[Word], at: Callable[[Sequence[Word], int, int], str | None]
    ) -> Iterator[tuple[str, int, str]]:
        """Each mention of a use case: what ``at`` makes of it, where the name goes on, and how it is called there."""
        for start in range(len(text)):
            for end in range(min(len(text), start + self._longest), start, -1):
                parted = end == len(text) or not text[end].glued
                if parted and not text[start].glued and (found := at(text, start, end)):
                    yield found, end, "-".join(word.text for word in text[start:end])
                    break

    def _at(self, text: Sequence[Word], start: int, end: int) -> str | None:
        name = joined(text[start:end])
        if key := self.by_id.get(name):
            numbered = start > 0 and text[start - 1].text in _BEFORE_NUMBER
            return key if numbered or not name.replace(".", "").isdigit() else None
        key = self._without_id.get(name)
        return key if key and _is_whole_part(text, start, end) else None

    def _stranger(self, text: Sequence[Word], start: int, end: int) -> str | None:
        """What has the form of this model's ids, though no use case has it."""
        family, number = joined(text[start : end - 1]), text[end - 1].text
        return f"{family}-{number}" if family in self._families and number.isdigit() else None

    # ---- what follows

    def _reading(self, text: Sequence[Word], key: str, after: int, called: str) -> tuple[int, Named]:
        """What a name says of a scenario, right after the use case and its title or where a later part begins; and the
        place where it says so, the name's end if it says nothing."""
        flows, use_case = self.flows(key), self.model.use_cases[key]
        called = use_case.id or called or use_case.title
        title = _after_title(text, after, flows.title)
        starts = [title, *(at for at in range(after, len(text)) if text[at].begins_part and at != title)]
        for start in starts:
            read, _ = flows.read(text, start)
            if read is not None:
                return start, Named(key, called, read)
        for start in starts:
            if start < len(text) and not text[start].in_brackets and (strange := flows.looks_like_one(text, start)):
                return start, Named(key, called, unknown=strange)
        for start, end in pairwise([*sorted({title, *starts}), len(text)]):
            if label := flows.with_condition(text[start:end]):
                return start, Named(key, called, (label,))
        return len(text), Named(key, called)


def scenario_key(name: str) -> str:
    """What the name of a scenario is known by, with or without commas and with ``main`` alone: ``2a 3a (2)``."""
    return re.sub(f"^{re.escape(naming.MAIN)}", MAIN, name_key(re.sub(r",\s", " ", name)))


def _after_title(text: Sequence[Word], start: int, title: Sequence[Word]) -> int:
    """Where a name goes on after the words of a title, as far as it has them."""
    at = start
    for word in title:
        if at >= len(text) or text[at].text != word.text:
            break
        at += 1
    return at


def _is_whole_part(text: Sequence[Word], start: int, end: int) -> bool:
    """Whether nothing but fillers stands around these words in their part of a name."""
    first = start
    while first > 0 and not text[first].begins_part and text[first - 1].text in _FILLERS:
        first -= 1
    last = end
    while last < len(text) and not text[last].begins_part and text[last].text in _FILLERS:
        last += 1
    return text[first].begins_part and (last == len(text) or text[last].begins_part)
