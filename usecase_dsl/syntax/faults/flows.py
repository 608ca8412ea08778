"""Rules about how a flow is written down: in steps, with one end, under the section that fits it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from usecase_dsl.diagnostic import Finding, Related
from usecase_dsl.settings import Settings
from usecase_dsl.source import Span
from usecase_dsl.syntax.faults.walk import (
    bodies,
    extensions,
    first_line,
    head,
    place,
    quoted,
    says_nothing,
    sections,
    words,
)
from usecase_dsl.syntax.nodes import Control, Document, Step, Text
from usecase_dsl.syntax.ways_out import two_ways_out

# The section whose flows can't end in a way, and where such a flow belongs.
_CONTRADICTIONS = {
    ("alternate flows", "end in failure"): "failure flows",
    ("failure flows", "end in success"): "alternate flows",
}


def surplus_control(document: Document, settings: Settings) -> Iterator[Finding]:
    """A control line has text below it, or a flow has a second control line that ends it.

    A control line is complete: text below it belongs to no step and isn't followed. A flow ends once, where its
    first control line says; the second is never reached. Give each way out a flow of its own.

    Bad:
        use case: Sell a ticket
          main success scenario:
            1. Customer pays the fare.
          extensions:
            1a. Customer has no money:
              resume at 1
              # SYN016 this belongs to nothing
              after a visit to the bank
            1b. Customer leaves:
              resume at 1
              # SYN016 the flow is over
              end in failure

    Good:
        use case: Sell a ticket
          main success scenario:
            1. Customer pays the fare.
          extensions:
            1a. Customer has no money:
              1. Customer visits the bank.
              resume at 1
            1b. Customer leaves:
              end in failure

    Source: language reference ("What an extension means").
    """
    slips = sorted(each.span.start for each in document.lookalikes)
    for body in bodies(document):
        controls = [line for line in body if isinstance(line, Control)]
        for text in (line.trailing for line in controls if line.trailing):
            if not _holds_one(slips, text.span):
                message = f"{quoted(text.value)} stands below a control line and belongs to nothing"
                yield Finding(first_line(document, text.span), message, "make it a step above that line")
        ends = [line for line in controls if _ends(line)]
        for line in ends[1:]:
            message = f"the flow has ended: ‘{line.kind}’ is never reached"
            hint = "take it out, or give it a flow of its own with its own condition"
            related = (Related(place(document, ends[0].span), "the flow ends here"),)
            yield Finding(place(document, line.span), message, hint, related)


def ambiguous_end(document: Document, settings: Settings) -> Iterator[Finding]:
    """A line says that a flow leads to one place or to another.

    "Resume at 2 or end" leaves it to whoever builds the system which of the two happens, and no scenario goes either
    way. Say in a condition what decides, and give each way a flow of its own.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The card is declined:
              1. System asks for another card.
              # FLW123 which of the two?
              2. The use case resumes at step 2 or ends.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
          extensions:
            2a. The card is declined:
              1. System asks for another card.
              resume at 2
            2b. The third card is declined:
              end in failure

    Source: RUCM restriction 25; own.
    """
    for span in ambiguous_ends(document):
        text = document.source.text[span.start : span.end]
        hint = "say what decides between the two, and give each a flow of its own with that condition"
        yield Finding(place(document, span), f"{quoted(text)} names two ways, and nothing decides between them", hint)


def flow_in_prose(document: Document, settings: Settings) -> Iterator[Finding]:
    """A flow is told in prose and has no steps.

    It is kept and shown, and takes no part in scenarios, diagrams of activities or tests: which steps there are
    and where the flow leads can't be known. Give each step a line and a number.

    Bad:
        use case: Sell a ticket
          main success scenario:
            # SYN018 a story, not steps
            Customer names a destination and pays the fare.

    Good:
        use case: Sell a ticket
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.

    Source: language reference ("What an extension means").
    """
    slips = {each.span for each in document.lookalikes if each.kind == "control"}
    for prose in _stories(document):
        if not says_nothing(prose.value, document) and prose.span not in slips:
            hint = "give each step a line and a number: ‘1. Customer names a destination.’"
            yield Finding(first_line(document, prose.span), "this flow is told in prose: it has no steps", hint)


def contradicted_section(document: Document, settings: Settings) -> Iterator[Finding]:
    """A flow ends in a way that its section rules out.

    `alternate flows` come back or end in success, `failure flows` end in failure or deal with a failure and go
    on. A reader who looks for what can go wrong reads the section alone. Move the flow, or correct its end;
    `extensions` takes both kinds.

    Bad:
        use case: Sell a ticket
          main success scenario:
            1. Customer pays the fare.
          alternate flows:
            1a. Customer has no money:
              # SYN019 an alternate flow doesn't fail
              end in failure

    Good:
        use case: Sell a ticket
          main success scenario:
            1. Customer pays the fare.
          failure flows:
            1a. Customer has no money:
              end in failure

    Source: language reference ("What an extension means"); Cockburn, on extensions.
    """
    for section in sections(document):
        for extension in section.extensions:
            end = next((line for line in extension.body if isinstance(line, Control) and _ends(line)), None)
            other = _CONTRADICTIONS.get((section.kind, end.kind)) if end else None
            if end and other:
                message = f"a flow under ‘{section.kind}’ ends in {end.kind.removeprefix('end in ')}"
                hint = f"move {extension.label} to ‘{other}’, or correct its end"
                related = (Related(head(document, section.head_span), "its section"),)
                yield Finding(place(document, end.span), message, hint, related)


def ambiguous_ends(document: Document) -> Iterator[Span]:
    """Where the lines of flows offer two ways out."""
    texts = [line.text for body in bodies(document) for line in body if isinstance(line, Step)]
    texts += [
        line.trailing for body in bodies(document) for line in body if isinstance(line, Control) and line.trailing
    ]
    texts += [text for flow in extensions(document) for text in (flow.condition, flow.prose) if text]
    found = {each for text in texts for each in two_ways_out(document.source.text, text.span, words(document))}
    yield from sorted(found)


def _stories(document: Document) -> Iterator[Text]:
    """The prose of flows that have no step; a control line may follow it all the same."""
    for section in sections(document):
        if section.prose and not section.body and not section.extensions:
            yield section.prose
    for extension in extensions(document):
        if extension.prose and not any(isinstance(line, Step) for line in extension.body):
            yield extension.prose


def _ends(line: Control) -> bool:
    return not line.kind.startswith(("repeat", "optional"))


def _holds_one(offsets: list[int], span: Span) -> bool:
    """Whether one of some offsets, in order, lies in a span."""
    return bisect_left(offsets, span.start) < bisect_left(offsets, span.end)
