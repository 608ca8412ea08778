"""What the site says to product and sales: cards, segments, the library, all of it in one file."""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

import pytest

from tests.test_site import broken_links, by_id, no_diagram, read, repeated_ids, with_class, words
from tests.test_site_lists import menu
from usecase_dsl.model import link
from usecase_dsl.portfolio.customer import customer
from usecase_dsl.portfolio.fit import Wanted, find
from usecase_dsl.portfolio.market import market
from usecase_dsl.render.site import Content, render, render_portfolio
from usecase_dsl.render.site.library_data import library_data
from usecase_dsl.settings import Limits
from usecase_dsl.syntax import parse

MARKET = """\
system: Shelf
actor: Librarian

segment: Schools
  industry: education, charity
  company size: 20-200
  revenue share: 60%
segment: Towns
  company size: 500+

persona: Head
  segments: Schools
persona: Town clerk
  segments: Towns
  plays: Librarian

plan: Basic
  price: 9 EUR per month
plan: Plus
"""
LEND = """\
use case UC-1: Lend a book
  primary actor: Librarian
  goal: The reader goes home with the book.
  notes: Since spring.

  importance: primary
  personas: Head
  plans: Basic
  problem: When a book is lent, I struggle to *find* it, which leads to empty shelves.
  outcome: books come back
  frequency: weekly
  intensity: high
  constraints:
    - works without a network
  success metrics:
    - books lost: -50%
  critical features:
    - a list of books
    - a stamp
  nice to have:
    - a bell
  competing with:
    - Paper: cheap, and patient
  value drivers:
    - order
  discovery questions:
    - Where is your copy of the atlas?
  evidence:
    - a school of 300: 12 books lost instead of 40
  revenue share: 40%
  willingness to pay: 900 EUR
  addressable customers: 30
  cost to serve: 2,000 EUR
  last reviewed: 2026-05-01

  main success scenario:
    1. Librarian stamps the book.
"""
OTHERS = """\
use case UC-2: Count the books
  importance: secondary
  segments: Schools, Towns
  plans: Plus
  critical features:
    - a list of books
  frequency: quarterly
  intensity: low
  revenue share: 3%
  willingness to pay: 10 EUR
  addressable customers: 10
  cost to serve: 500 EUR
  last reviewed: 2025-01-31

use case UC-3: Sort by colour
  segments: Towns
  constraints:
    - the colours that painters know
  last reviewed: last summer

use case UC-4: Sweep the floor
  notes: Nobody pays for that.
"""
SHELF = MARKET + LEND + OTHERS


def pages(text: str = SHELF, single: bool = False, limits: Limits | None = None) -> dict[str, str]:
    """The files of the site by path."""
    made = render(link([parse(text)[0]]), no_diagram, single_file=single, limits=limits or Limits())
    return {file.path: file.content.decode("utf-8") for file in made}


def page(path: str, text: str = SHELF) -> Element:
    return read(pages(text)[path])


def part(tree: Element, heading: str) -> list[Element]:
    """What stands below a heading, up to the next."""
    main = by_id(tree, "content")
    at = next(number for number, each in enumerate(main) if each.tag == "h2" and words(each) == heading)
    after = next((number for number, each in enumerate(main) if number > at and each.tag == "h2"), len(main))
    return list(main)[at + 1 : after]


def rows(tree: Element, heading: str) -> list[list[str]]:
    """The cells of the table below a heading."""
    found = (row for each in part(tree, heading) for body in each.iter("tbody") for row in body)
    return [[words(cell) for cell in row] for row in found]


def hrefs(tree: Element) -> list[str]:
    return [each.attrib["href"] for each in tree.iter("a")]


# ---------------------------------------------------------------------------------------------- where there is nothing


def test_without_customer_use_cases_there_is_no_page_no_link_and_no_style_for_them() -> None:
    made = pages(MARKET + "use case UC-4: Sweep the floor\n  frequency: daily\n  constraints: quietly\n")
    assert not {"portfolio.html", "library.html", "segments.html"} & made.keys()
    assert [path for path in made if path.startswith("cards/")] == []
    bar, further = menu(read(made["index.html"]))
    assert "Customers" in bar
    assert not {"Portfolio", "Library", "Segments"}.intersection(bar + further)
    told = made["index.html"] + made["customers.html"] + made["use-cases/UC-4.html"]
    assert not [word for word in ("portfolio", "library.html", "cards/", 'class="kin"') if word in told]
    assert ".offer" not in made["style.css"]
    assert "form.choose" not in made["site.js"]


def test_where_there_are_any_the_portfolio_leads_to_all_about_customers() -> None:
    made = pages()
    bar, further = menu(read(made["index.html"]))
    assert "Portfolio" in bar
    assert {"Library", "Segments", "Customers"} <= set(further)
    assert ".offer" in made["style.css"]
    assert "form.choose" in made["site.js"]
    for name in ("portfolio", "library", "segments", "customers"):
        (kin,) = with_class(read(made[f"{name}.html"]), "kin")
        assert words(kin) == "Portfolio Library Segments Customers"
        assert [words(each) for each in kin if each.get("aria-current")] == [name.capitalize()]


@pytest.mark.parametrize("single", [False, True])
def test_every_link_leads_somewhere_and_no_id_stands_twice(single: bool) -> None:
    made = pages(single=single)
    assert broken_links(made) == []
    assert repeated_ids(made) == []


# ---------------------------------------------------------------------------------------------- cards


def test_a_card_says_who_when_which_problem_what_comes_out_and_what_it_is_worth() -> None:
    (card,) = with_class(page("cards/UC-1.html"), "card")
    assert words(card) == (
        "UC-1primary Lend a book"
        " Problem When a book is lent, I struggle to find it, which leads to empty shelves."
        " Outcome books come back"
        " Who Head Schools" + "education, charity, 20–200 people"
        " When How often: weekly"
        " Goal The reader goes home with the book."
        " Constraints works without a network"
        " Success metrics books lost-50%"
        " Critical features a list of books a stamp"
        " Nice to have a bell"
        " Alternatives Papercheap, and patient"
        " Value drivers order"
        " Plan Basic9 EUR per month"
        " Evidence a school of 300: 12 books lost instead of 40"
        " Share of revenue40% Willingness to pay900 EUR Addressable customers30 Cost to serve2,000 EUR"
        " Profit25,000 EUR Intensityhigh Priority9 of 15 Last reviewed2026-05-01"
    )


def test_a_card_and_its_use_case_lead_to_each_other() -> None:
    made = pages()
    assert "../use-cases/UC-1.html" in hrefs(read(made["cards/UC-1.html"]))
    assert hrefs(read(made["use-cases/UC-1.html"])).count("../cards/UC-1.html") == 2
    assert "cards/UC-4.html" not in made
    assert "card" not in words(by_id(read(made["use-cases/UC-4.html"]), "content"))


def test_the_page_of_the_use_case_keeps_all_that_it_says_with_what_sells_behind_the_flow() -> None:
    tree = page("use-cases/UC-1.html")
    sold = words(part(tree, "Product and sales")[1])
    for text in ("books come back", "a bell", "Where is your copy of the atlas?", "cheap, and patient", "2,000 EUR"):
        assert text in sold
    details = " ".join(map(words, part(tree, "Details")))
    assert "Since spring." in details
    assert "works without a network" in details
    assert "books come back" not in details


def test_a_card_is_in_the_language_of_its_text() -> None:
    root = page("cards/UC-1.html", "# language: fa\n" + "use case UC-1: کتاب\n  problem: کتاب نیست\n")
    assert (root.get("lang"), root.get("dir")) == ("fa", "rtl")


# ---------------------------------------------------------------------------------------------- segments


def test_success_metrics_stand_beside_each_other_by_segment() -> None:
    assert rows(page("segments.html"), "Success metrics") == [
        ["UC-1 Lend a book", "books lost: -50%", ""],
        ["UC-2 Count the books", "no metric", "no metric"],
        ["UC-3 Sort by colour", "", "no metric"],
    ]


def test_what_one_segment_needs_alone_comes_first_and_is_called_so() -> None:
    assert rows(page("segments.html"), "What each segment needs") == [
        ["a stampcritical feature", "Schools alone", "UC-1", ""],
        ["works without a networkconstraint", "Schools alone", "UC-1", ""],
        ["the colours that painters knowconstraint", "Towns alone", "", "UC-3"],
        ["a list of bookscritical feature", "all segments", "UC-1, UC-2", "UC-2"],
    ]


def test_what_was_never_reviewed_comes_before_what_was_long_ago() -> None:
    text = SHELF + "use case UC-5: Read\n  importance: primary\n"
    assert [row[:2] for row in rows(page("segments.html", text), "To be reviewed")] == [
        ["UC-3 Sort by colour", "last summer: no date"],
        ["UC-5 Read", "never"],
        ["UC-2 Count the books", "2025-01-31"],
        ["UC-1 Lend a book", "2026-05-01"],
    ]


def test_without_segments_there_is_the_list_of_reviews_alone() -> None:
    tree = page("segments.html", "use case UC-1: Lend\n  critical features: a stamp\n")
    assert [words(each) for each in by_id(tree, "content") if each.tag == "h2"] == ["To be reviewed"]


def test_a_customer_page_says_who_belongs_to_a_segment() -> None:
    tree = page("customers.html")
    towns = by_id(tree, "segment-Towns")
    fields = {words(each.find("dt")): words(each.find("dd")) for each in with_class(towns, "field")}
    assert fields["Personas"] == "Town clerk"
    assert fields["Customer use cases"] == "UC-2 Count the books UC-3 Sort by colour"
    assert "Used in" not in words(towns)
    assert "cards/UC-3.html" in hrefs(towns)


def test_who_names_a_segment_by_what_it_is_called_belongs_to_it_once() -> None:
    text = "segment S-1: Towns\npersona: Clerk\n  segments: Towns, S-1\nuse case UC-1: Lend\n  personas: Clerk\n"
    towns = by_id(page("customers.html", text), "segment-S-1")
    fields = {words(each.find("dt")): words(each.find("dd")) for each in with_class(towns, "field")}
    assert fields["Personas"] == "Clerk"
    assert fields["Customer use cases"] == "UC-1 Lend"


# ---------------------------------------------------------------------------------------------- the library


def test_the_library_lists_all_in_the_order_of_their_worth_with_what_to_talk_about() -> None:
    tree = page("library.html")
    offers = with_class(tree, "offer")
    assert [words(each.find("h2")) for each in offers] == [
        "UC-1 Lend a book",
        "UC-2 Count the books",
        "UC-3 Sort by colour",
    ]
    assert words(offers[0].find("details")) == (
        "Discovery questions, Alternatives, Evidence"
        " Discovery questions Where is your copy of the atlas?"
        " Alternatives Paper: cheap, and patient"
        " Evidence a school of 300: 12 books lost instead of 40"
    )
    fields = {each.get("name"): [words(option) for option in each] for each in tree.iter("select")}
    assert fields == {
        "industry": ["Any", "charity", "education"],
        "persona": ["Any", "Head", "Town clerk"],
        "segment": ["Any", "Schools", "Towns"],
        "plan": ["Any", "Basic", "Plus"],
    }


def test_a_name_that_would_end_a_script_is_data() -> None:
    text = SHELF.replace("Head", "</script><script>alert(1)</script>")
    model = link([parse(text)[0]])
    found = [each for each in map(customer, model.use_cases.values()) if each]
    data = library_data(found, market(model.entries))
    assert "<" not in data
    assert "it is for </script><script>alert(1)</script>" in json.loads(data)["words"]
    (block,) = with_class(page("library.html", text), "library-data")
    assert words(block) == words_of(data)


def words_of(text: str) -> str:
    return " ".join(text.split())


def test_the_order_is_that_of_usecase_find() -> None:
    text = SHELF + "".join(
        f"use case UC-1{number}: Do {number}\n  importance: {word}\n  frequency: {often}\n  intensity: high\n"
        for number, (word, often) in enumerate([("secondary", "daily"), ("primary", "daily"), ("primary", "hourly")])
    )
    model = link([parse(text)[0]])
    found = find([each for each in map(customer, model.use_cases.values()) if each], market(model.entries), Wanted())
    offers = with_class(page("library.html", text), "offer")
    assert [words(each.find("h2")).split()[0] for each in offers] == [each.of.id for each in found]


# ---------------------------------------------------------------------------------------------- in one file


def test_all_about_customers_is_one_file_that_nothing_leads_out_of() -> None:
    text = SHELF.replace("notes: Since", "value drivers: order [BR-1]\n  notes: Since") + "rule BR-1: Order is order.\n"
    file = render_portfolio(Content(link([parse(text)[0]]), title="Shelf", diagram=no_diagram))
    assert file.path == "portfolio.html"
    written = file.content.decode("utf-8")
    tree = read(written)
    assert broken_links({"portfolio.html": written}) == []
    assert [each for each in hrefs(tree) if not each.startswith("#")] == []
    assert [words(each) for each in tree.iter("h1")] == [
        *("Portfolio", "Library", "Segments"),
        *("Lend a book", "Count the books", "Sort by colour", "Customers"),
    ]
    assert "order [BR-1]" in words(by_id(tree, "card-UC-1"))
    assert "Sweep the floor" not in written
    bar, further = menu(tree)
    assert (bar[-4:], further) == (["Portfolio", "Library", "Segments", "Customers"], [])
