"""Tests for JUnit 5: what is generated, what javac and JUnit make of it, and what a second run leaves alone."""

from __future__ import annotations

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
from usecase_dsl.generate.frameworks.junit5 import plan
from usecase_dsl.generate.languages.java_file import read_java
from usecase_dsl.generate.languages.java_text import comment, csv_row, javadoc, literal
from usecase_dsl.generate.marks import parse_mark
from usecase_dsl.plain_text import plain

FILE = "Uc01PlaceAnOrderTest.java"
NAMES = [
    "mainSuccessScenario",
    "scenario2aTheCartHoldsABookThatIsOutOfStock",
    "scenario2a_2a1aCustomerDeclines",
    "scenario3aCustomerDoesntPayWithin5Minutes",
]

ONE_CLASS = """\
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Use case UC-01: Place an order.
 *
 * <p>There is a test for each scenario, and a line above it that ties the two together. Write a
 * test's body where it fails: usecase generate never touches what somebody has written. It adds
 * tests for new scenarios, and brings those up to date that are still as it made them.
 */
@DisplayName("UC-01: Place an order")
@Tag("UC-01")
class Uc01PlaceAnOrderTest extends Preconditions {

    // usecase: UC-01 2a 2a1a flows=… text=… made=…
    @Test
    @DisplayName("UC-01 2a 2a1a: Customer declines")
    void scenario2a_2a1aCustomerDeclines() {
        customerIsSignedIn();
        theCartHoldsAtLeastOneBook();

        // 1. Customer asks to check out.
        // 2a. The cart holds a book that is out of stock:
        // 2a1a. Customer declines:
        // 2a1a1. System keeps the cart.

        // Expected at the end: Nobody is charged twice.
        fail("not written yet: UC-01, 2a1a. Customer declines");
    }
}
"""

PRECONDITIONS = """\
/**
 * What has to hold before the tests of these use cases: each precondition is a method.
 *
 * <p>usecase generate adds those that are missing, and never touches one that is there.
 */
abstract class Preconditions {

    /**
     * Customer is signed in.
     *
     * <p>No use case establishes it.
     */
    protected void customerIsSignedIn() {
        // Make this so, before each test that needs it.
    }

    /**
     * The cart holds at least one book.
     *
     * <p>It is given from outside.
     */
    protected void theCartHoldsAtLeastOneBook() {
        // Make this so, before each test that needs it.
    }
}
"""

DATA = SHOP + (
    '  examples:\n    | book | valid |\n    | it\'s \\| "this" | yes |\n    | {0} \\u0041 | yes |\n    | $ | no |\n'
)


def generated(text: str, files: Mapping[str, bytes | str] | None = None) -> Generated:
    return generate(text, files, plan_of=plan)


# ---- what is generated


def test_a_class_a_use_case_and_a_method_a_scenario() -> None:
    run = generated(SHOP)
    assert list(run.statuses()) == NAMES
    assert {*run.files} == {FILE, "Preconditions.java", "usecase-scenarios.txt"}


def test_a_generated_class_from_its_first_line_to_its_last() -> None:
    model = linked(SHOP)
    declines = [each for each in told(model)["uc-01"] if each.scenario.flows[-1:] == ("2a1a",)]
    files = {each.path: each.content.decode() for each in plan(Request(model, {"uc-01": declines})).artifacts}
    assert re.sub("=[0-9a-f]{6,8}", "=…", files[FILE]) == ONE_CLASS
    assert files["Preconditions.java"] == PRECONDITIONS


def test_a_precondition_says_who_establishes_it_and_comes_after_what_that_needs() -> None:
    sign_in = """
use case UC-02: Sign in
  primary actor: Customer
  preconditions:
    - Customer is registered.
  success guarantees:
    - Customer is signed in.
  main success scenario:
    1. Customer signs in.
"""
    run = generated(SHOP + sign_in)
    first, *_ = run.text(FILE).split("@Test\n")[1:]
    assert re.findall(r"^ +(\w+)\(\);", first, re.MULTILINE) == [
        "theCartHoldsAtLeastOneBook",
        "customerIsRegistered",
        "customerIsSignedIn",
    ]
    assert "<p>UC-02: Sign in establishes it (success guarantee)." in run.text("Preconditions.java")
    assert "<p>Tests set up customerIsRegistered before it." in run.text("Preconditions.java")


def test_data_are_rows_and_each_has_its_name() -> None:
    text = generated(DATA).text(FILE)
    assert '@ParameterizedTest(name = "{displayName} [{0}]")' in text
    assert """        "'valid-1', 'it''s | \\"this\\"'",\n        "'valid-2', '{0} \\\\u0041'",\n""" in text
    assert "void mainSuccessScenario(String row, String book) {" in text
    assert "import org.junit.jupiter.params.provider.CsvSource;\n" in text


def test_new_files_are_of_the_package_that_the_folder_has() -> None:
    run = generated(SHOP, {"package-info.java": "/** Orders. */\npackage com.example.orders;\n"})
    assert run.text(FILE).startswith("package com.example.orders;\n\nimport ")
    assert run.text("Preconditions.java").startswith("package com.example.orders;\n\n/**")


def test_use_cases_that_would_share_a_class_have_one_each() -> None:
    run = generated(SHOP + SHOP[SHOP.index("use case") :].replace("UC-01", "UC_01"))
    first, second = run.tests
    assert first == FILE
    assert re.fullmatch("Uc01PlaceAnOrder_[0-9a-f]{6}Test.java", second)
    assert f"class {second.removesuffix('.java')} extends" in run.text(second)


def test_names_are_names_of_java() -> None:
    words = SHOP.replace("Customer is signed in.", "Wait").replace("2a1a. Customer declines", "2a1a. 3 días después")
    run = generated(words.replace("UC-01: Place an order", "1: 下订单"))
    assert "        waitHolds();\n" in run.text("UseCase1Test.java")
    assert "scenario2a_2a1a_3DiasDespues" in run.statuses()


def test_templates_can_be_replaced() -> None:
    model = linked(SHOP)
    own = {"test.java.j2": "    @Test void {{ name }}() { fail({{ title | literal }}); }\n"}
    artifacts = plan(Request(model, told(model), templates=own)).artifacts
    [text] = [each.content.decode() for each in artifacts if each.path == FILE]
    assert '    @Test void mainSuccessScenario() { fail("Main success scenario"); }\n' in text


def test_the_command_line_makes_them(tmp_path: Path) -> None:
    (tmp_path / "shop.uc").write_text(SHOP, encoding="utf-8")
    arguments = [str(tmp_path / "shop.uc"), "--framework", "junit5", "-o", str(tmp_path / "java")]
    command.main(arguments, standalone_mode=False)
    assert (tmp_path / "java" / FILE).read_text(encoding="utf-8").count("@Test\n") == len(NAMES)


# ---- any words


HOSTILE = [
    "ends */ a comment",
    "a \\u002a/ is an end, too",
    "C:\\users\\u and \\\\u000a twice",
    'says "quote" and \\',
    "usecase: UC-09 main",
    "so long a line that it is wrapped, and that what is wrapped to begin a line of its own would mean: "
    "@formatter:off usecase: UC-09 main and so on, and so on, and so on, once more until usecase changed: x",
    "@author {@link X} <b>&amp;</b>",
    "it's {0} '{1}' ${x} #{y} %s",
    "two\nlines\r\nand a\ttab \u2028 \x00 \x1a \u202e \ud800",
    "名前 😀 שלום e\u0301",
    "x" * 300,
    ", ' '' |",
]
WORDS = st.text(max_size=60).filter(lambda text: text.strip()) | st.sampled_from(HOSTILE)


def with_words(words: Sequence[str]) -> Files:
    """A run in which steps, conditions and results say these words."""
    model = linked(SHOP)
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
def test_any_words_make_a_class_that_is_read_as_it_was_made(words: list[str]) -> None:
    file = read_java(with_words(words)[FILE])
    assert not isinstance(file, str)
    assert len(file.tests) == len(NAMES)
    assert all(test.untouched and len(test.marks) == 1 for test in file.tests)


@given(WORDS)
def test_comments_hold_no_mark_and_no_escape_that_a_compiler_would_follow(words: str) -> None:
    for text in (comment(f"1. {plain(words)}", 8), javadoc(plain(words), 4)):
        assert not re.search(r"(?<!\\)(\\\\)*\\u", text)
        assert not any(parse_mark(line) for line in text.split("\n"))
    assert javadoc(plain(words)).count("*/") == 1


# ---- what the compiler and JUnit say

JARS = Path("/usr/share/java")
JUNIT = ("junit-jupiter-*", "junit-platform-*", "opentest4j*", "apiguardian-api", "picocli", "univocity-parsers")
needs_junit = pytest.mark.skipif(
    not shutil.which("javac") or not (JARS / "junit-platform-console-standalone.jar").exists(),
    reason="a JDK and Debian's package junit5 aren't installed",
)


def run_junit(files: Files, folder: Path) -> dict[str, dict[str, str]]:
    """What each test of each class said when JUnit ran it; javac may not even warn."""
    for path, content in files.items():
        (folder / path).write_bytes(content)
    jars = ":".join(str(jar) for name in JUNIT for jar in sorted(JARS.glob(f"{name}.jar")))
    sources = [str(folder / path) for path in files if path.endswith(".java")]
    compiler = ["javac", "-encoding", "UTF-8", "-Xlint:all,-path", "-Werror", "-cp", jars, "-d", str(folder / "out")]
    compiled = subprocess.run([*compiler, *sources], capture_output=True, encoding="utf-8", check=False)
    assert compiled.returncode == 0, compiled.stdout + compiled.stderr
    launcher = ["java", "-Dfile.encoding=UTF-8", "-cp", f"{folder / 'out'}:{jars}"]
    launcher += ["org.junit.platform.console.ConsoleLauncher", "--scan-classpath", str(folder / "out")]
    subprocess.run([*launcher, "--reports-dir", str(folder)], capture_output=True, check=False)
    found: dict[str, dict[str, str]] = {}
    for case in ET.parse(folder / "TEST-junit-jupiter.xml").iter("testcase"):
        found.setdefault(case.attrib["classname"], {})[case.attrib["name"]] = message(case)
    return found


def message(case: ET.Element) -> str:
    failure = case.find("failure")
    return "passed" if failure is None else failure.attrib["message"]


@needs_junit
@pytest.mark.slow
def test_each_test_fails_until_it_is_written(tmp_path: Path) -> None:
    files = dict(generated(DATA).files)
    unwritten = b'        fail("not written yet: UC-01, 2a. The cart holds a book that is out of stock");\n'
    assert unwritten in files[FILE]
    files[FILE] = files[FILE].replace(unwritten, b"")
    results = run_junit(files, tmp_path)
    assert results == {
        "Uc01PlaceAnOrderTest": {
            f"{NAMES[0]}(String, String)[1]": "not written yet: UC-01, Main success scenario",
            f"{NAMES[0]}(String, String)[2]": "not written yet: UC-01, Main success scenario",
            f"{NAMES[1]}()": "passed",
            f"{NAMES[2]}()": "not written yet: UC-01, 2a1a. Customer declines",
            f"{NAMES[3]}(String, String)[1]": "not written yet: UC-01, 3a. Customer doesn't pay within 5 minutes",
        }
    }


ROWS = """\
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
    @ParameterizedTest
    @CsvSource({
        %s
    })
    void row(String first, String second) throws Exception {
        System.out.println(java.util.Base64.getEncoder().encodeToString((first + "\\n" + second).getBytes("UTF-8")));
        org.junit.jupiter.api.Assertions.fail(first + second);
    }

    // %s
    /** %s */
    static final String SAID = %s;
}
"""


@needs_junit
@pytest.mark.slow
@settings(max_examples=2, deadline=None, database=None)
@given(st.lists(WORDS, min_size=30, max_size=60))
@example(HOSTILE)
def test_values_arrive_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    rows = ",\n        ".join(csv_row([each, ""]) for each in words)
    said = " ".join(plain(each) for each in words)[:3000]
    shown = comment(f"1. {said}").strip().removeprefix("// "), javadoc(said).strip()[3:-2], literal(said)
    results = run_junit({"RowsTest.java": (ROWS % (rows, *shown)).encode()}, tmp_path_factory.mktemp("rows"))
    found = [results["RowsTest"][f"row(String, String)[{number}]"] for number in range(1, len(words) + 1)]
    assert found == [plain(each) for each in words]


@needs_junit
@pytest.mark.slow
def test_any_words_compile_and_fail_as_they_should(tmp_path: Path) -> None:
    [results] = run_junit(with_words(HOSTILE * 3), tmp_path).values()
    assert len(results) == len(NAMES)


# ---- what a second run leaves alone


def test_nothing_new_changes_nothing() -> None:
    again = generated(DATA, generated(DATA).files)
    assert again.plan.artifacts == ()
    assert {*again.statuses().values()} == {"kept"}


MORE = SHOP + "    3b. The bank is closed:\n      1. System says so.\n      end in failure\n"


def test_a_new_method_goes_behind_the_last_one() -> None:
    before = generated(SHOP)
    after = generated(MORE, before.files)
    assert after.text(FILE).startswith(before.text(FILE).removesuffix("}\n") + "\n    // usecase: UC-01 3b ")
    assert after.text(FILE).endswith("    }\n}\n")


def written(text: str) -> str:
    """The text after a person wrote the test of 2a."""
    return text.replace(
        '        fail("not written yet: UC-01, 2a. The', '        order(); // fail("not written yet: The'
    )


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(written, id="a body"),
        pytest.param(lambda text: text.replace(NAMES[1], "outOfStock"), id="a name"),
        pytest.param(lambda text: text.replace("\n    ", "\n\t"), id="tabs"),
        pytest.param(lambda text: text.replace("    ", "  "), id="google-java-format"),
        pytest.param(lambda text: text.replace(") {\n", ")\n    {\n"), id="brackets on lines of their own"),
        pytest.param(lambda text: text.replace("    @Test\n", "    @Test @Slow\n"), id="an annotation"),
        pytest.param(lambda text: re.sub("// usecase: .*\n", "", text), id="no marks"),
        pytest.param(lambda text: re.sub(" flows=.*", "", text), id="marks without digests"),
        pytest.param(
            lambda text: text.replace(
                "Preconditions {\n", 'Preconditions {\n    String x = """\n// usecase: UC-01 9z\n""";\n'
            ),
            id="a text block",
        ),
        pytest.param(
            lambda text: text.removesuffix("}\n") + "    /* } */ }  // end", id="no line of its own at the end"
        ),
        pytest.param(lambda text: text + "\nclass Other {\n    @Test void x() {}\n}\n", id="another class"),
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
    assert [each.name for each in after.plan.of(Status.ADDED)] == ["scenario3bTheBankIsClosed"]
    rest = iter("".join(after.text(FILE).split()))
    assert all(letter in rest for letter in "".join(files[FILE].decode().split()))
    assert isinstance(read_java(after.files[FILE]), type(read_java(files[FILE])))
    assert generated(MORE, after.files).plan.artifacts == ()


def test_tests_come_into_an_empty_class() -> None:
    after = generated(SHOP, {FILE: "class Uc01PlaceAnOrderTest extends Preconditions {}\n"})
    assert "\nclass Uc01PlaceAnOrderTest extends Preconditions {\n" in f"\n{after.text(FILE)}"
    assert after.text(FILE).startswith("import static org.junit.jupiter.api.Assertions.fail;\n")
    assert not isinstance(read_java(after.files[FILE]), str)
    assert generated(SHOP, after.files).plan.artifacts == ()


def test_a_test_that_gets_data_gets_the_imports_it_needs() -> None:
    before = generated(SHOP)
    after = generated(DATA, before.files).text(FILE)
    assert after.count("import org.junit.jupiter.params.ParameterizedTest;\n") == 1
    assert "import org.junit.jupiter.params.provider.CsvSource;\n" in after


def test_imports_of_whole_packages_are_enough() -> None:
    text = generated(SHOP).text(FILE)
    stars = re.sub(r"import org.junit.jupiter.api.\w+;\n", "", text).replace(
        "\n\n\n", "\nimport org.junit.jupiter.api.*;\n\n"
    )
    assert "import org.junit.jupiter.api.Test;" not in generated(MORE, {FILE: stars}).text(FILE)


def test_a_renumbered_scenario_renames_what_was_generated_and_nothing_else() -> None:
    before = generated(SHOP).files
    mine = {FILE: written(before[FILE].decode()).replace("outOfStock", "mine")}
    after = generated(RENUMBERED, {**before, **mine}).text(FILE)
    assert '    @DisplayName("UC-01 3a: The cart holds a book that is out of stock")\n' in after
    assert "    void scenario3aTheCartHoldsABookThatIsOutOfStock() {\n" in after
    assert '        order(); // fail("not written yet: The cart' in after
    assert re.search(r"// usecase changed: +now: 1\. Customer opens the cart\.", after)


def test_a_vanished_scenario_keeps_its_test_and_a_note_says_so() -> None:
    before = generated(MORE)
    after = generated(SHOP, before.files)
    assert after.statuses()["scenario3bTheBankIsClosed"] == "vanished"
    lines = [line for line in after.text(FILE).split("\n") if "// usecase vanished: " not in line]
    assert lines == before.text(FILE).split("\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("class A {\n  void x( {\n}\n", "it is not valid Java (line"),
        ("// usecase: UC-01 main\npackage a;\n", "there is no class in it"),
        (b"class A { // \xff\n}\n", "it is not UTF-8"),
    ],
)
def test_a_file_that_cant_be_read_is_left_alone(text: str | bytes, reason: str) -> None:
    run = generated(SHOP, {FILE: text})
    assert [each.path for each in run.plan.artifacts if each.path == FILE] == []
    assert run.plan.unreadable[0].reason.startswith(reason)
    assert run.plan.unreadable[0].use_cases == ("uc-01",)


def test_a_file_that_cant_be_read_for_a_while_costs_no_old_words() -> None:
    before = generated(SHOP).files
    broken = {**before, FILE: before[FILE].replace(b"class", b"<<<<<<< class")}
    assert generated(SHOP, broken).files["usecase-scenarios.txt"] == before["usecase-scenarios.txt"]


def test_preconditions_that_a_person_wrote_stay_and_new_ones_are_added() -> None:
    before = dict(generated(SHOP).files)
    before["Preconditions.java"] = before["Preconditions.java"].replace(b"// Make this so, before", b"signIn(); //", 1)
    after = generated(SHOP.replace("    - filled\n", "    - filled\n    - The shop is open.\n"), before)
    text = after.text("Preconditions.java")
    assert text.startswith(before["Preconditions.java"].decode().removesuffix("}\n"))
    assert "    protected void theShopIsOpen() {\n" in text
