"""What is measured: made-up use cases of a parcel service, as ``.uc`` text and, with equal content, as Gherkin.

Everything follows from a use case's number: the same number gives the same text, on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from usecase_dsl.source import Source, source_from_text

_VERBS = (
    "Accept", "Audit", "Book", "Cancel", "Collect", "Count", "Delay", "Deliver", "Forward", "Inspect",
    "Insure", "Label", "Load", "Move", "Pack", "Price", "Release", "Return", "Scan", "Weigh",
)  # fmt: skip
_THINGS = (
    "a crate", "a parcel", "a letter", "a pallet", "a refund", "a pick-up", "a van", "a route", "an invoice", "a claim",
    "a cool box", "a customs form", "a receipt", "a locker", "a signature", "a shelf", "a contract", "a voucher",
    "a stamp", "a shipment", "a document", "a deposit", "a container", "a sack", "a tariff",
)  # fmt: skip
_OCCASIONS = ("at the counter", "in the depot", "on the road", "for a business")
_ACTORS = (
    "Sender", "Recipient", "Counter Clerk", "Depot Worker", "Driver", "Dispatcher", "Customs Officer",
    "Account Manager", "Insurer", "Bank", "Weather Service", "Map Service",
)  # fmt: skip
_DEEDS = (
    "enters the number of {thing}",
    "shows where {thing} was seen last",
    "confirms that {thing} is complete",
    "compares {thing} with what was announced and notes each difference",
    "asks {other} to agree with the price of {thing}",
    "hands {thing} over and signs for it",
    "records the weight, the size and the value",
    "prints the label and tells {other} the day of delivery",
)
_MISHAPS = (
    "The number of {thing} is known to nobody",
    "The address of {other} is incomplete",
    "The payment is declined by {other}",
    "Nobody answers within two minutes",
    "The weight differs from what was announced by more than a tenth",
)


@dataclass(frozen=True)
class Branch:
    """A flow that leaves the main one at a step: its label, its condition, its steps and how it ends."""

    label: str
    condition: str
    steps: tuple[str, ...]
    end: str


@dataclass(frozen=True)
class Story:
    """A use case, before it is text."""

    id: str
    title: str
    goal: str
    level: str
    primary: str
    supporting: str
    preconditions: tuple[str, ...]
    guarantees: tuple[str, ...]
    steps: tuple[str, ...]
    result: str
    branches: tuple[Branch, ...]
    extends: str


def stories(count: int) -> tuple[Story, ...]:
    """The first use cases of the parcel service."""
    return tuple(map(_story, range(count)))


def use_cases(told: Sequence[Story]) -> str:
    """The stories in the language of this project."""
    return "\n".join("\n".join(_use_case(story)) + "\n" for story in told)


def feature(told: Sequence[Story]) -> str:
    """The same in Gherkin, which has one feature in a file: a rule for each use case, a scenario for each flow."""
    return "Feature: Parcel service\n\n" + "\n".join("\n".join(_rule(story)) + "\n" for story in told)


def sources(count: int, in_a_file: int = 1) -> tuple[Source, ...]:
    """A project of so many use cases with its actors, as files that were read."""
    told = stories(count)
    parts = [told[start : start + in_a_file] for start in range(0, count, in_a_file)]
    actors = "system: Parcel Service\n\n" + "\n".join(f"actor: {actor}" for actor in _ACTORS)
    texts = {"actors.uc": actors} | {f"{part[0].id.lower()}.uc": use_cases(part) for part in parts}
    return tuple(source_from_text(text, name) for name, text in texts.items())


def steps(told: Sequence[Story]) -> int:
    """How many steps the stories have in all their flows."""
    return sum(len(story.steps) + sum(len(branch.steps) for branch in story.branches) for story in told)


# ---- one story


def _story(number: int) -> Story:
    thing = _THINGS[number // len(_VERBS) % len(_THINGS)]
    occasion = _OCCASIONS[number // (len(_VERBS) * len(_THINGS)) % len(_OCCASIONS)]
    primary, other = _ACTORS[number % 8], _ACTORS[(5 * number + 3) % len(_ACTORS)]
    # Each block of ten begins with a base, which some of the others include and one extends.
    base = number - number % 10
    doings = [_deed(number + each, (primary, "System")[each % 2], thing, other) for each in range(6 + number % 4)]
    if number % 3 == 1 and number % 10 not in (0, 7):
        doings.append(f"System charges the account (include {_id(base)}).")
    branches = 1 if number == base else 1 + number % 3
    return Story(
        id=_id(number),
        title=f"{_VERBS[number % len(_VERBS)]} {thing} {occasion}{_again(number)}",
        goal=f"The {primary} wants to be done with {thing}, and to have it in writing.",
        level="subfunction" if number == base else "user goal",
        primary=primary,
        supporting=other if other != primary else _ACTORS[-1],
        preconditions=(f"{primary} is signed in.", f"The number of {thing} is known."),
        guarantees=(f"The whereabouts of {thing} are recorded.",),
        steps=tuple(doings),
        result=f"The whereabouts of {thing} are recorded.",
        branches=tuple(_branch(number, each, len(doings), primary, thing, other) for each in range(branches)),
        extends=f"{_id(base)} at payment when the {primary} has a contract" if number % 10 == 7 else "",
    )


def _again(number: int) -> str:
    """What tells titles apart once each verb, thing and occasion have come together."""
    times = number // (len(_VERBS) * len(_THINGS) * len(_OCCASIONS))
    return f" for the {times + 1}th time" if times else ""


def _id(number: int) -> str:
    return f"UC-{number:04}"


def _deed(number: int, who: str, thing: str, other: str) -> str:
    return f"{who} {_DEEDS[number % len(_DEEDS)].format(thing=thing, other=other)}."


def _branch(number: int, nth: int, last: int, primary: str, thing: str, other: str) -> Branch:
    at = 2 + (number + nth) % (last - 2)
    doings = tuple(_deed(3 * number + nth + each, ("System", primary)[each % 2], thing, other) for each in range(2))
    condition = _MISHAPS[(number + nth) % len(_MISHAPS)].format(thing=thing, other=other)
    return Branch(f"{at}a", condition, doings, "end in failure" if nth == 2 else f"resume at {at}")


# ---- its texts


def _use_case(story: Story) -> Iterator[str]:
    yield f"use case {story.id}: {story.title}"
    yield f"  {story.goal}"
    yield f"  level: {story.level}"
    yield f"  primary actor: {story.primary}"
    yield f"  supporting actors: {story.supporting}"
    if story.extends:
        yield f"  extends: {story.extends}"
    for field, items in (("preconditions", story.preconditions), ("success guarantees", story.guarantees)):
        yield f"  {field}:"
        yield from (f"    - {item}" for item in items)
    yield ""
    yield "  main success scenario:"
    yield from _numbered(story.steps, "    ")
    yield f"       => {story.result}"
    yield ""
    yield "  extensions:"
    for branch in story.branches:
        yield f"    {branch.label}. {branch.condition}:"
        yield from _numbered(branch.steps, "      ")
        yield f"      {branch.end}"
    if story.level == "subfunction":
        yield "  extension points:"
        yield "    - payment: 1"


def _numbered(doings: Sequence[str], indent: str) -> Iterator[str]:
    return (f"{indent}{number}. {text}" for number, text in enumerate(doings, 1))


def _rule(story: Story) -> Iterator[str]:
    yield f"  Rule: {story.id} {story.title}"
    yield f"    {story.goal}"
    yield f"    level: {story.level}"
    yield f"    primary actor: {story.primary}"
    yield f"    supporting actors: {story.supporting}"
    if story.extends:
        yield f"    extends: {story.extends}"
    yield ""
    yield "    Background:"
    yield from _steps("Given", story.preconditions)
    yield ""
    yield "    Scenario: main success scenario"
    yield from _steps("When", story.steps)
    yield from _steps("Then", (story.result, *story.guarantees))
    for branch in story.branches:
        yield ""
        yield f"    Scenario: {branch.label}. {branch.condition}"
        yield from _steps("When", branch.steps)
        yield f"      Then {branch.end}"
    if story.level == "subfunction":
        yield "      # extension points: payment at 1"


def _steps(keyword: str, texts: Sequence[str]) -> Iterator[str]:
    return (f"      {'And' if number else keyword} {text}" for number, text in enumerate(texts))
