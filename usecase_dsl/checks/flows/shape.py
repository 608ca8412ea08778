"""Rules about the shape of flows: how long they are, how deep one stands in another, how they are lettered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from usecase_dsl.checks.walk import bare, bodies, flows, includes, part, written
from usecase_dsl.diagnostic import Edit, Finding, Fix, Related, Severity
from usecase_dsl.model.tables import Flow, Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax import labels, nodes
from usecase_dsl.syntax.formatting import renumbering
from usecase_dsl.syntax.prose import UNWRITTEN

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
# Cockburn's levels below the user's goal: what stands there is a part of something, and may be short.
_PARTS = ("subfunction", "too low")


def letters_out_of_sequence(model: Model, settings: Settings) -> Iterator[Finding]:
    """The letters of the extensions at one place have a gap, or aren't in the order of the alphabet.

    `3a` and `3c` look as if an extension got lost between them. Letter the extensions of each place a, b, c. Those
    of one section come in order; a letter that stands in another section, or at a range that holds this step, is
    no gap.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The fare has changed:
              resume at 2
            # FLW104 where is 2b?
            2c. Customer gives up:
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The fare has changed:
              resume at 2
            2b. Customer gives up:
              end in failure

    Source: own; Cockburn, "Writing Effective Use Cases", on numbering extensions.
    """
    for use_case in model.use_cases.values():
        taken: dict[str, set[str]] = {}
        for flow in use_case.flows:
            for anchor in flow.anchors:
                taken.setdefault(anchor, set()).add(_letters(flow))
        gaps = [gap for group in _by_place(use_case) for gap in _first_gap(group, taken)]
        edits = renumbering(use_case.document, use_case.node, steps=False) if gaps else ()
        fix = Fix("letters the flows a, b, c and what refers to them", edits) if edits else None
        yield from (replace(gap, fix=fix) for gap in gaps)


def size_of_main_flow(model: Model, settings: Settings) -> Iterator[Finding]:
    """The main flow has very few steps, or very many.

    Three to nine steps are what a reader takes in at one glance. Many mostly tell of single movements: say what
    they are for, or give a part of them a use case of its own. One or two are no story: the goal is too low, or
    the middle is missing. What other use cases include, extend or specialise, and what says that it is a
    subfunction, may be short.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          # FLW106 and in between?
          main success scenario:
            1. Customer asks for a ticket.
            2. System prints the ticket.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare.
            3. Customer pays the fare.
            4. System prints the ticket.

    Source: Cockburn's pass/fail test 15; OpenUP.
    """
    least, most = settings.limits.steps_least, settings.limits.steps_most
    parts = _parts(model)
    for use_case, flow in flows(model):
        steps = [] if flow.label or any(step.text.value in UNWRITTEN for step in flow.steps) else flow.steps
        count = "1 step" if len(steps) == 1 else f"{len(steps)} steps"
        if len(steps) > most:
            hint = "say what several of them are for in one step, or give a part a use case of its own and include it"
            message = f"the main flow has {count}, more than {most}"
            yield Finding(bare(steps[most].label_place), message, hint)
        elif 0 < len(steps) < least and use_case.level not in _PARTS and use_case.key not in parts:
            hint = "tell what happens in between, or say what it is a part of: ‘level: subfunction’"
            yield Finding(_heading(flow), f"the main flow has {count}, fewer than {least}", hint)


def long_extension(model: Model, settings: Settings) -> Iterator[Finding]:
    """An extension has many steps.

    It has become a story with a goal of its own, hidden below the one that it leaves. Make it a use case, and
    include it in the extension's one step.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. Customer pays by invoice:
              1. Customer asks for an invoice.
              2. System asks for the company.
              3. Customer names the company.
              4. System asks for the address.
              5. Customer names the address.
              6. System asks for the cost centre.
              7. Customer names the cost centre.
              # FLW107 this is a use case of its own
              8. System sends the invoice.
              resume at next step

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. Customer pays by invoice:
              1. include Pay by invoice
              resume at next step

        use case: Pay by invoice
          level: subfunction
          main success scenario:
            1. Customer names the company with its address and cost centre.
            2. System sends the invoice.

    Source: Cockburn, "Writing Effective Use Cases", on extensions that grow.
    """
    most = settings.limits.extension_steps
    for _, flow in flows(model):
        if flow.label and len(flow.steps) > most:
            message = f"flow {flow.label} has {len(flow.steps)} steps, more than {most}"
            hint = "make it a use case of its own, and include it here"
            yield Finding(bare(flow.steps[most].label_place), message, hint)


def deep_nesting(model: Model, settings: Settings) -> Iterator[Finding]:
    """Extensions stand one in another, deeper than a reader can follow.

    `2a1a1a` says that something happens while something else happens at a step of something else. Make the outer
    extension a use case of its own; its extensions are then one or two levels deep again.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. Customer pays by card:
              1. Customer presents a card.
              resume at next step
            2a1a. The card is declined:
              1. System asks for another card.
              resume at 2a1
            # FLW108 the third level
            2a1a1a. Customer has no other card:
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. Customer pays by card:
              1. include Pay by card
              resume at next step

        use case: Pay by card
          level: subfunction
          main success scenario:
            1. Customer presents a card.
          extensions:
            1a. The card is declined:
              1. System asks for another card.
              resume at 1
            1a1a. Customer has no other card:
              end in failure

    Source: Cockburn, "Writing Effective Use Cases", on failures within failures.
    """
    most = settings.limits.nesting
    for _, flow in flows(model):
        if _depth(flow.label) == most + 1:
            levels = "1 level" if most == 1 else f"{most} levels"
            message = f"flow {flow.label} stands in flow {flow.parent}, deeper than {levels}"
            yield Finding(bare(flow.label_place), message, "make an outer flow a use case of its own, and include it")


def needless_range(model: Model, settings: Settings) -> Iterator[Finding]:
    """A range holds one step alone, or a list of steps names one twice.

    `3-3a` says what `3a` says, and a reader looks for the difference. Write the step once.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
            # FLW110 step 1 alone
            repeat 1-1 until the destination is known
          extensions:
            # FLW110 twice step 2
            1-2,2a. Customer gives up:
              end in failure

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
            repeat 1 until the destination is known
          extensions:
            1-2a. Customer gives up:
              end in failure

    Source: own.
    """
    for use_case in model.use_cases.values():
        for flow, body in bodies(use_case):
            yield from _plainer_label(flow, use_case)
            yield from _needless_ranges(flow, body)


SHAPE_RULES: tuple[Rule[Model], ...] = (
    Rule("FLW104", "letters-out-of-sequence", Severity.ADVICE, letters_out_of_sequence),
    Rule("FLW106", "size-of-main-flow", Severity.WARNING, size_of_main_flow, rigour="dressed"),
    Rule("FLW107", "long-extension", Severity.ADVICE, long_extension),
    Rule("FLW108", "deep-nesting", Severity.WARNING, deep_nesting),
    Rule("FLW110", "needless-range", Severity.ADVICE, needless_range),
)


# ---- letters


def _by_place(use_case: UseCase) -> Iterator[list[Flow]]:
    """The extensions whose labels are the same but for their letters, once each; those with other letters than a to z
    have no order that is known here."""
    groups: dict[str, dict[str, Flow]] = {}
    for flow in use_case.flows:
        letters = _letters(flow)
        if letters:
            groups.setdefault(flow.label.removesuffix(letters), {}).setdefault(letters, flow)
    for group in groups.values():
        if all(letters.isascii() for letters in group):
            yield list(group.values())


def _first_gap(group: Sequence[Flow], taken: Mapping[str, set[str]]) -> Iterator[Finding]:
    ranks = {_rank(_letters(flow)): flow for flow in group}
    around = {_rank(letters) for flow in group for anchor in flow.anchors for letters in taken[anchor]} | ranks.keys()
    for rank in sorted(ranks):
        # After z comes aa; somebody who writes ‘5aa’ beside ‘5a’ alone means another thing.
        follows = rank < len(_ALPHABET) or len(_ALPHABET) - 1 in around
        if rank and follows and rank - 1 not in around:
            flow = ranks[rank]
            missing = flow.label.removesuffix(_letters(flow)) + _lettered(rank - 1)
            hint = "letter the extensions of each step a, b, c without gaps"
            yield Finding(bare(flow.label_place), f"there is {flow.label}, and no {missing}", hint)
            return
    for above, flow in pairwise(group):
        if flow.section == above.section and _rank(_letters(flow)) < _rank(_letters(above)):
            related = (Related(bare(above.label_place), "this one"),)
            hint = "put the extensions of each step in the order of their letters"
            yield Finding(bare(flow.label_place), f"{flow.label} stands below {above.label}", hint, related)
            return


def _letters(flow: Flow) -> str:
    parts = labels.flow_label(flow.label) if flow.label else None
    return parts.letters if parts else ""


def _rank(letters: str) -> int:
    """The place of letters in the order a, b, … z, aa, ab, …, from 0; far away for what isn't in it."""
    rank = 0
    for letter in letters:
        rank = rank * len(_ALPHABET) + _ALPHABET.find(letter) + 1
    return rank - 1


def _lettered(rank: int) -> str:
    first, last = divmod(rank, len(_ALPHABET))
    return (_ALPHABET[first - 1] if first else "") + _ALPHABET[last]


# ---- sizes


def _parts(model: Model) -> set[str]:
    """The use cases that others include, and those that extend or specialise another."""
    found = {name.key for use_case in model.use_cases.values() for name in includes(use_case) if name.key}
    return found | {each.key for each in model.use_cases.values() if each.extends or each.specialises}


def _heading(flow: Flow) -> Place:
    """The words above the main flow."""
    place = bare(flow.label_place)
    return part(place, 0, len(written(place).rstrip(":： ")))


def _depth(label: str) -> int:
    """How many extensions a flow is in, itself counted; one with a code stands where it is marked."""
    depth = 0
    while label:
        parts = labels.flow_label(label)
        label, depth = parts.parent if parts else "", depth + 1
    return depth


# ---- ranges


def _plainer_label(flow: Flow, use_case: UseCase) -> Iterator[Finding]:
    parts = labels.flow_label(flow.label) if flow.label else None
    if not parts or parts.any_time:
        return
    stem = flow.label.removesuffix(parts.letters)
    steps = stem.removeprefix(parts.parent).removeprefix(".")
    plain = _plain(parts.steps)
    if plain and plain != steps:
        label = f"{stem.removesuffix(steps)}{plain}{parts.letters}"
        message = f"‘{flow.label}’ names a step twice, or a range of one step"
        yield Finding(bare(flow.label_place), message, f"write ‘{label}’", fix=_relabelled(flow, label, use_case))


def _plain(steps: Sequence[tuple[int, int]]) -> str:
    """The steps of a label, each once; nothing if a range ends before it begins, which is another rule's."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(steps):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    kept = list(steps) if len(merged) == len(steps) else merged
    valid = all(first <= last for first, last in steps)
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in kept) if valid else ""


def _relabelled(flow: Flow, label: str, use_case: UseCase) -> Fix | None:
    """Another label for a flow that nothing refers to by the one that it has."""
    others = [each.label for each in use_case.flows if each is not flow]
    steps = [step.number for each in use_case.flows for step in each.steps]
    targets = [end.target for each in use_case.flows for end in (each.end, *each.further_ends) if end]
    ranges = [written(each.place) for each in flow.ranges]
    if label in others or ranges or any(name.startswith(flow.label) for name in (*others, *steps, *targets)):
        return None
    return Fix(f"call it {label}", (Edit(bare(flow.label_place).span, label),))


def _needless_ranges(flow: Flow, body: Sequence[nodes.Step | nodes.Control]) -> Iterator[Finding]:
    for line in body:
        if isinstance(line, nodes.Control) and line.range:
            first, last = labels.range_ends(line.range.text)
            if first == last and labels.canonical(line.range.text) != first:
                fix = Fix(f"write {first}", (Edit(line.range.span, first),))
                message = f"the range ‘{line.range.text}’ is step {first} alone"
                yield Finding(Place(flow.place.source, line.range.span), message, f"write ‘{first}’", fix=fix)
