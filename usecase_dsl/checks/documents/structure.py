"""Rules about what stands where in a declaration: its fields and their values, loops, and marks of flows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from usecase_dsl.checks.walk import did_you_mean, flow_name, flows, part, rewrite, written
from usecase_dsl.diagnostic import Finding, Related, Severity
from usecase_dsl.model.gather import Scoped, items, scoped
from usecase_dsl.model.tables import Model, Range
from usecase_dsl.rule import Rule
from usecase_dsl.settings import STATUSES, Settings
from usecase_dsl.source import Place, Span
from usecase_dsl.syntax.labels import is_code
from usecase_dsl.syntax.lookalikes import lookalikes
from usecase_dsl.syntax.names import key, near
from usecase_dsl.syntax.nodes import Declaration, Document, Field, Reference, Step, Text
from usecase_dsl.syntax.scripts import FULL_STOPS
from usecase_dsl.syntax.vocabulary import Vocabulary, declarations, fields_of, value_names, vocabulary

# The fields that take one of a few values.
_FIXED = {"use case": ("level", "status"), "actor": ("kind",), "condition": ("given",)}
# The first line of a text, up to where the next one begins; there may be comments between them.
_FIRST_LINE = re.compile(r"(?P<line>\S[^\n]*?)[^\S\n]*\n\s*(?:#[^\n]*\n\s*)*")


def unknown_field(model: Model, settings: Settings) -> Iterator[Finding]:
    """A field or a flow that isn't known here: a slip of a keyword, another declaration's, or one of the writer's own.

    What it says is kept and shown, and no rule, diagram or test knows of it. Correct the slip, move the field
    to where it belongs, or, if it is a field of your own, list it in the configuration: `fields = ["team"]`; it is
    reported once in a file. An item of the field above begins with a dash.

    Bad:
        actor: Customer
          # SYN008 a use case has a level
          level: user goal
        use case: Sell a ticket
          # SYN008 priority
          priorty: high
          # SYN008 a field of one's own
          team: counter
          main success scenario:
            1. Customer pays the fare.
          # SYN008 extensions
          extenions:
            1a. Customer has no money:
              end in failure

    Good:
        actor: Customer
        use case: Sell a ticket
          level: user goal
          priority: high
          main success scenario:
            1. Customer pays the fare.
          extensions:
            1a. Customer has no money:
              end in failure

    Source: AI Unified Process validator (unexpected content).
    """
    names = _names(model)
    own = {key(name) for name in settings.fields}
    for document in model.documents:
        unknown: dict[tuple[str, str], list[Finding]] = {}
        for node in document.declarations:
            for above, field in zip((None, *node.fields), node.fields, strict=False):
                if key(field.head) not in own and (found := _field(field, above, node, document, names)):
                    unknown.setdefault((key(field.head), found.hint), []).append(found)
            yield from _foreign_sections(node, document)
        yield from chain.from_iterable(map(_once, unknown.values()))
        for each in document.lookalikes:
            if each.kind == "keyword" and key(each.text) not in own | names:
                yield _slip(each.text, each.meant, Place(document.source, each.span))


def unknown_value(model: Model, settings: Settings) -> Iterator[Finding]:
    """A level, a status, a kind or `given` has a value that it can't have, or two of them.

    These fields are read by tools: a value that isn't one of theirs means nothing. Take one of the values;
    those of `status` are in the configuration (`statuses`).

    Bad:
        actor: Till
          # SYN012 human, system or time
          kind: machine
        use case: Sell a ticket
          # SYN012 user goal
          level: user gaol
          # SYN012 there is no such status
          status: nearly done

    Good:
        actor: Till
          kind: system
        use case: Sell a ticket
          level: user goal
          status: review

    Source: AI Unified Process validator (status invalid).
    """
    for each in scoped(model.documents):
        for field in _FIXED.get(each.node.keyword, ()):
            found = list(items(each.node, field, each.words))
            for text in found:
                place = each.place(text.span)
                if not _is_value(field, text.value, each.words, settings):
                    yield _no_value(field, text, each, settings)
                # Kinds that contradict each other are another rule's.
                elif text is not found[0] and field != "kind":
                    related = (Related(each.place(found[0].span), "the first one"),)
                    yield Finding(place, f"a second value of ‘{field}’", "keep one of them", related)


def overlapping_ranges(model: Model, settings: Settings) -> Iterator[Finding]:
    """Two loops or optional parts of a flow overlap, and neither lies within the other.

    Nobody can tell what is done when a round of the one ends in the middle of the other. Move the ends so that
    one lies within the other, or so that they are apart.

    Bad:
        use case: Sell a ticket
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare.
            3. Customer pays the fare.
            repeat 1-2 until Customer agrees
            # SYN017 step 2 is in the loop, step 3 isn't
            optional 2-3

    Good:
        use case: Sell a ticket
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare.
            3. Customer pays the fare.
            repeat 1-2 until Customer agrees
            optional 3

    Source: language reference ("Loops and optional steps").
    """
    for _, flow in flows(model):
        for pair in _overlapping(flow.ranges):
            one, other = sorted(pair, key=lambda each: each.place.span)
            related = (Related(one.place, "it overlaps with this"),)
            message = f"two ranges of {flow_name(flow.label)} overlap, and neither lies within the other"
            yield Finding(other.place, message, "move an end, so that they nest or are apart", related)


def unknown_mark(model: Model, settings: Settings) -> Iterator[Finding]:
    """An id in brackets looks like the code of a flow of this use case, and there is no such flow.

    `[E2]` in a use case with a flow E1 is meant to say where a flow leaves; as it stands it says nothing.
    Correct the code, write the flow, or, if it is a rule, declare it: `rule E2: …`.

    Bad:
        use case: Sell a ticket
          main success scenario:
            1. Customer names a destination. [E1]
            # SYN023 there is no flow E2
            2. Customer pays the fare. [E2]
          failure flows:
            E1. No train goes there:
              end in failure

    Good:
        use case: Sell a ticket
          main success scenario:
            1. Customer names a destination. [E1]
            2. Customer pays the fare. [E2]
          failure flows:
            E1. No train goes there:
              end in failure
            E2. Customer has no money:
              end in failure

    Source: language reference ("Names").
    """
    declared = {key(entry.id) for table in model.entries.values() for entry in table.values() if entry.declared}
    for use_case in model.use_cases.values():
        codes = dict.fromkeys(flow.label for flow in use_case.flows if flow.code)
        letters = {_letters(code) for code in codes}
        for reference in _references(use_case.node):
            code = reference.text.upper()
            if code not in codes and is_code(code) and _letters(code) in letters and key(code) not in declared:
                place = Place(use_case.place.source, reference.span)
                hint = f"the flows with such a code here are {', '.join(codes)}"
                yield Finding(place, f"there is no flow {code} in this use case", hint)


# ---- fields


def _once(found: list[Finding]) -> list[Finding]:
    """What is found of a field; one of the writer's own is reported at its first place, and the others counted."""
    first, *others = found
    if first.severity is not Severity.WARNING or not others:
        return found
    return [replace(first, message=f"{first.message} ({len(others)} more of them below)")]


def _field(field: Field, above: Field | None, node: Declaration, document: Document, names: set[str]) -> Finding | None:
    place = Place(document.source, Span(field.head_span.start, field.head_span.start + len(field.head)))
    if field.keyword in fields_of(node.keyword):
        return None
    if field.keyword:
        owners = " and of ".join(_a(each) for each in _owners(field.keyword))
        in_flow = any(section.span.start < field.span.start for section in node.sections)
        hint = "move it there; if it is prose of a step, put ‘\\’ before it" if in_flow else "move it there"
        return Finding(place, f"‘{field.head}’ is a field of {owners}, not of {_a(node.keyword)}", hint)
    meant = (
        None
        if key(field.head) in names
        else lookalikes(vocabulary(document.language)).keyword(field.head, node.keyword)
    )
    if meant:
        return _slip(field.head, meant, place)
    message = f"‘{field.head}’ is no field of {_a(node.keyword)}"
    return Finding(place, message, _if_your_own(above), severity=Severity.WARNING)


def _slip(written: str, meant: str, place: Place) -> Finding:
    name = meant.rstrip(":")
    return Finding(place, f"‘{written}’ is no keyword", f"did you mean ‘{name}’?", fix=rewrite(place, written, name))


def _if_your_own(above: Field | None) -> str:
    if above and above.keyword and not above.items:
        return f"if it is an item of ‘{above.head}’, begin the line with ‘- ’"
    return "if it is a field of your own, list it under ‘fields’ in the configuration"


def _foreign_sections(node: Declaration, document: Document) -> Iterator[Finding]:
    for section in node.sections if node.keyword != "use case" else ():
        head = section.head.rstrip(":： ")
        place = Place(document.source, Span(section.head_span.start, section.head_span.start + len(head)))
        message = f"‘{head}’ belongs to a use case, not to {_a(node.keyword)}"
        yield Finding(place, message, "write the line ‘use case: …’ above it")


def _owners(keyword: str) -> Iterator[str]:
    return (each for each in declarations() if keyword in fields_of(each))


def _names(model: Model) -> set[str]:
    """The keys of all that is declared: none of them is a slip of a keyword."""
    names = {
        name for actor in model.actors.values() for name in (actor.key, *(key(each.text) for each in actor.synonyms))
    }
    names |= {key(name) for system in model.systems.values() for name in (system.name, *system.synonyms)}
    names |= {key(name) for each in model.use_cases.values() for name in (each.id, each.title)}
    entries = (entry for table in model.entries.values() for entry in table.values())
    return names | {key(name) for each in entries for name in (each.id, each.text, *each.synonyms)}


def _a(keyword: str) -> str:
    return f"{'an' if keyword.startswith('a') else 'a'} {keyword}"


# ---- values


def _no_value(field: str, text: Text, each: Scoped, settings: Settings) -> Finding:
    """What is wrong with a text that is no value; one with a value in its first line has a description below that."""
    place = each.place(text.span)
    first = _FIRST_LINE.match(written(place))
    if first and _is_value(field, first["line"], each.words, settings):
        name = "title" if each.node.keyword == "use case" else "name"
        hint = f"a description stands right under the {name}, above the fields"
        below = part(place, first.end(), place.span.end - place.span.start)
        return Finding(below, f"there is text below the value of ‘{field}’", hint)
    names = _value_names(field, each.document.language, settings)
    hint = did_you_mean(text.value, names, f"it is one of {', '.join(names)}")
    fix = rewrite(place, text.value, near(text.value, names))
    return Finding(place, f"‘{text.value}’ is no value of ‘{field}’", hint, fix=fix)


def _value_names(field: str, language: str, settings: Settings) -> tuple[str, ...]:
    """The values to choose from, in the language of the text; a project's own statuses as they are configured."""
    own = field == "status" and settings.statuses != STATUSES
    return settings.statuses if own else value_names(language, field)


def _is_value(field: str, written: str, words: Vocabulary, settings: Settings) -> bool:
    known = words.value(field, written)
    if field != "status":
        return known is not None
    statuses = {key(status) for status in settings.statuses}
    return key(written).rstrip(FULL_STOPS) in statuses or known in statuses


# ---- ranges


def _overlapping(ranges: Iterable[Range]) -> Iterator[tuple[Range, Range]]:
    """Pairs that overlap: for each range that doesn't fit into those that begin before it, one pair."""
    around: list[Range] = []
    for each in sorted(ranges, key=lambda each: (each.first, -each.last)):
        while around and around[-1].last < each.first:
            around.pop()
        if around and around[-1].last < each.last:
            yield around[-1], each
        else:
            around.append(each)


# ---- marks


def _references(node: Declaration) -> Iterator[Reference]:
    """The ids in brackets in the flows of a use case."""
    for section in node.sections:
        lines = [*section.body, *(line for extension in section.extensions for line in extension.body)]
        texts = [extension.condition for extension in section.extensions]
        texts += [
            text for line in lines for text in ((line.text, *line.results) if isinstance(line, Step) else line.results)
        ]
        yield from (reference for text in texts for reference in text.references)


def _letters(code: str) -> str:
    return code.rstrip("0123456789")


STRUCTURE_RULES: tuple[Rule[Model], ...] = (
    Rule("SYN008", "unknown-field", Severity.ERROR, unknown_field),
    Rule("SYN012", "unknown-value", Severity.ERROR, unknown_value),
    Rule("SYN017", "overlapping-ranges", Severity.ERROR, overlapping_ranges),
    Rule("SYN023", "unknown-mark", Severity.ERROR, unknown_mark),
)
