"""``python benchmarks/rule_precision.py FOLDER…``: findings of the rules about prose, drawn by chance, to be judged.

How often a rule is right can't be measured by a program. This one draws up to so many findings of each rule from any
folders of ``.uc`` files (what ``usecase import`` made of real documents, say), of as many different use cases as there
are, and prints each with the lines around it. People judge them; ``docs/rules/precision.md`` has what came of it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from usecase_dsl.checks import ALL_RULES
from usecase_dsl.diagnostic import Diagnostic
from usecase_dsl.project import checked, read_texts
from usecase_dsl.settings import Settings

_LINES_AROUND = 3


def main() -> None:
    arguments = _arguments()
    chance = random.Random(arguments.seed)
    files = sorted(file for folder in arguments.folders for file in folder.rglob("*.uc"))
    found = [each for file in files if _speaks(file, arguments.language) for each in _found(file, arguments.codes)]
    for code in sorted({each.code for each in found}):
        of_rule = [each for each in found if each.code == code]
        for each in _drawn(of_rule, arguments.most, chance):
            print(json.dumps(_row(each, len(of_rule)), ensure_ascii=False))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--codes", default="TXT,VOC", help="rules or families, with commas (default: %(default)s)")
    parser.add_argument("--most", type=int, default=20, help="findings of each rule (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", default="en", help="of the texts (default: %(default)s)")
    arguments = parser.parse_args()
    arguments.codes = tuple(arguments.codes.split(","))
    return arguments


def _speaks(file: Path, language: str) -> bool:
    """Whether a text is in a language, by its first line."""
    first = file.read_text(encoding="utf-8").partition("\n")[0]
    return first.partition("# language:")[2].strip() == language if "# language:" in first else language == "en"


def _found(file: Path, codes: Sequence[str]) -> Iterator[Diagnostic]:
    """What the rules find in a file alone."""
    wanted = tuple(rule.code for rule in ALL_RULES if rule.code.startswith(tuple(codes)))

    def those(settings: Settings) -> Settings:
        return replace(settings, select=wanted, ignore=())

    return (each for each in checked(read_texts([file], adjust=those)).shown if each.code in wanted)


def _drawn(found: Iterable[Diagnostic], most: int, chance: random.Random) -> Sequence[Diagnostic]:
    """Some findings, first one of each file, then a second one, and so on."""
    shuffled = list(found)
    chance.shuffle(shuffled)
    nth: dict[str, int] = {}
    turns = []
    for each in shuffled:
        nth[each.place.source.name] = nth.get(each.place.source.name, 0) + 1
        turns.append(nth[each.place.source.name])
    order = sorted(range(len(shuffled)), key=turns.__getitem__)
    return [shuffled[index] for index in order[:most]]


def _row(each: Diagnostic, of: int) -> dict[str, object]:
    source, line = each.place.source, each.place.start.line
    numbers = range(max(1, line - _LINES_AROUND), min(len(source.line_starts), line + _LINES_AROUND))
    return {
        "code": each.code,
        "of": of,
        "place": str(each.place),
        "underlined": source.text[each.place.span.start : each.place.span.end],
        "message": each.message,
        "hint": each.hint,
        "lines": [source.line(number) for number in numbers],
    }


if __name__ == "__main__":
    main()
