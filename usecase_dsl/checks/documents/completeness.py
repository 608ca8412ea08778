"""Rules about the document: which fields a use case has and in which order, what it is called, what is still open."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from usecase_dsl.checks.language.lexicon import Found, lexicon
from usecase_dsl.checks.profiles import PROFILES
from usecase_dsl.checks.walk import bare, called, includes, part, steps, written
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.tables import Model, UseCase
from usecase_dsl.rule import Rule
from usecase_dsl.settings import STATUSES, Settings
from usecase_dsl.source import Place, Span
from usecase_dsl.syntax import nodes
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.prose import UNWRITTEN
from usecase_dsl.syntax.vocabulary import canonical, vocabulary

# What tells that a use case is told as a customer buys it, not as the system does it: it needs no flow.
_OF_CUSTOMERS = ("personas", "segments", "plans", "problem", "outcome", "importance", "success metrics")
_FLOWS = ("main success scenario", "extensions", "alternate flows", "failure flows")
# What comes before what: the goal and who has it, what holds before and after, what happens. The rest stands anywhere.
_ORDER = {
    **dict.fromkeys(("goal", "scope", "level", "primary actors", "supporting actors", "stakeholders"), 0),
    **dict.fromkeys(("preconditions",), 1),
    **dict.fromkeys(("minimal guarantees", "success guarantees", "failure guarantees"), 2),
    "main success scenario": 3,
    **dict.fromkeys(("extensions", "alternate flows", "failure flows"), 4),
}
# The Rational Unified Process has what holds before and after below the flows.
_ANYWHERE = {"rup": ("preconditions", "minimal guarantees", "success guarantees", "failure guarantees")}
_ID = re.compile(r"(?P<letters>[^\W\d_]+)(?P<mark>[\W_]*)(?P<rest>.*\d.*)")
_ID_IN_FILE_NAME = re.compile(r"(?P<letters>[^\W\d_]+)[-_. ]?(?P<number>\d+)(?![^\W_])")
# Words that are markers in capitals alone: in Spanish and Portuguese, this one is "all".
_ALSO_WORDS = ("todo",)


def missing_fields(model: Model, settings: Settings) -> Iterator[Finding]:
    """A use case lacks fields that the project asks for.

    What is asked for depends on the setting `profile`: `brief` asks for a name alone, `casual` for a main flow too,
    `dressed` for the level and the primary actor as well, and a school such as `cockburn` or `rup` for what its
    template has. The setting `required` adds more. Write `none` where there is none, and `...` for what is yet to be
    written. What customers buy, and what specialises another use case, needs no flow of its own.

    Bad:
        # SYN006 how does it go?
        use case: Sell a ticket
          level: user goal
          primary actor: Customer

    Good:
        use case: Sell a ticket
          level: user goal
          primary actor: Customer
          main success scenario:
            1. Customer names a destination.
            2. Customer pays the fare.
            3. System prints the ticket.

    Source: Cockburn's pass/fail test 3; AI Unified Process validator (field missing).
    """
    profile = PROFILES.get(settings.profile)
    asked = dict.fromkeys((*(profile.demanded if profile else ()), *settings.required))
    served = _served(model) if asked else set()
    stray = {document.source.name: _stray_steps(document) for document in model.documents if asked}
    for use_case in model.use_cases.values():
        missing = [name for name in asked if not _has(use_case, name, served)]
        if missing and _holds_one(stray[use_case.document.source.name], use_case.node.span):
            missing = [name for name in missing if name != _FLOWS[0]]
        if missing:
            names = [_spelled(name, use_case) for name in missing]
            message = f"‘{called(use_case)}’ lacks {_listed(names)}"
            hint = f"write ‘{names[0]}: …’; ‘none’ where there is none, ‘...’ for what is yet to be written"
            yield Finding(use_case.place, message, hint)


def order_of_parts(model: Model, settings: Settings) -> Iterator[Finding]:
    """The parts of a use case don't stand in the usual order.

    Who knows where the preconditions stand finds them. First come goal, scope, level and actors, then preconditions,
    guarantees, the main flow and the flows that leave it; what isn't named here stands anywhere. In the profile `rup`,
    preconditions and guarantees may follow the flows.

    Bad:
        use case: Sell a ticket
          preconditions:
            - Customer is at the counter.
          # SYN009 it belongs to the goal
          level: user goal
          main success scenario:
            1. Customer names a destination.

    Good:
        use case: Sell a ticket
          level: user goal
          preconditions:
            - Customer is at the counter.
          main success scenario:
            1. Customer names a destination.

    Source: AI Unified Process validator (normalised on save); Cockburn's template.
    """
    anywhere = _ANYWHERE.get(settings.profile, ())
    for use_case in model.use_cases.values():
        node = use_case.node
        parts = [(each.head_span, each.keyword) for each in node.fields if each.keyword not in anywhere]
        parts += [(each.head_span, each.kind) for each in node.sections]
        above: tuple[Span, int] | None = None
        for span, keyword in sorted(parts, key=lambda each: each[0]):
            rank = _ORDER.get(keyword or "")
            if above and rank is not None and rank < above[1]:
                place, other = (_head(use_case, each) for each in (span, above[0]))
                message = f"‘{written(place)}’ stands below ‘{written(other)}’"
                hint = "the order is: goal, scope, level, actors; preconditions; guarantees; main flow; other flows"
                yield Finding(place, message, hint, (Related(other, "this comes later"),))
                break
            if rank is not None:
                above = span, rank


def style_of_ids(model: Model, settings: Settings) -> Iterator[Finding]:
    """The ids of use cases are written in several ways, or a file is called by an id that it doesn't hold.

    `UC-1` beside `UC02` looks like two numberings, and who searches for the one doesn't find the other. Choose the way
    that most of them have: letters, the mark between letters and number, noughts before it. A file with an id in its
    name holds the use case with that id.

    Bad:
        use case UC-01: Sell a ticket
          primary actor: Customer
        use case UC-02: Return a ticket
          primary actor: Customer
        # SYN010 UC-03
        use case Uc3: Change a ticket
          primary actor: Customer

    Good:
        use case UC-01: Sell a ticket
          primary actor: Customer
        use case UC-02: Return a ticket
          primary actor: Customer
        use case UC-03: Change a ticket
          primary actor: Customer

    Source: AI Unified Process validator (id grammar, file name).
    """
    yield from _mixed_styles(model)
    files: dict[str, list[UseCase]] = {}
    for use_case in model.use_cases.values():
        files.setdefault(use_case.document.source.name, []).append(use_case)
    for name, found in files.items():
        called_by = _ID_IN_FILE_NAME.match(PurePosixPath(name).stem)
        ids = [match for each in found if (match := _ID.fullmatch(each.id))]
        letters = key(called_by["letters"]) if called_by else ""
        if called_by and len(found) == 1 and [key(each["letters"]) for each in ids] == [letters]:
            numbers = re.findall(r"\d+", found[0].id)
            if int(called_by["number"]) not in map(int, numbers):
                message = f"‘{found[0].id}’ stands in a file that is called by another id: {PurePosixPath(name).name}"
                yield Finding(found[0].place, message, "rename the file, or correct the id")


def use_cases_in_one_file(model: Model, settings: Settings) -> Iterator[Finding]:
    """A file holds several use cases.

    Where each has a file of its own, it has a history, reviewers and a name that is found. A small set that is read
    together may well stand together: this is advice.

    Bad:
        use case UC-1: Sell a ticket
          primary actor: Customer
        # SYN011 the second one
        use case UC-2: Return a ticket
          primary actor: Customer

    Good:
        use case UC-1: Sell a ticket
          primary actor: Customer

    Source: AI Unified Process; gherkin-lint (one feature per file).
    """
    first: dict[str, UseCase] = {}
    told: set[str] = set()
    for use_case in model.use_cases.values():
        name = use_case.document.source.name
        known = first.setdefault(name, use_case)
        if known is not use_case and name not in told:
            told.add(name)
            related = (Related(known.place, "the first one"),)
            yield Finding(use_case.place, "a second use case in one file", "give it a file of its own", related)


def unresolved_marker(model: Model, settings: Settings) -> Iterator[Finding]:
    """A text that is no draft any more holds a mark for something open.

    `TBD`, `TODO`, `???` or a lone `...` say that somebody still has to think. Who approves or builds the use case has
    to know. Resolve it, move it to `open issues`, or set the status back. Drafts, texts without a status and retired
    ones may hold such marks.

    Bad:
        use case: Sell a ticket
          status: approved
          main success scenario:
            1. Customer names a destination.
            # SYN013 which one?
            2. System shows the fare of class TBD.

    Good:
        use case: Sell a ticket
          status: approved
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare of both classes.

    Source: Femmer and others, requirements smells (incomplete references).
    """
    for use_case in model.use_cases.values():
        if not _is_final(use_case, settings):
            continue
        for text in _texts(use_case.node):
            mark = _mark(text, use_case, settings)
            if mark:
                message = f"‘{written(mark)}’ marks something open, and the status is ‘{use_case.status}’"
                yield Finding(mark, message, "resolve it, move it to ‘open issues’, or set the status back")


COMPLETENESS_RULES: tuple[Rule[Model], ...] = (
    Rule("SYN006", "missing-fields", Severity.WARNING, missing_fields, rigour="brief"),
    Rule("SYN009", "order-of-parts", Severity.ADVICE, order_of_parts),
    Rule("SYN010", "style-of-ids", Severity.WARNING, style_of_ids),
    Rule("SYN011", "use-cases-in-one-file", Severity.ADVICE, use_cases_in_one_file),
    Rule("SYN013", "unresolved-marker", Severity.WARNING, unresolved_marker),
)


# ---- fields that are asked for


def _served(model: Model) -> set[str]:
    """The use cases that get their actors from others: that are included, or extend or specialise one."""
    found = {name.key for use_case in model.use_cases.values() for name in includes(use_case) if name.key}
    return found | {each.key for each in model.use_cases.values() if each.extends or each.specialises}


def _stray_steps(document: nodes.Document) -> list[int]:
    """Where steps stand that are part of no flow, which is reported there."""
    return sorted(each.span.start for each in document.strays if each.kind in ("step", "extension", "control"))


def _holds_one(offsets: list[int], span: Span) -> bool:
    return bisect_left(offsets, span.start) < bisect_left(offsets, span.end)


def _has(use_case: UseCase, asked: str, served: set[str]) -> bool:
    """Whether a use case has a field or flow, or needs none; what stands there empty is another rule's."""
    known = vocabulary(use_case.document.language).heads.get(key(asked))
    name = known.keyword if known else asked
    fields = {field.keyword or key(field.head) for field in use_case.fields}
    fields |= {section.kind for section in use_case.node.sections}
    if key(name) in fields or name in fields:
        return True
    if name == "scope":
        return use_case.system != ""
    if name == "primary actors":
        # Where steps are told and nobody takes part in them, that is a rule of its own.
        nobody = not use_case.supporting_actors and not any(
            step.subject and step.subject.key for step in steps(use_case)
        )
        return use_case.key in served or "personas" in fields or (nobody and any(True for _ in steps(use_case)))
    # Flows that leave a main flow which isn't there are reported with their labels.
    of_customers = not fields.isdisjoint(_OF_CUSTOMERS)
    return name in _FLOWS[:1] and (of_customers or bool(use_case.specialises) or bool(use_case.flows))


def _spelled(asked: str, use_case: UseCase) -> str:
    """What a field or flow is called in the language of the text."""
    language = use_case.document.language
    known = vocabulary(language).heads.get(key(asked))
    if known is None:
        return asked
    return canonical(language, "flows" if known.keyword in _FLOWS else "fields", known.keyword)


def _listed(names: list[str]) -> str:
    *most, last = (f"‘{name}’" for name in names)
    return f"{', '.join(most)} and {last}" if most else last


def _head(use_case: UseCase, span: Span) -> Place:
    place = bare(Place(use_case.document.source, span))
    return part(place, 0, len(written(place).rstrip(":： ")))


# ---- ids


def _mixed_styles(model: Model) -> Iterator[Finding]:
    """One finding for each way of writing the same letters that fewer use cases have than another one."""
    groups: dict[str, list[tuple[str, UseCase]]] = {}
    for use_case in model.use_cases.values():
        if match := _ID.fullmatch(use_case.id):
            style = f"{match['letters']}{match['mark']}"
            groups.setdefault(key(match["letters"]), []).append((style, use_case))
    for group in groups.values():
        (usual, _), *others = Counter(style for style, _ in group).most_common()
        example = next(use_case for style, use_case in group if style == usual)
        for other, count in others:
            first = next(use_case for style, use_case in group if style == other)
            more = f" ({count - 1} more of them)" if count > 1 else ""
            message = f"‘{first.id}’ is written in another way than ‘{example.id}’{more}"
            yield Finding(first.place, message, "write all ids in one way", (Related(example.place, "such as here"),))


# ---- what is still open


def _is_final(use_case: UseCase, settings: Settings) -> bool:
    """Whether the status says that a text is more than a draft, and still of use."""
    statuses = [key(each) for each in settings.statuses]
    status = key(use_case.status)
    retired = settings.statuses == STATUSES and status == STATUSES[-1]
    return status in statuses[1:] and not retired


def _texts(node: nodes.Declaration) -> Iterator[nodes.Text]:
    """All that a use case says, but for what is told as open."""
    yield node.name
    if node.description:
        yield node.description
    yield from (item for field in node.fields if field.keyword != "open issues" for item in field.items)
    for section in node.sections:
        bodies = [section.body, *(flow.body for flow in section.extensions)]
        yield from (flow.condition for flow in section.extensions)
        stories = (section.prose, *(flow.prose for flow in section.extensions))
        yield from (story for story in stories if story)
        for line in (line for body in bodies for line in body):
            yield from (line.text, *line.results) if isinstance(line, nodes.Step) else line.results


def _mark(text: nodes.Text, use_case: UseCase, settings: Settings) -> Place | None:
    """The first mark in a text for something open; the whole text if it says nothing else."""
    place = Place(use_case.document.source, text.span)
    if text.value in UNWRITTEN:
        return place
    for language in dict.fromkeys((use_case.document.language, "en")):
        for found in lexicon(language, settings.words).find("open-markers", written(place)):
            if not _is_word(found):
                return part(place, found.start, found.end)
    return None


def _is_word(found: Found) -> bool:
    return found.text in _ALSO_WORDS
