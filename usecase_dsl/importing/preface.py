"""What a document says of all its use cases at once: their actor and the system they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from usecase_dsl.importing import actors, lexicon
from usecase_dsl.importing.draft import DraftUseCase
from usecase_dsl.importing.lines import Line

_OF_ALL = re.compile(r"\b(?:for|in) (?:all|each|every)(?: of)?(?: the)? use cases?\b", re.IGNORECASE)
_AFTER = r"\s*(?:\([^)]*\))?\s*(?=[,.;)]|and the\b|the (?:actor|system)\b|unless\b|$)"
_NAME = rf"(?:the |an? )?(?P<name>[^,.;()\n]{{1,40}}?){_AFTER}"
_ACTOR = re.compile(rf"\bactor is {_NAME}", re.IGNORECASE)
_SYSTEM = re.compile(rf"\bsystem is {_NAME}", re.IGNORECASE)


def tell_all(drafts: Sequence[DraftUseCase], lines: Iterable[Line]) -> None:
    """Gives the use cases that name no actor or no scope those that a sentence names for all of them, as in "For all
    use cases below, the System is the Shop and the Actor is the Customer, unless specified otherwise"."""
    for line in lines:
        text = " ".join(lexicon.plain(line.text).replace("`", "").split())
        if line.kind not in ("text", "item") or not _OF_ALL.search(text):
            continue
        actor, system = _ACTOR.search(text), _SYSTEM.search(text)
        for draft in drafts:
            if actor and "primary actors" not in draft.fields:
                named = actors.names_in(actor["name"], "en") or []
                draft.actors.extend(named)
                draft.add("primary actors", [each.name for each in named])
                draft.remark("guessed", line.number, f"its actor is that of all use cases: {actor['name']}")
            if system and "scope" not in draft.fields:
                draft.add("scope", [system["name"]])
