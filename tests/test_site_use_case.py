"""The page of a use case beyond its text: scenarios as paths, pictures in words, who acts, where the text stands."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from lxml import html

from tests.reading import model
from usecase_dsl.render import site

ORDER = """\
actor: Bank
  kind: system
use case UC-1: Order
  level: user goal
  primary actor: Customer
  supporting actors: Bank
  main flow:
    1. Customer asks.
    2. System answers.
    3. System asks Bank for the money.
    4. Bank pays.
    5. Somebody is glad.
  extensions:
    3a. Bank is closed:
      resume at 2
    4a. Bank declines:
      1. System says so.
      end in failure
"""


def pages(text: str, source_url: str = "", single: bool = False) -> Mapping[str, html.HtmlElement]:
    made = site.render(model(text), source_url=source_url, single_file=single)
    return {each.path: html.fromstring(each.content.decode("utf-8")) for each in made if each.path.endswith(".html")}


def use_case(text: str = ORDER, source_url: str = "") -> html.HtmlElement:
    return pages(text, source_url)["use-cases/UC-1.html"]


def texts(page: html.HtmlElement, place: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.cssselect(place)]


def test_a_path_enters_a_flow_where_it_is_left_for_it() -> None:
    """3a leads back: its condition stands between the 2 before it and the 2 after it."""
    assert texts(use_case(), ".scenarios .steps") == ["1 2 3 4 5", "1 2 3a 2 3 4 5", "1 2 3 4a 4a1"]


def test_every_place_on_a_path_is_on_the_page_and_in_the_picture() -> None:
    page = use_case()
    hrefs = {each.get("href").removeprefix("#") for each in page.cssselect(".scenarios .steps a")}
    assert hrefs <= {each.get("id") for each in page.cssselect(".flow [id]")}
    assert hrefs <= {each.get("data-id") for each in page.cssselect("figure.activity .node")}


def test_in_a_single_file_they_are_told_apart() -> None:
    page = pages(ORDER, single=True)["index.html"]
    hrefs = {each.get("href").removeprefix("#") for each in page.cssselect(".scenarios .steps a")}
    assert "UC-1-ext-3a" in hrefs
    assert hrefs <= {each.get("id") for each in page.cssselect(".flow [id]")}
    assert hrefs <= {each.get("data-id") for each in page.cssselect("figure.activity .node")}


@pytest.mark.parametrize(
    ("step", "side"),
    [("1", "subject actor"), ("2", "subject system"), ("4", "subject actor external"), ("5", None)],
)
def test_a_step_says_on_which_side_its_subject_stands(step: str, side: str | None) -> None:
    found = [each.get("class") for each in use_case().cssselect(f"#step-{step} > .text > .subject")]
    assert found == ([side] if side else [])


def test_a_primary_actor_that_is_a_system_is_no_other() -> None:
    text = ORDER.replace("primary actor: Customer", "primary actor: Bank").replace("  supporting actors: Bank\n", "")
    assert use_case(text).cssselect("#step-4 .subject")[0].get("class") == "subject actor"


def test_the_diagram_is_told_in_words() -> None:
    assert sorted(texts(use_case(), "#diagram ~ details li")) == [
        "Bank takes part in Order",
        "Customer takes part in Order",
    ]


def test_what_a_user_writes_is_no_markup_in_these_words() -> None:
    page = use_case(ORDER.replace("Customer", "<b>Customer</b>"))
    assert "<b>Customer</b> takes part in Order" in texts(page, "#diagram ~ details li")
    assert page.cssselect("#diagram ~ details b") == []


def test_the_line_of_the_text_is_named_and_a_click_away_where_it_is_published() -> None:
    assert texts(use_case(), ".source")[0].endswith(":3")
    link = use_case(source_url="https://example.org/{path}#L{line}").cssselect(".figures a")[0]
    assert link.get("href").startswith("https://example.org/")
    assert link.get("href").endswith("#L3")


def test_many_details_are_folded_and_few_are_not() -> None:
    few = ORDER.replace("  main flow:", "  priority: high\n  main flow:")
    many = ORDER.replace("  main flow:", "".join(f"  {name}: x\n" for name in "abcde") + "  main flow:")
    assert use_case(few).cssselect("#details ~ details .field") == []
    assert len(use_case(many).cssselect("#details ~ details .field")) == 5


def test_headings_lead_to_themselves() -> None:
    for heading in use_case().cssselect("main h2[id]"):
        assert heading.cssselect("a.self")[0].get("href") == f"#{heading.get('id')}"


GOALS = """\
use case UC-1: Pay
  level: subfunction
  primary actor: Customer
use case UC-2: Order
  level: user goal
  primary actor: Customer
use case UC-3: Wait
  primary actor: Customer
use case UC-4: Help
  level: user goal
  supporting actors: Customer
"""


def test_an_actors_goals_stand_by_level_from_the_highest() -> None:
    page = pages(GOALS)["actors/customer.html"]
    assert texts(page, ".goals") == ["user goal", "subfunction", "No level stated", "user goal"]
    assert texts(page, "table.list th[scope=row]") == ["Order", "Pay", "Wait", "Help"]
    assert texts(page, ".figures span") == ["primary actor of 3 use cases", "supporting actor of 1 use case"]


def test_an_actor_is_drawn_with_its_use_cases_unless_they_are_many() -> None:
    assert len(pages(GOALS)["actors/customer.html"].cssselect("figure .node.use-case")) == 4
    many = "".join(f"use case UC-{number}: Do it\n  primary actor: Customer\n" for number in range(31))
    assert pages(many)["actors/customer.html"].cssselect("figure") == []


def test_sequence_diagrams_are_there_where_they_are_asked_for() -> None:
    text = """\
use case UC-1: Pay
  main success scenario:
    1. Buyer pays.
    2. System thanks.
  extensions:
    1a. The card is no good:
      1. System says so.
      end in failure
"""

    def shown(sequences: bool) -> list[str]:
        files = {each.path: each.content for each in site.render(model(text), sequences=sequences)}
        page = html.fromstring(files["use-cases/UC-1.html"])
        return [
            figure.get("aria-label") for figure in page.cssselect("figure") if "Sequence" in figure.get("aria-label")
        ]

    assert shown(False) == []
    assert shown(True) == [
        "Sequence diagram: All flows",
        "Sequence diagram: Main success scenario",
        "Sequence diagram: 1a The card is no good",
    ]


def test_no_item_of_a_field_that_has_one_value_is_lost() -> None:
    text = (
        "use case UC-1: Pay\n  trigger:\n    - The bill comes.\n    - A clerk asks.\n  scope:\n    - Shop\n    - Till\n"
    )
    files = {each.path: each.content.decode() for each in site.render(model(text))}
    page = html.fromstring(files["use-cases/UC-1.html"]).text_content()
    assert all(words in page for words in ("The bill comes.", "A clerk asks.", "Shop", "Till"))
