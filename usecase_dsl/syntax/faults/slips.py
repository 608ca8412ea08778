"""The rule about what nearly is structure, so that nothing is silently taken for prose."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from usecase_dsl.diagnostic import Edit, Finding, Fix
from usecase_dsl.settings import Settings
from usecase_dsl.source import Span
from usecase_dsl.syntax.faults.fixes import fix_of_slip, labels_of
from usecase_dsl.syntax.faults.flows import ambiguous_ends
from usecase_dsl.syntax.faults.walk import bodies, extensions, place, quoted, words
from usecase_dsl.syntax.lookalikes import UNNUMBERED, is_bare_include, lookalikes
from usecase_dsl.syntax.names import key
from usecase_dsl.syntax.nodes import Document, Lookalike, Step, Text
from usecase_dsl.syntax.prose import Line
from usecase_dsl.syntax.scripts import ENDS
from usecase_dsl.syntax.vocabulary import Vocabulary, fields_of

_WHOLE_LINE = re.compile(r"^[^\S\n]*(?P<line>[^\W\d_][^\n]*)$", re.MULTILINE)


def near_miss(document: Document, settings: Settings) -> Iterator[Finding]:
    """A line or a phrase nearly is structure, and is read as prose or taken for what it was probably meant to be.

    `3a:` for `3a.`, `4.1.` for a step of its own, a control line with a slip or with more words on it,
    `Extensions` without its colon, `(include UC-2)` in the middle of a step: a person takes it for structure, a
    tool can't. Write it in full.

    Bad:
        use case: Sell a ticket
        # SYN015 a heading lacks its colon
        Preconditions
          main success scenario:
            # SYN015 an include stands at the end of a step
            1. System (include UC-2) shows the fare.
            # SYN015 a step has one number
            1.1. System shows the seats.
            2. Customer pays the fare.
          extensions:
            # SYN015 a label ends in a full stop
            1a: No train goes there:
              # SYN015 resume where?
              resume at the beginning
        use case UC-2: Work out the fare

    Good:
        use case: Sell a ticket
          preconditions: none
          main success scenario:
            1. System shows the fare (include UC-2).
            2. System shows the seats.
            3. Customer pays the fare.
          extensions:
            1a. No train goes there:
              resume at 1
        use case UC-2: Work out the fare

    Source: language reference ("Reading").
    """
    # What says two things is reported as that.
    ambiguous = [*ambiguous_ends(document)]
    labels = labels_of(document)
    for each in document.lookalikes:
        of_another = each.kind == "keyword" or is_bare_include(each) or _holds_part_of(ambiguous, each.span)
        if not of_another:
            yield replace(_finding(each, document), fix=fix_of_slip(each, document, labels))
    for step, each in _misspelt_after_numbers(document):
        whole = Span(step.label_span.start, each.span.end)
        fix = Fix(f"write ‘{each.meant}’", (Edit(whole, each.meant),), safe=False)
        yield replace(_finding(each, document), fix=fix)
    yield from _headings(document)
    yield from _includes(document)


def _holds_part_of(spans: list[Span], other: Span) -> bool:
    """Whether one of some spans, which are apart and in order, overlaps with another one."""
    after = bisect_left(spans, Span(other.end, 0))
    return after > 0 and spans[after - 1].end > other.start


def _finding(found: Lookalike, document: Document) -> Finding:
    where, text = place(document, found.span), quoted(found.text)
    if found.kind == "numbered end":
        return Finding(where, f"a control line is no step and has no number: ‘{found.text}’", f"write ‘{found.meant}’")
    if found.meant == UNNUMBERED:
        hint = "begin the line with ‘+.’ if it is a step, with ‘- ’ if it is an item"
        return Finding(where, f"{text} is no number that a step can have here", hint)
    if found.kind == "declaration":
        what = "lacks its colon" if found.meant == f"{found.text}:" else "has a blank in its id"
        return Finding(where, f"{text} {what}", f"write ‘{found.meant} …’")
    if found.kind == "label" and found.meant.endswith(":"):
        what = "lacks its colon" if found.meant == f"{found.text}:" else "has a number"
        hint = f"write ‘{found.meant}’ on a line of its own, and below it flows such as ‘3a. …’ or ‘A1. …’"
        return Finding(where, f"the heading {text} {what}", hint)
    if found.kind == "label":
        return Finding(where, f"{text} is nearly a label", f"write ‘{found.meant}’")
    if key(found.text).startswith(found.meant):
        hint = "write it whole and by itself, such as ‘resume at 3’ or ‘end in failure’; before prose put ‘\\’"
        return Finding(where, f"{text} begins like a control line and isn't one", hint)
    return Finding(where, f"{text} is nearly a control line", f"did you mean ‘{found.meant}’?")


def _misspelt_after_numbers(document: Document) -> Iterator[tuple[Step, Lookalike]]:
    """Steps whose text is a control line but for a slip."""
    slips = lookalikes(words(document))
    for step in _steps(document):
        line = Line("text", step.text.value, step.text.span.start, "")
        if "\n" not in line.value and (found := slips.misspelt_control(line)):
            yield step, found


def _steps(document: Document) -> Iterator[Step]:
    return (line for body in bodies(document) for line in body if isinstance(line, Step))


# ---- headings that lack their colon


def _headings(document: Document) -> Iterator[Finding]:
    """Lines of a header that are a keyword and nothing else."""
    for declaration in document.declarations:
        allowed = fields_of(declaration.keyword)
        texts = [item for field in declaration.fields for item in field.items]
        for text in [declaration.description, *texts] if declaration.description else texts:
            for line, span in _lines(text, document):
                head = words(document).heads.get(key(line))
                alone = line[0].isupper() or " " in line
                if alone and head and (head.keyword in allowed or head.kind in ("MAIN", "BRANCHES")):
                    fix = Fix("add the colon", (Edit(Span(span.end, span.end), ":"),), safe=False)
                    yield Finding(place(document, span), f"{quoted(line)} lacks its colon", f"write ‘{line}:’", fix=fix)


def _lines(text: Text, document: Document) -> Iterator[tuple[str, Span]]:
    """The lines of a text that have nothing before it, such as a bullet."""
    source = document.source.text
    start = source.rfind("\n", 0, text.span.start) + 1
    for match in _WHOLE_LINE.finditer(source, start, text.span.end):
        line = match["line"].rstrip()
        yield line, Span(match.start("line"), match.start("line") + len(line))


# ---- includes that aren't followed


def _includes(document: Document) -> Iterator[Finding]:
    titles = {key(each.name.value) for each in document.declarations if each.keyword == "use case"}
    for text, in_step in _flow_texts(document):
        for match in _include(words(document)).finditer(document.source.text, *text.span):
            at_end = not document.source.text[match.end() : text.span.end].strip(" .;\n")
            if (in_step and at_end) or not _names_use_case(match, titles):
                continue
            where = place(document, Span(*match.span()))
            stands = "in the middle of a step" if in_step else "outside a step"
            message = f"‘{match[0]}’ stands {stands} and isn't followed"
            fix = _moved_to_end(match, text, document) if in_step else None
            yield Finding(where, message, "put it at the end of a step, or make it a step of its own", fix=fix)


def _moved_to_end(match: re.Match[str], text: Text, document: Document) -> Fix:
    """An include taken from the middle of a step and put before the point at its end."""
    written = document.source.text[text.span.start : text.span.end]
    end = text.span.start + len(written.rstrip(f" {ENDS}"))
    start = match.start() - int(document.source.text[match.start() - 1].isspace())
    edits = Edit(Span(start, match.end()), ""), Edit(Span(end, end), f" {match[0]}")
    return Fix("put it at the end of the step", edits, safe=False)


def _flow_texts(document: Document) -> Iterator[tuple[Text, bool]]:
    """Each text of the flows, and whether it is a step's."""
    for extension in extensions(document):
        yield extension.condition, False
    for body in bodies(document):
        for line in body:
            if isinstance(line, Step):
                yield line.text, True
            yield from ((result, False) for result in line.results)


@cache
def _include(vocabulary: Vocabulary) -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, vocabulary.include))
    return re.compile(rf"\((?P<verb>{verbs})\s+(?P<what>[^()]+)\)", re.IGNORECASE)


def _names_use_case(match: re.Match[str], titles: set[str]) -> bool:
    """Whether it is more than a remark, such as "(includes VAT)"."""
    command = match["verb"].lower() == "include"
    return command or any(map(str.isdigit, match["what"])) or key(match["what"]) in titles
