"""Rules about the shape of flows beyond their pages: what stays silent, and what limits change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.marks import assert_marked, findings
from usecase_dsl.settings import DEFAULTS, Limits, Settings

CODES = "FLW(104|106|107|108|110)"


def codes(text: str, settings: Settings = DEFAULTS) -> list[str]:
    shape = ("FLW104", "FLW106", "FLW107", "FLW108", "FLW110")
    return [each.code for each in findings(text, settings=settings) if each.code in shape]


def with_limits(**limits: int) -> Settings:
    return replace(DEFAULTS, limits=Limits(**limits))


def of_steps(number: int, head: str = "use case: Sell a ticket") -> str:
    steps = "\n".join(f"{n}. Customer turns page {n}." for n in range(1, number + 1))
    return f"{head}\nprimary actor: Customer\nmain success scenario:\n{steps}\n"


THREE = of_steps(3)


@pytest.mark.parametrize(("number", "expected"), [(1, ["FLW106"]), (2, ["FLW106"]), (3, []), (9, []), (10, ["FLW106"])])
def test_three_to_nine_steps(number: int, expected: list[str]) -> None:
    assert codes(of_steps(number)) == expected


def test_what_is_too_long_is_underlined_where_it_becomes_so() -> None:
    (found,) = (each for each in findings(of_steps(12)) if each.code == "FLW106")
    assert (found.place.start.line, found.message) == (13, "the main flow has 12 steps, more than 9")


def test_how_many_steps_are_too_many_is_a_setting() -> None:
    assert codes(of_steps(3), with_limits(steps_most=2)) == ["FLW106"]
    assert codes(of_steps(2), with_limits(steps_least=2)) == []


@pytest.mark.parametrize(
    "text",
    [
        of_steps(2).replace("\nmain", "\nlevel: subfunction\nmain"),
        of_steps(2) + "use case UC-9: Travel\nmain success scenario:\n1. include Sell a ticket\n2. A.\n3. B.\n",
        of_steps(2) + "extends: UC-9 at boarding\n" + of_steps(3, "use case UC-9: Travel"),
        "use case: Sell a ticket\nmain success scenario:\n1. Customer asks.\n+. ...\n",
        "use case: Sell a ticket\nmain success scenario:\nCustomer asks and pays.\n",
        "use case: Sell a ticket\nmain success scenario: ...\n",
    ],
    ids=["a subfunction", "an included one", "an extending one", "half written", "prose", "unwritten"],
)
def test_what_may_be_short(text: str) -> None:
    assert "FLW106" not in codes(text)


def test_what_is_included_may_not_be_long() -> None:
    text = of_steps(10).replace("\nmain", "\nlevel: subfunction\nmain")
    assert codes(text) == ["FLW106"]


LETTERS = "extensions:\n{}: A.\nend in failure\n{}: B.\nend in failure\n"


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("2a.", "2b."), []),
        (("2a.", "2c."), ["FLW104"]),
        (("2b.", "2a."), ["FLW104"]),
        (("2b.", "3a."), ["FLW104"]),
        (("1-2a.", "2b."), []),
        (("2a.", "2aa."), []),
        (("*a.", "*b."), []),
        (("*b.", "2a."), []),
        (("*b.", "*d."), ["FLW104"]),
        (("2а.", "2в."), []),
        (("E1.", "E3."), []),
    ],
)
def test_letters(labels: tuple[str, str], expected: list[str]) -> None:
    assert codes(THREE + LETTERS.format(*(label.rstrip(".") + "." for label in labels))) == expected


def test_letters_may_go_on_in_another_section() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare.
            3. Customer pays the fare.
          alternate flows:
            2a. It is cheaper today:
              end in success
            2c. It is free today:
              end in success
          failure flows:
            2b. No train goes there:
              end in failure
        """,
        codes=CODES,
    )


def test_after_z_comes_aa() -> None:
    labels = [*"abcdefghijklmnopqrstuvwxyz", "aa", "ac"]
    flows = "".join(f"2{letters}. Case {letters}:\nend in failure\n" for letters in labels)
    (found,) = (each for each in findings(f"{THREE}extensions:\n{flows}") if each.code == "FLW104")
    assert found.message == "there is 2ac, and no 2ab"


def test_levels_of_flows() -> None:
    assert_marked(
        """\
        use case: Sell a ticket
          main success scenario:
            1. Customer names a destination.
            2. System shows the fare. [E1]
            3. Customer pays the fare.
          extensions:
            2a. A:
              1. System waits.
              end in failure
            2a1a. B:
              1. System waits.
              end in failure
            # FLW108 ‘2a1a1a’
            2a1a1a. C:
              1. System waits.
              end in failure
            2a1a1a1a. The outer one is reported:
              end in failure
            E1. D:
              1. System waits.
              end in failure
            E1.1a. E:
              end in failure
        """,
        codes=CODES,
    )


def test_how_deep_is_too_deep_is_a_setting() -> None:
    text = THREE + "extensions:\n2a. A:\n1. System waits.\nend\n2a1a. B:\nend\n"
    assert codes(text, with_limits(nesting=1)) == ["FLW108"]


def test_the_steps_of_an_extension() -> None:
    steps = "".join(f"{n}. System turns page {n}.\n" for n in range(1, 9))
    assert codes(f"{THREE}extensions:\n2a. A:\n{steps}end\n") == ["FLW107"]
    assert codes(f"{THREE}extensions:\n2a. A:\n{steps}end\n", with_limits(extension_steps=8)) == []


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("2-2a", "2a"),
        ("2,2a", "2a"),
        ("1-2,2a", "1-2a"),
        ("1-2,2-3a", "1-3a"),
        ("1,3a", None),
        ("1-2a", None),
        ("3,1a", None),
        ("2-1a", None),
    ],
)
def test_ranges_in_a_label(label: str, meant: str | None) -> None:
    text = f"{THREE}extensions:\n{label}. A:\nend in failure\n"
    hints = [each.hint for each in findings(text) if each.code == "FLW110"]
    assert hints == ([f"write ‘{meant}’"] if meant else [])
