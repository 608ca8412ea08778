"""Tests for Playwright: what is generated, what its tools make of it, and what a second run leaves alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.generation import RENUMBERED, SHOP, Files, Generated, generate, linked, told
from usecase_dsl.cli.generate import command
from usecase_dsl.generate import Request, Status
from usecase_dsl.generate.frameworks.playwright import plan
from usecase_dsl.generate.languages.typescript_file import read_class, read_tests
from usecase_dsl.generate.languages.typescript_text import comment, template, tsdoc
from usecase_dsl.generate.marks import parse_mark
from usecase_dsl.plain_text import plain

FILE = "uc-01.spec.ts"
TITLES = [
    "UC-01 main: Main success scenario",
    "UC-01 2a: The cart holds a book that is out of stock",
    "UC-01 2a 2a1a: Customer declines",
    "UC-01 3a: Customer doesn't pay within 5 minutes",
]

ONE_FILE = """\
// Use case UC-01: Place an order.
//
// There is a test for each scenario, and a line above it that ties the two
// together. Write a test's body where it fails: `usecase generate` never touches
// what somebody has written. It adds tests for new scenarios, and brings those up
// to date that are still as it made them.

import { expect, test } from "./preconditions";

test.describe("UC-01: Place an order", () => {
  // usecase: UC-01 2a 2a1a flows=… text=… made=…
  test("UC-01 2a 2a1a: Customer declines", async ({ preconditions }) => {
    await preconditions.customerIsSignedIn();
    await preconditions.theCartHoldsAtLeastOneBook();

    await test.step("1. Customer asks to check out.", async () => {});

    await test.step("2a. The cart holds a book that is out of stock:", async () => {});

    await test.step("2a1a. Customer declines:", async () => {});

    await test.step("2a1a1. System keeps the cart.", async () => {});

    // Expected at the end: Nobody is charged twice.
    expect(false, "not written yet: UC-01, 2a1a. Customer declines").toBe(true);
  });
});
"""

PRECONDITION = """\
  /**
   * The cart holds at least one book.
   *
   * It is given from outside.
   */
  async theCartHoldsAtLeastOneBook(): Promise<void> {
    // Make this so, before each test that needs it.
  }
}

export const test = base.extend<{ preconditions: Preconditions }>({
"""

DATA = SHOP + (
    '  examples:\n    | book | valid |\n    | it\'s \\| "this" | yes |\n    | ${x} \\n ` | yes |\n    | $ | no |\n'
)


def generated(text: str, files: Mapping[str, bytes | str] | None = None) -> Generated:
    return generate(text, files, plan_of=plan)


# ---- what is generated


def test_a_file_a_use_case_and_a_test_a_scenario() -> None:
    run = generated(SHOP)
    assert list(run.statuses()) == TITLES
    assert {*run.files} == {FILE, "preconditions.ts", "usecase-scenarios.txt"}


def test_a_generated_file_from_its_first_line_to_its_last() -> None:
    model = linked(SHOP)
    declines = [each for each in told(model)["uc-01"] if each.scenario.flows[-1:] == ("2a1a",)]
    files = {each.path: each.content.decode() for each in plan(Request(model, {"uc-01": declines})).artifacts}
    assert re.sub("=[0-9a-f]{6,8}", "=…", files[FILE]) == ONE_FILE
    assert PRECONDITION in files["preconditions.ts"]


def test_what_is_expected_of_a_step_stands_in_it() -> None:
    step = '    await test.step("3. Customer pays.", async () => {\n      // Expected: The order is paid.\n    });\n'
    assert step in generated(SHOP).text(FILE)


def test_data_are_rows_that_the_test_is_made_for_one_by_one() -> None:
    text = generated(DATA).text(FILE)
    assert (
        """  for (const row of [
    { name: "valid-1", book: 'it\\'s | "this"' },
    { name: "valid-2", book: "${x} \\\\n `" },
  ]) {
    test(`UC-01 main: Main success scenario [${row.name}]`, async ({"""
        in text
    )
    assert '  for (const row of [{ name: "invalid-1", book: "$" }]) {\n' in text


def test_templates_can_be_replaced() -> None:
    model = linked(SHOP)
    own = {"test.ts.j2": "test({{ name | literal }}, async () => test.fixme());\n"}
    artifacts = plan(Request(model, told(model), templates=own)).artifacts
    [text] = [each.content.decode() for each in artifacts if each.path == FILE]
    assert '\n  test("UC-01 main: Main success scenario", async () => test.fixme());\n' in text


def test_the_command_line_makes_them(tmp_path: Path) -> None:
    (tmp_path / "shop.uc").write_text(SHOP, encoding="utf-8")
    arguments = [str(tmp_path / "shop.uc"), "--framework", "playwright", "-o", str(tmp_path / "e2e")]
    command.main(arguments, standalone_mode=False)
    assert (tmp_path / "e2e" / FILE).read_text(encoding="utf-8").count("\n  test(") == len(TITLES)


# ---- any words


HOSTILE = [
    "ends */ a comment",
    "C:\\users\\u{41} \\x41 and \\",
    "says \"quote\" and 'quote' and `quote`",
    "${process.exit(0)} `${1}` \\${1}",
    "/regex/.test('x') // and <script>",
    "usecase: UC-09 main",
    "so long a line that it is wrapped, and that what is wrapped to begin would mean: "
    "@ts-expect-error once more, eslint-disable and so on, and so on, until usecase changed: x",
    "two\nlines\r\nand a\ttab \u2028 \u2029 \x00 \x1a \u202e \ud800",
    "名前 😀 שלום e\u0301",
    "x" * 300,
    "{@link X} @param y",
]
WORDS = st.text(max_size=60).filter(lambda text: text.strip()) | st.sampled_from(HOSTILE)


def with_words(words: Sequence[str]) -> Files:
    """A run in which steps, conditions and results say these words."""
    model = linked(DATA)
    narratives = told(model)
    texts = iter(words)
    narratives["uc-01"] = [
        replace(
            each,
            moments=tuple(
                replace(moment, text=next(texts, "x"), results=(next(texts, "x"),)) for moment in each.moments
            ),
        )
        for each in narratives["uc-01"]
    ]
    return {each.path: each.content for each in plan(Request(model, narratives)).artifacts}


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=8, max_size=24))
@example(HOSTILE * 2)
def test_any_words_make_a_file_that_is_read_as_it_was_made(words: list[str]) -> None:
    file = read_tests(with_words(words)[FILE])
    assert not isinstance(file, str)
    assert len(file.tests) == len(TITLES)
    assert all(test.untouched and len(test.marks) == 1 for test in file.tests)


@given(WORDS)
def test_comments_hold_no_mark_and_no_end(words: str) -> None:
    for text in (comment(f"1. {plain(words)}", 4), tsdoc(plain(words))):
        assert not any(parse_mark(line) for line in text.split("\n"))
    assert tsdoc(plain(words)).count("*/") == 1


@given(WORDS)
def test_a_title_of_a_test_with_data_is_read_as_it_was_written(words: str) -> None:
    title = plain(words)
    file = read_tests(f"test({template(title, ' [${row.name}]')}, async () => {{}});\n".encode())
    assert not isinstance(file, str)
    assert file.tests[0].name == title


# ---- what Node's tools say

PACKAGES = ("@playwright/test@1.65.1", "@types/node@26.6.6", "prettier@3.10.1", "typescript@7.0.2")
SETTINGS = {
    "compilerOptions": {
        **dict.fromkeys(("strict", "noEmit", "noUnusedLocals", "noUnusedParameters", "skipLibCheck"), True),
        "module": "esnext",
        "moduleResolution": "bundler",
        "target": "es2022",
        "lib": ["esnext", "dom"],
        "types": ["node"],
    },
    "include": ["."],
}


@pytest.fixture(scope="module")
def node(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages that the tests are checked with, which stays from one run to the next."""
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("npm isn't installed")
    cache = getattr(request.config, "cache", None)
    folder = cache.mkdir("node") if cache else tmp_path_factory.mktemp("node")
    wanted = folder / "wanted"
    if not wanted.exists() or wanted.read_text(encoding="utf-8") != " ".join(PACKAGES):
        install = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), *PACKAGES]
        done = subprocess.run(install, cwd=folder, capture_output=True, timeout=240, check=False)
        if done.returncode != 0:
            pytest.skip("npm can't install the packages")
        wanted.write_text(" ".join(PACKAGES), encoding="utf-8")
    return folder


def put(files: Files, node: Path, name: str) -> Path:
    """The files in a folder of their own below Node's packages."""
    folder = node / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path, content in files.items():
        (folder / path).write_bytes(content)
    return folder


def tool(node: Path, folder: Path, name: str, *arguments: str) -> str:
    """What a tool prints if it isn't content."""
    run = [str(node / "node_modules" / ".bin" / name), *arguments]
    done = subprocess.run(run, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("files", [generated(DATA).files, with_words(HOSTILE * 4)], ids=["a shop", "any words"])
def test_the_compiler_and_prettier_are_content(files: Files, node: Path) -> None:
    folder = put(files, node, "checked")
    (folder / "tsconfig.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    assert tool(node, folder, "tsc", "-p", ".") == ""
    assert tool(node, folder, "prettier", "--check", "*.ts") == ""


def run_playwright(files: Files, node: Path) -> dict[str, str]:
    """What each test said when Playwright ran it."""
    folder = put(files, node, "run")
    options = {"executablePath": shutil.which("chromium"), "args": ["--no-sandbox"]}
    settings = {"reporter": [["junit", {"outputFile": "report.xml"}]], "use": {"launchOptions": options}}
    (folder / "playwright.config.ts").write_text(f"export default {json.dumps(settings)};\n", encoding="utf-8")
    tool(node, folder, "playwright", "test", "--workers=2")
    cases = ET.parse(folder / "report.xml").iter("testcase")
    return {case.attrib["name"].partition(" › ")[2]: message(case) for case in cases}


def message(case: ET.Element) -> str:
    found = next((child for child in case if child.tag in ("failure", "error")), None)
    return "passed" if found is None else f"{found.tag}: {(found.get('message') or '').splitlines()[0]}"


@pytest.mark.slow
def test_each_test_fails_until_it_is_written(node: Path) -> None:
    needless = DATA.replace("  preconditions:\n    - Customer is signed in.\n    - filled\n", "")
    files = dict(generated(needless).files)
    unwritten = b'false,\n      "not written yet: UC-01, 2a. '
    assert unwritten in files[FILE]
    files[FILE] = files[FILE].replace(unwritten, b'true,\n      "')
    assert run_playwright(files, node) == {
        f"{TITLES[0]} [valid-1]": "failure: not written yet: UC-01, Main success scenario",
        f"{TITLES[0]} [valid-2]": "failure: not written yet: UC-01, Main success scenario",
        TITLES[1]: "passed",
        TITLES[2]: "failure: not written yet: UC-01, 2a1a. Customer declines",
        f"{TITLES[3]} [invalid-1]": "failure: not written yet: UC-01, 3a. Customer doesn't pay within 5 minutes",
    }


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium isn't installed, which preconditions are handed")
def test_preconditions_are_set_up_before_a_test(node: Path) -> None:
    files = dict(generated(SHOP).files)
    written = b"throw new Error(await this.page.title() + 'signed in')"
    files["preconditions.ts"] = files["preconditions.ts"].replace(b"// Make this so,", written + b"; //", 1)
    assert run_playwright(files, node) == dict.fromkeys(TITLES, "error: signed in")


# ---- what a second run leaves alone


def test_nothing_new_changes_nothing() -> None:
    again = generated(DATA, generated(DATA).files)
    assert again.plan.artifacts == ()
    assert {*again.statuses().values()} == {"kept"}


MORE = SHOP + "    3b. The bank is closed:\n      1. System says so.\n      end in failure\n"
NEW = "UC-01 3b: The bank is closed"


def test_a_new_test_goes_behind_the_last_one() -> None:
    before = generated(SHOP)
    after = generated(MORE, before.files)
    assert after.text(FILE).startswith(before.text(FILE).removesuffix("});\n") + "\n  // usecase: UC-01 3b ")
    assert after.text(FILE).endswith("  });\n});\n")


def written(text: str) -> str:
    """The text after a person wrote the test of 2a."""
    return re.sub(r"expect\(\s*false,\s*(.not written yet: UC-01, 2a\. .*?),?\s*\)", r"expect(await order(\1))", text)


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(written, id="a body"),
        pytest.param(lambda text: text.replace(TITLES[1], "out of stock"), id="a title"),
        pytest.param(lambda text: text.replace("  ", "\t"), id="tabs"),
        pytest.param(lambda text: text.replace('test("UC-01 2a:', 'test.only("UC-01 2a:'), id="only this one"),
        pytest.param(lambda text: text.replace("\n  test(", "\n  it("), id="another name of test"),
        pytest.param(lambda text: re.sub("// usecase: .*\n", "", text), id="no marks"),
        pytest.param(lambda text: re.sub(" flows=.*", "", text), id="marks without digests"),
        pytest.param(lambda text: text + "const x = `\n// usecase: UC-01 9z\n`;\n", id="a template literal"),
        pytest.param(
            lambda text: text.removesuffix("});\n") + "/* } */ }); // end", id="no line of its own at the end"
        ),
        pytest.param(
            lambda text: text + 'test.describe("other", () => {\n  test("x", () => {});\n});\n', id="another group"
        ),
        pytest.param(lambda text: re.sub(r"test.describe\(.*\n", "", text).removesuffix("});\n"), id="no group"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="line ends that nobody has any more"),
        pytest.param(lambda text: "\ufeff" + text, id="a byte order mark"),
    ],
)
def test_every_line_that_a_person_wrote_stays(edit: Callable[[str], str]) -> None:
    files = dict(generated(SHOP).files)
    files[FILE] = edit(files[FILE].decode()).encode()
    assert generated(SHOP, files).plan.artifacts == ()
    after = generated(MORE, files)
    assert [each.name for each in after.plan.of(Status.ADDED)] == [NEW]
    rest = iter("".join(after.text(FILE).split()))
    assert all(letter in rest for letter in "".join(files[FILE].decode().split()))
    assert not isinstance(read_tests(after.files[FILE]), str)
    assert generated(MORE, after.files).plan.artifacts == ()


def test_a_loop_that_a_person_wrote_is_one_piece_with_its_test() -> None:
    files = dict(generated(DATA).files)
    loop = r"for \(const row of (\[[^]]*\])\) \{(\n.*main)((?s:.*?))\n  \}\n"
    files[FILE] = re.sub(loop, r"\1.forEach((row) => {\2\3\n  });\n", files[FILE].decode(), count=1).encode()
    assert b"].forEach((row)" in files[FILE]
    after = generated(DATA.replace("out of stock", "sold out"), files)
    assert after.statuses()[TITLES[0]] == "kept"
    assert b"].forEach((row)" in after.files[FILE]


def test_tests_come_into_an_empty_group() -> None:
    after = generated(SHOP, {FILE: 'test.describe("Orders", () => {});\n'})
    assert after.text(FILE).startswith(
        'import { expect, test } from "./preconditions";\n\ntest.describe("Orders", () => {\n'
    )
    assert not isinstance(read_tests(after.files[FILE]), str)
    assert generated(SHOP, after.files).plan.artifacts == ()


def test_a_renumbered_scenario_changes_the_title_that_was_generated_and_nothing_else() -> None:
    before = generated(SHOP).files
    after = generated(RENUMBERED, {**before, FILE: written(before[FILE].decode()).encode()}).text(FILE)
    assert '  test("UC-01 3a: The cart holds a book that is out of stock", async ({\n' in after
    assert 'expect(await order("not written yet: UC-01, 2a. The cart' in after
    assert re.search(r"// usecase changed: +now: 1\. Customer opens the cart\.", after)


def test_a_vanished_scenario_keeps_its_test_and_a_note_says_so() -> None:
    before = generated(MORE)
    after = generated(SHOP, before.files)
    assert after.statuses()[NEW] == "vanished"
    lines = [line for line in after.text(FILE).split("\n") if "// usecase vanished: " not in line]
    assert lines == before.text(FILE).split("\n")


def test_a_file_that_cant_be_read_is_left_alone() -> None:
    run = generated(SHOP, {FILE: "test.describe('x', () => {\n"})
    assert not [each for each in run.plan.artifacts if each.path == FILE]
    assert run.plan.unreadable[0].reason == "it is not valid TypeScript (line 1)"


def test_preconditions_that_a_person_wrote_stay_and_new_ones_are_added() -> None:
    before = dict(generated(SHOP).files)
    before["preconditions.ts"] = before["preconditions.ts"].replace(b"// Make this so, before", b"sign(); //", 1)
    after = generated(SHOP.replace("    - filled\n", "    - filled\n    - The shop is open.\n"), before)
    file = read_class(after.files["preconditions.ts"], "Preconditions")
    assert not isinstance(file, str)
    assert "theShopIsOpen" in file.names
    rest = iter(after.text("preconditions.ts").split("\n"))
    assert all(line in rest for line in before["preconditions.ts"].decode().split("\n"))


def test_preconditions_without_their_class_are_left_alone() -> None:
    run = generated(SHOP, {"preconditions.ts": "export const test = 1;\n"})
    assert [each.reason for each in run.plan.unreadable] == ["there is no class Preconditions in it"]
    assert run.files["preconditions.ts"] == b"export const test = 1;\n"
