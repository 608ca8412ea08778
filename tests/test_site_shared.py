"""What pages of all kinds have in common: headings in their order, the language said once, scripts without ballast."""

from __future__ import annotations

from itertools import pairwise

from lxml import html

from tests.reading import model
from usecase_dsl.render import site
from usecase_dsl.render.site import assets
from usecase_dsl.render.site.texts import Texts

SHOP = """
    actor: Member
      also known as: Reader
    use case UC-1: Buy
      goal: have a book
      preconditions: The shop is open.
      guarantees: Nothing is lost.
      primary actor: Member
      main success scenario:
        1. Member asks for a book.
        2. System sells it.
"""


def page(text: str, path: str) -> html.HtmlElement:
    files = {each.path: each.content.decode("utf-8") for each in site.render(model(text))}
    return html.fromstring(files[path])


def levels(tree: html.HtmlElement) -> list[int]:
    return [int(each.tag[1]) for each in tree.cssselect("main :is(h1, h2, h3, h4)")]


def test_no_level_of_headings_is_left_out() -> None:
    for path in ("index.html", "use-cases/UC-1.html", "actors/member.html"):
        found = levels(page(SHOP, path))
        assert found[0] == 1
        assert all(lower <= upper + 1 for upper, lower in pairwise(found)), path


def test_fields_are_terms_with_what_they_say() -> None:
    tree = page(SHOP, "use-cases/UC-1.html")
    said = {dt.text: dt.getnext().text_content().strip() for dt in tree.cssselect("dl.fields dt")}
    assert said["Goal"] == "have a book" and said["Preconditions"] == "The shop is open."


def test_guarantees_come_right_after_the_flow() -> None:
    tree = page(SHOP, "use-cases/UC-1.html")
    assert [each.get("id") for each in tree.cssselect("main h2")][:3] == ["flow", "guarantees", "scenarios"]


def test_a_page_in_one_language_says_so_once() -> None:
    tree = page(SHOP, "use-cases/UC-1.html")
    assert [each.tag for each in tree.iter() if each.get("lang")] == ["html"]


def test_english_words_on_a_page_in_another_language_are_marked() -> None:
    tree = page("# language: de\nAnwendungsfall UC-1: Kaufen\n  1. System verkauft.\n", "use-cases/UC-1.html")
    assert tree.get("lang") == "de"
    assert tree.cssselect("h2#flow")[0].get("lang") == "en"


def test_what_is_for_readers_of_a_script_does_not_travel() -> None:
    made = assets.script(Texts({"script/views.js": '// What it does.\n\nif (here) {\n  go("// there");\n}\n'}))
    assert '{\nif (here) {\ngo("// there");\n}\n}' in made
    assert "What it does" not in made


def test_a_text_of_several_lines_in_a_script_stays() -> None:
    text = "const words = `one\n  // two\n`;\n"
    assert text in assets.script(Texts({"script/views.js": text}))
