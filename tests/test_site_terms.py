"""Terms of the glossary in the text of a use case: a link with the meaning, where the page first uses it."""

from __future__ import annotations

import pytest
from lxml import html

from tests.reading import model
from usecase_dsl.render import site

GLOSSARY = """\
term: Order
  What a Customer **asked** for, and [how](https://example.org) to pay it.

  More of it.
term: Gift card
  Money on paper.
  also known as: Voucher
term: Total
term: 订单
  客户要求的东西。
"""


def used(step: str, *more: str, single: bool = False) -> list[tuple[str, str, str]]:
    """The terms that the page of a use case links: what is written, the address and the meaning."""
    steps = "".join(f"    {number}. {text}\n" for number, text in enumerate((step, *more), 1))
    text = f"{GLOSSARY}use case UC-1: Pay\n  primary actor: Customer\n  main flow:\n{steps}"
    made = {each.path: each.content.decode("utf-8") for each in site.render(model(text), single_file=single)}
    page = html.fromstring(made["index.html" if single else "use-cases/UC-1.html"])
    return [(each.text, each.get("href"), each.get("title")) for each in page.cssselect(".flow a.term")]


def words(step: str, *more: str) -> list[str]:
    return [text for text, _, _ in used(step, *more)]


def test_a_term_leads_to_the_glossary_and_says_what_it_means() -> None:
    meaning = "What a Customer asked for, and how(https://example.org) to pay it."
    assert used("System shows the order.") == [("order", "../glossary.html#term-Order", meaning)]
    assert used("System shows the order.", single=True) == [("order", "#term-Order", meaning)]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("System shows the Order.", ["Order"]),
        ("System lists orders.", ["orders"]),
        ("System reorders the border.", []),
        ("System takes a voucher.", ["voucher"]),
        ("System takes a gift  card or an order.", ["gift  card", "order"]),
        ("System shows the order and the order.", ["order"]),
        ("System shows the total.", []),
        ("System显示订单摘要。", ["订单"]),
        ("System shows `the order`.", []),
        ("System shows [the order](https://example.org).", []),
        ("System shows the [Order].", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_terms_are_found_as_words(step: str, expected: list[str]) -> None:
    assert words(step) == expected


def test_a_page_says_what_a_term_means_where_it_first_stands() -> None:
    assert words("System shows the order.", "System takes a gift card.", "System keeps the order.") == [
        "order",
        "gift card",
    ]


def test_actors_and_calls_come_before_terms() -> None:
    text = "term: Bank\n  Where money is.\nterm: Help\n  What friends do.\n"
    text += "use case UC-1: Help\nuse case UC-2: Pay\n  supporting actors: Bank\n  main flow:\n"
    text += "    1. System asks Bank.\n    2. include Help\n"
    made = {each.path: each.content.decode("utf-8") for each in site.render(model(text))}
    links = html.fromstring(made["use-cases/UC-2.html"]).cssselect(".flow .text a")
    assert [each.get("href") for each in links] == ["../actors/bank.html", "UC-1.html"]


def test_a_meaning_is_text_whatever_stands_in_it() -> None:
    text = 'term: Order\n  "><script>alert(1)</script>\n'
    text += "use case UC-1: Pay\n  main flow:\n  1. System keeps the order.\n"
    made = {each.path: each.content.decode("utf-8") for each in site.render(model(text))}
    page = html.fromstring(made["use-cases/UC-1.html"])
    assert [each.get("title") for each in page.cssselect("a.term")] == ['"><script>alert(1)</script>']
    assert page.cssselect("main script") == []


def test_a_long_meaning_ends_at_a_word() -> None:
    text = f"term: Order\n  {'word ' * 100}\nuse case UC-1: Pay\n  main flow:\n  1. System keeps the order.\n"
    made = {each.path: each.content.decode("utf-8") for each in site.render(model(text))}
    (title,) = html.fromstring(made["use-cases/UC-1.html"]).cssselect("a.term")
    shown = title.get("title") or ""
    assert shown.endswith("word …")
    assert len(shown) < 300
