"""What the site says of what a text leaves open: once, and nothing of what no use case has."""

from __future__ import annotations

import pytest

from tests.test_site import by_id, page, read, site, with_class, words


def test_what_no_use_case_states_is_left_out() -> None:
    """Of a project of brief use cases nobody reads on each page what it doesn't have."""
    brief = site("use case: Pay\n  primary actor: Customer\nuse case: Wait\n")
    for path, heads in (("index.html", ["Use case", "Primary actor"]), ("actors/customer.html", ["Use case", "Pay"])):
        assert [words(each) for each in with_class(read(brief[path]), "list")[0].iter("th")][:2] == heads
    facts = [with_class(read(brief[f"use-cases/{name}.html"]), "facts")[0] for name in ("pay", "wait")]
    assert [[words(each) for each in fact.iter() if each.tag in ("dt", "dd")] for fact in facts] == [
        ["Primary actor", "Customer"],
        ["Not stated", "primary actor"],
    ]
    assert [words(each) for each in with_class(read(brief["use-cases/wait.html"]), "figures")] == [""]


def test_what_others_state_is_missed_once() -> None:
    mixed = "use case UC-1: Pay\nuse case: Wait\n  level: summary\n  status: draft\n  primary actor: Customer\n"
    (fact,) = with_class(page(mixed), "facts")[0]
    assert [words(each) for each in fact] == ["Not stated", "level, status, primary actor"]
    heads = [words(each) for each in with_class(page(mixed, "index.html"), "list")[0].iter("th")][:5]
    assert heads == ["Id", "Use case", "Level", "Status", "Primary actor"]


@pytest.mark.parametrize(
    "flow",
    ["1a. It rains: ...", "1a. It rains:\n  ...", "1a. It rains\n  ...", "1a. ...", "1a."],
)
def test_an_unwritten_flow_says_so_once(flow: str) -> None:
    tree = page(f"use case UC-1: Pay\n  main flow:\n  1. System waits.\n  extensions:\n  {flow}\n")
    said = words(by_id(tree, "ext-1a"))
    assert said in ("1a It rains Not written yet.", "1a Not written yet.")
