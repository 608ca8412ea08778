"""Whatever people do to features and steps, and whatever becomes of the text: no line of theirs is lost."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pytest
from gherkin.parser import Parser
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generation import Files, Generated, generate
from tests.test_regeneration_laws import TEXT_CHANGES, text_at_first
from usecase_dsl.generate import Status
from usecase_dsl.generate.frameworks import behave, gherkin, pytest_bdd
from usecase_dsl.generate.marks import is_note, parse_mark

# What the generator itself writes into a scenario that a person wrote on, and above it or a background.
_GENERATED = re.compile(r"\s*(?:# usecase background: .*|@UC-01:\S+.*|Scenario: UC-01 .*)")


@dataclass
class Folder:
    files: Files
    serial: int = 0

    def token(self) -> str:
        self.serial += 1
        return f"by hand {self.serial}"

    def some(self, random: Random, suffix: str) -> str:
        """The path of some file that holds text."""
        return random.choice([""] if not (found := self.held(suffix)) else found)

    def held(self, suffix: str) -> list[str]:
        return sorted(path for path, content in self.files.items() if path.endswith(suffix) and content.strip())

    def edit(self, random: Random, suffix: str, change: Callable[[str], str]) -> None:
        if path := self.some(random, suffix):
            text = self.files[path].decode("utf-8-sig").replace("\r\n", "\n")
            self.files[path] = change(text).encode()


def blocks(text: str) -> list[str]:
    """The head of a feature, and each scenario with the comments above it."""
    return re.split(r"\n\n(?=  (?:#|@|Scenario|Rule))(?!  # usecase background)", text.rstrip("\n"))


def change_a_scenario(folder: Folder, random: Random, change: Callable[[str], str]) -> None:
    def changed(text: str) -> str:
        head, *scenarios = blocks(text)
        if scenarios:
            place = random.randrange(len(scenarios))
            scenarios[place] = change(scenarios[place])
        return "\n\n".join([head, *scenarios]) + "\n"

    folder.edit(random, ".feature", changed)


def reorder(folder: Folder, random: Random) -> None:
    def shuffled(text: str) -> str:
        head, *scenarios = blocks(text)
        random.shuffle(scenarios)
        return "\n\n".join([head, *scenarios]) + "\n"

    folder.edit(random, ".feature", shuffled)


def add_step(folder: Folder, random: Random) -> None:
    change_a_scenario(folder, random, lambda each: f"{each}\n    And Somebody writes {folder.token()}")


def reword_step(folder: Folder, random: Random) -> None:
    said = folder.token()
    change_a_scenario(folder, random, lambda each: re.sub("(?m)^    When .*$", f"    When {said}", each, count=1))


def add_table(folder: Folder, random: Random) -> None:
    change_a_scenario(folder, random, lambda each: f"{each}\n    * a table\n      | {folder.token()} |")


def comment_above(folder: Folder, random: Random) -> None:
    change_a_scenario(folder, random, lambda each: f"  # {folder.token()}\n{each}")


def comment_inside(folder: Folder, random: Random) -> None:
    change_a_scenario(folder, random, lambda each: each.replace("\n    When", f"\n    # {folder.token()}\n    When", 1))


def comment_below(folder: Folder, random: Random) -> None:
    change_a_scenario(folder, random, lambda each: f"{each}\n  # {folder.token()}")


def tag(folder: Folder, random: Random) -> None:
    token = folder.token().replace(" ", "-")
    change_a_scenario(folder, random, lambda each: re.sub("(?m)^  Scenario", f"  @{token}\n  Scenario", each, count=1))


def retitle(folder: Folder, random: Random) -> None:
    change_a_scenario(
        folder, random, lambda each: re.sub("(?m)^(  Scenario: ).*", rf"\1{folder.token()}", each, count=1)
    )


def copy(folder: Folder, random: Random) -> None:
    def copied(each: str) -> str:
        again = re.sub("(?m)^(  Scenario: ).*", rf"\1again {folder.token()}", each, count=1)
        return f"{each}\n\n{again}"

    change_a_scenario(folder, random, copied)


def remove_mark(folder: Folder, random: Random) -> None:
    change_a_scenario(folder, random, lambda each: re.sub("(?m)^ *# usecase: .*\n", "", each))


def own_scenario(folder: Folder, random: Random) -> None:
    said = folder.token()
    own = f'\n  Scenario: {said}\n    When {said}\n      """\n      # usecase: UC-01 9z\n      """\n'
    folder.edit(random, ".feature", lambda text: text + own)


def own_rule(folder: Folder, random: Random) -> None:
    said = folder.token()
    folder.edit(
        random, ".feature", lambda text: f"{text}\n  Rule: {said}\n\n    Example: of {said}\n      When {said}\n"
    )


def in_background(folder: Folder, random: Random) -> None:
    said = folder.token()
    folder.edit(random, ".feature", lambda text: re.sub("(  Background:.*\n)", rf"\1    Given {said}\n", text))


def describe(folder: Folder, random: Random) -> None:
    said = folder.token()
    folder.edit(random, ".feature", lambda text: re.sub("(?m)^(Feature: .*)$", rf"\1\n  {said}", text))


def delete_half(folder: Folder, random: Random) -> None:
    def halved(text: str) -> str:
        head, *scenarios = blocks(text)
        return "\n\n".join([head, *(each for each in scenarios if "by hand" in each or random.random() < 0.5)]) + "\n"

    folder.edit(random, ".feature", halved)


def rename_file(folder: Folder, random: Random) -> None:
    if path := folder.some(random, ".feature"):
        folder.serial += 1
        folder.files[f"renamed_{folder.serial}.feature"] = folder.files.pop(path)


def line_ends(folder: Folder, random: Random) -> None:
    path = random.choice(folder.held(""))
    if not path.endswith(".jsonl"):
        folder.files[path] = folder.files[path].replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def byte_order_mark(folder: Folder, random: Random) -> None:
    path = random.choice(folder.held(""))
    if not path.endswith(".jsonl"):
        folder.files[path] = b"\xef\xbb\xbf" + folder.files[path].removeprefix(b"\xef\xbb\xbf")


def write_step(folder: Folder, random: Random) -> None:
    def written(text: str) -> str:
        places = [each.end() for each in re.finditer(r"(?m)^def \w+\(.*\).*:\n", text)]
        if not places:
            return text
        place = random.choice(places)
        return f"{text[:place]}    # {folder.token()}\n{text[place:]}"

    folder.edit(random, ".py", written)


def delete_steps(folder: Folder, random: Random) -> None:
    def deleted(text: str) -> str:
        head, *others = text.split("\n\n\n")
        return "\n\n\n".join([head, *(each for each in others if "by hand" in each or random.random() < 0.5)]) + "\n"

    folder.edit(random, ".py", deleted)


def delete_file(folder: Folder, random: Random) -> None:
    if (path := folder.some(random, ".py")) and b"by hand" not in folder.files[path]:
        del folder.files[path]


def add_helper(folder: Folder, random: Random) -> None:
    folder.edit(random, ".py", lambda text: f"{text.rstrip()}\n\n\ndef helper():\n    return '{folder.token()}'\n")


def add_import(folder: Folder, random: Random) -> None:
    folder.edit(random, ".py", lambda text: f"import os  # {folder.token()}\n{text}")


def reformat(folder: Folder, random: Random) -> None:
    if path := folder.some(random, ".py"):
        width = random.choice([60, 120])
        command = [sys.executable, "-m", "ruff", "format", "--isolated", f"--line-length={width}", "-"]
        folder.files[path] = subprocess.run(command, input=folder.files[path], capture_output=True, check=True).stdout


EDITS = [
    *(reorder, add_step, reword_step, add_table, comment_above, comment_inside, comment_below, tag, retitle, copy),
    *(remove_mark, own_scenario, own_rule, in_background, describe, delete_half, rename_file, line_ends),
    *(byte_order_mark, write_step, delete_steps, delete_file, add_helper, add_import, reformat),
]


def theirs(text: str) -> list[str]:
    """The lines of scenarios and backgrounds that a person has had a hand in, but for what runs write there."""
    head, *scenarios = blocks(text)
    pieces = [head.partition("# usecase background")[2], *map(own_part, scenarios)]
    lines = [line for piece in pieces if re.search("by.hand", piece) for line in piece.split("\n")]
    return [line for line in lines if line.startswith("  ") and not is_of_the_generator(line)]


def own_part(scenario: str) -> str:
    """A scenario from its mark on, or its tags, without comments behind it."""
    lines = scenario.split("\n")
    while lines[-1].lstrip().startswith("#"):
        lines.pop()
    marks = [number for number, line in enumerate(lines) if parse_mark(line)]
    first = marks[0] if marks else next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
    return "\n".join(lines[first:])


def is_of_the_generator(line: str) -> bool:
    ours = parse_mark(line) or is_note(line) or _GENERATED.fullmatch(line)
    return bool(ours) and "by hand" not in line


def tokens(text: str) -> list[str]:
    return [line for line in text.split("\n") if re.search("by.hand", line) and not is_note(line)]


def assert_nothing_lost(before: Files, after: Files) -> None:
    assert before.keys() <= after.keys()
    for path in before:
        if path.endswith((".feature", ".py")):
            old, new = (each[path].decode("utf-8-sig").replace("\r\n", "\n") for each in (before, after))
            rest = iter(new.split("\n"))
            if path.endswith(".py"):
                assert all(line in rest for line in old.rstrip("\n").split("\n")), path
            else:
                assert all(line in rest for line in tokens(old)), path
                assert set(theirs(old)) <= set(new.split("\n")), path
            assert before[path].startswith(b"\xef\xbb\xbf") == after[path].startswith(b"\xef\xbb\xbf")
            if before[path].count(b"\r\n") == before[path].count(b"\n") > 0:
                assert after[path].count(b"\r\n") == after[path].count(b"\n")
            if path.endswith(".py"):
                compile(after[path], path, "exec")
            else:
                Parser().parse(new)


@pytest.mark.slow
@pytest.mark.parametrize("framework", [gherkin, behave, pytest_bdd])
def test_no_line_of_a_person_is_lost(framework: object) -> None:
    def run(text: str, files: Files) -> Generated:
        return generate(text, files, plan_of=framework.plan)  # type: ignore[attr-defined]

    rounds = st.lists(
        st.tuples(st.lists(st.sampled_from(EDITS), max_size=5), st.lists(st.sampled_from(TEXT_CHANGES), max_size=3)),
        min_size=1,
        max_size=3,
    )

    @settings(max_examples=15, deadline=None)
    @given(rounds, st.randoms(use_true_random=False))
    def law(rounds: list[tuple[list[Callable[..., None]], list[Callable[..., None]]]], random: Random) -> None:
        text = text_at_first()
        folder = Folder(dict(run(text.written(), {}).files))
        for edits, changes in rounds:
            for edit in edits:
                edit(folder, random)
            for change in changes:
                change(text, random)
            after = run(text.written(), folder.files)
            assert after.plan.unreadable == ()
            assert_nothing_lost(folder.files, after.files)
            again = run(text.written(), after.files)
            assert {each.path: each.content.decode() for each in again.plan.artifacts} == {}
            assert not [*again.plan.of(Status.ADDED)]
            folder = Folder(dict(after.files), folder.serial)

    law()
