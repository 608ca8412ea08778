"""How a flow ends where a label of its own says it: "**Resume:** step 3", "**Outcome:** the use case fails"."""

from __future__ import annotations

from dataclasses import replace

from usecase_dsl.importing import lexicon, wordings
from usecase_dsl.importing.parts import Parts
from usecase_dsl.importing.steps import Body, DraftControl, DraftStep, Note, Spoken
from usecase_dsl.syntax.labels import full_step_label
from usecase_dsl.syntax.nodes import Control, Reference, Text


def close(body: Body, said: Parts, spoken: Spoken) -> None:
    """Add what the parts of a flow say of its end: a control line, or a step in their words; and what holds then."""
    for head, line in said.ends:
        control = _control(head, line.text, spoken)
        if control is None:
            body.lines.append(DraftStep("", f"{head}: {line.text}", line.number))
        elif control not in map(_bare, body.controls):
            body.lines.append(DraftControl(control, line.text, line.number))
    for text, number in said.results:
        control = wordings.end_of(text, spoken)
        if control and _bare(control) in map(_bare, body.controls):
            continue
        if control and not body.ended:
            body.lines.append(DraftControl(control, text, number))
        else:
            _add_result(body, text, number)


def _control(head: str, text: str, spoken: Spoken) -> Control | None:
    """The control line that a label and the words behind it say."""
    said = wordings.end_of(text, spoken) or wordings.end_of(f"{head} {text}", spoken) or _outcome(text)
    if said:
        return _bare(said)
    place = wordings.anchor_of(f"step {text}" if text.strip(" .").isdigit() else text, (*spoken, "en"))
    if place is None or place.any_time or place.after or place.rest or len(place.steps) != 1:
        return None
    first, last = place.steps[0]
    label = full_step_label(place.flow, first) if place.flow else str(first)
    return Control("resume at", Reference(label)) if first == last else None


def _outcome(text: str) -> Control | None:
    """ "Failure" behind "End"."""
    guarantees = lexicon.guarantees_of(text)
    if guarantees is None:
        return None
    return Control("end in success" if guarantees == "success guarantees" else "end in failure")


def _bare(control: Control) -> Control:
    """A control line wherever it stands."""
    target = Reference(control.target.text) if control.target else None
    return Control(control.kind, target, control.range, control.condition, results=control.results)


def _add_result(body: Body, text: str, line: int) -> None:
    """What holds at an end that is the last line, or after the last step."""
    last = body.lines[-1] if body.lines else None
    steps = body.steps
    if isinstance(last, DraftControl) and last.control.kind.startswith("end"):
        last.control = replace(last.control, results=(*last.control.results, Text(text)))
    elif steps:
        steps[-1].results.append(text)
    else:
        body.notes.append(Note(text, line))
