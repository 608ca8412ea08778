"""Rules about what includes make of the use cases of a project: how deep they go, and what is left in each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from usecase_dsl.checks.walk import called, includes, part, steps, written
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Model, Name, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.nodes import Text

# Cockburn's levels, from the clam at the bottom to the cloud.
_LEVELS = ("too low", "subfunction", "user goal", "summary", "very high summary")
_SUMMARIES = _LEVELS[3:]
_SUBFUNCTIONS = _LEVELS[:2]


def lonely_include(model: Model, settings: Settings) -> Iterator[Finding]:
    """An included use case serves one step alone.

    An include is for what several use cases share. With one caller it takes a reader to a second page for nothing
    that the first one couldn't say; write its steps there, unless they are too many. A use case with a primary
    actor of its own, one that has other relations too, and one of several that a step chooses from are left alone, and
    so are the includes of a summary.

    Bad:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            # REL214 no other step needs UC-2
            2. include UC-2

        use case UC-2: Take the fare
          main success scenario:
            1. Customer pays the fare.

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.

    Source: Rational Unified Process, guidelines on the include relation; Cockburn, "Writing Effective Use Cases".
    """
    calls = Counter(name.key for use_case in model.use_cases.values() for name in includes(use_case))
    related = _related_to(model)
    for use_case in model.use_cases.values():
        alone = [step.includes[0] for step in steps(use_case) if len(step.includes) == 1]
        for name in alone if use_case.level not in _SUMMARIES else ():
            included = model.use_cases.get(name.key or "")
            if included and calls[name.key] == 1 and included.key not in related and not _stands_alone(included):
                message = f"‘{called(included)}’ is included by this one step alone"
                yield Finding(name.place, message, "write its steps here, unless they are too many")


def deep_include(model: Model, settings: Settings) -> Iterator[Finding]:
    """A chain of includes is longer than readers follow.

    Each include is a jump to another page. With three of them in a row nobody holds the whole in mind, and what is
    at the end is a function rather than a goal. Take a link out of the chain. How many includes in a row are
    allowed is a setting (`include-depth`, 2); those of a summary don't count, for its steps are goals.

    Bad:
        use case UC-1: Sell a ticket
          main success scenario:
            1. include UC-2

        use case UC-2: Take the fare
          main success scenario:
            1. include UC-3

        use case UC-3: Read a card
          main success scenario:
            # REL215 UC-1 → UC-2 → UC-3 → UC-4
            1. include UC-4

        use case UC-4: Validate a number

    Good:
        use case UC-1: Sell a ticket
          main success scenario:
            1. include UC-2

        use case UC-2: Take the fare
          main success scenario:
            1. include UC-3
            2. System validates the number of the card.

        use case UC-3: Read a card

    Source: Rational Unified Process, checkpoints of the use-case model ("no long chains").
    """
    ways = {one.key: _by_key(one) if one.level not in _SUMMARIES else {} for one in model.use_cases.values()}
    most = settings.limits.include_depth
    for way in _chains(ways, most):
        for key, name in ways[way[-1]].items():
            chain = " → ".join(called(model.use_cases[each]) for each in (*way, key))
            message = f"{most + 1} includes in a row: {chain}"
            yield Finding(name.place, message, "take a link out of the chain: write its steps where they are used")


def only_includes(model: Model, settings: Settings) -> Iterator[Finding]:
    """All that a use case does is to include others.

    Nobody does anything in it: it is a table of contents, and what it calls are functions of the system rather than
    goals. Put the steps where somebody acts, or call it a summary, whose steps are whole use cases.

    Bad:
        # REL216 what does Customer do?
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. include UC-2
            2. include UC-3

        use case UC-2: Take the fare

        use case UC-3: Print a ticket

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. include UC-2
            3. System prints the ticket.

        use case UC-2: Take the fare

    Source: IBM, "use cases are functions"; El-Attar and Miller, antipatterns of use-case models (functional
    decomposition).
    """
    for use_case in model.use_cases.values():
        main = next((flow for flow in use_case.flows if not flow.label), None)
        told = main.steps if main and use_case.level not in _SUMMARIES else ()
        if len(told) > 1 and all(step.includes for step in told):
            message = f"all {len(told)} steps of ‘{called(use_case)}’ include other use cases"
            hint = "write the steps where somebody acts, or say ‘level: summary’ if each of them is a goal"
            yield Finding(use_case.place, message, hint)


def includer_mentioned(model: Model, settings: Settings) -> Iterator[Finding]:
    """An included use case speaks of a use case that includes it.

    It is written once so that many can call it, and must not assume who does: the next caller would have to read
    around it. Say what has to hold, not who made it so.

    Bad:
        use case UC-1: Sell a ticket
          main success scenario:
            1. Customer names a destination.
            2. include UC-2

        use case UC-2: Take the fare
          main success scenario:
            # REL218 and who else includes UC-2?
            1. System takes the destination from UC-1.

    Good:
        use case UC-1: Sell a ticket
          main success scenario:
            1. Customer names a destination.
            2. include UC-2

        use case UC-2: Take the fare
          preconditions:
            - The destination is known.
          main success scenario:
            1. System works out the fare to the destination.

    Source: Rational Unified Process, checkpoints ("does it make assumptions about the use cases that include it?").
    """
    includers = _includers(model)
    for use_case in model.use_cases.values():
        own = {name.key for name in includes(use_case)} | {use_case.key}
        callers = [model.use_cases[each] for each in includers.get(use_case.key, ()) if each not in own]
        whole = written(Place(use_case.place.source, use_case.node.span)) if callers else ""
        callers = [each for each in callers if _mention(each, whole)]
        for place in _prose(use_case) if callers else ():
            text = written(place)
            found = next(((one, at) for one in callers if (at := _mention(one, text))), None)
            if found:
                message = f"‘{called(found[0])}’ includes this use case, which must not know who does"
                yield Finding(part(place, *found[1]), message, "say what has to hold, not which use case made it so")


def unused_subfunction(model: Model, settings: Settings) -> Iterator[Finding]:
    """A subfunction that no use case uses.

    A subfunction is a part of what others do: nobody asks for it for its own sake. One that is neither included nor
    extends, specialises or is specialised is never carried out. Include it where it is needed; if somebody does
    want it for itself, its level is `user goal`.

    Bad:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays the fare.

        # REL219 who needs that?
        use case UC-2: Validate a card
          level: subfunction
          primary actor: Customer
          main success scenario:
            1. Customer presents the card.

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer pays the fare (include UC-2).

        use case UC-2: Validate a card
          level: subfunction
          primary actor: Customer
          main success scenario:
            1. Customer presents the card.

    Source: ModelScript (UnusedUsecase); UML 2.5.1, Include.
    """
    used = {name.key for use_case in model.use_cases.values() for name in includes(use_case)} | _related_to(model)
    for use_case in model.use_cases.values() if len(model.use_cases) > 1 else ():
        # Where nobody takes part, that is what is reported.
        if use_case.level in _SUBFUNCTIONS and use_case.primary_actors and use_case.key not in used:
            message = f"no use case uses the subfunction ‘{called(use_case)}’"
            yield Finding(use_case.place, message, "include it where it is needed, or say ‘level: user goal’")


def level_inversion(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case includes one of a higher level.

    Steps say how a goal is reached, so what they include is a smaller goal. Put one of the two levels right, or the
    include into the other use case.

    Bad:
        use case UC-1: Take the fare
          level: subfunction
          main success scenario:
            # REL222 a user goal within a subfunction
            1. include UC-2

        use case UC-2: Sell a ticket
          level: user goal

    Good:
        use case UC-1: Take the fare
          level: subfunction

        use case UC-2: Sell a ticket
          level: user goal
          main success scenario:
            1. Customer names a destination.
            2. include UC-1

    Source: Cockburn, "Writing Effective Use Cases", pass/fail test 22.
    """
    for use_case in model.use_cases.values():
        for name in includes(use_case) if use_case.level in _LEVELS else ():
            included = model.use_cases.get(name.key or "")
            if included and included.level in _LEVELS[_LEVELS.index(use_case.level) + 1 :]:
                message = (
                    f"‘{called(included)}’ is of level {included.level}, above the {use_case.level} that includes it"
                )
                related = (Related(included.place, f"its level is {included.level}"),)
                yield Finding(name.place, message, "put one of the two levels right", related)


SHAPE_RULES: tuple[Rule[Model], ...] = (
    Rule("REL214", "lonely-include", Severity.ADVICE, lonely_include),
    Rule("REL215", "deep-include", Severity.WARNING, deep_include),
    Rule("REL216", "only-includes", Severity.WARNING, only_includes),
    Rule("REL218", "includer-mentioned", Severity.WARNING, includer_mentioned),
    Rule("REL219", "unused-subfunction", Severity.WARNING, unused_subfunction, rigour="dressed"),
    Rule("REL222", "level-inversion", Severity.WARNING, level_inversion),
)


# ---- who includes whom


def _related_to(model: Model) -> set[str | None]:
    """The use cases that extend, specialise or are referred to, and those that they extend, specialise, refer to."""
    found: set[str | None] = set()
    for use_case in model.use_cases.values():
        named = (*use_case.specialises, *use_case.references, *(extend.use_case for extend in use_case.extends))
        found |= {name.key for name in named}
        if use_case.extends or use_case.specialises:
            found.add(use_case.key)
    return found


def _stands_alone(use_case: UseCase) -> bool:
    return bool(use_case.primary_actors) and use_case.level not in _SUBFUNCTIONS


def _by_key(use_case: UseCase) -> Mapping[str, Name]:
    return {name.key: name for name in reversed([*includes(use_case)]) if name.key}


def _includers(model: Model) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for use_case in model.use_cases.values():
        for included in _by_key(use_case):
            found.setdefault(included, []).append(use_case.key)
    return found


def _chains(ways: Mapping[str, Mapping[str, Name]], length: int) -> Iterator[tuple[str, ...]]:
    """The longest chain of includes to each use case that so many lead to; none where a circle leads to it."""
    waiting = Counter(target for targets in ways.values() for target in targets)
    ready = [start for start in ways if not waiting[start]]
    depth = dict.fromkeys(ways, 0)
    before: dict[str, str] = {}
    for start in ready:
        for target in ways[start]:
            waiting[target] -= 1
            if depth[target] <= depth[start]:
                depth[target], before[target] = depth[start] + 1, start
            if not waiting[target]:
                ready.append(target)
    yield from (_way(end, before) for end in ready if depth[end] == length)


def _way(end: str, before: Mapping[str, str]) -> tuple[str, ...]:
    return (*_way(before[end], before), end) if end in before else (end,)


# ---- what a use case says


def _prose(use_case: UseCase) -> Iterator[Place]:
    """Where a use case says what happens, and what has to hold before."""
    source = use_case.place.source
    yield from (condition.place for condition in use_case.preconditions)
    for flow in use_case.flows:
        texts: tuple[Text, ...] = (flow.condition, *(step.text for step in flow.steps if not step.includes))
        yield from (Place(source, text.span) for text in texts if text.value)


def _mention(use_case: UseCase, text: str) -> tuple[int, int] | None:
    """Where a text names a use case: by an id with letters and digits, or by its title of several words."""
    id, title = use_case.id, use_case.title
    telling = len(id) > 2 and any(map(str.isalpha, id)) and any(map(str.isdigit, id))
    for name in (id if telling else "", title if " " in title else ""):
        at = text.find(name) if name else -1
        match = re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-]|\.\w)", text) if at >= 0 else None
        if match:
            return match.span()
    return None
