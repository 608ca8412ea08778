"""The command line: what each command prints where, its exit code, and what it never does."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from usecase_dsl import __version__
from usecase_dsl.checks import ALL_RULES
from usecase_dsl.cli import group

CAN_LINK = pytest.mark.skipif(os.name == "nt", reason="making links takes privileges there")

GOOD = """\
actor: Customer
use case UC-01: Buy a book
  primary actor: Customer
  main success scenario:
    1. Customer asks for a book.
    2. System sells it.
  extensions:
    2a. It is sold out:
      1. System says so.
      end in failure
    *a. Customer leaves:
      1. System waits.
      resume at same step
"""
WARNED = GOOD + "actor: Idler\n"
WRONG = GOOD + "  priorty: high\n"
JUNK = b"\0\xff\xfe \r use case\r\n\xed\xa0\x80: \x1b[31m\n  1. \xe2\x80\xae\n" + b"(" * 5000
COMMANDS = ("check", "scenarios", "diagram", "build", "generate")


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Usecase = Callable[..., Outcome]


@pytest.fixture
def usecase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Usecase:
    """Runs ``usecase`` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "USECASE_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def call(*args: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr("sys.argv", ["usecase", *args])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = group.run()
        return Outcome(code, *(stream.decode() for stream in capfdbinary.readouterr()))

    return call


def put(name: str, text: str | bytes) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text if isinstance(text, bytes) else dedent(text).encode())


def files(folder: str = ".") -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()}


# ---- the command itself


def test_help_names_every_command(usecase: Usecase) -> None:
    code, out, _ = usecase("--help")
    assert code == 0
    assert all(f"\n  {name} " in out for name in group.COMMANDS)


def test_every_command_has_help(usecase: Usecase) -> None:
    for name in group.COMMANDS:
        code, out, err = usecase(name, "--help")
        assert (code, err) == (0, "")
        assert out.startswith(f"Usage: usecase {name} ")


def test_the_version(usecase: Usecase) -> None:
    assert usecase("--version") == (0, f"usecase, version {__version__}\n", "")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["chek"], "No command is called ‘chek’. Did you mean ‘check’?"),
        (["publish"], "No command is called ‘publish’. There are init, import, check,"),
        (["--loud"], "No such option"),
        (["check", "--loud"], "No such option"),
        (["check", "--output-format", "xml"], "'xml' is not one of 'full', 'concise', 'json'"),
        (["check", "--select", "XYZ"], "no rule or family of rules is called ‘XYZ’; ‘usecase rule’ lists them"),
        (["check", ""], "it is empty"),
        (["check", "-", "--stdin-filename", ""], "it is empty"),
        (["build", "-o", ""], "it is empty"),
        (["scenarios", "--limit", "0"], "0 is not in the range"),
        (["scenarios", "--use-case", "UC-02"], "No use case here is called ‘UC-02’."),
        (["scenarios", "--use-case", "buy a bok"], "Did you mean ‘Buy a book’?"),
        (["diagram", "-o", "shop.doc"], "No format goes with ‘.doc’"),
        (["rule", "FLW999"], "No rule is called ‘FLW999’."),
        (["rule", "resume-target-mising"], "Did you mean ‘resume-target-missing’?"),
        (["completion", "cmd"], "'cmd' is not one of"),
    ],
)  # fmt: skip
def test_misuse_is_said_on_standard_error_and_is_exit_code_2(usecase: Usecase, args: list[str], said: str) -> None:
    put("shop.uc", GOOD)
    code, out, err = usecase(*args)
    assert (code, out) == (2, "")
    assert said in err
    assert list(files()) == ["shop.uc"]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("path", ["nowhere", "nowhere.uc", "empty", "x" * 300 + ".uc"])
def test_paths_that_make_no_project_are_exit_code_2(usecase: Usecase, command: str, path: str) -> None:
    Path("empty").mkdir()
    code, out, err = usecase(command, path)
    assert (code, out) == (2, "")
    assert err.startswith("Error: ") and path in err and err.count("\n") == 1
    assert files() == {}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_broken_configuration_is_exit_code_2(usecase: Usecase, command: str) -> None:
    put("shop.uc", GOOD)
    put("usecase.toml", "naem = 1")
    assert usecase(command) == (2, "", "Error: usecase.toml: no setting is called ‘naem’; did you mean ‘name’?\n")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("text", [JUNK, GOOD.encode("utf-16"), GOOD.replace("\n", "\r").encode(), b"", b"\xef\xbb\xbf"])
def test_any_bytes_are_a_text(usecase: Usecase, command: str, text: bytes) -> None:
    put("shop.uc", text)
    code, _, err = usecase(command, "shop.uc")
    assert code in (0, 1)
    assert "fault of this program" not in err


@pytest.mark.parametrize("command", COMMANDS[1:])
def test_products_are_made_of_what_can_be_read_and_errors_go_to_standard_error(usecase: Usecase, command: str) -> None:
    put("shop.uc", WRONG)
    code, out, err = usecase(command)
    assert code == 1
    assert "shop.uc:14:3: SYN008 error: ‘priorty’ is no keyword" in err
    assert "SYN008" not in out and (out or len(files()) > 1)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_can_not_be_read_is_exit_code_2_and_the_others_are_read(
    usecase: Usecase, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("shop.uc", GOOD)
    put("locked.uc", GOOD)
    read = Path.read_bytes

    def reading(self: Path) -> bytes:
        if self.name == "locked.uc":
            raise PermissionError(13, "Permission denied")
        return read(self)

    with monkeypatch.context() as context:
        context.setattr(Path, "read_bytes", reading)
        code, out, err = usecase(command)
    assert code == 2
    assert err.endswith("error: locked.uc can't be read: Permission denied\n")
    assert out or len(files()) > 2 or "no findings in 1 file" in err


# ---- check


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (GOOD, [], 0),
        (GOOD, ["--strict"], 0),
        (WARNED, [], 0),
        (WARNED, ["--strict"], 1),
        (WARNED, ["--strict", "--ignore", "ACT302"], 0),
        (WRONG, [], 1),
        (WRONG, ["--ignore", "ALL"], 1),
        (WRONG, ["--select", "ACT"], 1),
        ("", [], 0),
    ],
)
def test_check_ends_with_1_for_errors_and_for_warnings_if_they_count(
    usecase: Usecase, text: str, options: list[str], code: int
) -> None:
    put("shop.uc", text)
    assert usecase("check", *options).code == code


def test_check_prints_findings_on_standard_output_and_the_sum_on_standard_error(usecase: Usecase) -> None:
    put("shop.uc", WRONG)
    code, out, err = usecase("check")
    assert (code, err) == (1, "1 error in 1 file\n")
    assert out.split("\n") == [
        "error SYN008 unknown-field: ‘priorty’ is no keyword",
        "  --> shop.uc:14:3",
        "   |",
        "14 |   priorty: high",
        "   |   ^^^^^^^",
        "   = hint: did you mean ‘priority’?",
        "   = unsafe fix: write ‘priority’",
        "",
    ]


def test_check_for_editors_and_for_programs(usecase: Usecase) -> None:
    put("sub/shop.uc", WRONG)
    concise = usecase("check", "--output-format", "concise")
    assert concise.out == "sub/shop.uc:14:3: SYN008 error: ‘priorty’ is no keyword\n"
    code, out, err = usecase("check", "--output-format", "json")
    assert (code, err) == (1, "")
    (line,) = out.splitlines()
    assert json.loads(line)["file"] == "sub/shop.uc"


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ([], ["SYN008", "ACT302"]),
        (["--ignore", "ACT"], ["SYN008"]),
        (["--ignore", "act302, FLW"], ["SYN008"]),
        (["--ignore", "ALL"], ["SYN008"]),
        (["--select", "REL"], ["SYN008"]),
        (["--select", "ACT30,REL"], ["SYN008", "ACT302"]),
        (["--select", "ACT,FLW", "--ignore", "ACT,FLW"], ["SYN008"]),
        (["--select", ","], ["SYN008", "ACT302"]),
    ],
)
def test_which_findings_are_shown(usecase: Usecase, options: list[str], codes: list[str]) -> None:
    put("shop.uc", WRONG + "\nactor: Idler\n")
    lines = usecase("check", "--output-format", "concise", *options).out.splitlines()
    assert [line.split()[1] for line in lines] == codes


def test_advice_is_shown_if_it_is_asked_for(usecase: Usecase) -> None:
    put("shop.uc", GOOD.replace("actor: Customer\n", "", 1))
    assert usecase("check").err == "no findings in 1 file\n"
    assert usecase("check", "--select", "ACT301").err == "1 piece of advice in 1 file\n"
    assert usecase("check", "--strict").err == "1 error in 1 file\n"


def test_the_configuration_chooses_findings_and_options_add_to_it(usecase: Usecase) -> None:
    put("shop.uc", WARNED)
    put("usecase.toml", "strict = true")
    assert usecase("check").code == 1
    put("usecase.toml", 'strict = true\nignore = ["act302"]')
    assert usecase("check").code == 0
    put("usecase.toml", 'strict = true\nselect = ["REL"]')
    assert usecase("check").code == 0
    assert usecase("check", "--select", "ACT").code == 1


def test_check_says_how_many_files_were_read(usecase: Usecase) -> None:
    put("usecase.toml", "")
    put("one.uc", GOOD)
    put("sub/two.uc", "actor: Customer\n")
    assert usecase("check").err == "no findings in 2 files\n"
    assert usecase("check", "sub").err == "no findings in 1 file\n"


def test_colours_are_for_terminals_and_for_those_who_want_them(
    usecase: Usecase, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("shop.uc", WRONG)
    assert "\x1b" not in usecase("check").out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "\x1b[1;31m" in usecase("check").out
    assert "\x1b" not in usecase("check", "--output-format", "concise").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in usecase("check").out


def test_standard_input(usecase: Usecase) -> None:
    assert usecase("check", "-", stdin=GOOD.encode()) == (0, "", "no findings in 1 file\n")
    name = ("--stdin-filename", "sub/new.uc", "--output-format", "concise")
    code, out, _ = usecase("check", "-", *name, stdin=WRONG.encode())
    assert (code, out) == (1, "sub/new.uc:14:3: SYN008 error: ‘priorty’ is no keyword\n")
    assert usecase("scenarios", "-", stdin=GOOD.encode()).out.startswith(
        "UC-01: Buy a book (3 scenarios for 3 flows; one each)\n"
    )


# ---- rule


def test_rule_lists_all_rules_a_line_each(usecase: Usecase) -> None:
    lines = usecase("rule").out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in ALL_RULES]
    assert all(re.match(r"[A-Z]{3}\d{3}  (error|warning|advice) +[a-z-]+: \S", line) for line in lines)


@pytest.mark.parametrize("name", ["FLW121", "flw121", "resume-target-missing"])
def test_rule_says_what_is_wrong_and_shows_it(usecase: Usecase, name: str) -> None:
    code, out, _ = usecase("rule", name)
    assert code == 0
    assert "FLW121" in out and "resume at" in out


def test_rule_says_why_there_is_none(usecase: Usecase) -> None:
    assert usecase("rule", "flw137").out == "FLW137 is no rule here: there is no MEANWHILE: steps have an order\n"


# ---- scenarios


def test_scenarios(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    assert usecase("scenarios") == (
        0,
        "UC-01: Buy a book (3 scenarios for 3 flows; one each)\n"
        "  main success scenario  success   1 2\n"
        "  2a                     failure   1 2a1\n"
        "  *a                     success   *a1 1 2\n",
        "",
    )


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], ["main success scenario", "2a", "*a"]),
        (["--use-case", "uc-01"], ["main success scenario", "2a", "*a"]),
        (["--use-case", "BUY A  BOOK"], ["main success scenario", "2a", "*a"]),
        (["--criterion", "all", "--loops", "0"], ["main success scenario", "2a"]),
        (
            ["--criterion", "all", "--anytime", "once"],
            ["main success scenario", "2a", "*a", "*a, 2a"],
        ),
    ],
)
def test_which_scenarios_are_listed(usecase: Usecase, options: list[str], names: list[str]) -> None:
    put("shop.uc", GOOD)
    rows = json.loads(usecase("scenarios", "--format", "json", *options).out)
    assert sorted(row["name"] for row in rows) == sorted(names)


def test_scenarios_of_what_stands_in_the_path_alone(usecase: Usecase) -> None:
    put("usecase.toml", "")
    put("buy.uc", GOOD)
    put("sub/sell.uc", "use case UC-02: Sell\n  main success scenario:\n    1. Customer sells (include UC-01).\n")
    assert usecase("scenarios", "sub").out.startswith("UC-02: Sell (1 scenario for 1 flow; one each)\n")
    assert usecase("scenarios", "sub", "--use-case", "UC-01").code == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--limit", "2"], "There are 3 scenarios, most of them of UC-01; --limit is 2."),
        (["--limit", "2", "--criterion", "all"], "There are 8 scenarios, most of them of UC-01; --limit is 2."),
        (["--limit", "7", "--criterion", "all"], "There are 8 scenarios, most of them of UC-01; --limit is 7."),
    ],
)
@pytest.mark.parametrize("command", ["scenarios", "generate"])
def test_more_scenarios_than_the_limit_are_counted_and_not_listed(
    usecase: Usecase, command: str, options: list[str], said: str
) -> None:
    put("shop.uc", GOOD)
    code, out, err = usecase(command, *options)
    assert (code, out) == (2, "")
    assert said in err
    assert list(files()) == ["shop.uc"]


def test_as_many_scenarios_as_the_limit_are_listed(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    assert usecase("scenarios", "--limit", "3").code == 0
    assert usecase("scenarios", "--limit", "8", "--criterion", "all").code == 0


def test_scenarios_beyond_counting(usecase: Usecase, monkeypatch: pytest.MonkeyPatch) -> None:
    put("shop.uc", GOOD)
    monkeypatch.setattr("usecase_dsl.scenario.paths.MOST_STATES", 5)
    assert "There are more than 7 scenarios" in usecase("scenarios", "--limit", "7", "--criterion", "all").err
    assert usecase("scenarios", "--limit", "8", "--criterion", "all").code == 0


# ---- diagram


def test_a_diagram_on_standard_output(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    code, out, err = usecase("diagram")
    assert (code, err) == (0, "")
    assert out.startswith("<svg ") and out.endswith("</svg>\n")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.svg", "<svg "),
        ("a.SVG", "<svg "),
        ("a.puml", "@startuml"),
        ("a.mmd", "usecase"),
        ("a.dot", "digraph"),
        ("a.gv", "digraph"),
        ("sub/folder/a", "<svg "),
    ],
)
def test_the_name_of_a_diagram_says_its_format(usecase: Usecase, name: str, begins: str) -> None:
    put("shop.uc", GOOD)
    assert usecase("diagram", "-o", name) == (0, "", "")
    assert Path(name).read_text(encoding="utf-8").startswith(begins)


def test_an_option_says_the_format_better(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    usecase("diagram", "--format", "plantuml", "-o", "a.svg")
    assert Path("a.svg").read_bytes().startswith(b"@startuml")


@pytest.mark.parametrize("name", ["shop.uc", "other.uc", "./sub/../shop.uc", "link.svg", "twin.svg"])
@CAN_LINK
def test_a_diagram_never_overwrites_a_text(usecase: Usecase, name: str) -> None:
    put("shop.uc", GOOD)
    put("sub/x", "")
    os.symlink("shop.uc", "link.svg")
    os.link("shop.uc", "twin.svg")
    before = files()
    code, out, err = usecase("diagram", "shop.uc", "--format", "svg", "-o", name)
    assert (code, out) == (2, "")
    assert "choose another file with -o" in err
    assert files() == before


# ---- build


def test_build_makes_pages_and_says_where(usecase: Usecase) -> None:
    put("usecase.toml", 'name = "The Shop & Co"')
    put("shop.uc", WARNED)
    code, out, err = usecase("build")
    assert (code, out) == (0, "")
    assert err == f"{len(files('site')) - 1} files in site; begin with index.html\n"
    assert b"The Shop &amp; Co" in Path("site/index.html").read_bytes()
    assert {"site/use-cases/UC-01.html", "site/actors/customer.html"} < files("site").keys()


def test_build_again_takes_stale_pages_away_and_leaves_all_else(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    usecase("build", "-o", "public")
    put("public/CNAME", "shop.example")
    put("shop.uc", GOOD.replace("UC-01", "UC-07"))
    usecase("build", "-o", "public")
    pages = files("public")
    assert "public/use-cases/UC-07.html" in pages and "public/use-cases/UC-01.html" not in pages
    assert pages["public/CNAME"] == b"shop.example"


def test_build_does_not_overwrite_a_persons_page(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    put("public/index.html", "mine")
    code, _, err = usecase("build", "-o", "public")
    assert code == 2
    assert err == "Error: public/index.html was not made by usecase; choose another folder with -o\n"
    assert list(files("public").values()) == [b"mine"]


def test_pages_made_before_are_no_part_of_the_project(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    put("site/copy.uc", GOOD)
    assert usecase("check").err == "no findings in 1 file\n"


# ---- generate


def test_build_shows_results_of_tests(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    put("results.xml", '<testsuite><testcase classname="test_uc_01" name="test_main_success_scenario"/></testsuite>')
    assert usecase("build", "--junit", "results.xml").code == 0
    index = Path("site/index.html")
    assert "scenarios passed" in index.read_text(encoding="utf-8")
    usecase("build")
    assert "passed" not in index.read_text(encoding="utf-8")


def test_build_refuses_results_that_are_none(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    put("results.xml", "<html/>")
    code, _, err = usecase("build", "--junit", "results.xml")
    assert (code, Path("site").exists()) == (2, False)
    assert "results.xml: it is XML, but holds no results" in err


def test_generate_twice(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    first = usecase("generate")
    assert first == (0, "", "tests/use_cases: 3 files written; tests: 3 added\n")
    made = files("tests")
    assert "tests/use_cases/test_uc_01.py" in made
    assert usecase("generate").err == "tests/use_cases: 0 files written; tests: 3 kept\n"
    assert files("tests") == made


def test_generate_says_which_flows_get_no_test(usecase: Usecase) -> None:
    open_ends = "    2b. It is torn:\n      1. System says so.\n    E1. The shop burns:\n      end in failure\n"
    put("shop.uc", GOOD + open_ends + "use case: Sell\n  main flow:\n    1. System pays.\n")
    assert usecase("generate").err.splitlines() == [
        "UC-01: in no scenario, so without a test: 2b, E1",
        "tests/use_cases: 4 files written; tests: 4 added",
    ]


def test_generate_says_what_it_would_do(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    assert usecase("generate", "--dry-run").err == "tests/use_cases: 3 files would be written; tests: 3 added\n"
    assert list(files()) == ["shop.uc"]


def test_generate_keeps_what_a_person_wrote_and_says_what_changed(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    usecase("generate", "-o", "t")
    test = Path("t/test_uc_01.py")
    written = test.read_text(encoding="utf-8").replace("def test_2a", "@pytest.mark.mine\ndef test_2a")
    put(test.as_posix(), written)
    put("shop.uc", GOOD.replace("2a.", "1a.").replace("is sold out", "sold out"))
    code, _, err = usecase("generate", "-o", "t")
    assert code == 0
    assert "its scenario says something else now" in err
    assert "@pytest.mark.mine\ndef test_2a" in test.read_text(encoding="utf-8")


def test_generate_leaves_a_file_that_it_does_not_understand(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    put("t/test_uc_01.py", "def broken(:\n")
    code, _, err = usecase("generate", "-o", "t")
    assert code == 2
    assert "error: t/test_uc_01.py gets no tests: it is not valid Python" in err
    assert Path("t/test_uc_01.py").read_bytes() == b"def broken(:\n"


@CAN_LINK
def test_generate_leaves_links_alone(usecase: Usecase) -> None:
    put("shop.uc", GOOD)
    put("mine.py", "x = 1\n")
    put("t/x", "")
    os.symlink("../mine.py", "t/test_uc_01.py")
    code, _, err = usecase("generate", "-o", "t")
    assert (code, err) == (2, "Error: t/test_uc_01.py is a link; it was left as it is\n")
    assert Path("mine.py").read_bytes() == b"x = 1\n"


# ---- init, completion


def test_init_makes_a_project_that_checks_clean_and_builds(usecase: Usecase) -> None:
    code, out, err = usecase("init", "new")
    assert (code, out) == (0, "new/usecase.toml\nnew/first.uc\nnew/.gitattributes\n")
    assert err == "Next: usecase check new\n"
    assert usecase("check", "new", "--strict", "--select", "ALL") == (0, "", "no findings in 1 file\n")
    assert usecase("build", "new").code == 0
    assert usecase("generate", "new").code == 0


def test_init_overwrites_nothing(usecase: Usecase) -> None:
    put("first.uc", "mine")
    code, out, err = usecase("init")
    assert (code, out) == (0, "usecase.toml\n.gitattributes\n")
    assert "first.uc is there already, and stays as it is\n" in err
    before = files()
    assert before["first.uc"] == b"mine"
    assert usecase("init").out == ""
    assert files() == before


def test_init_where_a_file_stands(usecase: Usecase) -> None:
    put("new", "mine")
    assert usecase("init", "new") == (2, "", "Error: new is no folder; choose another\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(usecase: Usecase, shell: str) -> None:
    code, out, _ = usecase("completion", shell)
    assert code == 0
    assert f"_USECASE_COMPLETE={shell}_complete" in out


# ---- what goes wrong


def test_a_fault_of_this_program_is_one_line(usecase: Usecase, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by\nzero")

    put("shop.uc", GOOD)
    monkeypatch.setattr("usecase_dsl.project.read_texts", fail)
    code, out, err = usecase("check")
    assert (code, out) == (2, "")
    assert err.startswith(
        f"usecase {__version__}: a fault of this program, not of your text (ZeroDivisionError: by zero,"
    )
    assert err.count("\n") == 1 and "Traceback" not in err
    monkeypatch.setenv("USECASE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        usecase("check")


def test_a_full_disk_is_no_fault_of_this_program(usecase: Usecase, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "shop.uc")

    put("shop.uc", GOOD)
    monkeypatch.setattr("usecase_dsl.project.read_texts", fail)
    assert usecase("check") == (2, "", "Error: shop.uc: No space left on device\n")


def test_an_interruption_is_quiet(usecase: Usecase, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    put("shop.uc", GOOD)
    monkeypatch.setattr("usecase_dsl.project.read_texts", fail)
    code, out, err = usecase("check")
    assert (code, out, err.strip()) == (130, "", "")


def test_no_title_gives_orders_to_the_terminal_that_says_what_is_wrong(usecase: Usecase) -> None:
    put("shop.uc", GOOD.replace("UC-01: Buy a book", ": Buy \u202e a \x9b31m book"))
    err = usecase("scenarios", "--limit", "1").err
    assert "most of them of Buy \ufffd a \ufffd31m book;" in err


# ---- real processes


def process(args: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "usecase_dsl", *args], check=False, timeout=60, **options)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(os.name == "nt", reason="closed pipes are told apart elsewhere only")
@pytest.mark.parametrize(("args", "code"), [(["check"], 1), (["rule"], 0), (["diagram"], 1)])
def test_a_reader_who_has_had_enough_changes_nothing_but_that(tmp_path: Path, args: list[str], code: int) -> None:
    (tmp_path / "shop.uc").write_text(WRONG * 300, encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    ended = process(args, cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert ended.returncode == code
    assert b"Traceback" not in ended.stderr and b"BrokenPipe" not in ended.stderr


@pytest.mark.skipif(os.name == "nt", reason="the shell there can't close streams")
def test_streams_that_are_closed(tmp_path: Path) -> None:
    (tmp_path / "shop.uc").write_text(WRONG, encoding="utf-8")
    command = '"$0" -m usecase_dsl check - shop.uc <&- >&-'
    ended = subprocess.run(["sh", "-c", command, sys.executable], cwd=tmp_path, capture_output=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr == b"1 error in 2 files\n"


ALL_PRODUCTS = """\
import sys
from usecase_dsl.cli.group import run
text, out = sys.argv[1:]
for line in ("check", "scenarios", "scenarios --format json", "diagram", "diagram --format plantuml -o OUT/a.puml",
             "diagram --format mermaid", "build -o OUT/site", "generate -o OUT/tests"):
    command, *options = line.replace("OUT", out).split()
    sys.argv = ["usecase", command, text, *options]
    print(command, run(), flush=True)
"""


def products(folder: Path, cwd: Path, **environment: str) -> tuple[bytes, dict[str, bytes]]:
    """What all commands print, and the files that they make."""
    out = folder / "out"
    ended = subprocess.run(
        [sys.executable, "-c", ALL_PRODUCTS, os.path.relpath(folder / "Büro.uc", cwd), str(out)],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        check=True,
    )
    made = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    shutil.rmtree(out)
    return ended.stdout, made


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    text = GOOD.replace("Buy a book", "Käuf \u202e本 😀").replace("Customer", "Kundin") + "  priorty: ü\n"
    (tmp_path / "Büro.uc").write_text(text, encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    printed, made = products(tmp_path, tmp_path, PYTHONHASHSEED="1")
    assert "Büro.uc:14:3".encode() in printed and len(made) > 5
    legacy = {"PYTHONHASHSEED": "2", "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C", "COLUMNS": "20"}
    assert products(tmp_path, tmp_path, **legacy) == (printed, made)
    assert products(tmp_path, tmp_path / "elsewhere")[1] == made


def test_completion_of_a_command(tmp_path: Path) -> None:
    asked = {"_USECASE_COMPLETE": "bash_complete", "COMP_WORDS": "usecase sc", "COMP_CWORD": "1"}
    ended = process([], cwd=tmp_path, env={**os.environ, **asked}, stdout=subprocess.PIPE)
    assert ended.stdout.split() == [b"plain,scenarios"]
