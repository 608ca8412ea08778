"""Rules about who acts in the steps of a use case, and who doesn't."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from usecase_dsl.checks.actors.persons import is_like_system, same_person, shares_noun, speaks_to
from usecase_dsl.checks.cast import Kinship, closure, kinship, named, own_system, slips
from usecase_dsl.checks.language.lexicon import Lexicon
from usecase_dsl.checks.language.openings import openings_of, words_of_verb
from usecase_dsl.checks.language.prose import words_for
from usecase_dsl.checks.walk import bare, flows, includes, steps
from usecase_dsl.diagnostic import Finding, Severity
from usecase_dsl.model.tables import Actor, Model, Name, Step, Subject, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.syntax.names import key

_SUMMARIES = ("summary", "very high summary")
_SUBFUNCTIONS = ("subfunction", "too low")
_WORD = re.compile(r"[^\W_]+")


def idle_supporting_actor(model: Model, settings: Settings) -> Iterator[Finding]:
    """A supporting actor has no part in the flows of its use case.

    A supporting actor is one that the system needs on the way to the goal, so some step asks it for something or
    lets it act. Who merely cares for the outcome is a stakeholder. An actor that an included use case names is left
    alone, and so is one that stands for time.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          # ACT304 what is asked of the Bank?
          supporting actors: Bank
          main success scenario:
            1. Customer pays the fare.
            2. System prints the ticket.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          supporting actors: Bank
          main success scenario:
            1. Customer presents a card.
            2. System asks Bank to charge the card.
            3. System prints the ticket.

    Source: own.
    """
    cast = _Cast(model)
    for use_case in model.use_cases.values():
        for name in use_case.supporting_actors:
            if cast.acts_by_itself(name) and cast.is_told(use_case) and not cast.is_named(name, use_case):
                message = f"no step names the supporting actor ‘{name.text}’"
                hint = "write the step that needs it, or make it a stakeholder"
                yield Finding(name.place, message, hint)


def actor_to_actor(model: Model, settings: Settings) -> Iterator[Finding]:
    """In a step an actor deals with another one, and the system has no part in it.

    What people settle among themselves is no requirement of the system. Write what the system gets of it, or leave
    it out. A summary may tell such things: it is about the business. Only steps are reported in which somebody tells,
    asks, shows, hands or pays another actor of the use case something.

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          supporting actors: Clerk
          main success scenario:
            # ACT308 and the system?
            1. Customer tells Clerk the destination.
            2. System prints the ticket.

    Good:
        use case: Sell a ticket
          primary actor: Clerk
          main success scenario:
            1. Clerk enters the destination of the traveller.
            2. System prints the ticket.

    Source: RUCM restriction 3.
    """
    for use_case in model.use_cases.values():
        for step in steps(use_case) if use_case.level not in _SUMMARIES else ():
            if step.subject and step.subject.key and step.receivers and not step.includes:
                other = _spoken_to(step, model.actors[step.subject.key], use_case, model, settings)
                if other:
                    message = f"‘{model.actors[step.subject.key].name}’ deals with ‘{other.name}’ without the system"
                    yield Finding(bare(step.label_place), message, "write what the system gets of it, or leave it out")


def foreign_start(model: Model, settings: Settings) -> Iterator[Finding]:
    """The main flow begins with somebody else than the primary actor, and nothing says why.

    The primary actor has the goal, and comes to the system with it: the first step says so. Where something else
    sets the use case going, `trigger` tells what. Use cases that begin within another one (subfunctions, and those
    that are included, extend or specialise) are left alone, and so is who seems to be the primary actor under a
    shorter or longer name, or just "the user".

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            # ACT314 out of the blue?
            1. System shows the prices.
            2. Customer pays the fare.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer asks for a ticket.
            2. System shows the prices.
            3. Customer pays the fare.

    Source: RUCM ("initiates"); Cockburn, "Writing Effective Use Cases", pass/fail test 16.
    """
    cast = _Cast(model)
    for use_case in model.use_cases.values():
        first = next((flow.steps[0] for flow in use_case.flows if not flow.label and flow.steps), None)
        if not first or not first.subject or use_case.trigger or cast.is_within(use_case):
            continue
        primary = [name for name in use_case.primary_actors if cast.acts_by_itself(name)]
        if primary and not cast.is_one_of(first.subject, primary, use_case, settings):
            who = f"‘{model.actors[first.subject.key].name}’" if first.subject.key else "the system"
            message = f"the main flow begins with {who}, and the primary actor is ‘{primary[0].text}’"
            hint = "let the primary actor begin, or say what sets the use case going: ‘trigger: …’"
            yield Finding(bare(first.label_place), message, hint)


def idle_primary_actor(model: Model, settings: Settings) -> Iterator[Finding]:
    """The primary actor does nothing in any step.

    The use case is told from the system's side alone: nobody learns what its user does, sees or decides. Write the
    steps in which the primary actor acts; or name the one who does act. An actor that acts in an included use case
    is left alone, and so is one that stands for time, one that acts under a part of its name, and one in whose use
    case a step doesn't say who acts.

    Bad:
        use case: Sell a ticket
          # ACT315 what does Customer do?
          primary actor: Customer
          main success scenario:
            1. System reads the card.
            2. System prints the ticket.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer presents a card.
            2. System prints the ticket.

    Source: own; "lack of customer focus" is what a study of 360 use cases calls it.
    """
    cast = _Cast(model)
    for use_case in model.use_cases.values():
        primary = [name for name in use_case.primary_actors if cast.acts_by_itself(name)]
        if not primary or len(primary) < len(use_case.primary_actors) or not cast.is_told(use_case):
            continue
        is_named = any(cast.is_named(name, use_case) for name in primary)
        if (is_named and cast.may_act(primary, use_case)) or _leaves_out_who_acts(use_case, settings):
            continue
        message = f"the primary actor ‘{primary[0].text}’ {'acts in' if is_named else 'is named in'} no step"
        hint = "write the steps in which it acts, or name the one who does"
        yield Finding(primary[0].place, message, hint)


def one_sided(model: Model, settings: Settings) -> Iterator[Finding]:
    """One side acts many times in a row.

    A use case is a dialogue: the actor asks, the system answers. Many steps of one side are either too small, or
    hide what the other side sees of them. Draw them together, or write what the other side does in between. How
    many are allowed is a setting (`same-side`, 4).

    Bad:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer presents a card.
            2. System reads the number.
            3. System works out the fare.
            4. System charges the card.
            5. System records the sale.
            # ACT316 the fifth in a row
            6. System prints the ticket.

    Good:
        use case: Sell a ticket
          primary actor: Customer
          main success scenario:
            1. Customer presents a card.
            2. System charges the fare.
            3. System prints the ticket.

    Source: Cox and Phalp, the 7 Cs (coherence); Ciemniewska and others, defects in use cases.
    """
    most = settings.limits.same_side
    for _, flow in flows(model):
        for is_system, run in groupby(flow.steps, key=_side):
            told = list(run)
            if is_system is not None and len(told) > most:
                who = "the system" if is_system else "the actors"
                message = f"{len(told)} steps in a row are by {who} alone, from {told[0].label} to {told[-1].label}"
                hint = "draw them together, or write what the other side does in between"
                yield Finding(bare(told[most].label_place), message, hint)


STEP_RULES: tuple[Rule[Model], ...] = (
    Rule("ACT304", "idle-supporting-actor", Severity.WARNING, idle_supporting_actor),
    Rule("ACT308", "actor-to-actor", Severity.ADVICE, actor_to_actor),
    Rule("ACT314", "foreign-start", Severity.WARNING, foreign_start),
    Rule("ACT315", "idle-primary-actor", Severity.WARNING, idle_primary_actor),
    Rule("ACT316", "one-sided", Severity.ADVICE, one_sided),
)


def _leaves_out_who_acts(use_case: UseCase, settings: Settings) -> bool:
    """Whether a step tells somebody what to do, so that the primary actor may be meant; "Clicked OK" tells nobody."""
    return any(
        words_of_verb(opening) and not opening.words[0].endswith("ed") for opening in openings_of(use_case, settings)
    )


def _spoken_to(step: Step, acting: Actor, use_case: UseCase, model: Model, settings: Settings) -> Actor | None:
    """Another actor of the use case to whom somebody speaks in a step in which the system has no part."""
    # Who has no part in the use case is spoken of, not to: "Clerk deletes a customer".
    cast = {name.key for name in named(use_case)}
    others = [model.actors[each] for each in step.receivers if each in cast]
    text, lists = key(step.text.value), words_for(use_case, settings) if others else None
    if lists is None or any(name in text for name in own_system(use_case)) or any(lists.find("system-words", text)):
        return None
    spoken_to = (each for each in others if speaks_to(step, each, use_case, lists))
    return next((each for each in spoken_to if not _is_system(use_case, lists, each, acting)), None)


def _is_system(use_case: UseCase, lists: Lexicon, *actors: Actor) -> bool:
    return any(is_like_system(actor, use_case, lists) for actor in actors)


def _side(step: Step) -> bool | None:
    """Whether the system acts; ``None`` where nobody knows, or another use case tells it."""
    return step.subject.key == "" if step.subject and not step.includes else None


@dataclass(frozen=True, eq=False)
class _Cast:
    """The actors of a model, asked for what they do in its use cases."""

    model: Model
    _texts: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _kinship(self) -> Kinship:
        return kinship(self.model)

    @cached_property
    def _slips(self) -> Mapping[str, Actor]:
        return slips(self.model)

    @cached_property
    def _included(self) -> Mapping[str, set[str]]:
        every = self.model.use_cases.values()
        return {one.key: {name.key for name in includes(one) if name.key} for one in every}

    @cached_property
    def _within(self) -> frozenset[str]:
        return frozenset().union(*self._included.values())

    def kin(self, names: Sequence[Name]) -> set[str]:
        """The actors that names stand for, with their general and special cases."""
        return self._kinship.of(name.key for name in names if name.key)

    def is_one_of(self, subject: Subject, names: Sequence[Name], use_case: UseCase, settings: Settings) -> bool:
        """Whether who acts is one of some actors, kin to one, or seems to be one under another name."""
        if subject.key in self.kin(names) or not subject.key:
            return bool(subject.key)
        actor, lists = self.model.actors[subject.key], words_for(use_case, settings)
        return any(same_person(actor, self.model.actors[name.key], use_case, lists) for name in names if name.key)

    def may_act(self, names: Sequence[Name], use_case: UseCase) -> bool:
        """Whether some actors, kin of theirs or one with the same noun act in a step, or nobody knows who acts."""
        subjects = {step.subject.key if step.subject else None for step in steps(use_case)}
        if None in subjects or not subjects.isdisjoint(self.kin(names)):
            return True
        acting = [self.model.actors[each] for each in subjects if each]
        own = [self.model.actors[name.key] for name in names if name.key]
        return any(shares_noun(one, other, use_case.document.language) for one in acting for other in own)

    def acts_by_itself(self, name: Name) -> bool:
        """Whether a name is an actor's whom one expects in the steps: time never acts, and a slip is another's name."""
        actor = self.model.actors.get(name.key or "")
        return actor is not None and actor.kind != "time" and actor.key not in self._slips

    def is_told(self, use_case: UseCase) -> bool:
        """Whether a use case has steps that tell all of it."""
        prose = any(flow.prose for flow in use_case.flows)
        return not prose and any(flow.steps for flow in use_case.flows) and all(n.key for n in includes(use_case))

    def is_within(self, use_case: UseCase) -> bool:
        """Whether a use case begins where another one is under way."""
        joins = use_case.extends or use_case.specialises or use_case.key in self._within
        return bool(joins) or use_case.level in _SUBFUNCTIONS

    def is_named(self, name: Name, use_case: UseCase) -> bool:
        """Whether the flows of a use case, or of one that it includes, name an actor or one that is kin to it.

        One word of the name is enough, without its ending: texts shorten names, and many languages inflect them.
        """
        kin = [self.model.actors[each] for each in self.kin([name])]
        words = [word for actor in kin for word in _stems(actor)]
        if any(_has(self._text(use_case), word) for word in words):
            return True
        parts = closure(self._included[use_case.key], self._included)
        named_there = (each.key for part in parts for each in named(self.model.use_cases[part]))
        return not {actor.key for actor in kin}.isdisjoint(named_there) or any(
            _has(self._text(self.model.use_cases[part]), word) for part in parts for word in words
        )

    def _text(self, use_case: UseCase) -> str:
        if use_case.key not in self._texts:
            texts = [flow.condition.value for flow in use_case.flows]
            texts += [text for step in steps(use_case) for text in (step.text.value, *(r.text for r in step.results))]
            self._texts[use_case.key] = _in_words(" ".join((use_case.trigger, *texts)))
        return self._texts[use_case.key]


def _stems(actor: Actor) -> Iterator[str]:
    """The words that an actor is called by, without their endings; a short name as a whole."""
    for name in (actor.name, *(synonym.text for synonym in actor.synonyms)):
        words = [word for word in _WORD.findall(key(name)) if len(word) > 3]
        yield from (word[: max(4, len(word) - 2)] for word in words)
        if not words:
            yield _in_words(name).strip()


def _in_words(text: str) -> str:
    return f" {' '.join(_WORD.findall(key(text)))} "


def _has(text: str, stem: str) -> bool:
    """Whether a word of a text begins so; some scripts write other words right before a name."""
    return (f" {stem}" if stem.isascii() else stem) in text
