"""The index of the search: what it holds, how small it is, and that a page may hold it."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usecase_dsl.model import link
from usecase_dsl.render.site import render
from usecase_dsl.render.site.search_index import DIGITS, numbers, packed
from usecase_dsl.render.site.search_words import stem, words
from usecase_dsl.syntax import parse

SHOP = """\
actor: Registered Customer
  also known as: Reader
use case UC-1: Place an order
  primary actor: Registered Customer
  main success scenario:
    1. Registered Customer redeems two vouchers.
use case UC-2: Ship <b>orders</b>
  supporting actors: Registered Customer
rule BR-1: One order is charged once.
"""


def index(text: str) -> dict[str, Any]:
    """What pages load to search."""
    files = {file.path: file.content.decode("utf-8") for file in render(link([parse(text)[0]]), lambda _: b"")}
    script = files["search-index.js"]
    found: dict[str, Any] = json.loads(script.removeprefix("globalThis.searchIndex = ").removesuffix(";\n"))
    return found


def unpacked(text: str) -> dict[str, list[int]]:
    """Words with their numbers, read as ``search_index`` says they are written."""
    parts = text.split(" ") if text else []
    found: dict[str, list[int]] = {}
    before = ""
    for head, places in zip(parts[::2], parts[1::2], strict=True):
        before = before[: DIGITS.index(head[0])] + head[1:]
        found[before] = read_numbers(places)
    return found


def read_numbers(text: str) -> list[int]:
    gaps, pending = [], list[int]()
    for digit in text:
        gap = DIGITS.index(digit)
        if gap >= 62:
            pending.append(gap - 62)
            continue
        while pending:
            gap = gap * (len(DIGITS) - 62) + pending.pop() + 62
        gaps.append(gap + 1)
    return [total - 1 for total in accumulate(gaps)]


def test_things_have_their_ids_names_and_addresses() -> None:
    assert index(SHOP)["kinds"] == [
        ["Use case", "use-cases/", ".html", ["UC-1", "UC-2"], ["Place an order", "Ship <b>orders</b>"], [0, 0]],
        ["Actor", "actors/", ".html", [""], ["Registered Customer"], ["registered-customer"]],
        ["Business rule", "rules.html#", "", ["BR-1"], ["One order is charged once."], ["rule-BR-1"]],
    ]


def test_words_lead_to_the_things_in_whose_texts_they_are() -> None:
    found = unpacked(index(SHOP)["words"])
    assert found["voucher"] == found["redeem"] == [0]
    assert found["reader"] == [2]
    assert "order" not in found  # It is in names alone, which are looked through anyway.


def test_actors_know_their_use_cases() -> None:
    assert [read_numbers(each) for each in index(SHOP)["casts"]] == [[0, 1]]


def test_nothing_in_the_index_ends_the_script_that_it_stands_in() -> None:
    text = SHOP + "term: </script><script>alert(1)</script><!--\n"
    (page,) = (file.content.decode() for file in render(link([parse(text)[0]]), lambda _: b"", single_file=True))
    held = page.partition('<script class="search-index" type="application/json">')[2].partition("</script>")[0]
    assert "<" not in held
    assert json.loads(held)["kinds"][-2][4] == ["</script><script>alert(1)</script><!--"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Orders, ORDER; address", {"order", "address"}),
        ("Éléphant à Ängelholm", {"elephant", "angelholm"}),
        ("Straße", {"strasse"}),
        ("書籍を注文", {"書籍", "籍を", "を注", "注文"}),
        ("ISBN 978 x", {"isbn", "978"}),
        ("주문하기 v2", {"주문", "문하", "하기", "v2"}),
        ("пользователь", {"пользователь"}),
        ("a" * 200, set()),
    ],
)
def test_the_words_of_a_text(text: str, found: set[str]) -> None:
    assert words(text) == found


def test_a_plural_is_its_singular_and_other_words_keep_their_s() -> None:
    assert stem("orders") == "order"
    assert all(stem(word) == word for word in ("address", "status", "this", "gas"))


@given(st.sets(st.integers(0, 200_000)))
def test_numbers_are_read_as_they_were_written(found: set[int]) -> None:
    assert read_numbers(numbers(sorted(found))) == sorted(found)


@given(st.dictionaries(st.text("abcé書", min_size=1, max_size=8), st.sets(st.integers(0, 99), min_size=1), max_size=30))
def test_packed_words_are_read_as_they_were_written(places: dict[str, set[int]]) -> None:
    ordered = {word: sorted(found) for word, found in places.items()}
    assert unpacked(packed(ordered, 10_000)) == ordered


def test_where_there_is_little_room_the_commonest_words_are_left_out() -> None:
    places = {"the": list(range(50)), "voucher": [3], "order": [1, 2]}
    assert unpacked(packed(places, 24)).keys() == {"voucher", "order"}
    assert packed(places, 0) == ""


def test_a_thousand_use_cases_are_searched_in_less_than_150_kilobytes() -> None:
    step = "    {0}. Customer number{1} asks for thing{2}x{1} and pays fee{1}y{0} at shop{2}.\n"
    text = "".join(
        f"use case UC-{n:04}: Do thing {n} for a customer who wants it\n  main success scenario:\n"
        + "".join(step.format(k, n, k * n % 977) for k in range(1, 9))
        for n in range(1000)
    )
    made = json.dumps(index(text), ensure_ascii=False, separators=(",", ":"))
    assert 100_000 < len(made.encode()) < 150_000


SCRIPT = Path(__file__).parents[1] / "templates" / "html" / "script" / "search.js"


@pytest.mark.skipif(not shutil.which("node"), reason="node runs the page's script")
def test_the_script_reads_the_index_and_ranks_ids_before_titles_before_actors_before_texts() -> None:
    text = SHOP + "use case UC-10: Vouchers\nterm: Order\n  A wish: vouchers count.\n"
    # The part that needs no page: without a bar, the script adds nothing to it.
    program = f"""
        const document = {{ querySelector: () => null, currentScript: null }};
        {SCRIPT.read_text(encoding="utf-8")}
        const index = unpacked({json.dumps(index(text))});
        const told = ({{ thing, where }}) => `${{thing.id || thing.name}} ${{where}}`;
        const typed = ["uc-1", "voucher", "registered", "ordérs", "", "zzz"];
        console.log(JSON.stringify(typed.map((query) => ranked(index, query).map(told))));
    """
    run = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True, encoding="utf-8")
    assert json.loads(run.stdout) == [
        ["UC-1 id", "UC-10 id"],
        ["UC-10 name", "UC-1 text", "Order text"],
        ["Registered Customer name", "UC-1 actor: Registered Customer", "UC-2 actor: Registered Customer"],
        ["Order name", "UC-1 name", "UC-2 name", "BR-1 name"],
        [],
        [],
    ]
