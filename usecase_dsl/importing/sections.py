"""The sections of a use case: which lines stand under which label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from usecase_dsl.importing import lexicon, marks, parts
from usecase_dsl.importing.labels import Label, is_a_name, label_of, own_label, whole_label
from usecase_dsl.importing.lines import Line, text_lines


@dataclass
class Section:
    """The lines under a label; without a label they describe the use case. ``rank`` and ``level`` are the label's."""

    label: Label | None
    number: int
    rank: int = 0
    level: int = 0
    kind: str = ""
    table: int = 0
    lines: list[Line] = field(default_factory=list)

    @property
    def is_flow(self) -> bool:
        return self.label is not None and self.label.kind == "flow"

    @property
    def branches(self) -> bool:
        """Whether flows that leave the main one stand here."""
        return self.is_flow and self.label is not None and self.label.keyword != "main success scenario"


def sections_of(lines: Sequence[Line], number: int, languages: Counter[str]) -> list[Section]:
    """The sections of a use case whose first line has this number, in their order."""
    found = [Section(None, number)]
    for at, line in enumerate(lines):
        if _is_part(lines, at, found[-1]):
            found[-1].lines.extend(replace(each, kind="part") for each in parts.apart(line))
            continue
        label = _label(lines, at, found[-1], languages)
        if label is None:
            if (found[-1].table and not line.table) or _is_beyond(line, found[-1]):
                found.append(Section(None, line.number, kind="after" if found[-1].table or found[-1].is_flow else ""))
            found[-1].lines.append(line)
            continue
        found.append(Section(label, line.number, line.rank, line.level, line.kind, line.table))
        if label.rest:
            level = line.level + 1
            found[-1].lines.extend(text_lines(label.rest, line.number, level, line.table))
    return [each for each in found if each.label or each.lines]


def _is_beyond(line: Line, here: Section) -> bool:
    """Whether a line stands no deeper than a label whose lines do."""
    first = next((each for each in here.lines if not (here.is_flow and each.number == here.number)), None)
    below = here.kind == "item" and first is not None and first.level > here.level
    if here.label and here.label.kind in ("field", "own") and here.label.rest and here.kind in ("text", "item"):
        counted = line.kind == "item" and line.mark is not None and line.mark.kind == "number"
        goes_on = here.label.rest.rstrip().endswith((":", "：", ",", ";"))
        return (counted or line.kind == "text") and line.level <= here.level and not goes_on
    return bool(below) and line.level <= here.level


def _is_part(lines: Sequence[Line], at: int, here: Section) -> bool:
    """Whether a line is the label of a part of the flow at hand."""
    heads = [lexicon.plain(each.text) for each in here.lines if each.kind == "heading"]
    within = here.branches or (here.is_flow and bool(heads) and marks.begins_a_flow(heads[-1]))
    titled = here.branches and here.kind == "heading" and here.label is not None
    titled = titled and bool(here.label and (here.label.more or here.label.rest))
    return within and parts.is_part(lines[at], here.lines, lines[at + 1 :], titled)


def _label(lines: Sequence[Line], at: int, here: Section, languages: Counter[str]) -> Label | None:
    line = lines[at]
    if line.kind in ("heading", "term"):
        return _of_heading(line, here, languages)
    if line.kind not in ("text", "item") or not line.text:
        return None
    known = label_of(line.text, languages)
    if known and here.is_flow and _speaks(line) and _in_a_dialog(lines, at, here):
        return None
    if known:
        bare = line.kind == "item" and not (known.strong or known.rest or line.text.rstrip().endswith((":", "：")))
        if bare and not _has_own_lines(lines, at, languages):
            return None
        return known if _is_taken(line, known, here) else None
    if not here.is_flow and (slip := _slip(own_label(line.text), languages)):
        return slip
    if here.branches and _has_labels(here) and (own := own_label(line.text)) and own.strong and not own.rest:
        return own if line.kind == "text" and line.level <= here.level else None
    if here.is_flow and line.text.startswith("**") and "\n" not in line.text and lexicon.names_a_picture(line.text):
        return whole_label(line.text, languages)
    if here.is_flow and _ends_main_flow(line, here):
        return own_label(line.text)
    if here.is_flow or (line.kind == "item" and (not _is_bullet(line) or _lists(here))):
        return None
    own = own_label(line.text)
    if own and ((own.strong and bool(own.rest or not _is_bullet(line))) or _among_labels(lines, at, languages)):
        return own
    return None


# Fields that have no sections of their own below them.
_ALONE = {"description", "goal", "primary actors", "supporting actors", "trigger", "level", "scope", "status"}


def _ends_main_flow(line: Line, here: Section) -> bool:
    """Whether a field of the writer's own stands behind the main flow: emphasised as its label is, and no speaker."""
    own = own_label(line.text) if line.kind == "text" and not here.branches and here.lines else None
    if not own or not own.strong or not own.rest or line.level > here.level or not (here.label and here.label.strong):
        return False
    words = lexicon.documents()
    return lexicon.bare(own.head) not in words["actor side"] | words["system side"]


def _speaks(line: Line) -> bool:
    """Whether a line begins with who acts: "Actor: asks for a book."."""
    own = _with_speaker(line.text)
    words = lexicon.documents()
    return own is not None and lexicon.bare(own[0]) in words["actor side"] | words["system side"]


def _with_speaker(text: str) -> tuple[str, str] | None:
    head, colon, rest = text.replace("：", ":").partition(":")
    return (head, rest) if colon and rest.strip() and "\n" not in head and not head.startswith("*") else None


def _in_a_dialog(lines: Sequence[Line], at: int, here: Section) -> bool:
    """Whether who acts is said in the line above or in the one below too."""
    above = here.lines[-1] if here.lines else None
    below = lines[at + 1] if at + 1 < len(lines) else None
    return any(each is not None and each.kind == lines[at].kind and _speaks(each) for each in (above, below))


def _has_labels(here: Section) -> bool:
    """Whether flows stand there under labels, so that one without a label isn't a flow."""
    return any(line.mark is not None and line.mark.kind == "label" for line in here.lines)


def _has_own_lines(lines: Sequence[Line], at: int, languages: Counter[str]) -> bool:
    """Whether something stands below an item that is no label itself: in a table of contents nothing does."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is not None and below.level > lines[at].level and label_of(below.text, languages) is None


def _lists(here: Section) -> bool:
    """Whether the items of a section are its values, not fields of the writer's own."""
    return here.label is not None and here.label.kind == "field" and here.kind in ("heading", "term")


def _is_bullet(line: Line) -> bool:
    return line.mark is not None and line.mark.kind == "bullet"


def _slip(label: Label | None, languages: Counter[str]) -> Label | None:
    """A label that is nearly one that is known."""
    meant = lexicon.nearly(label.head, [each for each, _ in languages.most_common(2)]) if label else None
    if not label or not meant or meant.word.kind not in ("field", "flow"):
        return None
    return replace(label, kind=meant.word.kind, keyword=meant.word.keyword, sure=False)


def _of_heading(line: Line, here: Section, languages: Counter[str]) -> Label | None:
    """What a heading begins; ``None`` if it is the head of a flow in the section at hand."""
    label = whole_label(line.text, languages)
    if scenario := _scenario(line, label) or _another_flow(line, label, here):
        return scenario
    if _is_scenario(here) and line.kind == "term" and label.kind != "flow":
        return None
    if here.is_flow and line.kind == "term" and not line.table and line.level > here.level and label.kind != "flow":
        return None
    if label.kind != "own" or (slip := _slip(label, languages)):
        return label if label.kind != "own" else slip
    if here.label and here.label.kind == "field" and line.rank > here.rank > 0 and here.label.keyword not in _ALONE:
        return None
    marked = marks.split(lexicon.plain(line.text), codes=True)
    if here.is_flow and marks.begins_a_flow(lexicon.plain(line.text)):
        return None
    deeper = line.rank > here.rank if line.rank and here.rank else line.level > here.level or not line.rank
    if here.is_flow and not here.branches and line.rank > here.rank > 0:
        return None
    if here.branches and (deeper or marked) and not (line.kind == "term" and line.table and not marked):
        return None
    return label


_NUMBERED = re.compile(r"(\w+)\s+[\d.-]*\d[a-z]?\b", re.IGNORECASE)


def _scenario(line: Line, label: Label) -> Label | None:
    """ "Scenario 1-1": one way through the use case, with conditions and steps of its own."""
    match = _NUMBERED.match(lexicon.plain(line.text)) if line.kind == "heading" else None
    if match and not marks.names_a_step(match[0]) and lexicon.names_a_flow(match[1]):
        return Label("flow", "alternate flows", label.head, label.rest, label.head, sure=False)
    return None


def _another_flow(line: Line, label: Label, here: Section) -> Label | None:
    """ "Cancel course" beside the heading of a flow: a flow that is called by its title."""
    words = lexicon.bare(re.sub(r"\([^)]*\)", "", lexicon.plain(line.text))).split()
    if not here.is_flow or label.kind != "own" or line.kind != "heading" or line.rank != here.rank or len(words) < 2:
        return None
    called = any(lexicon.names_a_flow(each) and not lexicon.counts_steps(each) for each in (words[0], words[-1]))
    return Label("flow", "alternate flows", label.head, label.rest, label.head) if called else None


def _is_scenario(here: Section) -> bool:
    return here.label is not None and here.label.kind == "flow" and not here.label.sure and bool(here.label.more)


def _is_taken(line: Line, label: Label, here: Section) -> bool:
    """Whether a known word at the beginning of a line is a label there, not part of the text."""
    if line.mark is not None and line.mark.kind != "bullet":
        alone = (label.strong and not label.rest) or (label.kind == "flow" and label.strong)
        if line.text.rstrip().endswith((":", "：")) and line.mark.kind in ("number", "letter"):
            alone = alone or not here.is_flow or (line.level <= here.level and here.kind == "item")
        counted = not here.is_flow and line.mark.kind == "number" and label.kind != "wrapper"
        whole = alone and not here.is_flow and label.kind in ("field", "flow")
        return (alone and line.level <= max(here.level, 1)) or counted or whole
    if not here.is_flow:
        return label.kind != "wrapper" or label.strong
    if label.kind in ("title", "id", "wrapper"):
        return False
    if label.kind == "flow":
        return line.level <= max(here.level, 1) or label.strong
    if (line.level > here.level and here.kind != "heading") or (line.level > 0 and here.kind == "heading"):
        return False
    styled = here.label is not None and here.label.strong
    if line.kind == "item":
        return line.level <= here.level and here.kind == "item" and (label.strong or not styled)
    return label.strong or (
        line.level <= here.level and not styled and (label.rest == "" or label.keyword not in _IN_PROSE)
    )


# Fields whose names also begin a remark within a flow.
_IN_PROSE = {"notes", "data", "examples", "description", "goal", "outcome", "problem", "scope", "status", "date"}


def _among_labels(lines: Sequence[Line], at: int, languages: Counter[str]) -> bool:
    """Whether a short word with a colon stands beside labels that are written alike."""
    line = lines[at]
    if line.kind != "text" or ("\n" in line.text and len(line.text) > 200):
        return False
    own = own_label(line.text)
    if not own or len(own.head.split()) > 4 or not is_a_name(own.head) or not own.head[0].isupper():
        return False
    beside = [lines[place] for place in (at - 1, at + 1) if 0 <= place < len(lines)]
    labels = [label_of(each.text, languages) for each in beside if each.kind == "text"]
    return any(
        label is not None and not label.strong and label.kind in ("field", "flow", "id", "title") for label in labels
    )
