"""Whatever criterion a run is asked for: the tests that there are keep their scenarios."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from tests.generation import Files, Generated, generate
from usecase_dsl.generate import Status
from usecase_dsl.scenario import CRITERIA

SHOP = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[1] / "examples" / "bookshop").glob("*.uc"))
)

# A flow that leaves anywhere, loops, and data that another scenario would take under another criterion.
LOCKER = """\
use case UC-9: Rent a locker
  primary actor: Guest
  main success scenario:
    1. Guest asks for a locker.
    2. System shows the free lockers.
    3. Guest chooses a locker.
    4. System opens the locker.
  extensions:
    *a. The power fails:
      1. System closes all lockers.
      end in failure
    2a. No locker is free:
      1. Guest waits.
      resume at 1
    3a. The locker is broken:
      1. System takes it out of use.
      resume at 2
  variations:
    - 3: by number | by size
  examples:
    | guest | flow |
    | Ada   | main |
    | Ben   | 3a   |
    | Eve   | *a   |
"""
FAIL = re.compile(r"    pytest\.fail\((?s:.*?)\n    \)")


def all_written(files: Files) -> Files:
    """The folder after a person wrote each test in it."""
    return {
        path: FAIL.sub("    assert True", text.decode()).encode() if path.endswith(".py") else text
        for path, text in files.items()
    }


def of_tests(run: Generated) -> list[tuple[str, str, Status]]:
    return [(test.path, test.name, test.status) for test in run.plan.tests]


PAIRS = [*itertools.permutations(CRITERIA, 2)]
FORGOTTEN = [pair for pair in PAIRS if "flows" in pair]


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [*((*pair, LOCKER) for pair in PAIRS), *((*pair, SHOP) for pair in FORGOTTEN)],
    ids=[*("-".join(pair) for pair in PAIRS), *(f"bookshop-{'-'.join(pair)}" for pair in FORGOTTEN)],
)
def test_tests_stay_as_they_are_through_a_run_with_another_criterion(one: str, other: str, text: str) -> None:
    first = generate(text, criterion=one)
    before = all_written(first.files)
    between = generate(text, before, other)
    assert [each for each in between.plan.tests if each.written and each.status is not Status.KEPT] == []
    after = generate(text, between.files, one)
    for path in (path for path in before if path.endswith(".py")):
        assert between.files[path].startswith(before[path])
        assert after.files[path].startswith(before[path])
    assert [*after.plan.of(Status.ADDED)] == []
    assert generate(text, after.files, one).plan.artifacts == ()


def test_tests_follow_their_own_scenario_when_the_text_changes_and_the_criterion_too() -> None:
    before = all_written(generate(LOCKER, criterion="edge-pairs").files)
    marks = {test.name: test.mark.scenario for test in generate(LOCKER, before, "edge-pairs").plan.tests}
    reworded = LOCKER.replace("System shows the free lockers", "System lists what is free")
    more = reworded.replace("    4. System opens", "    4. Guest pays.\n    5. System opens")
    after = generate(more, before)
    assert {test.name: test.mark.scenario for test in after.plan.tests if test.written} == marks
    assert {test.status for test in after.plan.tests if test.written} == {Status.KEPT, Status.TEXT_CHANGED}
    known = {(test.mark.text, test.mark.scenario) for test in generate(more, criterion="edge-pairs").plan.tests}
    assert {(test.mark.text, test.mark.scenario) for test in after.plan.tests if test.written} <= known


def test_a_copy_of_a_test_is_no_test_of_another_scenario_with_the_same_flows() -> None:
    run = generate(LOCKER, criterion="edge-pairs")
    [path] = {test.path for test in run.plan.tests}
    [first, *_] = [test for test in run.plan.tests if test.mark.scenario == "3a *a"]
    tree = run.text(path).split("\n\n\n")
    [mine] = [block for block in tree if f"def {first.name}(" in block]
    both = run.files | {path: f"{run.text(path)}\n\n{mine.replace('def test_', 'def test_again_')}".encode()}
    for criterion in ("flows", "all", "edge-pairs"):
        after = generate(LOCKER, both, criterion)
        texts = {test.name: test.mark.text for test in after.plan.tests}
        assert texts[f"test_again_{first.name.removeprefix('test_')}"] == texts[first.name] == first.mark.text
