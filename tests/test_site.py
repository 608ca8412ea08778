"""The documentation site, read as a browser reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site_reader import Element, broken_links, links, read, repeated_ids
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.model import UseCase, link
from usecase_dsl.render.site import render
from usecase_dsl.source import Place, Source, Span
from usecase_dsl.syntax import parse

EXAMPLES = Path(__file__).parents[1] / "examples"


def no_diagram(use_cases: Sequence[UseCase] | None) -> bytes:
    return b""


def site(*texts: str, single: bool = False, findings: Sequence[Diagnostic] = ()) -> dict[str, str]:
    """The files of a project's site by path."""
    model = link([parse(text, f"{number}.uc")[0] for number, text in enumerate(texts)])
    files = render(model, no_diagram, findings, single_file=single)
    return {file.path: file.content.decode("utf-8") for file in files}


def page(text: str, path: str = "use-cases/UC-1.html") -> Element:
    return read(site(text)[path])


def use_case(body: str) -> Element:
    """The page of a use case with these lines."""
    return page(f"use case UC-1: Place an order\n{body}")


def by_id(tree: Element, id: str) -> Element:
    return tree.one(id=id)


def end_of(tree: Element, id: str) -> str:
    """The words at the end of a flow."""
    return next(each.text for each in by_id(tree, id).all("p", class_="end") if by_id(tree, id) is each.parent)


SHOP = """\
system: Bookshop
  Sells **books**.
actor: Customer
  also known as: Reader
actor: Member
  is a: Customer
  Has an account.
actor: Bank
  kind: system
term: Order
  What a Customer asked for.
rule BR-1: One order is charged once.
requirement REQ-7: Orders survive a lost connection.
condition filled: The cart is filled.
package: Sales
use case UC-1: Place an order
  The Customer buys [what](https://example.org) is in the cart.
  level: user goal
  status: approved
  primary actor: Member
  supporting actors: Bank
  stakeholders:
    - Customer: pays once.
  trigger: The Customer wants books.
  preconditions:
    - filled
  success guarantees:
    - The order is recorded.
  realises: REQ-7
  priority: high
  team: Blue
  main success scenario:
    1. Member asks to check out.
    2. System shows the order.
    3. Member confirms the order. [BR-1, E1]
       => The order is recorded.
    4. System asks Bank for the money (include UC-2).
    5. repeat 2-3 until the Member is content
  alternate flows:
    2a. A book is out of stock:
      1. System offers the rest.
      2. Member accepts.
      resume at 2
    2-3a. Member changes the address:
      1. System works out the cost.
      resume at 4
  failure flows:
    *a. The connection is lost:
      end in failure
      => The cart is kept.
    2a2a. Member declines:
      1. System keeps the cart.
      end in failure
    E1. The stock is locked:
      1. System waits.
      resume at same step
    4a. Bank declines:
      1. System says so.
  extension points:
    - payment: 4
  variations:
    - 4: card | voucher
  examples:
    | title | price |
    | Moby  | 12    |
use case UC-2: Charge the card
  level: subfunction
  specialises: UC-1
  main success scenario:
    1. System asks Bank.
use case UC-3: Redeem a voucher
  extends: UC-1 at payment when Member has a voucher
  main success scenario:
    1. Member enters the code.
"""

HOSTILE = """\
use case: ../../etc/passwd
use case: CON
use case: con
use case: Pay <b>now</b> & "then" 'go' 🛒 ...
use case: Pay b now b then go
use case: {long}
use case: Site: glossary
use case: Actors
use case: Content
use case: actor: customer
use case: package: sales
use case: Step
  primary actor: ../Customer
  supporting actors: Customer, "Custom/er"
  main success scenario:
    1. Customer pays.
    1. Customer pays again.
    +. Customer goes.
  extensions:
    1a. One:
      1. Customer waits.
      resume at 99
    1a. Another:
      1. Customer waits.
    9a. Nowhere:
      end
    E1. Unmarked:
      prose only
rule A-1: One.
rule A-1!: Another.
term: A 1
term: A-1
""".format(long="very long title " * 20)


@pytest.mark.parametrize("single", [False, True], ids=["pages", "single file"])
@pytest.mark.parametrize("text", [SHOP, HOSTILE, SHOP + HOSTILE, ""], ids=["shop", "hostile", "both", "nothing"])
def test_every_link_leads_somewhere_and_no_id_stands_twice(text: str, single: bool) -> None:
    files = site(text, single=single)
    assert broken_links(files) == []
    assert {path: found for path, content in files.items() if (found := repeated_ids(content))} == {}


@pytest.mark.parametrize("project", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
@pytest.mark.parametrize("single", [False, True], ids=["pages", "single file"])
def test_the_examples_are_built_without_a_broken_link(project: str, single: bool) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted((EXAMPLES / project).rglob("*.uc"))]
    files = site(*texts, single=single)
    assert broken_links(files) == []
    assert [path for path, content in files.items() if repeated_ids(content)] == []


def test_which_files_there_are() -> None:
    assert list(site(SHOP)) == [
        *("style.css", "index.html"),
        *("use-cases/UC-1.html", "use-cases/UC-2.html", "use-cases/UC-3.html"),
        *("actors/customer.html", "actors/member.html", "actors/bank.html"),
        *("glossary.html", "rules.html"),
    ]


def test_customers_have_a_page_only_where_there_are_any() -> None:
    assert "customers.html" not in site(SHOP)
    assert by_id(page("persona: Sales manager\n", "customers.html"), "persona-Sales-manager").text


def test_hostile_titles_give_files_inside_the_folder_that_every_system_can_hold() -> None:
    paths = list(site(HOSTILE))
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        assert re.fullmatch(r"(?:use-cases/|actors/)?[\w~-]+(?:\.[\w~-]+)*\.(?:html|css)", path), path
        assert not re.search(r"(?:^|/)(?:con|nul|aux|prn)\.", path, re.IGNORECASE)
        assert len(path.encode("utf-8")) < 200


def test_the_same_texts_give_the_same_bytes() -> None:
    assert site(SHOP, HOSTILE) == site(SHOP, HOSTILE)


def test_nothing_is_loaded_from_the_network() -> None:
    files = site(SHOP.replace("Sells **books**.", "![x](https://example.org/x.png) <https://example.org>"))
    loading = [
        each
        for path, content in files.items()
        if path.endswith(".html")
        for each in read(content).all()
        if each.tag not in ("a", "link") and {"src", "href", "srcset", "data", "style"} & set(each.attributes)
    ]
    assert loading == []
    assert not re.search(r"@import|url\(", files["style.css"])
    sheets = {each.attributes["href"] for content in files.values() for each in read(content).all("link")}
    assert sheets == {"style.css", "../style.css", "data:,"}


# ---------------------------------------------------------------------------------------------- escaping

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def test_html_in_any_text_is_shown_and_never_passed_through() -> None:
    text = re.sub(r"(?<=[a-z])(?=\.?$)", f" {EVIL} \"' onclick=x", SHOP, flags=re.MULTILINE)
    assert text.count(EVIL) > 40
    for files in (site(text), site(text, single=True)):
        trees = [read(content) for path, content in files.items() if path.endswith(".html")]
        names = {name for tree in trees for each in tree.all() for name in each.attributes}
        assert [each for tree in trees for each in (*tree.all("script"), *tree.all("img"))] == []
        assert not any(name.startswith("on") for name in names)
        assert sum(tree.text.count(EVIL) for tree in trees) > 40


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="<>&\"'[]()!*_`#|\\:/ -\nabjsE1.=", max_size=60))
def test_no_text_brings_an_element_of_its_own(written: str) -> None:
    known = {"", "a", "br", "code", "em", "li", "ol", "p", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
    files = site(f"term: Word\n  {written}\nuse case UC-1: {written}\n  goal: {written}\n  1. {written}\n")
    page = read(files["glossary.html"])
    for entry in page.all(class_="entry"):
        assert {each.tag for each in entry.all()} <= known | {"h3", "h4", "div", "section", "span"}
    assert broken_links({**files, **dict.fromkeys(relative_targets(files), "")}) == []


def relative_targets(files: dict[str, str]) -> set[str]:
    """What the texts themselves link to, which needn't exist."""
    return set()
