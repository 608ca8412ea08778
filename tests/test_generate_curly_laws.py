"""Whatever people do to generated tests in Java and TypeScript, and to the text: no line of theirs is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.generation import Files, generate
from usecase_dsl.generate import Plan, Request, Status
from usecase_dsl.generate.files import SourceFile
from usecase_dsl.generate.frameworks import junit5, playwright
from usecase_dsl.generate.languages import java_file, typescript_file

# ---- the text, as people change it: steps and extensions that come, go and are reworded


@dataclass
class Text:
    steps: list[str] = field(default_factory=lambda: ["asks for a boat", "names the day", "pays the deposit"])
    extensions: list[tuple[str, str]] = field(
        default_factory=lambda: [("asks for a boat", "No boat is free"), ("pays the deposit", "The bank refuses it")]
    )

    def written(self) -> str:
        lines = ["actor: Customer", "use case UC-01: Rent a boat", "  preconditions:", "    - The boat is free."]
        lines += ["  main success scenario:", *(f"    {n}. Customer {step}." for n, step in enumerate(self.steps, 1))]
        lines += ["  extensions:"] * bool(self.extensions)
        for n, step in enumerate(self.steps, 1):
            own = [condition for at, condition in self.extensions if at == step]
            for letter, condition in zip("abcdefgh", own, strict=False):
                lines += [f"    {n}{letter}. {condition}:", "      1. System says so.", "      end in failure"]
        return "\n".join(lines) + "\n"


def change(text: Text, random: Random) -> None:
    number = random.randrange(1000)
    at = random.randrange(len(text.steps))
    match random.choice(["add", "drop", "reword", "extend", "shrink"]):
        case "add":
            text.steps.insert(at, f"signs form {number}")
        case "drop" if len(text.steps) > 1:
            dropped = text.steps.pop(at)
            text.extensions = [each for each in text.extensions if each[0] != dropped]
        case "reword" if text.extensions:
            text.extensions[0] = (text.extensions[0][0], f"The sun is as low as {number}")
        case "extend":
            text.extensions.append((text.steps[at], f"It rains for {number} days"))
        case "shrink" if text.extensions:
            text.extensions.pop(random.randrange(len(text.extensions)))


# ---- a file, as people change it


@dataclass
class Language:
    plan: Callable[[Request], Plan]
    read: Callable[[bytes], SourceFile | str]
    suffix: str
    failing: str
    opening: str
    helper: str

    def is_ours(self, path: str) -> bool:
        return path.endswith(self.suffix)


JAVA = Language(
    junit5.plan,
    java_file.read_java,
    "Test.java",
    r"fail\(.*\);",
    r"(?m)^ +void \w+\(\) \{",
    '    void %s() {\n        String no = "// usecase: UC-01 9z";\n    }\n',
)
TYPESCRIPT = Language(
    playwright.plan,
    typescript_file.read_tests,
    ".spec.ts",
    r"expect\(\s*false,(?s:.*?)toBe\(\s*true,?\s*\);",
    r"(?m)^ +test\(.*\{$",
    "  const %s = `\n// usecase: UC-01 9z\n`;\n",
)


@dataclass
class Folder:
    language: Language
    files: Files
    serial: int = 0

    def token(self) -> str:
        self.serial += 1
        return f"byHand{self.serial}"

    def edit(self, random: Random, change: Callable[[str], str]) -> None:
        path = random.choice(sorted(filter(self.language.is_ours, self.files)))
        text = self.files[path].decode("utf-8-sig").replace("\r\n", "\n")
        self.files[path] = change(text).encode()


def marks(text: str) -> list[tuple[int, int]]:
    """Where the marked tests are, from the mark to the bracket below it: the generator's own layout."""
    found = []
    for mark in re.finditer(r"(?m)^([ \t]*)// usecase: (?!UC-01 9z).*\n", text):
        closing = re.compile(rf"(?m)^{mark[1]}\}}\S*\n").search(text, mark.end())
        if closing:
            found.append((mark.start(), closing.end()))
    return found


def in_a_test(folder: Folder, random: Random, change: Callable[[str], str]) -> None:
    def changed(text: str) -> str:
        places = marks(text)
        if not places:
            return text
        start, end = random.choice(places)
        return text[:start] + change(text[start:end]) + text[end:]

    folder.edit(random, changed)


def write_body(folder: Folder, random: Random) -> None:
    token = folder.token()
    in_a_test(folder, random, lambda test: re.sub(folder.language.failing, f"{token}();", test))


def write_at_the_top(folder: Folder, random: Random) -> None:
    token = folder.token()
    opening = folder.language.opening
    in_a_test(folder, random, lambda test: re.sub(opening, lambda found: f"{found[0]}\n    {token}();", test, count=1))


def comment_above(folder: Folder, random: Random) -> None:
    token = folder.token()
    in_a_test(folder, random, lambda test: f"    // {token}\n{test}")


def comment_below_mark(folder: Folder, random: Random) -> None:
    token = folder.token()
    in_a_test(folder, random, lambda test: re.sub("\n", f"\n    // {token}\n", test, count=1))


def helper(folder: Folder, random: Random) -> None:
    in_a_test(folder, random, lambda test: f"{folder.language.helper % folder.token()}\n{test}")


def swap(folder: Folder, random: Random) -> None:
    def swapped(text: str) -> str:
        places = marks(text)
        if len(places) < 2:
            return text
        (a, b), (c, d) = sorted(random.sample(places, 2))
        return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:] if b <= c else text

    folder.edit(random, swapped)


def delete(folder: Folder, random: Random) -> None:
    in_a_test(folder, random, lambda test: "")


def remove_mark(folder: Folder, random: Random) -> None:
    in_a_test(folder, random, lambda test: re.sub(r"(?m)^[ \t]*// usecase: (?!UC-01 9z).*\n", "", test))


def tabs(folder: Folder, random: Random) -> None:
    folder.edit(random, lambda text: re.sub("(?m)^ +", lambda found: "\t" * (len(found[0]) // 2), text))


def line_ends(folder: Folder, random: Random) -> None:
    folder.edit(random, lambda text: text.replace("\n", "\r\n"))


def byte_order_mark(folder: Folder, random: Random) -> None:
    folder.edit(random, lambda text: f"\ufeff{text}")


def squeeze_the_end(folder: Folder, random: Random) -> None:
    folder.edit(random, lambda text: re.sub(r"\n([ \t]*\}\S*)\s*\n(\}\S*\s*)\Z", r"\n\1 \2", text))


def at_the_end(folder: Folder, random: Random) -> None:
    token = folder.token()
    folder.edit(random, lambda text: f"{text.rstrip()}\n\nclass {token} {{}}\n")


def rename_file(folder: Folder, random: Random) -> None:
    path = random.choice(sorted(filter(folder.language.is_ours, folder.files)))
    folder.files[f"{folder.token()}{folder.language.suffix}"] = folder.files.pop(path)


EDITS = [
    *(write_body, write_at_the_top, comment_above, comment_below_mark, helper, swap, delete, remove_mark, tabs),
    *(line_ends, byte_order_mark, squeeze_the_end, at_the_end, rename_file),
]


# ---- what is theirs


def tokens(content: bytes) -> list[str]:
    return re.findall(rb"byHand\d+", content)


def assert_nothing_lost(before: Folder, after: Files) -> None:
    for path, content in before.files.items():
        if before.language.is_ours(path):
            assert tokens(after[path]) == tokens(content)
            assert not isinstance(before.language.read(after[path]), str)
            assert after[path].startswith(b"\xef\xbb\xbf") == content.startswith(b"\xef\xbb\xbf")
            if content.count(b"\r\n") == content.count(b"\n"):
                assert after[path].count(b"\r\n") == after[path].count(b"\n")


def hands(content: bytes) -> list[str]:
    """The tests that somebody wrote in, without what the generator may say in them."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    mine = [text[start:end].rstrip("\t\n });") for start, end in marks(text) if "byHand" in text[start:end]]
    return [
        "\n".join(line for line in test.split("\n") if not re.match(r"\s*(// usecase|@DisplayName|void|test\()", line))
        for test in mine
    ]


@pytest.mark.parametrize("language", [JAVA, TYPESCRIPT], ids=["Java", "TypeScript"])
@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(
    edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=6),
    changes=st.integers(0, 3),
    random=st.randoms(use_true_random=False),
)
def test_no_line_of_a_person_is_lost(
    language: Language, edits: list[Callable[[Folder, Random], None]], changes: int, random: Random
) -> None:
    text = Text()
    folder = Folder(language, dict(generate(text.written(), plan_of=language.plan).files))
    for _ in range(2):
        for edit in edits:
            edit(folder, random)
        for _ in range(changes):
            change(text, random)
        after = generate(text.written(), folder.files, plan_of=language.plan)
        assert after.plan.unreadable == ()
        assert_nothing_lost(folder, after.files)
        for path in filter(language.is_ours, folder.files):
            assert set(hands(folder.files[path])) <= set(hands(after.files[path]))
        again = generate(text.written(), after.files, plan_of=language.plan)
        assert again.plan.artifacts == ()
        assert not [*again.plan.of(Status.ADDED)]
        folder = Folder(language, dict(after.files), folder.serial)


@pytest.mark.parametrize("language", [JAVA, TYPESCRIPT], ids=["Java", "TypeScript"])
def test_every_edit_of_these_edits_something(language: Language) -> None:
    files = generate(Text().written(), plan_of=language.plan).files
    assert len(marks(next(files[path].decode() for path in files if language.is_ours(path)))) == 3
    for edit in EDITS:
        folder = Folder(language, dict(files))
        edit(folder, Random(1))
        assert folder.files != files, edit.__name__
