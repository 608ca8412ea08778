"""Whatever people do to generated tests for unittest: no line of theirs is lost, and no test is made twice."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generation import Files, Generated, generate
from tests.test_regeneration_laws import (
    CHANGES,
    DOCSTRING,
    Change,
    Folder,
    add_import,
    byte_order_mark,
    delete_conftest,
    in_order,
    is_of_the_generator,
    line_ends,
    normal,
    reformat,
    remove_notes,
    rename_file,
    spoil_record,
    text_at_first,
)
from usecase_dsl.generate import Status
from usecase_dsl.generate.frameworks.unittest import plan
from usecase_dsl.generate.marks import parse_mark

Edit = Callable[[Folder, Random], None]


def parts(text: str) -> list[str]:
    """A file in pieces: each method with the comments above it, and what stands between."""
    lines = text.split("\n")
    starts = {0}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            while first > 1 and lines[first - 2].strip().startswith("#"):
                first -= 1
            starts |= {first - 1, node.end_lineno or 0}
    cuts = [*sorted(starts), len(lines)]
    return ["\n".join(lines[a:b]) for a, b in pairwise(cuts)]


def change(folder: Folder, random: Random, what: Callable[[list[str], list[int]], None]) -> None:
    """Change the pieces of a file with tests, some of which are tests."""
    path = folder.tests(random)
    pieces = parts(folder.files[path].decode("utf-8-sig").replace("\r\n", "\n"))
    tests = [index for index, piece in enumerate(pieces) if re.search(r"(?m)^ +def test_", piece)]
    if tests:
        what(pieces, tests)
        folder.files[path] = "\n".join(pieces).encode()


def shuffle(folder: Folder, random: Random) -> None:
    def shuffled(pieces: list[str], tests: list[int]) -> None:
        mixed = [pieces[index] for index in tests]
        random.shuffle(mixed)
        for index, piece in zip(tests, mixed, strict=True):
            pieces[index] = piece

    change(folder, random, shuffled)


def each_test(edit: Callable[[str, str], str]) -> Edit:
    def edited(folder: Folder, random: Random) -> None:
        def one(pieces: list[str], tests: list[int]) -> None:
            place = random.choice(tests)
            pieces[place] = edit(pieces[place], folder.token())

        change(folder, random, one)

    return edited


write_body = each_test(lambda test, token: re.sub(r" self\.fail\((?s:.*)\)", f" self.assertTrue('{token}')", test))
go_on = each_test(lambda test, token: f"{test}\n        print('{token}')")
comment = each_test(lambda test, token: f"    # {token}\n{test}")
in_docstring = each_test(lambda test, token: test.replace("        Steps:", f"        {token}\n        Steps:"))
rename = each_test(lambda test, token: re.sub(r"def test_\w+", f"def test_mine_{token[-1]}{len(token)}", test))
remove_mark = each_test(lambda test, token: re.sub("(?m)^ *# usecase: .*\n", "", test))
skip = each_test(lambda test, token: re.sub("(?m)^    def ", f"    @unittest.skip('{token}')\n    def ", test))
remove = each_test(lambda test, token: "")


def helper_in_class(folder: Folder, random: Random) -> None:
    helper = f"\n    def pay_{folder.serial}(self):\n        return '{folder.token()}'\n"
    change(folder, random, lambda pieces, tests: pieces.insert(random.choice(tests), helper))


def helper_at_the_end(folder: Folder, random: Random) -> None:
    path = folder.tests(random)
    folder.files[path] += f"\n\ndef helper():\n    return '{folder.token()}'\n".encode()


def rename_class(folder: Folder, random: Random) -> None:
    path = folder.tests(random)
    folder.files[path] = re.sub(rb"class Test\w+", f"class TestMine{folder.serial}".encode(), folder.files[path])
    folder.serial += 1


KEEPING = [
    *(shuffle, write_body, go_on, comment, in_docstring, rename, remove_mark, skip, helper_in_class, helper_at_the_end),
    *(rename_class, rename_file, add_import, remove_notes, line_ends, byte_order_mark, reformat, spoil_record),
]


def made_by(run: Generated) -> set[str]:
    texts = [content.decode() for path, content in run.files.items() if path.endswith(".py")]
    made = {piece for text in texts for piece in parts(text) if "def test_" in piece}
    return {normal(each) for piece in made for each in (piece, *DOCSTRING.findall(piece))}


def theirs(text: str, made: set[str]) -> list[str]:
    """The lines that a person has had a hand in."""
    found: list[str] = []
    for piece in parts(text):
        lines = piece.split("\n")
        mark = next((index for index, line in enumerate(lines) if parse_mark(line)), 0)
        theirs = lines[:mark] if normal("\n".join(lines[mark:])) in made else lines
        found += DOCSTRING.sub(lambda each: "" if normal(each[0]) in made else each[0], "\n".join(theirs)).split("\n")
    return [line for line in found if line.strip() and not is_of_the_generator(line)]


def assert_nothing_lost(before: Files, after: Files, made: set[str]) -> None:
    for path in before:
        if path.endswith(".py"):
            old, new = (each[path].decode("utf-8-sig").replace("\r\n", "\n") for each in (before, after))
            assert in_order(theirs(old, made), new), path
            compile(after[path], path, "exec")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from([*KEEPING, remove, delete_conftest]), max_size=5), CHANGES),
        min_size=1,
        max_size=3,
    ),
    st.randoms(use_true_random=False),
)
def test_no_line_of_a_person_is_lost(rounds: list[tuple[list[Edit], list[Change]]], random: Random) -> None:
    text = text_at_first()
    run = generate(text.written(), plan_of=plan)
    folder, made = Folder(dict(run.files)), made_by(run)
    for edits, changes in rounds:
        for edit in edits:
            edit(folder, random)
        for each in changes:
            each(text, random)
        made |= made_by(generate(text.written(), plan_of=plan))
        after = generate(text.written(), folder.files, plan_of=plan)
        assert after.plan.unreadable == ()
        assert_nothing_lost(folder.files, after.files, made)
        again = generate(text.written(), after.files, plan_of=plan)
        assert again.plan.artifacts == ()
        folder = Folder(dict(after.files), folder.serial)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(KEEPING), max_size=6), st.randoms(use_true_random=False))
def test_a_test_that_is_there_is_not_made_again(edits: list[Edit], random: Random) -> None:
    text = text_at_first()
    folder = Folder(dict(generate(text.written(), plan_of=plan).files))
    for edit in edits:
        edit(folder, random)
    after = generate(text.written(), folder.files, plan_of=plan)
    assert not [*after.plan.of(Status.ADDED)]
    assert not [*after.plan.of(Status.VANISHED)]
