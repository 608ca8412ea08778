"""Whatever people do to generated tests, and whatever becomes of the text: no line of theirs is lost."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generation import Files, Generated, generate
from usecase_dsl.generate import Status
from usecase_dsl.generate.marks import is_note, parse_mark

# ---- the text, as people change it


@dataclass
class Extension:
    condition: str
    steps: list[str]
    end: str


@dataclass
class Step:
    text: str
    extensions: list[Extension] = field(default_factory=list)


@dataclass
class Text:
    """A use case whose labels are those that a formatter would give."""

    steps: list[Step]
    serial: int = 0

    def new(self, words: str) -> str:
        self.serial += 1
        return f"{words} number {self.serial} with the clerk at the counter"

    def written(self) -> str:
        lines = ["actor: Customer", "use case UC-01: Rent a boat", "  primary actor: Customer"]
        lines += ["  preconditions:", "    - The boat is free.", "  success guarantees:", "    - The boat is rented."]
        lines += ["  main success scenario:"]
        lines += [f"    {number}. Customer {step.text}." for number, step in enumerate(self.steps, 1)]
        extensions = [*self._extensions()]
        return "\n".join([*lines, *(["  extensions:"] if extensions else []), *extensions]) + "\n"

    def _extensions(self) -> Iterator[str]:
        for number, step in enumerate(self.steps, 1):
            for letter, extension in zip("abcdefghij", step.extensions, strict=False):
                yield f"    {number}{letter}. {extension.condition}:"
                for inner, text in enumerate(extension.steps, 1):
                    yield f"      {inner}. System {text}."
                yield f"      {extension.end.format(number)}"


def text_at_first() -> Text:
    text = Text([])
    for words in ("asks for a boat", "names the day", "pays the deposit"):
        text.steps.append(Step(text.new(words)))
    text.steps[1].extensions.append(Extension("No boat is free", ["offers another day"], "resume at {}"))
    text.steps[1].extensions.append(Extension("The day is a holiday", ["says so"], "end in failure"))
    text.steps[2].extensions.append(Extension("The deposit is refused", ["keeps the boat"], "end in failure"))
    return text


def add_step(text: Text, random: Random) -> None:
    text.steps.insert(random.randrange(len(text.steps) + 1), Step(text.new("signs the form")))


def remove_step(text: Text, random: Random) -> None:
    if len(text.steps) > 1:
        del text.steps[random.randrange(len(text.steps))]


def reword_step(text: Text, random: Random) -> None:
    random.choice(text.steps).text = text.new("reads the rules")


def add_extension(text: Text, random: Random) -> None:
    extensions = random.choice(text.steps).extensions
    extension = Extension(
        text.new("It rains"), [text.new("lends a coat")], random.choice(["resume at {}", "end in failure"])
    )
    extensions.insert(random.randrange(len(extensions) + 1), extension)


def remove_extension(text: Text, random: Random) -> None:
    extensions = random.choice(text.steps).extensions
    if extensions:
        del extensions[random.randrange(len(extensions))]


def reword_extension(text: Text, random: Random) -> None:
    for extension in random.choice(text.steps).extensions[:1]:
        extension.condition = text.new("The sun is low")


def swap_steps(text: Text, random: Random) -> None:
    random.shuffle(text.steps)


TEXT_CHANGES = [add_step, remove_step, reword_step, add_extension, remove_extension, reword_extension, swap_steps]


# ---- the folder, as people change it


@dataclass
class Folder:
    files: Files
    serial: int = 0

    def token(self) -> str:
        self.serial += 1
        return f"by hand {self.serial}"

    def tests(self, random: Random) -> str:
        """The path of some file with tests."""
        return random.choice([*sorted(path for path in self.files if path.rpartition("/")[2].startswith("test_"))])

    def edit(self, path: str, change: Callable[[list[str]], list[str]]) -> None:
        """Change a file's blocks: its head, and each function with the comments above it."""
        text = self.files[path].decode("utf-8-sig").replace("\r\n", "\n")
        self.files[path] = ("\n\n\n".join(each.strip("\n") for each in change(blocks(text))) + "\n").encode()


def blocks(text: str) -> list[str]:
    lines = text.split("\n")
    starts = [0]
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            while first > 1 and lines[first - 2].startswith("#"):
                first -= 1
            starts += [first - 1, node.end_lineno or 0]
    pieces = ["\n".join(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return [piece for piece in pieces if piece.strip()]


def is_test(block: str) -> bool:
    return "\ndef test_" in f"\n{block}" and "class " not in block


def change_a_test(folder: Folder, random: Random, change: Callable[[str], str]) -> None:
    def changed(found: list[str]) -> list[str]:
        places = [index for index, block in enumerate(found) if is_test(block)]
        if places:
            place = random.choice(places)
            found[place] = change(found[place])
        return found

    folder.edit(folder.tests(random), changed)


def reorder(folder: Folder, random: Random) -> None:
    def shuffled(found: list[str]) -> list[str]:
        rest = found[1:]
        random.shuffle(rest)
        return [found[0], *rest]

    folder.edit(folder.tests(random), shuffled)


def write_body(folder: Folder, random: Random) -> None:
    body = f"    # {folder.token()}\n    assert True"
    change_a_test(folder, random, lambda test: re.sub(r"    pytest\.fail\((?s:.*)\)", lambda _: body, test))


def write_into_body(folder: Folder, random: Random) -> None:
    change_a_test(folder, random, lambda test: f"{test}\n    print('{folder.token()}')")


def comment_above(folder: Folder, random: Random) -> None:
    change_a_test(folder, random, lambda test: f"# {folder.token()}\n{test}")


def comment_below_mark(folder: Folder, random: Random) -> None:
    change_a_test(folder, random, lambda test: re.sub("\n", f"\n# {folder.token()}\n", test, count=1))


def words_in_docstring(folder: Folder, random: Random) -> None:
    change_a_test(folder, random, lambda test: test.replace("    Steps:", f"    {folder.token()}\n    Steps:"))


def rename(folder: Folder, random: Random) -> None:
    change_a_test(folder, random, lambda test: re.sub(r"def test_\w+", f"def test_mine_{folder.serial}", test))
    folder.serial += 1


def decorate(folder: Folder, random: Random) -> None:
    change_a_test(folder, random, lambda test: re.sub("(?m)^def ", f"@slow('{folder.token()}')\ndef ", test))


def copy(folder: Folder, random: Random) -> None:
    def copied(test: str) -> str:
        again = re.sub(r"def test_\w+", f"def test_again_{folder.serial}", test)
        return f"{test}\n\n\n{again}\n    # {folder.token()}"

    change_a_test(folder, random, copied)


def remove_mark(folder: Folder, random: Random) -> None:
    change_a_test(folder, random, lambda test: re.sub("(?m)^# usecase: .*\n", "", test))


def remove_marker(folder: Folder, random: Random) -> None:
    change_a_test(folder, random, lambda test: re.sub(r"(?m)^@pytest.mark.usecase\(.*\)\n", "", test))


def remove_notes(folder: Folder, random: Random) -> None:
    folder.edit(
        folder.tests(random),
        lambda found: [re.sub("(?m)^ *# usecase (changed|vanished):.*\n", "", each) for each in found],
    )


def delete_half(folder: Folder, random: Random) -> None:
    folder.edit(folder.tests(random), lambda found: [found[0], *(each for each in found[1:] if random.random() < 0.5)])


def into_a_class(folder: Folder, random: Random) -> None:
    name = f"TestMine{folder.serial}"
    folder.serial += 1

    def wrapped(test: str) -> str:
        return f"class {name}:\n" + textwrap.indent(re.sub(r"(def \w+)\(", r"\1(self, ", test), "    ")

    change_a_test(folder, random, wrapped)


def move(folder: Folder, random: Random) -> None:
    moved: list[str] = []

    def without(found: list[str]) -> list[str]:
        places = [index for index, block in enumerate(found) if index and is_test(block)]
        if places:
            moved.append(found.pop(random.choice(places)))
        return found

    folder.edit(folder.tests(random), without)
    path = random.choice(["test_other.py", "deeper/test_deeper.py"])
    folder.files.setdefault(path, b"import pytest\n")
    folder.edit(path, lambda found: [*found, *moved])


def rename_file(folder: Folder, random: Random) -> None:
    path = folder.tests(random)
    folder.files[f"test_renamed_{folder.serial}.py"] = folder.files.pop(path)
    folder.serial += 1


def add_helper(folder: Folder, random: Random) -> None:
    helper = f'def helper_{folder.serial}():\n    """Say {folder.token()}.\n\n    # usecase: UC-01 9z\n    """'
    folder.edit(
        folder.tests(random),
        lambda found: [*found, helper] if random.random() < 0.5 else [*found[:1], helper, *found[1:]],
    )


def add_import(folder: Folder, random: Random) -> None:
    folder.edit(folder.tests(random), lambda found: [f"{found[0]}\nimport os  # {folder.token()}", *found[1:]])


def write_fixture(folder: Folder, random: Random) -> None:
    if "conftest.py" in folder.files:
        text = folder.files["conftest.py"].decode()
        folder.files["conftest.py"] = text.replace(
            "    # Make this so", f"    # {folder.token()}\n    # Make this so", 1
        ).encode()


def delete_conftest(folder: Folder, random: Random) -> None:
    folder.files.pop("conftest.py", None)


def spoil_record(folder: Folder, random: Random) -> None:
    folder.files["usecase-scenarios.txt"] = random.choice([b"", b"<<<<<<< ours\n\xff{\n=======\n", b'{"text": 1}\n'])


def line_ends(folder: Folder, random: Random) -> None:
    path = folder.tests(random)
    folder.files[path] = folder.files[path].replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def byte_order_mark(folder: Folder, random: Random) -> None:
    path = folder.tests(random)
    folder.files[path] = b"\xef\xbb\xbf" + folder.files[path].removeprefix(b"\xef\xbb\xbf")


def reformat(folder: Folder, random: Random) -> None:
    path = folder.tests(random)
    style = random.choice(["double", "single"])
    width = random.choice([60, 88, 120])
    command = [sys.executable, "-m", "ruff", "format", "--isolated", f"--config=format.quote-style='{style}'"]
    done = subprocess.run(
        [*command, f"--line-length={width}", "-"], input=folder.files[path], capture_output=True, check=True
    )
    folder.files[path] = done.stdout


KEEPING = [
    *(reorder, write_body, write_into_body, comment_above, comment_below_mark, words_in_docstring, rename, decorate),
    *(copy, remove_mark, remove_notes, into_a_class, move, rename_file, add_helper, add_import, write_fixture),
    *(spoil_record, line_ends, byte_order_mark, reformat),
]
LOSING = [delete_half, delete_conftest, remove_marker]


# ---- what is theirs


DOCSTRING = re.compile(r'"""(?s:.*?)"""')


def normal(block: str) -> str:
    lines = [line for line in block.split("\n") if not (parse_mark(line) or is_note(line))]
    return re.sub(r",(?=[)\]}])", "", "".join("".join(lines).split()).replace("'", '"'))


def generated_blocks(run: Generated) -> set[str]:
    """The tests of a first run and their docstrings, apart from blanks and quotes."""
    files = [content.decode() for path, content in run.files.items() if path.endswith(".py")]
    made = {block for text in files for block in blocks(text) if is_test(block)}
    return {normal(each) for block in made for each in (block, *DOCSTRING.findall(block))}


def theirs(text: str, made: set[str]) -> list[str]:
    """The lines of a file that a person has had a hand in: all but the tests that are as they were made."""
    lines = [line for block in blocks(text) for line in their_part(block, made).split("\n")]
    return [line for line in lines if line.strip() and not is_of_the_generator(line)]


def their_part(block: str, made: set[str]) -> str:
    """A block without a docstring that is as it was made; of a test that is so what stands above its mark."""
    lines = block.split("\n")
    mark = next((index for index, line in enumerate(lines) if parse_mark(line)), 0)
    if normal("\n".join(lines[mark:])) in made:
        return "\n".join(lines[:mark])
    return DOCSTRING.sub(lambda found: "" if normal(found[0]) in made else found[0], block)


def is_of_the_generator(line: str) -> bool:
    marker = re.fullmatch(r"\s*@pytest\.mark\.usecase\(.*\)", line)
    scenario = re.fullmatch(r"\s*scenario=.*", line)
    return bool(marker or scenario or parse_mark(line) or is_note(line))


def in_order(lines: list[str], text: str) -> bool:
    rest = iter(text.split("\n"))
    return all(line in rest for line in lines)


def assert_nothing_lost(before: Files, after: Files, made: set[str]) -> None:
    assert before.keys() <= after.keys()
    for path in before:
        if path.endswith(".py"):
            old, new = (each[path].decode("utf-8-sig").replace("\r\n", "\n") for each in (before, after))
            assert in_order(theirs(old, made), new), path
            assert before[path].startswith(b"\xef\xbb\xbf") == after[path].startswith(b"\xef\xbb\xbf")
            if before[path].count(b"\r\n") == before[path].count(b"\n") > 0:
                assert after[path].count(b"\r\n") == after[path].count(b"\n")
            compile(after[path], path, "exec")


Edit = Callable[[Folder, Random], None]
Change = Callable[[Text, Random], None]

EDITS = st.lists(st.sampled_from([*KEEPING, *LOSING]), max_size=5)
CHANGES = st.lists(st.sampled_from(TEXT_CHANGES), max_size=3)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(EDITS, CHANGES), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_no_line_of_a_person_is_lost(rounds: list[tuple[list[Edit], list[Change]]], random: Random) -> None:
    text = text_at_first()
    run = generate(text.written())
    folder, made = Folder(dict(run.files)), generated_blocks(run)
    for edits, changes in rounds:
        for edit in edits:
            edit(folder, random)
        for change in changes:
            change(text, random)
        made |= generated_blocks(generate(text.written()))
        after = generate(text.written(), folder.files)
        assert after.plan.unreadable == ()
        assert_nothing_lost(folder.files, after.files, made)
        again = generate(text.written(), after.files)
        assert again.plan.artifacts == ()
        assert not [*again.plan.of(Status.ADDED)]
        folder = Folder(dict(after.files), folder.serial)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(KEEPING), max_size=6), st.randoms(use_true_random=False))
def test_a_test_that_is_there_is_not_made_again(edits: list[Edit], random: Random) -> None:
    text = text_at_first()
    folder = Folder(dict(generate(text.written()).files))
    for edit in edits:
        edit(folder, random)
    after = generate(text.written(), folder.files)
    counts = Counter(test.status for test in after.plan.tests)
    assert counts[Status.ADDED] == counts[Status.VANISHED] == 0
    assert counts[Status.KEPT] + counts[Status.UPDATED] == len(after.plan.tests) >= 4
