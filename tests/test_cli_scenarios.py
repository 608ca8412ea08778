"""``usecase scenarios`` by criterion, sample and budget: what is listed, and what is said about it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from usecase_dsl.cli import choice, group
from usecase_dsl.scenario import CRITERIA

RENT = """\
use case UC-1: Rent a bicycle
  main success scenario:
    1. Rider holds the card to a dock.
    2. System opens the dock.
  extensions:
    1a. The card is not known:
      end in failure
    2a. The dock is stuck:
      1. System names another dock.
      resume at 1
"""


class Said(NamedTuple):
    code: int
    out: str
    err: str


Listed = Callable[..., Said]
Picked = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Listed:
    """Runs ``usecase scenarios`` in a folder of its own, where a text is."""
    monkeypatch.chdir(tmp_path)
    put(RENT)

    def call(*options: str) -> Said:
        monkeypatch.setattr("sys.argv", ["usecase", "scenarios", *options])
        code = group.run()
        return Said(code, *capfd.readouterr())

    return call


@pytest.fixture
def picked(listed: Listed) -> Picked:
    """The use cases and names of the scenarios listed."""

    def call(*options: str) -> list[tuple[str, str]]:
        rows = json.loads(listed("--format", "json", *options).out)
        return [(row["use_case"], row["name"]) for row in rows]

    return call


def put(text: str, name: str = "rent.uc") -> None:
    Path(name).write_text(text, encoding="utf-8")


def detours(number: int, end: str = "resume at next step") -> str:
    """A use case with as many independent detours: 2 to that number of paths."""
    steps = "".join(f"{n}. A acts.\n" for n in range(1, number + 2))
    flows = "".join(f"{n}a. x:\n1. A acts.\n{end}\n" for n in range(1, number + 1))
    return f"use case UC-9: Many\nmain flow:\n{steps}extensions:\n{flows}"


def test_the_criteria_that_it_names_are_those_that_there_are() -> None:
    assert choice.CRITERIA == CRITERIA


@pytest.mark.parametrize("command", ["scenarios", "coverage", "generate"])
def test_help_is_told_without_the_language(command: str) -> None:
    """The parser alone takes longer to load than all that help needs."""
    program = f"import sys; from usecase_dsl.cli import group; sys.argv = ['usecase', '{command}', '--help']"
    program += "; assert group.run() == 0; assert not {'lark', 'jinja2', 'usecase_dsl.syntax'} & sys.modules.keys()"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("criterion", "header"),
    [
        ("flows", "(3 scenarios for 3 flows; one each)"),
        ("steps", "(1 scenario for 3 steps; no smaller set does)"),
        ("branches", "(2 scenarios for 6 branches; no smaller set does)"),
        ("edge-pairs", "(3 scenarios for 7 edge pairs; no smaller set does)"),
        ("prime-paths", "(4 scenarios for 8 prime paths; no smaller set does)"),
        ("extension-pairs", "(1 scenario for 1 extension pair; no smaller set does)"),
        ("all", "(4 scenarios for 4 paths; one each)"),
    ],
)
def test_each_criterion_with_its_figures(listed: Listed, criterion: str, header: str) -> None:
    code, out, err = listed("--criterion", criterion)
    assert (code, out.splitlines()[0], err) == (0, f"UC-1: Rent a bicycle {header}", "")


def test_forms_without_a_place_for_the_figures_leave_them_to_standard_error(listed: Listed) -> None:
    for form in ("json", "csv"):
        err = listed("--criterion", "branches", "--format", form).err
        assert err == "UC-1: 2 scenarios for 6 branches; no smaller set does\n"
    assert listed("--format", "json").err == ""


def test_markdown_has_the_figures_in_its_text(listed: Listed) -> None:
    out = listed("--criterion", "branches", "--format", "markdown").out
    assert out.endswith("|\n\n- UC-1: 2 scenarios for 6 branches; no smaller set does\n")


def test_a_set_that_is_not_proven_smallest(listed: Listed) -> None:
    """An example with many flows, found greedily: what is said is how many are needed at least."""
    put(Path(__file__).parents[1].joinpath("examples", "point-of-sale", "till.uc").read_text(encoding="utf-8"))
    out = listed("--use-case", "UC1", "--criterion", "extension-pairs").out
    assert "at least" in out.splitlines()[0] and "are needed)" in out.splitlines()[0]


def test_very_many_paths_are_counted_at_once_and_not_listed(listed: Listed) -> None:
    put(detours(30))
    code, out, err = listed("--criterion", "all")
    assert (code, out) == (2, "")
    assert "There are 1,073,741,824 scenarios, most of them of UC-9; --limit is 10,000." in err


def test_more_paths_than_can_be_counted(listed: Listed) -> None:
    put(detours(30, "restart"))
    code, out, err = listed("--criterion", "all")
    assert (code, out) == (2, "")
    assert "There are more than 10,000 scenarios" in err


def test_more_prime_paths_than_can_be_listed(listed: Listed) -> None:
    put(detours(30))
    code, out, err = listed("--criterion", "prime-paths")
    assert (code, out) == (2, "")
    assert "UC-9 has more than " in err and "prime paths: too many" in err


class TestSample:
    def test_a_few_of_very_many(self, listed: Listed) -> None:
        put(detours(30))
        code, out, err = listed("--criterion", "all", "--sample", "20")
        assert (code, err) == (0, "20 of 1,073,741,824 scenarios, drawn by lot with seed 0\n")
        assert out.splitlines()[0] == "UC-9: Many (20 of 1,073,741,824 scenarios)"
        assert len(out.splitlines()) == 21

    def test_a_seed_draws_the_same_again_and_another_seed_others(self, listed: Listed) -> None:
        put(detours(30))
        first, again, other = (listed("--criterion", "all", "--sample", "9", "--seed", seed) for seed in "778")
        assert first == again != other

    def test_of_a_criterion_and_of_several_use_cases_together(self, picked: Picked) -> None:
        put(detours(30), "many.uc")
        names = {name for seed in range(9) for name in picked("--sample", "3", "--seed", str(seed))}
        assert len(picked("--sample", "3")) == 3
        assert {use_case for use_case, _ in names} == {"UC-1", "UC-9"}

    def test_all_of_them_where_there_are_no_more(self, picked: Picked) -> None:
        assert picked("--sample", "99") == picked()

    def test_no_fair_sample_can_be_drawn_of_what_can_not_be_counted(self, listed: Listed) -> None:
        put(detours(30, "restart"))
        code, _, err = listed("--criterion", "all", "--sample", "5")
        assert code == 2
        assert "UC-9 are too many to count" in err

    def test_no_more_than_the_limit(self, listed: Listed) -> None:
        assert listed("--sample", "5", "--limit", "3").code == 2


class TestBudget:
    def test_what_takes_most_branches(self, listed: Listed, picked: Picked) -> None:
        """Of six branches the main flow takes three; 2a takes two more, 1a one."""
        code, out, err = listed("--budget", "1")
        assert (code, err) == (
            0,
            "1 of 3 scenarios, which take 83% of the branches, weighed by priority and frequency\n"
            "what adds most first: UC-1 2a\n",
        )
        assert out.splitlines() == ["UC-1: Rent a bicycle (1 of 3 scenarios)", "  2a  success   1 2a1 1 2"]
        assert picked("--budget", "1") == [("UC-1", "2a")]

    def test_over_all_use_cases_by_what_matters(self, picked: Picked) -> None:
        put("use case UC-0: Lend\npriority: low\nmain flow:\n1. A.\n2. B.\n3. C.\n", "lend.uc")
        put("use case UC-2: Mend\npriority: must have\nfrequency: daily\nmain flow:\n1. A.\n", "mend.uc")
        assert picked("--budget", "2") == [("UC-2", "main success scenario"), ("UC-1", "2a")]

    def test_a_use_case_without_one_is_not_listed(self, listed: Listed) -> None:
        put("use case UC-0: Lend\npriority: low\nmain flow:\n1. A.\n", "lend.uc")
        assert "UC-0" not in listed("--budget", "1").out

    def test_either_by_lot_or_by_weight(self, listed: Listed) -> None:
        code, _, err = listed("--budget", "1", "--sample", "1")
        assert code == 2
        assert "name one of them" in err


@pytest.mark.parametrize(
    ("include", "names"),
    [
        ("call", ["main success scenario", "1 fails"]),
        ("stub", ["main success scenario"]),
        ("expand", ["main success scenario", "UC-2:1a"]),
    ],
)
def test_what_an_include_is(picked: Picked, include: str, names: list[str]) -> None:
    put("use case UC-1: Buy\nmain flow:\n1. include UC-2\n")
    put("use case UC-2: Pay\nmain flow:\n1. A pays.\nextensions:\n1a. A is broke:\nend in failure\n", "pay.uc")
    assert [name for _, name in picked("--use-case", "UC-1", "--criterion", "all", "--include", include)] == names
