"""Rules about what nobody traces: requirements and business rules without a use case, and the other way round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from usecase_dsl.checks.walk import called, includes, written
from usecase_dsl.diagnostic import Finding, Severity
from usecase_dsl.model.tables import Entry, EntryKind, Model
from usecase_dsl.rule import Rule
from usecase_dsl.settings import Settings
from usecase_dsl.source import Place
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Declaration, Document

_ID = re.compile(r"[\w#]+(?:[.#-]+\w+)*")
_COMMENT = re.compile(r"^[^\S\n]*#.*", re.MULTILINE)


def untraced(model: Model, settings: Settings) -> Iterator[Finding]:
    """A requirement or a business rule that no use case names, or a use case without a requirement.

    A requirement that no use case realises is perhaps forgotten, and so is a rule that nobody has to heed. Name it
    where it belongs: in `realises`, in `business rules`, or in brackets at a step. A use case without a requirement
    is found where more than half of the use cases of the project have one; those that others include, and those
    that extend or specialise others, serve the same requirements as these.

    Bad:
        # TRC701 who does that?
        requirement REQ-1: A ticket can be given back.

        # TRC701 who heeds it?
        rule BR-1: A ticket is charged once.

        use case: Sell a ticket
          main success scenario:
            1. System charges the fare.

    Good:
        requirement REQ-1: A ticket can be given back.

        rule BR-1: A ticket is charged once.

        use case: Sell a ticket
          main success scenario:
            1. System charges the fare. [BR-1]

        use case: Refund a ticket
          realises: REQ-1

    Source: Rational Unified Process, traceability; AI Unified Process validator (coverage, rules).
    """
    if not any(each.declared for kind in ("rule", "requirement") for each in model.entries[kind].values()):
        return
    in_all = Counter(
        name for document in model.documents for node in document.declarations for name in _ids(node, document)
    )
    by_use_case = {one.key: _ids(one.node, one.document) for one in model.use_cases.values()}
    for entry in _entries(model, "rule") if model.use_cases else ():
        # Its own declaration names it once.
        if in_all[entry.key] < 2:
            message = f"nothing refers to the rule ‘{entry.id}’"
            yield Finding(entry.place, message, f"write ‘[{entry.id}]’ at the step that heeds it, or take the rule out")
    traced = set[str]().union(*by_use_case.values())
    for entry in _entries(model, "requirement") if model.use_cases else ():
        if entry.key not in traced:
            hint = f"write ‘realises: {entry.id}’ in the use case that does"
            yield Finding(entry.place, f"no use case realises the requirement ‘{entry.id}’", hint)
    yield from _without_requirement(model, by_use_case)


REQUIREMENT_RULES: tuple[Rule[Model], ...] = (Rule("TRC701", "untraced", Severity.WARNING, untraced),)


def _entries(model: Model, kind: EntryKind) -> Iterator[Entry]:
    """What a project declares of a kind, by an id that can be referred to."""
    return (entry for entry in model.entries[kind].values() if entry.declared and entry.id)


def _ids(node: Declaration, document: Document) -> frozenset[str]:
    """All that a declaration says that may be an id, wherever it says it, but for comments."""
    text = _COMMENT.sub("", written(Place(document.source, node.span)))
    return frozenset(key(each) for each in _ID.findall(text))


def _without_requirement(model: Model, by_use_case: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    requirements = {entry.key for entry in _entries(model, "requirement")}
    without = [name for name, ids in by_use_case.items() if requirements.isdisjoint(ids)]
    included = {name.key for use_case in model.use_cases.values() for name in includes(use_case)}
    for name in without if 0 < 2 * len(without) < len(by_use_case) else ():
        use_case = model.use_cases[name]
        if not (use_case.extends or use_case.specialises or name in included):
            message = f"use case ‘{called(use_case)}’ has no requirement, and most of the others have"
            yield Finding(use_case.place, message, "name the ones that it realises: ‘realises: …’")
