"""What the search of the site looks things up in: names, and the words of all texts, packed into one file.

It is JSON, with these members:

``kinds``
    For each kind of thing, its name, what stands before and behind the middle of an address, and for each thing its id,
    its name and that middle (0 where it is the id). All things are numbered, from 0, in this order.
``casts``
    For each actor, in the order of that kind, the numbers of the use cases in which it takes part.
``words``
    Words in their order, each followed by the numbers of the things in whose texts it occurs; blanks between them. A
    word leaves out what it shares with the one before: its first character is the digit that says how much.

Numbers are ascending, and written as differences, in the digits of ``DIGITS``.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from usecase_dsl.model.tables import Actor, Entry, EntryKind
from usecase_dsl.render.site.addresses import INDEX, Address, href
from usecase_dsl.render.site.facts import summary
from usecase_dsl.render.site.search_words import texts, words, words_of
from usecase_dsl.render.site.writer import Site

# Characters that stand for themselves in JSON and in HTML.
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-./:;=?@[]^_{|}~"
# A number ends with one of the first so many; one of the others says that more follow.
_LAST = 62

# The index may have so many bytes, and so many more for each thing in it; where there are too many words, those that
# are in most texts are left out, since they tell least.
_ROOM = 26_000
_ROOM_EACH = 98

# Addresses are as from a page in the site's own folder that isn't there.
_NOWHERE = " "

_KINDS: Mapping[EntryKind, str] = {
    "term": "Term",
    "rule": "Business rule",
    "requirement": "Requirement",
    "condition": "Condition",
    "segment": "Segment",
    "persona": "Persona",
    "plan": "Plan",
}


@dataclass(frozen=True, slots=True)
class _Thing:
    """``words`` are those of its text; its name's are there anyway."""

    id: str
    name: str
    href: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    things: tuple[_Thing, ...]


def search_index(site: Site) -> str:
    """The index as JSON that may stand in a script of a page as it is."""
    kinds = tuple(kind for kind in _kinds(site) if kind.things)
    parts = {
        "kinds": [_written(kind) for kind in kinds],
        "casts": _casts(site),
    }
    text = _json(parts)
    things = [thing for kind in kinds for thing in kind.things]
    room = _ROOM + _ROOM_EACH * len(things) - len(text.encode("utf-8"))
    return f'{text[:-1]},"words":{_json(packed(_places(things), room))}}}'


def packed(places: Mapping[str, Sequence[int]], room: int) -> str:
    """Words with the numbers where they occur, as one text of at most about ``room`` bytes."""
    coded = {word: numbers(found) for word, found in places.items()}
    by_cost = sorted(coded, key=lambda word: (len(places[word]), word))
    chosen, left = set[str](), room
    for word in by_cost:
        left -= len(coded[word]) + max(3, len(word.encode("utf-8")) - 1)
        if left < 0:
            break
        chosen.add(word)
    return " ".join(_entries({word: coded[word] for word in sorted(chosen)}))


def numbers(ascending: Iterable[int]) -> str:
    """Ascending numbers in digits."""
    before, text = -1, ""
    for number in ascending:
        text += _digits(number - before - 1)
        before = number
    return text


@lru_cache(maxsize=4096)
def _digits(number: int) -> str:
    others = len(DIGITS) - _LAST
    text = ""
    while number >= _LAST:
        number, digit = divmod(number - _LAST, others)
        text += DIGITS[_LAST + digit]
    return text + DIGITS[number]


def _entries(coded: Mapping[str, str]) -> Iterator[str]:
    before = ""
    for word, found in coded.items():
        shared = _shared(before, word)
        yield f"{DIGITS[shared]}{word[shared:]}"
        yield found
        before = word


def _shared(one: str, other: str) -> int:
    most = min(len(one), len(other), _LAST)
    shared = 0
    while shared < most and one[shared] == other[shared]:
        shared += 1
    return shared


def _places(things: Sequence[_Thing]) -> dict[str, list[int]]:
    """The numbers of the things where each word occurs."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, thing in enumerate(things):
        for word in thing.words:
            places[word].append(number)
    return places


def _kinds(site: Site) -> Iterator[_Kind]:
    model, at = site.model, site.addresses
    origin = INDEX if at.single else _NOWHERE
    yield _Kind("Use case", tuple(_use_case(site, key, at.use_cases[key], origin) for key in model.use_cases))
    yield _Kind("Actor", tuple(_actor(actor, at.actors[key], origin) for key, actor in model.actors.items()))
    for kind, table in model.entries.items():
        yield _Kind(_KINDS[kind], tuple(_entry(entry, at.entries[kind, key], origin) for key, entry in table.items()))


def _use_case(site: Site, key: str, at: Address, origin: str) -> _Thing:
    fact = site.fact(summary, key)
    return _Thing(fact.id, fact.title, href(at, origin), site.fact(words_of, key))


def _actor(actor: Actor, at: Address, origin: str) -> _Thing:
    fields = (field for declaration in actor.declarations for field in declaration.fields)
    text = "\n".join((actor.description, *texts(fields)))
    return _Thing("", actor.name, href(at, origin), words(text) - words(actor.name))


def _entry(entry: Entry, at: Address, origin: str) -> _Thing:
    text = "\n".join((entry.description, *entry.synonyms, *texts(entry.fields)))
    return _Thing(entry.id, entry.text, href(at, origin), words(text) - words(entry.text))


def _casts(site: Site) -> list[str]:
    """For each actor, the numbers of its use cases."""
    numbered = {key: number for number, key in enumerate(site.model.use_cases)}
    cast: dict[str, set[int]] = {key: set() for key in site.model.actors}
    for key, number in numbered.items():
        fact = site.fact(summary, key)
        for _, actor in (*fact.primary, *fact.supporting):
            if actor in cast:
                cast[actor].add(number)
    return [numbers(sorted(each)) for each in cast.values()]


def _written(kind: _Kind) -> list[object]:
    """A kind with the addresses of its things, of which only the part is written that isn't the same for all."""
    before, behind = _around([thing.href for thing in kind.things])
    end = -len(behind) or None
    middles = [thing.href[len(before) : end] for thing in kind.things]
    short = [0 if middle == thing.id else middle for middle, thing in zip(middles, kind.things, strict=True)]
    return [kind.name, before, behind, [each.id for each in kind.things], [each.name for each in kind.things], short]


def _around(hrefs: Sequence[str]) -> tuple[str, str]:
    """What addresses begin and end with: ``use-cases/`` and ``.html``, or ``rules.html#`` and nothing."""
    before = re.match(r".*[#/]|", hrefs[0])
    start = before[0] if before else ""
    same = all(each.startswith(start) for each in hrefs)
    end = ".html" if all(each.endswith(".html") for each in hrefs) else ""
    return start if same else "", end


def _json(value: object) -> str:
    """JSON that no HTML around it takes for a tag."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
