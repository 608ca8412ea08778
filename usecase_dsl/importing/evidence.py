"""What tells that lines are those of a use case: the labels of sections, and how much each says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from usecase_dsl.importing import lexicon
from usecase_dsl.importing.labels import Label, label_of, whole_label
from usecase_dsl.importing.lines import Line
from usecase_dsl.importing.starts import start_of

_OF_USE_CASES = {"preconditions", "success guarantees", "failure guarantees", "minimal guarantees", "trigger"}
_WEIGHTS = {
    "main success scenario": 2.0,
    "primary actors": 1.5,
    "supporting actors": 1.0,
    "goal": 0.5,
    "description": 0.5,
}


def is_bold(text: str) -> bool:
    return text.startswith(("**", "__")) and len(text.split("\n")[0]) < 160


def rank_of_markdown(line: Line) -> int:
    """The rank of a heading that was typed with Markdown's marks where nothing reads them."""
    marks = len(line.text) - len(line.text.lstrip("#"))
    return marks if line.kind == "text" and 0 < marks < 7 else 0


def label_in(line: Line, languages: Counter[str]) -> Label | None:
    if line.kind in ("heading", "term"):
        label = whole_label(line.text, languages)
        return label if label.kind != "own" else None
    found = label_of(line.text, languages) if line.kind in ("text", "item") else None
    if found and line.kind == "item" and not (found.strong or found.rest or line.text.rstrip().endswith((":", "："))):
        return None  # An entry of a table of contents.
    return found


def names_a_section(line: Line, languages: Counter[str]) -> bool:
    label = label_of(line.text, languages) if line.kind != "code" else None
    return label is not None and label.kind in ("field", "flow")


def labels_follow(lines: Sequence[Line], at: int, languages: Counter[str]) -> bool:
    """Whether one of the next lines names a section of a use case."""
    for line in lines[at + 1 : at + 6]:
        if label := label_of(line.text, languages):
            return label.kind in ("field", "flow")
    return False


def is_of_tests(lines: Sequence[Line], named: bool = True) -> bool:
    """Whether the labels are those of test cases, or of single scenarios or terms where nothing names a use case."""
    if not named and lines[:1] and lexicon.bare(lines[0].text) in lexicon.documents()["glossary"]:
        return True
    words = lexicon.documents()["of no use case"] | (frozenset() if named else lexicon.documents()["of a scenario"])
    return any(lexicon.bare(line.text.partition(":")[0]) in words for line in lines if len(line.text) < 200)


def speaks_of_use_cases(label: Label) -> bool:
    return label.kind == "flow" or label.keyword in _OF_USE_CASES


def weight(labels: Sequence[Label]) -> float:
    kinds = {label.keyword for label in labels if label.kind in ("field", "flow")}
    flows = {label.keyword for label in labels if label.kind == "flow"}
    said = sum(_WEIGHTS.get(each, 1.5 if each in flows or each in _OF_USE_CASES else 0.25) for each in kinds)
    # Without any flow, two labels may as well be terms that somebody explains.
    return said if flows else said - 1


def is_generic(heading: str) -> bool:
    """Whether a heading is no title: it names a use case, or says that use cases follow."""
    return start_of(heading, True) is not None or lexicon.bare(heading) in lexicon.documents()["generic heading"]
