"""The steps that validate something, and whether a use case says what happens if that fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from usecase_dsl.checks.language.content import content_words
from usecase_dsl.checks.language.lexicon import Found, Lexicon, lexicon
from usecase_dsl.checks.language.prose import Prose, StepProse, names_of, steps_as_prose
from usecase_dsl.checks.walk import steps
from usecase_dsl.model.tables import Flow, Model, Step, UseCase
from usecase_dsl.settings import Settings

# How far from its beginning a step whose subject isn't known may say what it does.
_NEAR_THE_BEGINNING = 40


@dataclass(frozen=True, eq=False)
class Validation:
    """A step that validates something: ``found`` is the verb in its prose, ``of`` where what is validated begins."""

    use_case: UseCase
    flow: Flow
    step: Step
    prose: Prose
    words: Lexicon
    found: Found
    of: int

    @property
    def rest(self) -> str:
        """What stands behind the verb."""
        return self.prose.text[self.of :]


def validations(model: Model, settings: Settings) -> Iterator[Validation]:
    """The steps that validate something and say so right after the subject."""
    for use_case in model.use_cases.values():
        # Most use cases validate nothing, and to look for a few words costs much less than to make prose of all steps.
        known = lexicon(use_case.document.language, settings.words)
        if any(_says_so(step.text.value, known) for step in steps(use_case)):
            for each in steps_as_prose(use_case, names_of(model), settings):
                found = _verb(each)
                if found:
                    yield found


def is_handled(each: Validation, settings: Settings) -> bool:
    """Whether anything in the use case may tell what happens if a validation fails."""
    if _is_of_failure(each.flow) or _tells_both_cases(each.rest, each.words) or _goes_on_with_failure(each):
        return True
    thing = content_words(each.rest, each.words.language, settings.words)
    near = _neighbours(each)
    others = (flow for flow in each.use_case.flows if flow.label and flow is not each.flow)
    return any(_is_about(flow, each, thing, near, settings) for flow in others)


# ---- what validates


def _says_so(text: str, words: Lexicon) -> bool:
    return any(True for _ in words.find("validation-verbs", text))


def _verb(each: StepProse) -> Validation | None:
    """The first verb of a step, if it validates. One in brackets or that only asks for something doesn't."""
    text = each.prose.text
    found = next(each.words.find("validation-verbs", text), None)
    if found is None or each.prose.in_brackets(found.start):
        return None
    between = text[each.rest : found.start]
    after_subject = not between.strip() if each.rest else found.start <= _NEAR_THE_BEGINNING
    asked = each.words.begins("checks-whether", text[found.start :])
    of = found.start + asked.end if asked else found.end
    only_asks = asked is not None and not any(True for _ in each.words.find("validity-words", text[of:]))
    if not after_subject or set(between) & set(",;:.") or only_asks:
        return None
    return Validation(each.use_case, each.flow, each.step, each.prose, each.words, found, of)


# ---- what tells of its failure


def _is_of_failure(flow: Flow) -> bool:
    return flow.section == "failure flows" or (flow.end is not None and flow.end.kind == "failure")


def _tells_both_cases(text: str, words: Lexicon) -> bool:
    return any(True for name in ("if-words", "else-words") for _ in words.find(name, text))


def _goes_on_with_failure(each: Validation) -> bool:
    """Whether the step that follows tells the failure, or begins with a condition."""
    following = each.flow.steps[_index(each) + 1 :][:1]
    return any(
        _tells_both_cases(step.text.value, each.words) or _tells_failure(step.text.value, each.words)
        for step in following
    )


def _tells_failure(text: str, words: Lexicon) -> bool:
    return any(True for _ in words.find("failure-words", text))


def _neighbours(each: Validation) -> set[str]:
    at = _index(each)
    return {step.label for step in each.flow.steps[max(0, at - 1) : at + 2]} - {each.step.label}


def _index(each: Validation) -> int:
    return next(n for n, step in enumerate(each.flow.steps) if step is each.step)


def _is_about(flow: Flow, each: Validation, thing: frozenset[str], near: set[str], settings: Settings) -> bool:
    """Whether a flow tells of a validation's failure: it leaves there, or nobody knows where, or it tells of a failure
    or of the same thing, and of both if it leaves further away."""
    if flow.any_time or not flow.anchors or each.step.label in flow.anchors:
        return True
    text = "\n".join((flow.condition.value, *(step.text.value for step in flow.steps)))
    failure = _tells_failure(text, each.words)
    if not failure and near.isdisjoint(flow.anchors):
        return False
    same = not thing.isdisjoint(content_words(text, each.words.language, settings.words))
    return (failure or same) if not near.isdisjoint(flow.anchors) else (failure and same)
