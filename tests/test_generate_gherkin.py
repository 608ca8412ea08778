"""Features: what is generated, and what a second run leaves alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler

from tests.generation import MORE, RENUMBERED, SHOP, Generated, generate, request
from usecase_dsl.generate import Status
from usecase_dsl.generate.frameworks.gherkin import plan

FILE = "uc_01.feature"
NAMES = [
    "UC-01 main: Main success scenario",
    "UC-01 2a: The cart holds a book that is out of stock",
    "UC-01 2a 2a1a: Customer declines",
    "UC-01 3a: Customer doesn't pay within 5 minutes",
]

FEATURE = """\
# There is a scenario for each one of the use case, and a comment above it that ties the
# two together. `usecase generate` never touches what somebody has written: it adds new
# scenarios, and brings those up to date that are still as it made them.
@UC-01 @level:user-goal
Feature: UC-01: Place an order
  The Customer buys what is in the cart.

  # usecase background: made=…
  Background:
    Given Customer is signed in
    And The cart holds at least one book

  # usecase: UC-01 main flows=… text=… made=…
  @UC-01:main
  Scenario: UC-01 main: Main success scenario
    When Customer asks to check out
    Then System shows the order summary
    When Customer pays
    Then The order is paid
    And Nobody is charged twice
"""

DECLINES = """\
  # usecase: UC-01 2a 2a1a flows=… text=… made=…
  @UC-01:2a_2a1a
  Scenario: UC-01 2a 2a1a: Customer declines
    When Customer asks to check out
    Given The cart holds a book that is out of stock
    When Customer declines
    Then System keeps the cart
    And Nobody is charged twice
"""

TABLE = """\
  examples:
    | card    | valid |
    | 4111 \\| | yes   |
    | 0000    | no    |
"""


def run(text: str, files: Mapping[str, bytes | str] | None = None) -> Generated:
    return generate(text, files, plan_of=plan)


def shown(text: str) -> str:
    return re.sub(r"=[0-9a-f]{6,8}\b", "=…", text)


def told(text: str) -> dict[str, list[str]]:
    """What each scenario of a feature says when it is run, by Cucumber's own rules."""
    document: Any = {**Parser().parse(text), "uri": FILE}
    pickles = Compiler().compile(document)
    return {each["name"]: [step["text"] for step in each["steps"]] for each in pickles}


def edited(of: Generated, old: str, new: str) -> dict[str, bytes]:
    assert old in of.text(FILE)
    return of.files | {FILE: of.text(FILE).replace(old, new).encode()}


# ---- a first run


def test_a_feature_from_its_first_line_to_the_end_of_its_first_scenario() -> None:
    described = SHOP.replace("order\n", "order\n  The Customer buys what is in the cart.\n  level: user goal\n", 1)
    assert shown(run(described).text(FILE)).startswith(FEATURE)


def test_a_condition_stands_where_its_flow_is_entered_and_is_an_action_if_an_actor_acts() -> None:
    assert DECLINES in shown(run(SHOP).text(FILE))


def test_a_scenario_for_each_one_of_the_use_case() -> None:
    assert list(told(run(SHOP).text(FILE))) == NAMES


def test_a_use_case_that_requires_nothing_has_no_background() -> None:
    without = SHOP.replace("  preconditions:\n    - Customer is signed in.\n    - filled\n", "")
    assert "Background" not in run(without).text(FILE)


def steps_of(text: str, name: str) -> list[str]:
    """A scenario's lines below its title, up to the next blank one."""
    return text.partition(f": {name}\n")[2].partition("\n\n")[0].rstrip("\n").replace("    ", "").split("\n")


NIGHTLY = """\
actor: Bank

use case UC-01: Collect
  main success scenario:
    1. System collects what is due.
    2. System tells Bank.
  extensions:
    2a. Bank's line is down [BR-1]:
      1. System waits.
      2. The Bank calls.
      resume at 2
    1a. The Bank has a holiday:
      1. System waits.
      end in failure
"""


def test_what_a_system_does_before_anything_happened_is_no_result() -> None:
    found = steps_of(run(NIGHTLY).text(FILE), NAMES[0])
    assert found == ["When System collects what is due", "Then System tells Bank"]


def test_what_a_system_does_after_a_condition_is_a_result_whether_or_not_an_actor_acts() -> None:
    required = NIGHTLY.replace("  main", "  preconditions:\n    - It is night.\n  main", 1)
    found = steps_of(run(required).text(FILE), NAMES[0])
    assert found == ["Then System collects what is due", "And System tells Bank"]


def test_a_scenario_is_told_in_its_order() -> None:
    text = run(NIGHTLY).text(FILE)
    assert steps_of(text, "UC-01 2a: Bank's line is down") == [
        "When System collects what is due",
        "Given Bank's line is down",
        "Then System waits",
        "When The Bank calls",
        "Then System tells Bank",
    ]
    assert steps_of(text, "UC-01 1a: The Bank has a holiday") == ["When The Bank has a holiday", "Then System waits"]


CALLS = """\
actor: Guest
rule VAT: Tax is shown.

use case UC-01: Rent
  main success scenario:
    1. Guest presses [OK] [VAT, BR-1] (include UC-2 or UC-3).
    2. include UC-2
    3. System prints [REQ-7]:
       - the key [REQ-8]
       - the fee
  extensions:
    1a. The door is open [BR-2]:
      1. System waits ...
      end in failure

use case UC-2: Pay by card
  success guarantees:
    - The fee is paid. [BR-3]
  main success scenario:
    1. Guest pays.

use case UC-3: Pay in cash
  main success scenario:
    1. Guest pays.
"""


def test_calls_and_ids_are_no_words_of_steps() -> None:
    text = run(CALLS).text(FILE)
    assert steps_of(text, NAMES[0]) == [
        "When Guest presses [OK]",
        "And Pay by card",
        "Then System prints:",
        "  | the key |",
        "  | the fee |",
    ]
    assert steps_of(text, "UC-01 1a: The door is open") == ["Given The door is open", "Then System waits ..."]
    assert steps_of(run(CALLS).text("uc_2.feature"), "UC-2 main: Main success scenario") == [
        "When Guest pays",
        "Then The fee is paid",
    ]


def test_another_id_of_what_a_step_refers_to_changes_no_step() -> None:
    renamed = CALLS.replace("UC-2", "UC-9").replace("BR-", "RULE-").replace("REQ-", "R-")
    before, after = (steps_of(run(text).text(FILE), name) for text, name in [(CALLS, NAMES[0]), (renamed, NAMES[0])])
    assert before == after


def test_what_a_precondition_needs_is_set_up_before_it() -> None:
    signing = "\nuse case UC-02: Sign in\n  preconditions:\n    - Customer has an account.\n"
    signing += (
        "  success guarantees:\n    - Customer is signed in.\n  main success scenario:\n    1. Customer signs in.\n"
    )
    text = run(SHOP + signing).text(FILE)
    assert steps_of(text.replace("Background:", ": of"), "of") == [
        "Given The cart holds at least one book",
        "And Customer has an account",
        "And Customer is signed in",
    ]


def test_what_must_not_hold_is_said_in_words() -> None:
    text = run(SHOP.replace("=> The order is paid.", "=> not filled").replace("    - filled", "    - not filled"))
    assert "    And It does not hold: The cart holds at least one book\n\n" in text.text(FILE)
    assert "    Then It does not hold: The cart holds at least one book\n" in text.text(FILE)


def test_bounds_are_suggested_where_their_condition_is_met_alone() -> None:
    text = run(SHOP.replace("System keeps the cart.", "System keeps the cart for 30 days.")).text(FILE)
    suggested = [line for line in text.splitlines() if "Suggested" in line]
    assert suggested == ["    # Suggested boundary values, “within 5 minutes”: 5 minutes (not so), 6 minutes (so)"]
    assert text.index("UC-01 3a: Customer doesn't pay") < text.index(suggested[0])


def test_lists_in_a_step_are_a_table() -> None:
    text = SHOP.replace("the order summary.", "the summary:\n       - the books\n       - the total | tax")
    assert "    Then System shows the summary:\n      | the books        |\n      | the total \\| tax |\n" in run(
        text
    ).text(FILE)


def test_data_are_examples_with_a_table_for_each_partition() -> None:
    text = run(SHOP + TABLE).text(FILE)
    assert "  Scenario Outline: UC-01 main: Main success scenario\n" in text
    assert "    Given these values:\n      | card   |\n      | <card> |\n" in text
    assert "\n\n    Examples: valid\n      | card    |\n      | 4111 \\| |\n" in text
    assert "    Examples: invalid\n      | card |\n      | 0000 |\n" in text


def test_steps_may_refer_to_data() -> None:
    text = run(SHOP.replace("Customer pays.", "Customer pays with <card> and <ring>.") + TABLE).text(FILE)
    assert "Customer pays with 4111 | and <ring>" in told(text)[NAMES[0]]


def test_angle_brackets_mean_nothing_without_data() -> None:
    text = run(SHOP.replace("Customer pays.", "Customer pays <cash>.")).text(FILE)
    assert "Customer pays <cash>" in told(text)[NAMES[0]]


def test_suggested_boundary_values_are_comments() -> None:
    found = re.search(r"(?m)^    # Suggested boundary values, .*5 minutes.*$", run(SHOP).text(FILE))
    assert found is not None


def test_a_text_in_another_language_has_its_keywords() -> None:
    german = (
        "# language: de\nakteur: Kundin\nanwendungsfall UC-01: Bestellen\n"
        "  vorbedingungen:\n    - Kundin ist angemeldet.\n"
        "  hauptablauf:\n    1. Kundin bestellt.\n    2. System bestätigt.\n"
    )
    text = run(german).text(FILE)
    assert text.startswith("# language: de\n")
    for line in ("Funktionalität: UC-01: Bestellen", "Grundlage:", "Wenn Kundin bestellt", "Dann System bestätigt"):
        assert line in text
    assert "Kundin ist angemeldet" in told(text)["UC-01 main: Main success scenario"]


def test_a_use_case_without_an_id_goes_by_its_title() -> None:
    result = run("use case: Buy & sell\n  main success scenario:\n    1. Customer pays.\n")
    assert result.tests == ["buy_sell.feature"]
    assert list(told(result.text("buy_sell.feature"))) == ["main: Main success scenario"]


def test_templates_can_be_replaced() -> None:
    own = {"scenario.feature.j2": "  Example: {{ name }}\n{% for step in steps %}    * {{ step.text }}\n{% endfor %}"}
    artifact = plan(replace(request(SHOP), templates=own)).artifacts[0]
    assert b"  Example: UC-01 main: Main success scenario\n    * Customer asks to check out\n" in artifact.content


# ---- a second run


def test_a_second_run_changes_nothing() -> None:
    assert run(SHOP, run(SHOP).files).plan.artifacts == ()


def test_a_new_flow_is_a_scenario_more() -> None:
    first = run(SHOP)
    after = run(MORE, first.files)
    assert after.text(FILE).startswith(first.text(FILE))
    assert list(told(after.text(FILE))) == [*NAMES, "UC-01 3b: The bank is closed"]


def test_an_untouched_scenario_follows_the_text() -> None:
    after = run(SHOP.replace("Customer pays.", "Customer pays cash."), run(SHOP).files)
    assert "    When Customer pays cash\n" in after.text(FILE)
    assert after.statuses()[NAMES[0]] == "updated"


def test_a_scenario_that_somebody_wrote_on_stays_and_is_told_what_changed() -> None:
    by_hand = edited(run(SHOP), "    When Customer pays\n", "    When Customer pays in coins\n")
    after = run(SHOP.replace("Customer pays.", "Customer pays cash."), by_hand)
    assert "    When Customer pays in coins\n" in after.text(FILE)
    assert "  # usecase changed:   was: 3. Customer pays.\n" in after.text(FILE)
    assert "  # usecase changed:   now: 3. Customer pays cash.\n" in after.text(FILE)
    assert after.statuses()[NAMES[0]] == "text changed"


def test_a_renumbered_scenario_keeps_its_words_and_gets_its_name() -> None:
    by_hand = edited(run(SHOP), "    When Customer declines\n", "    When Customer shakes the head\n")
    after = run(RENUMBERED, by_hand).text(FILE)
    assert "  @UC-01:3a_3a1a\n  Scenario: UC-01 3a 3a1a: Customer declines\n" in after
    assert "    When Customer shakes the head\n" in after
    assert "2a1a" not in after


def test_a_vanished_scenario_stays_and_is_flagged() -> None:
    gone = SHOP[: SHOP.index("    3a. Customer")]
    after = run(gone, run(SHOP).files)
    assert [test.name for test in after.plan.of(Status.VANISHED)] == [NAMES[3]]
    assert after.text(FILE).count("# usecase vanished:") == 1
    assert NAMES[3] in told(after.text(FILE))


def test_scenarios_of_other_people_and_comments_stay() -> None:
    more = "  # mine\n  @mine\n  Scenario: Mine\n    When I write\n"
    more += '      """\n      # usecase: UC-01 9z\n      """\n  # end\n'
    by_hand = run(SHOP).files | {FILE: (run(SHOP).text(FILE) + more).encode()}
    after = run(MORE, by_hand)
    assert more in after.text(FILE)
    assert "UC-01 9z" not in [f"{test.mark.use_case} {test.mark.scenario}" for test in after.plan.tests]


def test_new_scenarios_stand_before_rules() -> None:
    rule = "\n  Rule: Of its own\n\n    Scenario: Mine\n      When I write\n"
    after = run(MORE, run(SHOP).files | {FILE: (run(SHOP).text(FILE) + rule).encode()}).text(FILE)
    assert after.endswith(rule)
    assert list(told(after)) == [*NAMES, "UC-01 3b: The bank is closed", "Mine"]


def test_a_scenario_more_is_in_the_language_of_its_file() -> None:
    by_hand = run(SHOP).text(FILE)
    for english, french in {
        "Feature:": "Fonctionnalité:",
        "Background:": "Contexte:",
        "Scenario:": "Scénario:",
        " Given ": " Soit ",
        " When ": " Quand ",
        " Then ": " Alors ",
        " And ": " Et ",
    }.items():
        by_hand = by_hand.replace(english, french)
    after = run(MORE, {**run(SHOP).files, FILE: f"# language: fr\n{by_hand}"})
    assert steps_of(after.text(FILE), "UC-01 3b: The bank is closed")[:3] == [
        "Quand Customer asks to check out",
        "Alors System shows the order summary",
        "Soit The bank is closed",
    ]
    assert list(told(after.text(FILE)))[-1] == "UC-01 3b: The bank is closed"


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    windows = b"\xef\xbb\xbf" + run(SHOP).files[FILE].replace(b"\n", b"\r\n")
    after = run(MORE, run(SHOP).files | {FILE: windows}).files[FILE]
    assert after.startswith(windows)
    assert after.count(b"\n") == after.count(b"\r\n")
    assert run(SHOP, run(SHOP).files | {FILE: windows}).plan.artifacts == ()


def test_a_file_that_is_no_gherkin_is_left_alone() -> None:
    broken = edited(run(SHOP), "    When Customer pays\n", "    Wenn Customer pays\n")
    after = run(SHOP, broken)
    assert after.files == broken
    assert [(each.path, each.use_cases) for each in after.plan.unreadable] == [(FILE, ("uc-01",))]
    assert re.fullmatch(r"it is not valid Gherkin: expected: .* \(line \d+\)", after.plan.unreadable[0].reason)


def test_a_renamed_file_is_found_again() -> None:
    first = run(SHOP).files
    moved = {"deeper/order.feature": first.pop(FILE), **first}
    assert run(SHOP, moved).plan.artifacts == ()


# ---- the background

ONCE = SHOP.replace("    - filled\n", "    - The shop is open.\n")


def test_a_background_follows_the_preconditions() -> None:
    after = run(ONCE, run(SHOP).files).text(FILE)
    assert "  Background:\n    Given Customer is signed in\n    And The shop is open\n\n" in after
    assert "The cart holds at least one book" not in after


def test_a_background_that_somebody_wrote_on_stays_and_is_told_what_has_to_hold_now() -> None:
    first = edited(run(SHOP), "    Given Customer is signed in\n", "    Given Ann is signed in\n")
    after = run(ONCE, first)
    assert "  Background:\n    Given Ann is signed in\n    And The cart holds at least one book\n" in after.text(FILE)
    assert "  # usecase changed:   now: And The shop is open\n" in after.text(FILE)
    assert after.plan.remarks == (f"{FILE}: its background needs a look; a note above it says what has to hold now",)
    assert run(ONCE, after.files).plan.artifacts == ()


@pytest.mark.parametrize("text", [SHOP, ONCE])
def test_a_background_without_its_mark_is_nobodys_but_theirs(text: str) -> None:
    first = run(SHOP)
    own = re.sub("  # usecase background.*\n", "", first.text(FILE))
    assert "  Background:\n    Given Customer is signed in\n    And The cart holds" in run(
        text, first.files | {FILE: own.encode()}
    ).text(FILE)


def test_a_background_comes_and_goes() -> None:
    without = SHOP.replace("  preconditions:\n    - Customer is signed in.\n    - filled\n", "")
    there, not_there = run(SHOP), run(without)
    assert shown(run(SHOP, not_there.files).text(FILE)) == shown(there.text(FILE))
    assert shown(run(without, there.files).text(FILE)) == shown(not_there.text(FILE))
