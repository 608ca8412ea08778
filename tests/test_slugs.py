"""File names and anchors: what people keep, so that it must not change, clash or escape."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usecase_dsl.model import link
from usecase_dsl.model.slugs import actor_slugs, anchor, distinct, slug, use_case_slugs
from usecase_dsl.syntax import parse


def use_case_files(text: str) -> list[str]:
    return list(use_case_slugs(link([parse(text)[0]])).values())


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("3", "step-3"),
        ("3a", "ext-3a"),
        ("3a1", "step-3a1"),
        ("3a2b", "ext-3a2b"),
        ("*a", "ext-any-a"),
        ("*a1", "step-any-a1"),
        ("3-5a", "ext-3-5a"),
        ("3-5a1", "step-3-5a1"),
        ("2,5a", "ext-2_5a"),
        ("3aa", "ext-3aa"),
        ("E1", "ext-E1"),
        ("AL02", "ext-AL02"),
        ("E1.1", "step-E1.1"),
        ("E1.1a", "ext-E1.1a"),
        ("E1.1a2", "step-E1.1a2"),
        ("+", "step-new"),
        ("", "step"),
        ('"><script>', "step-script"),
    ],
)
def test_anchor(label: str, expected: str) -> None:
    assert anchor(label) == expected


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("use case UC-01: Place an order", "UC-01"),
        ("use case UC-1.1.1: Place an order", "UC-1.1.1"),
        ("use case C#7: Place an order", "C-7"),
        ("use case: Place an order", "place-an-order"),
        ("use case: Заказать книгу", "заказать-книгу"),
        ("use case: हिन्दी में", "हिन्दी-में"),
        ("use case: ../../etc/passwd", "etc-passwd"),
        ("use case: C:\\Windows\\con", "c-windows-con"),
        ('use case: Pay 🛒 "now" <script>', "pay-now-script"),
        ("use case: CON", "con_"),
        ("use case: ＣＯＭ１", "com1_"),
        ("use case AUX.1: Listen", "AUX_.1"),
        ("use case: ends with dots ...", "ends-with-dots"),
        ("use case: 🛒🛒🛒", "use-case"),
        ("use case:", "use-case"),
    ],
)
def test_file_name_of_a_use_case(declaration: str, expected: str) -> None:
    assert use_case_files(declaration) == [expected]


def test_a_long_title_is_cut_between_letters() -> None:
    (name,) = use_case_files("use case: " + "заказ " * 50)
    assert len(name.encode("utf-8")) <= 120
    assert set(name.split("-")[:-1]) == {"заказ"}


def test_titles_that_give_one_file_name_are_numbered_in_the_order_of_the_text() -> None:
    text = "use case: Pay now!\nuse case PAY-NOW: Pay\nuse case: Pay now?\n"
    assert use_case_files(text) == ["pay-now", "PAY-NOW~2", "pay-now~3"]


def test_actors_have_file_names_of_their_own() -> None:
    model = link([parse("actor: Shop Owner\nactor: Shop-Owner?\nactor: Nul\n")[0]])
    assert list(actor_slugs(model).values()) == ["shop-owner", "shop-owner~2", "nul_"]


def test_a_numbered_name_is_never_the_own_name_of_another() -> None:
    assert slug("a~2") == "a-2"
    assert dict(distinct({"x": "a", "y": "A", "z": "a-2"})) == {"x": "a", "y": "A~2", "z": "a-2"}


@given(st.text())
def test_nothing_that_is_written_leaves_the_folder(text: str) -> None:
    name = slug(text)
    assert not set(name) & set('/\\:*?"<>|~%#\0')
    assert not any(unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zs") for each in name)
    assert name == name.strip(".")


@given(st.lists(st.text(alphabet="aAbßSs-~ ", max_size=4)))
def test_no_two_names_are_alike_where_case_does_not_count(texts: list[str]) -> None:
    names = distinct({str(number): slug(text) for number, text in enumerate(texts)}).values()
    assert len({name.casefold() for name in names}) == len(texts)
