"""A user story as a sentence: who wants what, and what it is good for, as far as a text says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from usecase_dsl.checks.language.lexicon import lexicon
from usecase_dsl.exporting.words import Words
from usecase_dsl.syntax.scripts import FULL_STOPS, holds_sign
from usecase_dsl.syntax.vocabulary import vocabulary

_SENTENCE_END = re.compile(r"[.!?…]\s|[。！？]\S")
_AFTER_WORD = r"(?=[\s,;:/.…]|\Z)"
# What may stand between the end of a sentence and the end of its text.
_CLOSING = "*_`'\"”’»)"
_MOST_IDS = 4


@dataclass(frozen=True, slots=True)
class Role:
    """Who wants something. ``thing`` says that it is no person, but a system or the time."""

    name: str
    thing: bool = False


@dataclass(frozen=True, slots=True)
class Benefit:
    """What it is good for, as written. ``whose`` is who has this interest, ``""`` where nobody in particular has."""

    text: str
    whose: str = ""


def sentence(words: Words, roles: Sequence[Role], title: str, benefit: Benefit | None) -> str:
    """The story: "As a Customer, I want to find a book, so that …". What isn't there is left out.

    A title that doesn't begin with a verb, as far as the language's words tell, is quoted. What it is good for is a
    part of the sentence where its form allows that, and else stands after it.
    """
    wanted = want(words, title)
    told = (
        words.text("story", role=_who(words, roles), want=wanted) if roles else words.text("without role", want=wanted)
    )
    whole = _with_benefit(words, told, benefit, roles) if benefit else told
    return whole if whole.rstrip(_CLOSING).endswith((*FULL_STOPS, "!", "?", "…")) else whole + words.stop


def want(words: Words, title: str) -> str:
    """A title as what somebody wants."""
    bare = _without_ids(title)
    if _begins_with_verb(words, bare):
        return words.text("verb", title=_in_sentence(words, _mine(words, bare)))
    return words.text("named", title=title)


# ---- who


def _who(words: Words, roles: Sequence[Role]) -> str:
    between = words.alternative if holds_sign(words.alternative) else f" {words.alternative} "
    return between.join(_before(words, role) + role.name for role in roles)


def _before(words: Words, role: Role) -> str:
    """What stands before a role: "a", "an", "the"."""
    if role.thing and (article := words.text("before thing")):
        return article
    pairs = words.table.get("before role", ())
    return next((str(article) for pattern, article in pairs if re.match(pattern, role.name)), "")


# ---- what


def _without_ids(title: str) -> str:
    """A title without ids of the writer's own before it, such as ``FR1.2 -``."""
    for _ in range(_MOST_IDS):
        first, _, rest = title.partition(" ")
        if not rest.strip() or not (first in ("-", "–", ":", "and") or any(map(str.isdigit, first))):
            break
        title = rest.strip()
    return title


def _begins_with_verb(words: Words, title: str) -> bool:
    """Whether a title is an infinitive with what belongs to it, as far as the language's words tell."""
    verbs = words.table.get("verbs", {})
    if not verbs or re.match(verbs.get("not", "(?!)"), title):
        return False
    lists = lexicon(words.language)
    if any(lists.begins(name, title) for name in verbs.get("lists", ())):
        return True
    more = title.split()[1:]
    if more and re.fullmatch(verbs.get("last", "(?!)"), more[-1]):
        return True
    # An empty pattern says that any title will do.
    first = verbs.get("first", "(?!)")
    return re.match(f"{first}{_AFTER_WORD}" if first else "", title) is not None


def _mine(words: Words, title: str) -> str:
    """A title whose verb acts on who does it, as that person says it: ``se connecter`` is ``me connecter``."""
    for pattern, mine in words.table.get("reflexive", ()):
        if found := re.match(pattern, title):
            return found.expand(mine) + title[found.end() :]
    return title


def _in_sentence(words: Words, text: str) -> str:
    """A text that goes on in a sentence: its first letter is small, unless its first word is written in capitals."""
    first = text.split(maxsplit=1)[0]
    capitals = any(letter.isupper() for letter in first[1:]) or first == "I"
    pattern = words.pattern("lower")
    keeps = capitals or (pattern is not None and not pattern.match(text))
    return text if keeps else text[:1].lower() + text[1:]


# ---- what it is good for


def _with_benefit(words: Words, story: str, benefit: Benefit, roles: Sequence[Role]) -> str:
    text = benefit.text.rstrip(f" {FULL_STOPS}") or benefit.text
    joined = None if _SENTENCE_END.search(text) else _joined(words, story, text, benefit.whose)
    return joined or words.text("benefit", story=story, benefit=text)


def _joined(words: Words, story: str, text: str, whose: str) -> str | None:
    """The story with the benefit as a part of it; ``None`` where its form isn't known."""
    if _match(words, "joins", text):
        form = words.text("joined", story=story, benefit=_small(text))
        return form or f"{story}, {_small(text)}"
    for name in ("infinitive", "wants"):
        if (found := _match(words, name, text)) and (
            form := words.text("to", story=story, benefit=_small(text[found.end() :]))
        ):
            return form
    if not whose and _begins_with_verb(words, text) and (form := words.text("to", story=story, benefit=_small(text))):
        return form
    if whose and _match(words, "third person", text):
        subject = words.text("before thing") + whose
        return words.text("so that", story=story, benefit=f"{subject} {_small(text)}")
    if _match(words, "clause", text):
        return words.text("so that", story=story, benefit=_after_article(words, text)) or None
    return None


def _match(words: Words, name: str, text: str) -> re.Match[str] | None:
    pattern = words.pattern(name)
    return pattern.match(text) if pattern else None


def _small(text: str) -> str:
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return text if any(letter.isupper() for letter in first[1:]) else text[:1].lower() + text[1:]


def _after_article(words: Words, text: str) -> str:
    """A clause whose first word loses its capital letter if it is an article; else it may be a name."""
    first = text.split(maxsplit=1)[0]
    return _small(text) if first.lower() in vocabulary(words.language).articles else text
