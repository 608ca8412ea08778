"""The fields that refer to other use cases: what resolves stays, what is prose becomes a note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from usecase_dsl.importing import lexicon
from usecase_dsl.importing.draft import DraftUseCase
from usecase_dsl.importing.starts import start_of
from usecase_dsl.importing.values import says_nothing
from usecase_dsl.syntax.names import key

_REFERRING = ("extends", "specialises", "related")
_SEPARATOR = re.compile(r"\s*[,;、，；]\s*|\s+(?:and|e|y|et|und|и|i|a|oraz|и)\s+(?=[A-ZА-Я]{1,4}[-_ ]?\d)")
_POINT = re.compile(r"[^:：]{1,80}[:：]\s*(?:step\s+)?\d+[a-z]?\d*\.?$", re.IGNORECASE)


def resolve(drafts: Sequence[DraftUseCase]) -> None:
    """Keep of the fields that refer to use cases those names that some use case here has, and ids of others; keep of
    extension points those that name a step. All else stands among the notes, for a person to decide."""
    names = _names(drafts)
    for draft in drafts:
        for keyword in _REFERRING:
            if keyword in draft.fields:
                _sort(draft, keyword, names)
        points = draft.fields.get("extension points", [])
        _keep(draft, "extension points", [each for each in points if _POINT.match(each) or says_nothing(each)], points)


def _names(drafts: Sequence[DraftUseCase]) -> Mapping[str, str]:
    """How use cases are called, by id and by title, as keys."""
    names = {key(each.title): each.id or each.title for each in drafts}
    return names | {key(each.id): each.id for each in drafts if each.id}


def _sort(draft: DraftUseCase, keyword: str, names: Mapping[str, str]) -> None:
    kept: list[str] = []
    prose: list[str] = []
    for item in draft.fields[keyword]:
        found = [_named(part, names) for part in _SEPARATOR.split(item) if part.strip()]
        if key(lexicon.plain(item)).rstrip(".") in names:
            kept.append(names[key(lexicon.plain(item)).rstrip(".")])
        elif says_nothing(item):
            kept.append(item)
        elif found and all(found):
            kept.extend(found)
        else:
            prose.append(item)
    _keep(draft, keyword, kept, [*kept, *prose])


def _named(part: str, names: Mapping[str, str]) -> str:
    """The use case that a part of a list names: one here, or another by an id that only use cases have."""
    text = lexicon.plain(part).strip(" .`\"'“”")
    if key(text) in names:
        return names[key(text)]
    start = start_of(text, heading=True)
    if start and start.id and start.named:
        return names.get(key(start.id), start.id) if not start.title or len(start.title.split()) <= 8 else ""
    bracketed = re.fullmatch(r"(?P<title>.+?)\s*[(（](?P<id>[^()（）]+)[)）]", text)
    return _named(bracketed["id"], names) if bracketed else ""


def _keep(draft: DraftUseCase, keyword: str, kept: Sequence[str], all_items: Sequence[str]) -> None:
    prose = [each for each in all_items if each not in kept]
    if prose:
        draft.add("notes", (f"{keyword}: {each}" for each in prose))
        draft.remark("open", draft.line, f"‘{keyword}’ names no use case or step in a form that is understood")
    if kept:
        draft.fields[keyword] = list(dict.fromkeys(kept))
    else:
        draft.fields.pop(keyword, None)
