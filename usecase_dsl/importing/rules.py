"""Business rules that a document writes under headings of their own: "### BR-1: A book is lent to one reader"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from usecase_dsl.importing import lexicon, values
from usecase_dsl.importing.draft import DraftRule, DraftUseCase
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.starts import tidy_id
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Declaration, Reference, Text

_HEAD = re.compile(r"(?P<id>[A-Z]{1,6}[-_ ]?\d{1,4}(?:[.-]\d{1,3})*)(?:\s*[:：.)]\s*|\s+[-–—]\s+|\s+|$)(?P<title>.*)")


def rules_apart(lines: Sequence[Line]) -> tuple[list[DraftRule], list[Line]]:
    """The rules whose headings have an id, and all other lines."""
    rules: list[DraftRule] = []
    others: list[Line] = []
    for group in _groups(lines):
        rule = _rule(group)
        if rule:
            rules.append(rule)
        else:
            others.extend(group)
    return rules, others


def declare_rules(drafts: Sequence[DraftUseCase]) -> None:
    """Keep of the rules those whose id stands for one thing in the document; the others become text of their use cases,
    since numbers that each use case counts anew say nothing to the others."""
    counted = Counter(key(rule.id) for draft in drafts for rule in draft.rules)
    counted.update(key(draft.id) for draft in drafts if draft.id)
    for draft in drafts:
        draft.add("business rules", (item for rule in draft.rules if counted[key(rule.id)] > 1 for item in rule.items))
        draft.rules = [rule for rule in draft.rules if counted[key(rule.id)] == 1]


def declarations_of(draft: DraftUseCase) -> Iterator[Declaration]:
    """The rules that a use case tells, as declarations."""
    for rule in draft.rules:
        said = Text("\n\n".join(rule.said)) if rule.said else None
        yield Declaration("rule", Reference(rule.id), Text(rule.title), said)


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines before the first heading, and each heading with those below it."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.kind == "heading":
            groups.append([])
        groups[-1].append(line)
    return groups


def _rule(group: Sequence[Line]) -> DraftRule | None:
    head = _HEAD.fullmatch(lexicon.plain(group[0].text)) if group and group[0].kind == "heading" else None
    if head is None:
        return None
    said = [text for text, _ in values.items_of(group[1:])]
    title = head["title"].strip(" *_:：") or (said.pop(0) if said else "")
    items = tuple(text for text, _ in values.items_of(group)) or (group[0].text,)
    return DraftRule(tidy_id(head["id"]), title, tuple(said), items) if title else None
