"""What prose says of where a flow leads: a sentence that is a control line, or that offers two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from usecase_dsl.source import Span
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.scripts import ENDS, as_typed, holds_sign
from usecase_dsl.syntax.vocabulary import Vocabulary, control_pattern

# A point within a label or number ends no sentence.
_SENTENCE = re.compile(r"(?:[^.!?;:。！？；：\n]|\.(?=\w))+")
_LONGEST_WORDING = 120


def is_way_out(sentence: str, words: Vocabulary) -> bool:
    """Whether a sentence is what a control line that ends a flow says."""
    text = sentence.strip(f" {ENDS}")
    return len(text) <= _LONGEST_WORDING and _way_out(words).fullmatch(text) is not None


def says_where(sentence: str, words: Vocabulary) -> bool:
    """Whether such a sentence says more than that the flow ends."""
    text = sentence.strip(f" {ENDS}")
    return is_way_out(text, words) and _mere_end(words).fullmatch(text) is None


def last_sentence(text: str, span: Span) -> Span:
    """The last sentence in a part of a text, without the point after it."""
    last = span
    for match in _SENTENCE.finditer(text, *span):
        if match[0].strip():
            last = _stripped(text, Span(*match.span()))
    return last


def two_ways_out(text: str, span: Span, words: Vocabulary) -> Iterator[Span]:
    """The clauses in a part of a text that say where a flow leads and then, after "or", where else: "resume at 2 or
    end", "the use case ends in failure or in success"."""
    # Nearly all prose offers nothing.
    offered = _between(words.alternatives).search(text, *span)
    for sentence in _SENTENCE.finditer(text, *span) if offered else ():
        whole = _stripped(text, Span(*sentence.span()))
        # Both ways out are short, and the second one ends the sentence.
        near = max(whole.start, whole.end - 2 * _LONGEST_WORDING)
        starts = [whole.start, *(match.end() for match in _clause(words.conjunctions).finditer(text, near, whole.end))]
        for infix in _between(words.alternatives).finditer(text, near, whole.end):
            other = text[infix.end() : whole.end]
            clauses = [_stripped(text, Span(start, infix.start())) for start in starts if near <= start < infix.start()]
            found = next((each for each in clauses if _offers(text[each.start : each.end], other, words)), None)
            if found:
                yield Span(found.start, whole.end)


def _offers(first: str, other: str, words: Vocabulary) -> bool:
    """Whether a way out is followed by another one, which may leave out the words that both begin with."""
    if not _may_be_way_out(first, words) or not is_way_out(first, words):
        return False
    cuts = [0, *(match.end() for match in re.finditer(r"\s+", first))]
    return any(is_way_out(f"{first[:cut]}{other.strip()}", words) for cut in cuts)


def _may_be_way_out(text: str, words: Vocabulary) -> bool:
    """A quick look that rules nearly all prose out: whether its words are those of control lines, but for labels."""
    known = _words(words)
    return holds_sign(text) or all(any(map(str.isdigit, each)) or each in known for each in key(text).split())


@cache
def _words(words: Vocabulary) -> frozenset[str]:
    return frozenset(
        word for _, template in _templates(words) for word in key(re.sub(r"[\[\]]", " ", template)).split()
    )


@cache
def _way_out(words: Vocabulary) -> re.Pattern[str]:
    patterns = (control_pattern(template, named=False) for _, template in _templates(words))
    return re.compile("|".join(patterns), re.IGNORECASE)


@cache
def _mere_end(words: Vocabulary) -> re.Pattern[str]:
    patterns = (control_pattern(template, named=False) for kind, template in words.controls if kind == "end")
    return re.compile("|".join(patterns), re.IGNORECASE)


def _templates(words: Vocabulary) -> list[tuple[str, str]]:
    return [each for each in words.controls if not each[0].startswith(("repeat", "optional"))]


@cache
def _between(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_words_alone(alternatives), re.IGNORECASE)


@cache
def _clause(conjunctions: tuple[str, ...]) -> re.Pattern[str]:
    """What stands before a clause within a sentence."""
    return re.compile(f"[,，、]|{_words_alone(conjunctions)}", re.IGNORECASE)


def _words_alone(words: tuple[str, ...]) -> str:
    """A pattern for any of the words with blanks around it, which signs do without. The blanks are looked at and not
    gone through: there may be many."""
    return "|".join(as_typed(word) if holds_sign(word) else rf"(?<=\s){as_typed(word)}(?=\s)" for word in words)


def _stripped(text: str, span: Span) -> Span:
    written = text[span.start : span.end]
    start = span.start + len(written) - len(written.lstrip())
    return Span(start, start + len(written.strip()))
