"""The lists of the site: what they hold, what they can be filtered by, and what an empty one says."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest

from tests.test_site import broken_links, by_id, no_diagram, read, with_class, words
from usecase_dsl.coverage import Claim, TestResult, coverage
from usecase_dsl.model import Model, link
from usecase_dsl.render.site import Content, Pages, render
from usecase_dsl.scenario import graph, scenarios
from usecase_dsl.syntax import parse

SHOP = """\
system: Bookshop
actor: Customer
actor: Bank
  kind: system
term: Order
requirement REQ-1: Orders survive a lost connection.
requirement REQ-2: Nobody waits.
rule BR-1: One order is charged once.
package: Sales
use case UC-1: Place an order
  level: user goal
  status: approved
  primary actor: Customer
  supporting actors: Bank
  tags: money, checkout
  goal: have the books tomorrow
  realises: REQ-1
  open issues:
    - Who pays the postage?
  main success scenario:
    1. Customer confirms the order. [BR-1]
    2. System asks for the money (include UC-2).
  extensions:
    1a. The cart is empty:
      ...
package: Till
use case UC-2: Charge the card
  level: subfunction
  status: draft
  primary actor: Customer
  main success scenario:
    1. System asks Bank.
    2. ...
use case UC-3: Look at the year
  level: summary
  open issues: none
"""


def pages(text: str, since: str | None = None, single: bool = False) -> dict[str, str]:
    """The files of the site by path."""
    earlier = link([parse(since)[0]]) if since is not None else None
    made = render(link([parse(text)[0]]), no_diagram, single_file=single, since=earlier)
    return {file.path: file.content.decode("utf-8") for file in made}


def page(path: str, text: str = SHOP) -> Element:
    return read(pages(text)[path])


def rows(tree: Element) -> list[list[str]]:
    """The cells of all tables, without their heads."""
    return [[words(cell) for cell in row] for body in tree.iter("tbody") for row in body]


def choices(tree: Element) -> dict[str, list[str]]:
    """What the list can be filtered by, by the name that stands in addresses."""
    return {each.attrib["name"]: [words(option) for option in each][1:] for each in tree.iter("select")}


def menu(tree: Element) -> tuple[list[str], list[str]]:
    """What the bar leads to, and what stands behind "More"."""
    (bar,) = (each for each in tree.iter("nav") if each.get("aria-label") == "Site")
    return [words(each) for each in bar if each.tag == "a"], [words(each) for each in bar.iter("li")]


# ---------------------------------------------------------------------------------------------- the overview


def many(number: int, of: str = "use case UC-{0}: Do it {0}\n  level: user goal\n  primary actor: Clerk {1}\n") -> str:
    return "".join(of.format(each, each % 3) for each in range(number))


def test_a_list_is_filtered_by_what_its_use_cases_say_different_things_of() -> None:
    text = many(6) + "use case: Look\n  level: summary\n  status: draft\n  tags: a, b\n"
    assert choices(page("index.html", text)) == {
        "actor": ["Clerk 0", "Clerk 1", "Clerk 2"],
        "level": ["summary", "user goal"],
        "tag": ["a", "b"],
    }


def test_packages_are_filters_where_there_are_several_and_choices_are_text() -> None:
    text = "".join(f"package: P<{n % 2}>\nuse case UC-{n}: Do\n" for n in range(6))
    assert choices(page("index.html", text)) == {"package": ["P<0>", "P<1>"]}


@pytest.mark.parametrize(("number", "has_filters"), [(5, False), (6, True)])
def test_a_short_list_needs_no_filters(number: int, has_filters: bool) -> None:
    tree = page("index.html", many(number))
    assert bool(with_class(tree, "filters")) is has_filters


def test_filters_look_where_the_cells_are() -> None:
    tree = page("index.html", many(6))
    (actor,) = (each for each in tree.iter("select") if each.get("name") == "actor")
    assert actor.get("data-cells") == ":nth-child(4)"
    assert rows(tree)[0] == ["UC-0", "Do it 0", "user goal", "Clerk 0"]


def test_tags_stand_below_the_title() -> None:
    assert rows(page("index.html"))[0][:2] == ["UC-1", "Place an order money, checkout"]


def test_a_large_project_has_a_picture_a_package_in_place_of_one_of_all() -> None:
    of = "package: {1}\nuse case UC-{0}: Do\n"
    made = {file.path: file.content.decode() for file in render(link([parse(many(60, of))[0]]))}
    assert [path for path in made if path.startswith("packages/")] == [f"packages/{n}.html" for n in range(3)]
    assert "<figure" not in made["index.html"] and 'href="packages/2.html"' in made["index.html"]
    assert "<figure" in made["packages/0.html"] and len(rows(read(made["packages/0.html"]))) == 20
    assert broken_links(made) == []


# ---------------------------------------------------------------------------------------------- the other lists


def test_actors_have_their_goals_from_the_largest_to_the_smallest() -> None:
    tree = page("actor-goals.html", SHOP.replace("subfunction", "summary"))
    assert words(tree.find(".//h2")) == "Customer"
    assert [row[:3] for row in rows(tree)] == [
        ["UC-2", "Charge the card", "summary"],
        ["UC-1", "Place an order money, checkouthave the books tomorrow", "user goal"],
    ]


def test_each_requirement_says_who_serves_it_and_each_use_case_what_it_serves() -> None:
    assert rows(page("traceability.html")) == [
        ["REQ-1 Orders survive a lost connection.", "UC-1 Place an order"],
        ["REQ-2 Nobody waits.", "no use case"],
        ["BR-1 One order is charged once.", "UC-1 Place an order, 1"],
        ["UC-1 Place an order", "REQ-1, BR-1"],
        ["UC-2 Charge the card", "no requirement"],
        ["UC-3 Look at the year", "no requirement"],
    ]


def test_what_is_missing_is_marked_and_can_be_filtered_by() -> None:
    tree = page("traceability.html")
    assert [words(each) for each in with_class(tree, "gap")] == ["no use case", "no requirement", "no requirement"]
    assert choices(tree)["missing"] == ["no use case", "no requirement"]


def test_tests_are_traced_too_where_results_are_known() -> None:
    model = link([parse(SHOP)[0]])
    graphs = {key: graph(each, model) for key, each in model.use_cases.items()}
    listed = {key: tuple(scenarios(graphs[key], each)) for key, each in model.use_cases.items()}
    result = TestResult("test_order", "tests", "", "failed", "no", (Claim("UC-1", "main"),))
    found = coverage(model, graphs, listed, [result])
    made = {file.path: file.content.decode() for file in render(model, no_diagram, coverage=found)}
    tree = read(made["traceability.html"])
    assert rows(tree)[0][1] == "UC-1 Place an order 0 of 1, 1 failed test fails"
    assert rows(tree)[4] == ["UC-2 Charge the card", "no requirement", "not tested"]
    assert choices(tree)["missing"] == ["no use case", "no requirement", "not tested", "test fails"]


def test_open_issues_and_what_is_not_written_yet() -> None:
    assert [row[:2] for row in rows(page("issues.html"))] == [
        ["UC-1 Place an order", "Who pays the postage?"],
        ["UC-1 Place an order", "Flow 1a"],
        ["UC-2 Charge the card", "Step 2"],
        ["UC-3 Look at the year", "No flow"],
    ]
    links = {words(each): each.attrib["href"] for each in page("issues.html").iter("a")}
    assert links["1a"] == "use-cases/UC-1.html#ext-1a"


def test_the_map_lists_levels_from_the_highest_and_who_includes_whom() -> None:
    tree = page("map.html")
    assert [words(each) for each in tree.iter("h2")][:3] == ["Summary", "User goal", "Subfunction"]
    assert rows(tree) == [
        ["UC-3 Look at the year", "", ""],
        ["UC-1 Place an order", "UC-2 Charge the card", ""],
        ["UC-2 Charge the card", "", "UC-1 Place an order"],
    ]


def test_statistics_are_numbers_in_tables_with_bars_beside() -> None:
    tree = page("statistics.html")
    figures = {words(each[0]): words(each[1]) for each in with_class(tree, "numbers")[0]}
    assert figures["Use cases"] == "3" and figures["Steps"] == "4" and figures["Steps in a use case, median"] == "2"
    assert ["approved", "1", ""] in rows(tree) and ["none stated", "1", ""] in rows(tree)
    bars = {each.attrib["width"] for each in tree.iter("rect")}
    assert "100.0%" in bars and all(0 <= float(width[:-1]) <= 100 for width in bars)
    assert not any("style" in each.attrib for each in tree.iter())


def test_use_case_points_are_the_weights_of_use_cases_and_actors() -> None:
    steps = "".join(f"    {n}. Customer asks.\n" for n in range(1, 9))
    text = f"actor: Customer\nactor: Bank\n  kind: system\nuse case UC-1: Ask\n  main success scenario:\n{steps}"
    tree = page("statistics.html", text)
    figures = {words(each[0]): words(each[1]) for each in with_class(tree, "numbers")[0]}
    assert figures["Unadjusted Use Case Points"] == str(15 + 3 + 1)  # Eight transactions are complex; so is a person.


def test_the_glossary_has_letters_where_there_are_many_terms() -> None:
    names = [f"{letter}{number}" for letter in "bÄaz" for number in range(6)]
    tree = page("glossary.html", "".join(f"term: {name}\n" for name in names))
    letters = with_class(tree, "letters")[0]
    assert [words(each) for each in letters] == ["A", "B", "Z"]
    assert letters[0].attrib["href"] == "#term-a0"
    assert with_class(page("glossary.html"), "letters") == []


# ---------------------------------------------------------------------------------------------- what has changed


def changed(old: str, new: str) -> Element:
    return read(pages(SHOP.replace(old, new), since=SHOP)["changes.html"])


def test_a_change_is_told_word_by_word_with_a_link_to_its_place() -> None:
    tree = changed("confirms the order.", "confirms and pays the order.")
    assert [words(each) for each in tree.iter("ins")] == ["and pays"]
    assert [words(each) for each in with_class(tree, "altered")[0].iter("dt")] == ["Step 1 changed"]
    assert [words(each) for each in tree.iter("dd")] == ["Customer confirms and pays the order. [BR-1]"]
    links = {words(each): each.attrib["href"] for each in tree.iter("a")}
    assert links["Step 1"] == "use-cases/UC-1.html#step-1"


def test_what_is_gone_is_named_and_leads_nowhere() -> None:
    tree = changed("use case UC-3: Look at the year", "use case UC-4: <b>New</b>")
    (gone,) = (each for each in with_class(tree, "removed") if each.tag == "ul")
    assert words(gone) == "UC-3 Look at the year use case"
    assert list(gone.iter("a")) == []
    assert "UC-4 <b>New</b> use case" in words(tree)


def test_text_that_changed_is_shown_and_never_passed_through() -> None:
    tree = changed("Who pays the postage?", "<script>alert(1)</script> pays?")
    assert "<script>alert(1)</script>" in words(by_id(tree, "content"))


def test_a_text_that_is_as_it_was_says_so() -> None:
    assert "Nothing has changed" in words(read(pages(SHOP, since=SHOP)["changes.html"]))
    assert "usecase build --since" in words(page("changes.html"))


# ---------------------------------------------------------------------------------------------- the menu


def test_the_bar_leads_to_what_there_is() -> None:
    assert menu(page("index.html")) == (
        ["Actors and goals", "Glossary", "Rules", "Traceability"],
        ["Map", "Open issues", "Statistics"],
    )
    assert menu(page("index.html", "actor: Bank\n")) == ([], [])
    assert "Changes" in menu(read(pages(SHOP, since="")["index.html"]))[1]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("actor-goals.html", "primary actor:"),
        ("traceability.html", "realises: REQ-1"),
        ("map.html", "use case UC-01"),
        ("issues.html", "open issues:"),
        ("statistics.html", "use case UC-01"),
        ("glossary.html", "term: Order"),
    ],
)
def test_an_empty_list_says_what_would_be_there_and_how_to_get_it(path: str, says: str) -> None:
    assert says in words(page(path, ""))


def test_one_file_holds_all_lists_without_a_name_twice() -> None:
    made = pages(SHOP, since=SHOP.replace("confirms", "sends"), single=True)
    tree = read(made["index.html"])
    for part in ("site-actor-goals", "site-traceability", "site-map", "site-issues", "site-statistics", "site-changes"):
        assert words(by_id(tree, part).find(".//h1"))
    assert broken_links(made) == []


@pytest.mark.parametrize(
    ("term", "text", "is_used"),
    [
        ("Dock", "The bicycle is in its docks.", True),
        ("Dock", "The docking station waits.", False),
        ("Gift card", "Two gift-cards are sold.", True),
        ("Gift card", "The card is a gift.", False),
        ("Órden", "La orden está aquí.", True),
        ("書籍", "利用者が書籍を注文する。", True),
    ],
)
def test_a_term_says_which_use_cases_use_it_by_any_form_of_its_name(term: str, text: str, is_used: bool) -> None:
    tree = page("glossary.html", f"term: {term}\nuse case UC-1: Go\n  main success scenario:\n    1. {text}\n")
    assert ("Used in UC-1 Go" in words(with_class(tree, "entry")[0])) is is_used


def test_of_many_uses_some_are_listed_and_the_rest_counted() -> None:
    tree = page("glossary.html", "term: Thing\n" + many(30, "use case UC-{0}: Do a thing\n"))
    told = words(with_class(tree, "uses")[0])
    assert told.startswith("Used in UC-0 Do a thing; UC-1 Do a thing; ")
    assert told.endswith("; UC-19 Do a thing and 10 more")


def test_an_edit_of_a_step_makes_its_page_and_the_search_again_and_leaves_the_lists_as_they_are() -> None:
    texts = {f"{n}.uc": f"use case UC-{n}: Do\n  main success scenario:\n    1. Clerk waits.\n" for n in range(3)}
    pages = Pages()
    before = {each.path: each for each in pages.made(Content(model_of(texts)))}
    texts["1.uc"] = texts["1.uc"].replace("waits", "sings")
    after = {each.path: each for each in pages.made(Content(model_of(texts)))}
    assert [path for path in after if after[path] != before[path]] == ["use-cases/UC-1.html", "search-index.js"]
    kept = {path for path in after if after[path] is before[path]}
    assert {"actor-goals.html", "glossary.html", "issues.html", "traceability.html"} <= kept


@pytest.mark.parametrize(
    ("persian", "english", "lang"),
    [(1, 2, "en"), (2, 1, "fa"), (1, 1, "en")],
)
def test_lists_are_in_the_language_of_most_use_cases_and_each_title_in_its_own(
    persian: int, english: int, lang: str
) -> None:
    texts = {
        "a.uc": "# language: fa\n" + "".join(f"use case FA-{number}: ثبت\n" for number in range(persian)),
        "b.uc": "".join(f"use case EN-{number}: Pay\n" for number in range(english)),
    }
    made = {each.path: each.content.decode() for each in render(model_of(texts))}
    for path in ("index.html", "statistics.html", "map.html"):
        assert re.findall('<html lang="(.*?)"', made[path]) == [lang]
    other = {"en": '<span lang="fa" dir="rtl"><a', "fa": '<span lang="en" dir="ltr"><a'}[lang]
    assert made["index.html"].count(other) == {"en": persian, "fa": english}[lang]
    assert '<html lang="fa" dir="rtl"' in made["use-cases/FA-0.html"]


def model_of(texts: dict[str, str]) -> Model:
    return link([parse(text, name)[0] for name, text in texts.items()])
