"""Where in a sentence a word stands, and what it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from usecase_dsl.checks.language.lexicon import Found, Lexicon, folded
from usecase_dsl.checks.language.prose import NAME, Prose, StepProse

WORD = re.compile(r"\s*+(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*+)")
_SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)[.!?;](?=\s)")
# What follows is a list, an example or what a message says.
_ASIDE = re.compile(r":\s|\n\s*[-*•|]")
# A sentence is looked at so far back; who writes longer ones gets no finding that needs more.
_LOOK_BACK = 300
# What may begin another main clause.
_JOINT = re.compile(r"[.,;:!?()]\s|\b(?:and|or|then)\b")
_LAST_WORD = re.compile(r"(\w+)\s+$")
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")


def in_main_clause(prose: Prose, at: int, words: Lexicon) -> bool:
    """Whether what stands there belongs to the main clause of its sentence: no word such as ``that``, ``if`` or
    ``says`` stands before it, no open bracket and no colon."""
    before = prose.text[max(0, at - _LOOK_BACK) : at]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    clause = before[ends[-1] :] if ends else before
    if clause.count("(") != clause.count(")") or _ASIDE.search(clause):
        return False
    return not any(next(words.find(name, clause), None) for name in ("subordinators", "reporting-verbs"))


def is_noticed(prose: Prose, at: int, words: Lexicon) -> bool:
    """Whether what stands there is what somebody notices, after a verb without ``that``: "sees the seat is taken"."""
    before = prose.text[max(0, at - _LOOK_BACK) : at]
    clause = _JOINT.split(before)[-1]
    verb = next(words.find("noticing-verbs", clause), None)
    return verb is not None and bool(clause[verb.end :].strip())


def passives(prose: Prose, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Where a form of "to be" and a participle make a passive; a participle that is a state, as in "is closed", is
    none."""
    for found in words.find("be-forms", prose.text):
        match = WORD.match(prose.text, after_adverbs(prose.text, found.end, words))
        if match and _is_participle(prose, match, words) and _is_finite(prose, found, words):
            yield found.start, match.end()


def last_word(prose: Prose, at: int) -> str:
    """The word that stands right before a place; nothing if that is something else."""
    match = _LAST_WORD.search(prose.text[max(0, at - 30) : at])
    return match[1] if match else ""


def _is_finite(prose: Prose, found: Found, words: Lexicon) -> bool:
    """Whether a form of "to be" makes a sentence: an infinitive does so only after a modal verb."""
    if not words.has("be-infinitives", found.text):
        return True
    before = last_word(prose, found.start)
    return any(words.has(name, before) for name in ("modals", "future", "between-be-and-participle"))


def _is_participle(prose: Prose, match: re.Match[str], words: Lexicon) -> bool:
    if words.begins("participle-adjectives", prose.text[match.start("word") : match.end() + 20]):
        return False
    return words.has("participles", match["word"]) or words.ends("participle-endings", match["word"])


def after_adverbs(text: str, at: int, words: Lexicon) -> int:
    """Where the text goes on after the adverbs that stand there, three at most."""
    for _ in range(3):
        match = WORD.match(text, at)
        if not match or not _is_adverb(match["word"], words):
            break
        at = match.end()
    return at


def _is_adverb(word: str, words: Lexicon) -> bool:
    return words.ends("adverb-endings", word) or words.has("between-be-and-participle", word)


def follows_subject(told: StepProse, at: int) -> bool:
    """Whether nothing but blanks and marks stands between a step's subject and what stands there."""
    return told.step.subject is not None and not told.prose.text[told.rest : at].strip(" *_")


def in_third_person(told: StepProse, start: int, end: int) -> tuple[int, str] | None:
    """What a verb becomes, in English, after the auxiliary at ``start`` to ``end`` is taken out: where it ends, and
    how it is written in the present. ``None`` where that isn't certain."""
    match = WORD.match(told.prose.text, end)
    if told.words.language != "en" or not match or not follows_subject(told, start) or _is_plural(told):
        return None
    verb = match["word"]
    denied = folded(told.prose.text[start:end]).endswith(("not", "n't"))
    if denied or not verb.islower() or _is_adverb(verb, told.words) or told.words.has("negations", verb):
        return None
    return match.end(), third_person(verb)


def third_person(verb: str) -> str:
    """An English verb after "he"."""
    irregular = {"be": "is", "have": "has"}
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(_SIBILANT) else f"{verb}s"


def names_before(prose: Prose, at: int) -> int:
    """How many names stand before a place."""
    return len(re.findall(f"{NAME}+(?: {NAME}+)*", prose.text[max(0, at - _LOOK_BACK) : at]))


def _is_plural(told: StepProse) -> bool:
    subject = told.step.subject
    return subject is None or subject.text.rstrip("*_").endswith("s")
