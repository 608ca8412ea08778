"""What may stand in the places of wordings: labels of steps, subjects, conditions, names of use cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from usecase_dsl.importing import lexicon
from usecase_dsl.importing.phrases import ARROW, STOP, Place, Token, fold, tokens
from usecase_dsl.syntax.labels import canonical, step_label

_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th|er|re)$", re.IGNORECASE)
_RANGE = re.compile(r"\s*[-–—~～〜]\s*")
_CODED = re.compile(r"#?([A-Za-zА-Я]{1,3})[-_.–]?\d")
_CLOSING = dict(zip("«“„‘[(（「『《【", ("»", "”", "“”", "’", "]", ")", "）", "」", "』", "》", "】"), strict=True))
_QUOTES = "\"'`*_«“„‘[「『《【"
# Ranges, lists and years.
_NO_STEP = re.compile(r"[-,–—]|\d{4}")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS_OF_A_NAME = 12


def places(table: Mapping[str, Any]) -> dict[str, Place]:
    """The places of wordings in a language with such a table."""
    ordinals = {fold(word): str(place) for place, word in enumerate(table["ordinals"], 1)}
    numbers = {fold(word) for word in table["numbers"]}
    connected = _Connected(frozenset(map(_keys, table["to"])), frozenset(map(fold, table["and"])))
    return {
        "label": _label(_words_of(table["words"].get("step", ()))),
        "ordinal": lambda read, at: _one(read[at].key in ordinals or _is_ordinal(read[at]), at),
        "number": lambda read, at: _one(read[at].key in numbers, at),
        "range": connected.range,
        "steps": connected.steps,
        "flow": _flow,
        "itself": _flow,
        "condition": lambda read, at: range(at + 1, len(read) + 1),
        "result": _result(frozenset(map(fold, table["without"]))),
        "who": _subject(table),
        "id": identifier,
        "called": _called(connected.conjunctions),
        "quoted": quoted,
        "bracketed": _bracketed,
    }


def label_of(token: Token, table: Mapping[str, Any]) -> str:
    """The label that a token says in a language: ``3`` of ``#3`` and ``third``."""
    for words in (table["ordinals"], table["numbers"]):
        keys = [fold(word) for word in words]
        if token.key in keys:
            return str(keys.index(token.key) + 1)
    ordinal = _ORDINAL.match(token.written)
    return ordinal[1] if ordinal else token.written.lstrip("#").rstrip(".")


def range_of(read: Sequence[Token]) -> str:
    """A range of steps as a control line has it: ``2-4`` of ``2 to 4``."""
    return "-".join(token.written.lstrip("#") for token in read if token.label)


def steps_of(read: Sequence[Token], table: Mapping[str, Any]) -> tuple[str, tuple[tuple[int, int], ...]] | None:
    """The flow and the numbers of its steps that tokens name; ``None`` if they are no steps of one flow."""
    to, pairs, flows = {_keys(each)[-1] for each in table["to"]}, list[tuple[int, int]](), set[str]()
    open_range = False
    for place, token in enumerate(read):
        if not (token.label or place == 0):
            open_range = token.key in to
            continue
        for number, part in enumerate(re.split(r"[,/]", label_of(token, table))):
            first, *last = [_step(each) for each in _RANGE.split(part)]
            if first is None or None in last:
                return None
            joined = not number and place > 0 and (open_range or _RANGE.fullmatch(token.gap))
            flows |= {first[0], *(each[0] for each in last if each)}
            end = last[-1][1] if last and last[-1] else first[1]
            pairs.append((pairs.pop()[0], end) if joined and pairs else (first[1], end))
        open_range = False
    if len(flows) != 1 or any(first > last for first, last in pairs):
        return None
    return flows.pop(), tuple(pairs)


def _step(written: str) -> tuple[str, int] | None:
    """The flow and number of a label; a path such as ``2.5`` is no label of a step."""
    found = None if re.fullmatch(r"\d+(?:\.\d+)+", written) else step_label(canonical(written))
    return (found.flow, found.number) if found and 0 < found.number < 1000 else None


def _keys(phrase: str) -> tuple[str, ...]:
    return tuple(token.key for token in tokens(phrase))


def _words_of(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for phrase in phrases for word in _WORD.findall(phrase))


def _one(fits: bool, at: int) -> Iterable[int]:
    return (at + 1,) if fits else ()


def _is_ordinal(token: Token) -> bool:
    return token.label and _ORDINAL.match(token.written) is not None


def _label(step: frozenset[str]) -> Place:
    """A label of a step. A code alone, such as ``A1``, names a flow or a use case, but after the word "step"."""

    def ends(read: Sequence[Token], at: int) -> Iterable[int]:
        token = read[at]
        if not token.label or _NO_STEP.search(token.written):
            return ()
        named = at > 0 and read[at - 1].key in step
        return _one(named or "." in token.written or not _CODED.match(token.written), at)

    return ends


def _flow(read: Sequence[Token], at: int) -> Iterable[int]:
    """The code or label of a flow, such as ``A1``; the id of a use case is none."""
    token = read[at]
    is_flow = token.label and re.search(r"[^\W\d_]", token.written) is not None
    return _one(is_flow and not identifier(read, at), at)


def _subject(table: Mapping[str, Any]) -> Place:
    """Who does something: an article and two words, or a name of up to four; nothing that makes it another clause."""
    articles = frozenset(map(fold, table.get("articles", ())))
    never = frozenset(map(fold, (*table.get("no subject", ()), *table["joins"])))

    def ends(read: Sequence[Token], at: int) -> Iterable[int]:
        first = at + 1 if read[at].key in articles else at
        for end in range(first + 1, min(first + 4, len(read)) + 1):
            token = read[end - 1]
            if token.key in never or token.key in (STOP, ARROW) or (end - 1 > at and not _is_blank(token.gap)):
                return
            is_name = end - first <= 2 or all(each.written[:1].isupper() for each in read[first:end])
            if is_name and (end - first == 1 or not _begins_anew(read, end, never)):
                yield end

    return ends


def _begins_anew(read: Sequence[Token], at: int, joins: frozenset[str]) -> bool:
    """Whether another clause begins at a token, so that a verb is among the words before it."""
    return at < len(read) and (read[at].key in joins or not _is_blank(read[at].gap))


def _is_blank(gap: str) -> bool:
    """Whether words stand in one piece of a sentence: marks of emphasis and quotes are no bounds."""
    return not gap.strip(" \n\t*_`\"'’«»[]“”")


def _result(words: frozenset[str]) -> Place:
    return lambda read, at: (len(read),) if read[at].key in words and at + 1 < len(read) else ()


class _Connected:
    """Labels with words between them: ``2 to 4``, ``3 and 5``."""

    def __init__(self, to: frozenset[tuple[str, ...]], conjunctions: frozenset[str]) -> None:
        self.to, self.conjunctions = to, conjunctions

    def range(self, read: Sequence[Token], at: int) -> Iterable[int]:
        if not read[at].label:
            return
        yield at + 1
        if at + 1 < len(read) and read[at + 1].label and _RANGE.fullmatch(read[at + 1].gap):
            yield at + 2
        elif last := self._after_to(read, at + 1):
            yield last + 1
        elif at + 2 < len(read) and read[at + 2].label and read[at + 1].key in self.conjunctions:
            first, second = _step(read[at].written), _step(read[at + 2].written)
            if first is not None and second is not None and (first[0], first[1] + 1) == second:
                yield at + 3

    def steps(self, read: Sequence[Token], at: int) -> Iterable[int]:
        """As many labels as are connected."""
        if not read[at].label:
            return ()
        end = at + 1
        while end < len(read) and (following := self._next(read, end)) and following - at < 20:
            end = following
        return (end,)

    def _next(self, read: Sequence[Token], at: int) -> int:
        """The end of one label more, or 0."""
        if read[at].label and re.fullmatch(r"\s*[-–—~～〜,/&、]\s*", read[at].gap):
            return at + 1
        if last := self._after_to(read, at):
            return last + 1
        joined = read[at].key in self.conjunctions and at + 1 < len(read)
        return at + 2 if joined and read[at + 1].label else 0

    def _after_to(self, read: Sequence[Token], at: int) -> int:
        """Where the label stands that a range reaches to, after words such as "to"; or 0."""
        for words in self.to:
            last = at + len(words)
            if last < len(read) and read[last].label and tuple(each.key for each in read[at:last]) == words:
                return last
        return 0


@cache
def _identifiers() -> frozenset[str]:
    return frozenset(fold(each) for each in lexicon.documents()["uc ids"])


def identifier(read: Sequence[Token], at: int) -> Iterable[int]:
    """An id of a use case: ``UC3``, ``UC-03``, ``CU 3``, ``UC-SALES-1``."""
    token = read[at]
    if token.label:
        coded = _CODED.match(token.written)
        return _one(coded is not None and fold(coded[1]) in _identifiers(), at)
    end = at + 1
    while end < min(len(read), at + 5) and read[end].gap in ("-", "_") and read[end].written.isupper():
        end += 1
    if end < len(read) and read[end].label and read[end].gap in ("-", "_", " ", " #", " -", "", ".", ". "):
        end += 1
    return (end,) if token.key in _identifiers() and read[end - 1].label else ()


def quoted(read: Sequence[Token], at: int, opening: str = _QUOTES) -> Iterable[int]:
    """A name in quotes, code marks, emphasis or a link."""
    gap = read[at].gap
    mark = gap[-1:] if gap.strip() else ""
    if not mark or mark not in opening or (at and mark in "_*'" and gap[0] == mark):
        return ()
    closing = _CLOSING.get(mark, mark)
    for end in range(at + 1, min(len(read), at + _MOST_WORDS_OF_A_NAME) + 1):
        if end == len(read) or any(each in closing for each in read[end].gap):
            return (end,)
    return ()


def _called(conjunctions: frozenset[str]) -> Place:
    """A use case that is named: an id, a name in quotes, or words that begin with a capital letter."""

    def ends(read: Sequence[Token], at: int) -> Iterable[int]:
        found = (*identifier(read, at), *quoted(read, at))
        if found:
            return found[:1]
        token = read[at]
        if token.label:
            return _one(_CODED.match(token.written) is not None, at)
        return (_title_end(read, at, conjunctions),) if token.written[:1].isupper() and token.key != STOP else ()

    return ends


def _title_end(read: Sequence[Token], at: int, conjunctions: frozenset[str]) -> int:
    """Where a title ends: at a mark; or, where none is near, after the words with capital letters."""
    capital = end = at + 1
    while end < len(read) and read[end].key not in (STOP, ARROW) and _is_blank(read[end].gap):
        if read[end].key in conjunctions and not read[min(end + 1, len(read) - 1)].written[:1].isupper():
            break
        end += 1
        if read[end - 1].written[:1].isupper() and capital == end - 1:
            capital = end
    return end if end - at <= 4 else capital


def _bracketed(read: Sequence[Token], at: int) -> Iterable[int]:
    """A name in brackets or after a colon, as in ``include (Log in)`` and ``include: Log in``."""
    if read[at].gap.strip() == ":" and read[at].written[:1].isupper():
        return identifier(read, at) or (_title_end(read, at, frozenset()),)
    return quoted(read, at, "(（")
