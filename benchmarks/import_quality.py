"""``python benchmarks/import_quality.py FOLDER [--expected FOLDER] [--wrong]``: how well documents are imported.

Reads every document below the folder. Without expectations it tells what was found, what failed, and which sentences
of the use cases are in no line of the result. With ``--expected``, a folder of JSON files that people wrote, it also
tells how much of what they read is in the result. Such a file says of one document::

    {"file": "<path below FOLDER>", "use_cases": [{"id": "UC1", "title": "…", "main_kind": "steps",
      "main": ["<first words of step 1>", …], "flows": [{"label": "3a", "anchor": "3",
      "starts": "<first words>", "steps": 1, "end": "resume 3"}]}]}

``main_kind`` is ``steps``, ``prose`` or ``none``; ``anchor`` is ``""`` where the document ties the flow to no step;
``end`` is ``""`` (not said), ``end``, ``success``, ``failure``, ``resume N``, ``resume next`` or ``restart``. A use
case with ``"partial": true`` counts only as found or not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from usecase_dsl.importing import Imported, NotReadable, imported, lexicon, marks, wordings
from usecase_dsl.importing.containers import TEXTS, WORD, blocks_of
from usecase_dsl.importing.labels import label_of
from usecase_dsl.importing.lines import Line, lines_of
from usecase_dsl.importing.outline import regions_of
from usecase_dsl.importing.speech import languages_of_labels
from usecase_dsl.model import link
from usecase_dsl.model.tables import Flow, UseCase
from usecase_dsl.syntax import parse
from usecase_dsl.syntax.nodes import Document


@dataclass
class Tally:
    """Counts, and what went wrong in words."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def judge(self, what: str, right: bool, told: str) -> None:
        self.counts[f"{what}: all"] += 1
        self.counts[f"{what}: right"] += right
        if not right:
            self.wrong.append(f"{what}: {told}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--expected", type=Path, help="a folder of JSON files that say what is in the documents")
    parser.add_argument("--wrong", action="store_true", help="list each thing that is wrong")
    arguments = parser.parse_args()
    tally = Tally()
    results = dict(_import_all(arguments.folder, tally))
    if arguments.expected:
        for file in sorted(arguments.expected.glob("*.json")):
            expected = json.loads(file.read_text(encoding="utf-8"))
            result = results.get(expected["file"])
            if result:
                _compare(expected, result, tally)
    if arguments.wrong:
        print("\n".join(tally.wrong))
    print(_table(tally.counts))


def _import_all(folder: Path, tally: Tally) -> Iterator[tuple[str, Imported]]:
    for file in sorted(each for each in folder.rglob("*") if each.suffix.lower() in (*TEXTS, *WORD)):
        name = file.relative_to(folder).as_posix()
        content = file.read_bytes()
        tally.counts["documents"] += 1
        try:
            result = imported(name, content)
        except NotReadable:
            tally.counts["documents that can't be read"] += 1
            continue
        except Exception as error:  # Nothing else may come; which file and what is what the benchmark is for.
            tally.counts["documents that raised"] += 1
            tally.wrong.append(f"raised: {name}: {type(error).__name__}: {error}")
            continue
        tally.counts["use cases"] += len(result.use_cases)
        tally.counts["documents with use cases"] += bool(result.use_cases)
        _find_lost(name, content, result, tally)
        yield name, result


# ------------------------------------------------------------------------------------------ sentences lost


_LABEL = re.compile(r"(?m)^\s*(?:[*\w,-]+[.)]\s|- )")


def _find_lost(name: str, content: bytes, result: Imported, tally: Tally) -> None:
    """Every sentence of the lines of use cases has to be in the result, and the result has to parse."""
    read, _ = parse(result.text, name)
    for stray in read.strays:
        tally.wrong.append(f"stray: {name}: {stray.text}")
    tally.counts["lines of the result that can't stand where they stand"] += len(read.strays)
    written = f" {_words(_LABEL.sub('', result.text))} "
    lines = lines_of(blocks_of(name, content))
    languages = languages_of_labels(lines)
    for region in regions_of(lines, languages):
        for line in region.lines:
            for sentence in _sentences(line):
                tally.counts["sentences"] += 1
                if f" {_words(sentence)} " not in written and not wordings.end_of(sentence):
                    tally.counts["sentences lost"] += 1
                    tally.wrong.append(f"lost: {name}:{line.number}: {sentence}")


def _sentences(line: Line) -> list[str]:
    """The sentences of a line without its label; headings and pictures say none."""
    if line.kind in ("heading", "term", "picture"):
        return []
    label = label_of(line.text)
    marked = marks.split(line.text, codes=True)
    text = label.rest if label else marked[1] if marked else line.text
    parts = re.split(r"(?<=[.!?。])\s+|\n", lexicon.plain(text))
    return [part for part in parts if len(_words(part).split()) > 3]


def _words(text: str) -> str:
    plain = re.sub(r"\]\([^)\s]*\)|`|\[[A-Z0-9, ]+\]|\[[^\W\d]+ \d+\]", "", text)
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


# ---------------------------------------------------------------------------------- what people have read


def _compare(expected: Any, result: Imported, tally: Tally) -> None:
    name = expected["file"]
    found = list(_use_cases(result))
    for each in expected["use_cases"]:
        match = next((one for one in found if _same(each, one)), None)
        tally.judge("use cases found", match is not None, f"{name}: {each['id']} {each['title']}")
        if match is None:
            continue
        found.remove(match)
        if not each.get("partial"):
            _compare_main(name, each, match, tally)
            _compare_flows(name, each, match, tally)
    for one in found:
        tally.counts["use cases that nobody else sees"] += 1
        tally.wrong.append(f"invented: {name}: {one.id} {one.title}")


def _use_cases(result: Imported) -> Iterator[UseCase]:
    """Each use case of a result, linked on its own, so that two with one name are two."""
    read, _ = parse(result.text)
    for each in read.declarations:
        if each.keyword == "use case":
            yield from link([Document(read.source, read.language, (each,))]).use_cases.values()


def _same(expected: Any, found: UseCase) -> bool:
    title, own = _words(expected["title"]), _words(found.title)
    if title and (title == own or own.endswith(f" {title}") or title.endswith(f" {own}")):
        return True
    digits = re.sub(r"\D", "", expected["id"]).lstrip("0")
    return (
        bool(digits)
        and digits == re.sub(r"\D", "", found.id).lstrip("0")
        and (not title or title in own or own in title)
    )


def _compare_main(name: str, expected: Any, found: UseCase, tally: Tally) -> None:
    steps = [_words(step.text.value) for flow in found.flows if not flow.label for step in flow.steps]
    wanted = [_words(step) for step in expected["main"]]
    right = len(steps) == len(wanted) and all(_begins(*pair) for pair in zip(steps, wanted, strict=True))
    kind = expected["main_kind"]
    what = {"steps": "main flows in steps", "prose": "main flows in prose"}.get(kind, "use cases without a main flow")
    prose = any(flow.prose for flow in found.flows if not flow.label)
    if kind == "prose":
        right = (prose and not steps) or len(steps) == 1
    told = f"{name}: {expected['id']} {expected['title']}"
    tally.judge(what, right, f"{told}: {len(wanted)} wanted, {len(steps)} there: {[step[:30] for step in steps]}")


def _begins(text: str, words: str) -> bool:
    return (
        text.startswith(words)
        or words in text[: len(words) + 40]
        or text.replace(" ", "").startswith(words.replace(" ", ""))
    )


def _compare_flows(name: str, expected: Any, found: UseCase, tally: Tally) -> None:
    left = [flow for flow in found.flows if flow.label]
    for each in expected["flows"]:
        flow = next((one for one in left if _flow_begins(one, _words(each["starts"]), each["label"])), None)
        told = f"{name}: {expected['id']} {expected['title']}: {each['label']} {each['starts']}"
        tally.judge("flows found", flow is not None, told)
        if flow:
            left.remove(flow)
            tally.judge(
                "flows with the right number of steps",
                len(flow.steps) == each["steps"],
                f"{told}: {len(flow.steps)} for {each['steps']}",
            )
        _compare_anchor(each, flow, told, tally)
        _compare_end(each, flow, told, tally)
    for one in left:
        tally.counts["flows that nobody else sees"] += 1
        tally.wrong.append(f"invented flow: {name}: {found.id} {found.title}: {one.label} {one.condition.value}")


def _flow_begins(flow: Flow, words: str, label: str) -> bool:
    first = [step.text.value for step in flow.steps[:1]]
    told = _words(" ".join([flow.condition.value, *first, flow.prose]))
    rest = words.split(" ", 1)[-1]
    return told.startswith(words) or f" {words}" in told or (len(rest) > 8 and rest in told)


def _compare_anchor(expected: Any, flow: Flow | None, told: str, tally: Tally) -> None:
    there = _anchor(flow) if flow else "(no flow)"
    if wanted := expected["anchor"]:
        tally.judge("anchors", there == _steps(wanted), f"{told}: {there} for {wanted}")
    elif flow and there:
        tally.counts["anchors that the document doesn't state"] += 1
        tally.wrong.append(f"invented anchor: {told}: {there}")


def _anchor(flow: Flow) -> str:
    if flow.any_time:
        return "*"
    return ",".join(flow.anchors)


def _steps(anchor: str) -> str:
    """``2-4`` as the steps it means."""
    match = re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", anchor)
    return ",".join(str(each) for each in range(int(match[1]), int(match[2]) + 1)) if match else anchor.replace(" ", "")


def _compare_end(expected: Any, flow: Flow | None, told: str, tally: Tally) -> None:
    there = _end(flow) if flow else "(no flow)"
    if wanted := expected["end"]:
        tally.judge("ends", there == wanted, f"{told}: {there or 'none'} for {wanted}")
    elif flow and there:
        tally.counts["ends that the document doesn't state"] += 1
        tally.wrong.append(f"invented end: {told}: {there}")


def _end(flow: Flow) -> str:
    if flow.end is None:
        return ""
    words = {"end": "end", "end in success": "success", "end in failure": "failure", "restart": "restart"}
    if flow.end.phrase == "resume at":
        return f"resume {flow.end.target}"
    return words.get(flow.end.phrase, "resume next" if "next" in flow.end.phrase else flow.end.phrase)


def _table(counts: Counter[str]) -> str:
    lines = []
    for name, count in counts.items():
        what, _, part = name.partition(": ")
        if part == "all":
            right = counts[f"{what}: right"]
            lines.append(f"{what:<60} {right:>5} of {count:>5}  {right / count:6.1%}")
        elif not part:
            lines.append(f"{what:<60} {count:>5}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
