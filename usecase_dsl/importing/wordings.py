"""What prose says about a flow: how it ends, where it leaves another, and which use cases it calls.

The wordings are ``grammar/wordings.json``, for each language; the control lines of the keyword table count too. All
functions take the languages to be understood, and without any they understand all together, since documents mix them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple, cast

from usecase_dsl import resources
from usecase_dsl.importing.phrases import ARROW, STOP, Match, Phrases, Token, fold, tokens
from usecase_dsl.importing.places import identifier, label_of, places, quoted, range_of, steps_of
from usecase_dsl.importing.sentences import balanced, capital, sentences, unwrapped
from usecase_dsl.source import Span
from usecase_dsl.syntax import vocabulary
from usecase_dsl.syntax.labels import canonical, full_step_label
from usecase_dsl.syntax.nodes import Control, ControlKind, Reference, Text

_LONGEST_SENTENCE: Final = 600
_LONGEST_ANCHOR: Final = 300
_MOST_CLAUSES: Final = 40
_SEPARATES: Final = re.compile(r"[,;:(（\[、，：；،؛—–…]|\s-{1,2}\s")
_AFTER_ANCHOR: Final = re.compile(r"[,;:()（）\[\]【】、，：；،؛—–…-]")
_BEFORE_REST: Final = re.compile(
    r"^(?:[-=]{1,2}>|[→⇒]|[\s,;:.)\]】）、，：。،؛–—-]|[*_`]{1,3}(?=[\s,;:.)\]】]|$)){1,12}"
)
_ANY: Final[tuple[str, ...]] = ()
# What templates that name a step or the use case have in them.
_NAMED: Final = ("{label}", "{range}", "{ordinal}", "<there>", "<place>", "<main>", "case", "step")

__all__ = ["Anchor", "anchor_of", "calls", "clause", "end_of", "is_conditional", "languages", "sentences"]


class Anchor(NamedTuple):
    """Where a flow leaves: at which steps, or at any time; ``after`` if only when the steps are done.

    ``rest`` is the text without the anchor, and ``flow`` the flow that the steps are in, ``""`` for the main flow.
    ``at_end`` tells that it stood in brackets at the text's end, where a step may name another step as well.
    """

    steps: tuple[tuple[int, int], ...]
    any_time: bool
    rest: str
    flow: str = ""
    after: bool = False
    at_end: bool = False


@dataclass(frozen=True, eq=False)
class _Wordings:
    """The wordings of some languages, made ready to be looked for. A phrase means its language, then what it says."""

    controls: Phrases = field(default_factory=Phrases)
    anchors: Phrases = field(default_factory=Phrases)
    calls: Phrases = field(default_factory=Phrases)
    when: Phrases = field(default_factory=Phrases)
    joins: Phrases = field(default_factory=Phrases)
    conjunctions: set[str] = field(default_factory=set)
    without: set[str] = field(default_factory=set)
    either: set[str] = field(default_factory=set)


def languages() -> tuple[str, ...]:
    """The codes of the languages that there are wordings for."""
    return tuple(_table())


def end_of(sentence: str, languages: tuple[str, ...] = _ANY) -> Control | None:
    """The end of a flow, the loop or the option that a sentence says as a whole; ``None`` if it says anything else.

    Labels are as written, in ASCII digits and without ``#``. What a use case "ends without" is a result of the end.
    """
    if len(sentence) > _LONGEST_SENTENCE or _is_question(sentence):
        return None
    read = _without_stops(tokens(sentence))
    return _control(sentence, read, languages) if _may_end(read, languages) else None


def clause(sentence: str, languages: tuple[str, ...] = _ANY) -> Control | None:
    """The end of a flow that the last clause of a sentence says, or its last brackets, naming a step or the use case.

    The span of the control is where the sentence says it, with the word that joins it to what stands before. A choice,
    as in ``User either tries again, or cancels, and the use case ends``, says no end.
    """
    begin = max(0, len(sentence) - _LONGEST_SENTENCE)
    read = _without_stops(tokens(sentence[begin:]))
    if _is_question(sentence) or not _may_end(read, languages) or _has_choice(read, languages):
        return None
    for start, joined in _clauses(read, languages):
        control = _control(sentence[begin:], read[start:], languages, named=True)
        if control:
            offset = begin + (read[joined - 1].end if joined else 0)
            return _moved(control, Span(offset, begin + read[-1].end))
    return None


def is_conditional(sentence: str, languages: tuple[str, ...] = _ANY) -> bool:
    """Whether a sentence begins with "if", "when" or the like, so that what its last clause says holds only then."""
    read = tokens(sentence[:_LONGEST_ANCHOR])
    return any(True for _ in _wordings(languages).when.matches(read))


def anchor_of(text: str, languages: tuple[str, ...] = _ANY) -> Anchor | None:
    """Where a flow leaves, if a text says so at its beginning, or in brackets at its beginning or end."""
    bare = unwrapped(text.strip())
    leading = _leading_anchor(bare, languages) or _anchor_in_condition(bare, languages)
    return leading or _trailing_anchor(bare, languages)


def calls(text: str, languages: tuple[str, ...] = _ANY) -> tuple[str, ...]:
    """The use cases that a text says are called, each once, as written; a mere mention is no call."""
    read, found = tokens(text), dict[str, None]()
    wordings = _wordings(languages)
    at = 0
    while at < len(read):
        end = at + 1
        if wordings.calls.begins(read[at]) or identifier(read, at) or quoted(read, at):
            for first, last in _called(read, at, wordings):
                found[text[read[first].start : read[last - 1].end].strip(" .,")] = None
                end = max(end, last)
        at = end
    found.update(dict.fromkeys(_stereotyped(text, languages)))
    return tuple(found)


# ---- the tables


@cache
def _table() -> Mapping[str, Any]:
    table: dict[str, Any] = json.loads(resources.read_text("grammar/wordings.json"))["languages"]
    others = [each for each in vocabulary.languages() if each not in table]
    return {**table, **{language: _own_words(language) for language in others}}


def _own_words(language: str) -> Mapping[str, Any]:
    """The table of a language that has control lines in the keyword table alone."""
    words = vocabulary.vocabulary(language)
    none = ("ordinals", "numbers", "without", "to", "fillers", "calls", "include")
    known = {"when": words.when, "joins": words.conjunctions, "and": words.conjunctions}
    return {"words": {}, "controls": {}, "anchors": {}, **dict.fromkeys(none, ()), **known}


@cache
def _wordings(languages: tuple[str, ...]) -> _Wordings:
    made = _Wordings()
    for language in _chosen(languages):
        _add(made, language, _table()[language])
    return made


def _chosen(languages: tuple[str, ...]) -> list[str]:
    """The languages that there are wordings for; all, if none is given or known."""
    return [each for each in languages if each in _table()] or list(_table())


def _add(made: _Wordings, language: str, table: Mapping[str, Any]) -> None:
    words, at = table["words"], places(table)
    controls = (
        (text, (language, kind, "named" if _names(text) else "")) for kind, text in _controls_of(language, table)
    )
    made.controls.add(controls, words, at)
    anchors = ((text, (language, kind)) for kind, texts in table["anchors"].items() for text in texts)
    made.anchors.add(anchors, {**words, **table.get("anchor words", {})}, at)
    made.calls.add(((text, (language,)) for text in table["calls"]), {**words, **table.get("call words", {})}, at)
    made.when.add(((text, (language,)) for text in table["when"]), {}, at)
    made.joins.add(((text, (language,)) for text in table["joins"]), {}, at)
    for filler in ("→", *table["fillers"]):
        made.controls.ignore(filler)
    made.controls.known.update(fold(word) for word in (*table["ordinals"], *table["numbers"]))
    made.conjunctions.update(map(fold, table["and"]))
    made.without.update(fold(word) for word in table["without"])
    made.either.update(fold(word) for word in table.get("either", ()))


def _controls_of(language: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The wordings of a language, and after them its control lines in the keyword table, if it has any."""
    yield from ((kind, text) for kind, texts in table["controls"].items() for text in texts)
    if language in vocabulary.languages():
        english = set() if language == "en" else set(vocabulary.vocabulary("en").controls)
        yield from (each for each in vocabulary.vocabulary(language).controls if each not in english)


def _names(template: str) -> bool:
    """Whether who says it that way names a step or the use case."""
    return any(mark in template for mark in _NAMED)


# ---- ends


def _is_question(sentence: str) -> bool:
    return sentence.rstrip(" *_`)\"'").endswith(("?", "？", "؟"))


def _has_choice(read: Sequence[Token], languages: tuple[str, ...]) -> bool:
    return any(token.key in _wordings(languages).either for token in read)


def _without_stops(read: list[Token]) -> list[Token]:
    first, last = 0, len(read)
    while first < last and read[first].key == STOP:
        first += 1
    while last > first and read[last - 1].key == STOP:
        last -= 1
    return read[first:last]


def _may_end(read: Sequence[Token], languages: tuple[str, ...]) -> bool:
    """Whether the last words can be those of a wording: most sentences are no end, and this is quicker to see."""
    wordings = _wordings(languages)
    known = wordings.controls.known
    return bool(read) and (read[-1].key in known or any(each.label or each.key in wordings.without for each in read))


def _control(text: str, read: Sequence[Token], languages: tuple[str, ...], named: bool = False) -> Control | None:
    wordings = _wordings(languages).controls
    whole = [match for match in wordings.matches(read) if match.end == len(read)]
    if named:
        whole = [match for match in whole if match.meaning[2]]
    if not whole:
        return _with_gloss(text, read, languages, named)
    best = min(whole, key=lambda match: (_open_words(match), match.order))
    language, kind, _ = best.meaning
    return _made(text, read, best, cast(ControlKind, kind), _table()[language])


def _with_gloss(text: str, read: Sequence[Token], languages: tuple[str, ...], named: bool) -> Control | None:
    """A control whose step is named once more in brackets, as in ``Return to step 3 (enter the address)``."""
    last = next(
        (at for at in range(len(read) - 1, max(0, len(read) - 7), -1) if read[at].gap.strip() in ("(", "（")), 0
    )
    if not last or any(token.label for token in read[last:]) or text.rstrip(" .*_;。")[-1:] not in (")", "）"):
        return None
    control = _control(text, read[:last], languages, named)
    return control if control and control.target else None


def _open_words(match: Match) -> int:
    """How many words a match leaves to places that take any: the fewer, the more is understood."""
    return sum(last - first for name, first, last in match.places if name in ("who", "condition", "result"))


def _made(text: str, read: Sequence[Token], match: Match, kind: ControlKind, table: Mapping[str, Any]) -> Control:
    label, steps, condition = match.place("label"), match.place("range"), match.place("condition")
    label = label or match.place("ordinal") or match.place("number")
    target = range = None
    if label and kind == "resume at":
        written, flow = label_of(read[label[0]], table), match.place("flow")
        target = Reference(full_step_label(canonical(read[flow[0]].written), written) if flow else written)
    if steps:
        range = Reference(range_of(read[steps[0] : steps[1]]))
    said = _prose(text, read, *condition) if condition else ""
    result = match.place("result")
    results = (Text(capital(_prose(text, read, *result))),) if result else ()
    return Control(kind, target, range, said, results=results, span=Span(read[0].start, read[-1].end))


def _prose(text: str, read: Sequence[Token], first: int, last: int) -> str:
    """The text of some tokens; of the last ones, with the marks that stand after them."""
    end = len(text) if last == len(read) else read[last - 1].end
    begin = read[first].start - (len(read[first].gap) - len(read[first].gap.rstrip("\"'`«“„‘([")))
    return balanced(text[begin:end].strip().rstrip(".;。 "))


def _moved(control: Control, span: Span) -> Control:
    return Control(control.kind, control.target, control.range, control.condition, results=control.results, span=span)


def _clauses(read: Sequence[Token], languages: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where clauses after the first begin, and where the words begin that join them; the longest clause first."""
    joins, joined, last = _wordings(languages).joins, dict[int, int](), len(read)
    begin = max(1, last - 2 * _MOST_CLAUSES)
    for start in range(begin, last):
        if joins.begins(read[start]):
            for match in joins.matches(read, start):
                joined.setdefault(match.end, joined.get(start, start))
    starts = [at for at in range(begin, last) if at in joined or _separates(read, at)]
    yield from ((at, joined.get(at, at)) for at in starts[-_MOST_CLAUSES:] if not _is_quoted(read[: at + 1]))


def _separates(read: Sequence[Token], at: int) -> bool:
    arrow = read[at].key == ARROW or read[at - 1].key == ARROW
    return arrow or read[at - 1].key == STOP or _SEPARATES.search(read[at].gap) is not None


def _is_quoted(read: Sequence[Token]) -> bool:
    """Whether a quote that began in some tokens is still open after them."""
    gaps = "".join(token.gap for token in read)  # The last gap is the one before the clause.
    return gaps.count('"') % 2 == 1 or any(gaps.count(a) > gaps.count(b) for a, b in ("«»", "“”", "「」"))


# ---- anchors


def _leading_anchor(text: str, languages: tuple[str, ...]) -> Anchor | None:
    read, anchors = tokens(text[:_LONGEST_ANCHOR]), _wordings(languages).anchors
    found = [match for match in anchors.matches(read) if _stands_alone(read, match)] if read else []
    for match in sorted(found, key=lambda match: (-match.end, match.order)):
        if anchor := _anchor(read, match, text[read[match.end - 1].end :]):
            further = [each for each in anchors.matches(read, match.end) if each.meaning[1] != "bare"]
            return None if anchor.any_time and further else anchor
    return None


def _anchor_in_condition(text: str, languages: tuple[str, ...]) -> Anchor | None:
    """An anchor after "if", as in ``If in step 3 the card is bad``; "if" stays."""
    read, wordings = tokens(text[:_LONGEST_ANCHOR]), _wordings(languages)
    for when in wordings.when.matches(read) if read else ():
        after = text[read[when.end - 1].end :].lstrip(" ,")
        found = [match for match in wordings.anchors.matches(read, when.end) if match.meaning[1] != "bare"]
        if found and (anchor := _leading_anchor(after, languages)) and anchor.steps and anchor.rest:
            begin = after.find(anchor.rest[1:]) - 1
            return anchor._replace(rest=f"{text[: read[when.end - 1].end]} {after[begin]}{anchor.rest[1:]}")
    return None


def _stands_alone(read: Sequence[Token], match: Match) -> bool:
    """Whether a mark follows on "step 3", without which it may begin a sentence, and no other use case's name."""
    if match.end == len(read):
        return True
    following = read[match.end]
    marked = following.key in (STOP, ARROW) or re.search(_AFTER_ANCHOR, following.gap)
    if match.meaning[1] == "bare":
        return bool(marked)
    return bool(marked) or not any(identifier(read, at) for at in range(match.end, min(match.end + 4, len(read))))


def _trailing_anchor(text: str, languages: tuple[str, ...]) -> Anchor | None:
    tail = text[-_LONGEST_ANCHOR:]
    match = re.search(r"[(\[（【]([^()\[\]（）【】]{1,120})[)\]）】][\s.:;：*_`]*$", tail)
    read = _without_stops(tokens(match[1])) if match else []
    if not match or not read:
        return None
    before = text[: len(text) - len(tail) + match.start()]
    whole = [each for each in _wordings(languages).anchors.matches(read) if each.end == len(read)]
    made = filter(None, (_anchor(read, each, before) for each in sorted(whole, key=lambda each: each.order)))
    return next((each._replace(at_end=bool(each.rest)) for each in made), None)


def _anchor(read: Sequence[Token], match: Match, rest: str) -> Anchor | None:
    language, kind = match.meaning
    rest = capital(balanced(_BEFORE_REST.sub("", rest)))
    if kind == "any time":
        return Anchor((), True, rest)
    table, place = _table()[language], match.place("steps") or match.place("ordinal")
    found = steps_of(read[place[0] : place[1]], table) if place else None
    named = match.place("flow")
    if not found:
        return None
    flow = canonical(read[named[0]].written) if named and not found[0] else found[0]
    steps = ((found[1][0][0] + 1, found[1][-1][1]),) if kind == "between" else found[1]
    return Anchor(steps, False, rest, flow, kind == "after") if steps[0][0] <= steps[0][1] else None


# ---- calls


def _called(read: Sequence[Token], at: int, wordings: _Wordings) -> Iterator[tuple[int, int]]:
    """The names in the longest wording that begins at a token, and those that are joined to them."""
    places = ("called", "id", "quoted", "bracketed") if at == 0 else ("called", "id", "quoted")
    found = [(match.end, match.place(name)) for match in wordings.calls.matches(read, at) for name in places]
    end, place = max(((end, place) for end, place in found if place), default=(0, None))
    while place:
        yield place
        place = _further(read, max(end, place[1]), wordings.conjunctions)
        end = 0


def _further(read: Sequence[Token], at: int, conjunctions: set[str]) -> tuple[int, int] | None:
    joined = at < len(read) and read[at].key in conjunctions
    at += joined
    if at >= len(read) or not (joined or re.fullmatch(r"[\"'`*_»”)\]]*\s*[,&、][\s\"'`*_«“(\[]*", read[at].gap)):
        return None
    ends = (*identifier(read, at), *quoted(read, at))
    return (at, ends[0]) if ends else None


def _stereotyped(text: str, languages: tuple[str, ...]) -> Iterator[str]:
    """What stands after ``<<include>>``."""
    for match in _stereotype(languages).finditer(text):
        rest = text[match.end() : match.end() + 160]
        read = tokens(rest)
        ends = (*identifier(read, 0), *quoted(read, 0, "\"'`*_«“[「([")) if read else ()
        name = rest[read[0].start : read[ends[0] - 1].end] if ends else re.split(r"[.,;:()\n<>«»]", rest)[0]
        if name.strip():
            yield name.strip(" *_`\"'")


@cache
def _stereotype(languages: tuple[str, ...]) -> re.Pattern[str]:
    words = dict.fromkeys(word for each in _chosen(languages) for word in _table()[each]["include"])
    names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:<<|\\<\\<|&lt;&lt;|«|‹‹)\s?(?:{names})\s?(?:>>|\\>\\>|&gt;&gt;|»|››)[\s:–-]{{0,5}}", re.I)
