"""Phrases with places in them, and where a text says them: word by word, in time that grows with the text alone.

A phrase is written as the keyword table writes them: ``go to [step ]{label}``. ``{label}`` is a place, ``[ ]`` holds
what may be left out, and, beyond the keyword table, ``(a|b)`` a choice and ``<case>`` any of the words of that name.
Case, accents, apostrophes, hyphens, emphasis, quotes and brackets make no difference to a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

from usecase_dsl.importing.marks import digits

# Han, kana: these scripts have no blanks between words, so that each letter counts as one.
_LONE = r"[\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_LETTER = r"[A-Za-zÀ-ɏА-яЁёІіЇїЄє]"
_NUMBER = rf"\d{{1,4}}(?:{_LETTER}{{1,2}}\d{{1,4}}){{0,4}}{_LETTER}{{0,2}}(?!{_LETTER})"
_PART = rf"(?:[-,–—](?:{_NUMBER}|[A-Za-z]{{1,2}}\d{{1,4}}(?!{_LETTER}))|\.(?:{_NUMBER}|[A-Za-z]\d{{0,4}}(?!{_LETTER})))"
_TOKEN = re.compile(
    r"(?P<address>\]\([^()\s]{0,300}\))"
    r"|(?P<arrow>(?:[→⇒➔➜➡↪↩⟶]|[-=]{1,2}>)+)"
    rf"|(?P<label>#?(?:\*[a-z]{{1,2}}|[A-ZА-Я]{{1,3}}[-_.–]?|[a-z])?{_NUMBER}{_PART}{{0,8}}|\d+)"
    rf"|(?P<lone>{_LONE})"
    rf"|(?P<word>(?:(?!{_LONE})[^\W\d_]|[\u0300-\u036f])+)"
    r"|(?P<stop>[.!?。！？．；;؟۔…]+)"
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_LETTERS_OF_OTHER_KEYBOARDS = str.maketrans("đłıøيك", "dliøیک")
_TEMPLATE = re.compile(r"\{(\w+)\}|<([^<>]+)>|([\[\](|)])|([^\[\](|){}<>]+)")
# How many words of no weight may stand before a phrase: all phrases are tried after each of them.
_MOST_BEFORE = 4
STOP = "."
ARROW = "→"


class Token(NamedTuple):
    """A word, a number or label, an arrow or the end of a sentence; ``gap`` is all between it and the one before."""

    key: str
    written: str
    start: int
    end: int
    gap: str
    label: bool = False


class Match(NamedTuple):
    """A phrase that was found: what it was added for, how many tokens it takes, and what fills its places."""

    order: int
    meaning: tuple[str, ...]
    end: int
    places: tuple[tuple[str, int, int], ...]

    def place(self, name: str) -> tuple[int, int] | None:
        """From which token to which a place reaches, the last not included; ``None`` if there is none."""
        return next(((first, last) for each, first, last in self.places if each == name), None)


# What a place may hold: the tokens and the first of them, to the ends that are possible, the last not included.
Place = Callable[[Sequence[Token], int], Iterable[int]]


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """What a word is compared by: without case and accents."""
    if word.isascii():
        return word.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", word.casefold()))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS_OF_OTHER_KEYBOARDS)


def tokens(text: str) -> list[Token]:
    """The tokens of a text; offsets are those of the text."""
    plain, found, end = digits(text), list[Token](), 0
    for match in _TOKEN.finditer(plain):
        kind = match.lastgroup
        if kind == "address" or (kind == "stop" and _is_no_end(plain, match, found)):
            continue
        key = {"stop": STOP, "arrow": ARROW}.get(kind or "") or fold(match[0])
        found.append(Token(key, match[0], *match.span(), text[end : match.start()], kind == "label"))
        end = match.end()
    return found


def _is_no_end(text: str, stop: re.Match[str], before: list[Token]) -> bool:
    """Whether a point belongs to an abbreviation or an ordinal: ``п.3``, ``no. 3``, ``3. lépés``."""
    after = text[stop.end() : stop.end() + 3]
    if stop[0] != "." or not before or before[-1].end != stop.start():
        return False
    follows = after.lstrip()[:1]
    if before[-1].label:
        return after[:1].isspace() and follows.islower()
    return after[:1].isalnum() or (len(before[-1].key) < 5 and follows.isdigit())


_Meaning = tuple[str, ...]
_Filled = tuple[tuple[str, int, int], ...]
_Item = str | tuple[str, str] | tuple[bool, "_Choices"]
_Choices = tuple[tuple["_Item", ...], ...]


class _Node:
    """A point in phrases: which words, places and words of a name may come next, and which phrases end here."""

    __slots__ = ("also", "ends", "first", "grown", "named", "named_by_word", "places", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[_Node]] = {}
        self.places: list[tuple[str, Place, _Node]] = []
        self.named: list[tuple[_Node, _Node]] = []
        self.named_by_word: dict[str, list[tuple[_Node, _Node]]] = {}
        self.also: list[_Node] = []
        self.ends: list[tuple[int, _Meaning]] = []
        self.first: frozenset[str] | None = None
        self.grown: dict[object, _Node] = {}


class Phrases:
    """A set of phrases that are looked for all at once."""

    def __init__(self) -> None:
        self.root = _Node()
        self.count = 0
        self.known: set[str] = set()
        self.fillers: dict[str, list[tuple[str, ...]]] = {}

    def add(
        self, templates: Iterable[tuple[str, _Meaning]], words: Mapping[str, Sequence[str]], at: Mapping[str, Place]
    ) -> None:
        """Adds phrases, each with its meaning, that share words of a name and places.

        Raises KeyError for a place or words of a name that is not given.
        """
        self.count += 1
        language = _Language(self.count, {name: _Node() for name in words}, at, self.known)
        for name, texts in words.items():
            root, choices = language.named[name], tuple(each for text in texts for each in parse(text))
            language.grow(root, choices).ends.append((0, ()))
            _gather(root)
        for template, meaning in templates:
            language.grow(self.root, parse(template)).ends.append((self.count, meaning))
            self.count += 1
        _gather(self.root)

    def ignore(self, filler: str) -> None:
        """Makes a word, or several in a row, one that may stand anywhere in a phrase."""
        keys = tuple(token.key for token in tokens(filler))
        self.fillers.setdefault(keys[0], []).append(keys)
        self.known.update(keys)

    def begins(self, token: Token) -> bool:
        """Whether a phrase may begin with this very word, not with a place."""
        return token.key in self.root.words or token.key in self.root.named_by_word or bool(self.root.named)

    def matches(self, read: Sequence[Token], begin: int = 0) -> Iterator[Match]:
        """Every phrase that begins at a token, for each of its ends."""
        return _Search(read, self.fillers).matches(self.root, begin)


class _Search:
    """One look for phrases in some tokens."""

    def __init__(self, read: Sequence[Token], fillers: Mapping[str, list[tuple[str, ...]]]) -> None:
        self.read, self.fillers = read, fillers
        self.known: dict[tuple[_Node, int], list[Match]] = {}

    def matches(self, root: _Node, begin: int) -> Iterator[Match]:
        waiting: dict[int, dict[_Node, _Filled]] = {begin: {root: ()}}
        while waiting:
            at = min(waiting)
            for node, filled in waiting.pop(at).items():
                yield from (Match(order, meaning, at, filled) for order, meaning in node.ends)
                if at < len(self.read):
                    for end, following, more in self._moves(at, node, node is not root or at - begin < _MOST_BEFORE):
                        _reach(waiting.setdefault(end, {}), following, filled + more)

    def _moves(self, at: int, node: _Node, skips: bool) -> Iterator[tuple[int, _Node, _Filled]]:
        read, word = self.read, self.read[at].key
        yield from ((at + 1, each, ()) for each in node.words.get(word, ()))
        for name, place, following in node.places:
            yield from ((end, following, ((name, at, end),)) for end in place(read, at))
        for root, following in (*node.named, *node.named_by_word.get(word, ())):
            if root.first is None or word in root.first:
                yield from ((match.end, following, match.places) for match in self._named(root, at) if match.end > at)
        for filler in self.fillers.get(word, ()) if skips else ():
            if tuple(token.key for token in read[at : at + len(filler)]) == filler:
                yield at + len(filler), node, ()

    def _named(self, root: _Node, at: int) -> list[Match]:
        """What words of a name take at a token, once for each end."""
        if (root, at) not in self.known:
            ends = dict[int, Match]()
            for match in self.matches(root, at):
                ends.setdefault(match.end, match)
            self.known[root, at] = list(ends.values())
        return self.known[root, at]


def _gather(root: _Node) -> None:
    """Puts all that may come first into a root, so that one look finds the phrases that begin with a word."""
    reached = dict[_Node, _Filled]()
    _reach(reached, root, ())
    root.also.clear()
    named = [pair for node in reached for pair in node.named]
    for node in [each for each in reached if each is not root]:
        root.places.extend(node.places)
        for word, following in node.words.items():
            root.words.setdefault(word, []).extend(following)
    root.named = [pair for pair in named if pair[0].first is None]
    for pair in named:
        for word in pair[0].first or ():
            root.named_by_word.setdefault(word, []).append(pair)
    if not root.places and not root.named:
        root.first = frozenset({*root.words, *root.named_by_word})


def _reach(reached: dict[_Node, _Filled], node: _Node, filled: _Filled) -> None:
    """Adds a node and all that may stand at it."""
    pending = [node]
    while pending:
        each = pending.pop()
        if each not in reached:
            reached[each] = filled
            pending.extend(each.also)


@lru_cache(maxsize=4096)
def parse(template: str) -> _Choices:
    """A template as choices of items: words, places with their mark, and groups that may be left out or not."""
    stack: list[list[list[_Item]]] = [[[]]]
    for match in _TEMPLATE.finditer(template):
        place, name, bracket, text = match.groups()
        if place or name:
            stack[-1][-1].append(("{", place) if place else ("<", name))
        elif text:
            stack[-1][-1].extend(_keys(text))
        elif bracket == "|":
            stack[-1].append([])
        elif bracket in "([":
            stack.append([[]])
        else:
            group = tuple(map(tuple, stack.pop()))
            stack[-1][-1].append((bracket == "]", group))
    return tuple(map(tuple, stack[0]))


def _keys(text: str) -> list[str]:
    """The keys of the words of a template; most are letters and blanks alone, which is quicker to read."""
    return (
        text.lower().split()
        if text.isascii() and text.replace(" ", "").isalpha()
        else [each.key for each in tokens(text)]
    )


class _Language(NamedTuple):
    """What templates of a language refer to: ``number`` tells it from others, ``known`` collects its words."""

    number: int
    named: Mapping[str, _Node]
    places: Mapping[str, Place]
    known: set[str]

    def grow(self, begin: _Node, choices: _Choices) -> _Node:
        """Adds choices at a node; gives the node at their end."""
        end = _Node()
        for items in choices:
            node = begin
            for item in items:
                node = self._grow_item(node, item)
            node.also.append(end)
        return end

    def _grow_item(self, node: _Node, item: _Item) -> _Node:
        """Phrases that begin alike share their nodes, which makes them fewer and the look for them quick."""
        mark: object = item if isinstance(item, str) else (self.number, item)
        if item[0] == "{":
            mark = self.places[str(item[1])]
        if mark not in node.grown:
            node.grown[mark] = self._new(node, item)
        return node.grown[mark]

    def _new(self, node: _Node, item: _Item) -> _Node:
        following = _Node()
        if isinstance(item, str):
            node.words.setdefault(item, []).append(following)
            self.known.add(item)
        elif item[0] == "{":
            node.places.append((str(item[1]), self.places[str(item[1])], following))
        elif item[0] == "<":
            node.named.append((self.named[str(item[1])], following))
        else:
            following = self.grow(node, cast(_Choices, item[1]))
            if item[0]:
                node.also.append(following)
        return following
