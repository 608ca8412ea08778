"""The documentation site, read as a browser reads it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, TreeBuilder

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.model import UseCase, link
from usecase_dsl.render.site import render
from usecase_dsl.source import Place, Span
from usecase_dsl.syntax import parse

EXAMPLES = Path(__file__).parents[1] / "examples"


class Reader(HTMLParser):
    """Reads a page into a tree. Fails where tags don't match, or an attribute stands twice."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice: {attrs}"
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in ("br", "img", "input", "link", "meta"):
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.builder.end(tag).tag == tag

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def read(page: str) -> Element:
    reader = Reader()
    reader.feed(page.removeprefix("<!DOCTYPE html>").strip())
    reader.close()
    return reader.builder.close()


def words(element: Element | None) -> str:
    """The text in an element, with single blanks."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def with_class(tree: Element, name: str) -> list[Element]:
    return [each for each in tree.iter() if name in each.get("class", "").split()]


def by_id(tree: Element, id: str) -> Element:
    (found,) = (each for each in tree.iter() if each.get("id") == id)
    return found


def ids(tree: Element) -> list[str]:
    return [each.attrib["id"] for each in tree.iter() if "id" in each.attrib]


def broken_links(files: Mapping[str, str]) -> list[str]:
    """The links that lead to no file, or to no element in it."""
    trees = {path: read(text) for path, text in files.items() if path.endswith(".html")}
    places = {path: {"", *ids(tree)} for path, tree in trees.items()} | {"style.css": {""}}
    broken = []
    for path, tree in trees.items():
        for target in (each.attrib["href"] for each in tree.iter() if "href" in each.attrib):
            url = urlsplit(target)
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(url.path)))
            known = places.get(file if url.path else path, ())
            if not url.scheme and unquote(url.fragment) not in known:
                broken.append(f"{path}: {target}")
    return broken


def repeated_ids(files: Mapping[str, str]) -> list[str]:
    counts = [Counter(ids(read(text))) for path, text in files.items() if path.endswith(".html")]
    return [id for each in counts for id, times in each.items() if times > 1]


def no_diagram(use_cases: Sequence[UseCase] | None) -> bytes:
    return b""


def site(*texts: str, single: bool = False, findings: Sequence[Diagnostic] = ()) -> dict[str, str]:
    """The files of a project's site by path."""
    model = link([parse(text, f"{number}.uc")[0] for number, text in enumerate(texts)])
    files = render(model, no_diagram, findings, single_file=single)
    return {file.path: file.content.decode("utf-8") for file in files}


def page(text: str, path: str = "use-cases/UC-1.html") -> Element:
    return read(site(text)[path])


SHOP = """\
system: Bookshop
  Sells **books**.
actor: Customer
  also known as: Reader
actor: Member
  Has an account.
  is a: Customer
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
    assert (broken_links(files), repeated_ids(files)) == ([], [])


@pytest.mark.parametrize("single", [False, True], ids=["pages", "single file"])
@pytest.mark.parametrize("project", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_the_examples_are_built_without_a_broken_link(project: str, single: bool) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted((EXAMPLES / project).rglob("*.uc"))]
    files = site(*texts, single=single)
    assert (broken_links(files), repeated_ids(files)) == ([], [])


def test_a_broken_link_and_a_repeated_id_are_noticed() -> None:
    files = {"a.html": '<p id="x"><a href="b.html">1</a><a id="x" href="#y">2</a><a href="#x">3</a></p>'}
    assert broken_links(files) == ["a.html: b.html", "a.html: #y"]
    assert repeated_ids(files) == ["x"]


LOADING = {"src", "srcset", "data", "style", "action", "background", "poster"}


def test_nothing_is_loaded_from_the_network() -> None:
    files = site(SHOP.replace("Sells **books**.", "![x](https://example.org/x.png) <https://example.org>"))
    trees = [read(text) for path, text in files.items() if path.endswith(".html")]
    sheets = {each.attrib["href"] for tree in trees for each in tree.iter("link")}
    assert sheets == {"style.css", "../style.css", "data:,"}
    scripts = {each.attrib.pop("src") for tree in trees for each in tree.iter("script")}
    assert scripts == {"theme.js", "../theme.js", "site.js", "../site.js"}
    assert {name for tree in trees for each in tree.iter() for name in each.attrib} & LOADING == set()
    assert not re.search(r"@import|url\(", files["style.css"])
    assert not re.search(r"\bfetch\(|XMLHttpRequest|\bimport\b *[({\"']|https?:", files["site.js"])


EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def test_html_in_any_text_is_shown_and_never_passed_through() -> None:
    everywhere = r"(?<=[a-z])(?=\.?$)|(?<=^    [\dE*]a\. A)(?= )|(?<=payment)(?=:)|(?<=Moby)|(?<=title)"
    text = re.sub(everywhere, f" {EVIL} \"' onclick=x", SHOP, flags=re.MULTILINE)
    for files in (site(text), site(text, single=True)):
        trees = [read(content) for path, content in files.items() if path.endswith(".html")]
        elements = [each for tree in trees for each in tree.iter()]
        assert [each.tag for each in elements if each.tag == "img"] == []
        scripts = [each for each in elements if each.tag == "script" and "alert" in words(each)]
        assert all(each.get("type") == "application/json" and "<" not in words(each) for each in scripts)
        assert not any(name.startswith("on") for each in elements for name in each.attrib)
        assert sum(words(tree).count(EVIL) for tree in trees) > 40


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="<>&\"'[]()!*_`#|\\:/ -\nabjsE1.=", max_size=60))
def test_no_text_brings_an_element_of_its_own(written: str) -> None:
    prose = {"a", "br", "code", "em", "li", "ol", "p", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
    files = site(f"term: Word\n  {written}\nuse case UC-1: {written}\n  goal: {written}\n  1. {written}\n")
    for entry in with_class(read(files["glossary.html"]), "entry"):
        assert {each.tag for each in entry.iter()} <= prose | {"h3", "dl", "dt", "dd", "div", "section", "span"}


# ---------------------------------------------------------------------------------------------- pages


def fields(tree: Element) -> dict[str, str]:
    """The fields on a page by their heading."""
    return {words(each[0]): words(each[1]) for each in with_class(tree, "field")}


def test_the_head_says_what_matters_in_one_glance() -> None:
    tree = page(SHOP)
    assert words(tree.find(".//h1")) == "Place an order"
    assert [words(each) for each in with_class(tree, "above")[0]] == ["Sales", "UC-1"]
    assert {words(each[0]): words(each[1]) for each in with_class(tree, "facts")[0]} == {
        "Level": "user goal",
        "Status": "approved",
        "Primary actor": "Member",
        "Supporting actors": "Bank",
        "Scope": "Bookshop",
    }
    assert [words(each) for each in with_class(tree, "figures")[0]] == ["10 steps", "7 flows", "6 scenarios"]


def test_every_step_and_flow_has_its_anchor_and_stands_where_it_leaves() -> None:
    tree = page(SHOP)
    assert [id for id in ids(tree) if id.startswith(("step", "ext"))] == [
        "step-1",
        *("step-2", "ext-2a", "step-2a1", "step-2a2", "ext-2a2a", "step-2a2a1", "ext-2-3a", "step-2-3a1"),
        *("step-3", "ext-E1", "step-E1.1"),
        *("step-4", "ext-4a", "step-4a1"),
        "ext-any-a",
    ]
    assert "ext-2a2a" in ids(by_id(by_id(tree, "step-2"), "step-2a2"))
    assert words(with_class(by_id(tree, "ext-4a"), "end")[0]) == "no end stated"
    assert ids(page("use case: A\n  main flow:\n  1. Go.\n  1. Go.\n", "use-cases/a.html")).count("step-1~2") == 1


def test_every_field_is_there_in_the_order_of_the_text_around_the_flow() -> None:
    assert list(fields(page(SHOP)).items()) == [
        ("Preconditions", "The cart is filled."),
        ("Trigger", "The Customer wants books."),
        ("Success guarantees", "The order is recorded."),
        ("Includes", "UC-2 Charge the card"),
        ("Extended by", "UC-3 Redeem a voucher at payment when Member has a voucher"),
        ("Specialised by", "UC-2 Charge the card"),
        ("Stakeholders", "Customer: pays once."),
        ("Realises", "REQ-7 Orders survive a lost connection."),
        ("Priority", "high"),
        ("Team", "Blue"),
        ("Extension points", "payment, at step 4UC-3 Redeem a voucher when Member has a voucher"),
        ("Variations", "At step 4: card or voucher"),
        ("Examples", "titleprice Moby12"),
    ]


def test_who_refers_to_a_use_case_stands_on_its_page() -> None:
    related = fields(page(SHOP, "use-cases/UC-2.html"))
    assert related == {"Included by": "UC-1 Place an order, at step 4", "Specialises": "UC-1 Place an order"}


def test_the_page_of_an_actor() -> None:
    tree = page(SHOP, "actors/customer.html")
    assert fields(tree) == {"Also known as": "Reader", "Special kinds": "Member"}
    member = page(SHOP, "actors/member.html")
    assert words(with_class(member, "lead")[0]) == "Has an account."
    assert [words(row) for row in member.iter("tr")][1] == "UC-1 Place an order approved"
    assert words(with_class(page(SHOP, "actors/bank.html"), "level")[0]) == "External system"


def test_rules_say_where_they_are_used() -> None:
    tree = page(SHOP, "rules.html")
    assert words(by_id(tree, "rule-BR-1")) == "BR-1 One order is charged once. Used in UC-1 Place an order, 3"
    assert words(by_id(tree, "requirement-REQ-7")).endswith("Used in UC-1 Place an order")
    assert words(by_id(tree, "condition-filled")).endswith("Used in UC-1 Place an order")


def test_ids_in_brackets_and_calls_are_links() -> None:
    tree = page(SHOP)
    targets = {words(each): each.attrib["href"] for each in tree.iter("a")}
    assert targets["BR-1"] == "../rules.html#rule-BR-1"
    assert targets["UC-2 Charge the card"] == "UC-2.html"
    assert targets["Bank"] == "../actors/bank.html"
    assert targets["E1"] == "#ext-E1"


def test_the_overview_lists_use_cases_by_package() -> None:
    tree = page(SHOP, "index.html")
    assert [words(each) for each in with_class(tree, "figures")[0]] == [
        *("3 use cases", "3 actors", "1 term", "1 rule", "1 requirement", "1 condition"),
    ]
    assert [words(each) for each in tree.iter("h2")] == ["Sales", "Actors", "On this page"]
    assert len(list(with_class(tree, "list")[0].iter("tr"))) == 4


def test_what_is_not_written_is_said_quietly() -> None:
    bare = page("use case UC-1: Place an order\n")
    assert [words(each) for each in with_class(bare, "quiet")] == [
        "No flow has been written yet. It stands below main success scenario: in the text.",
    ]
    assert "None yet" in words(page("", "glossary.html"))
    assert "No use case has been written yet" in words(page("", "index.html"))
    assert fields(page("use case UC-1: Pay\n  goal: ...\n  assumptions: n/a\n  preconditions: none\n")) == {
        "Goal": "Not written yet.",
        "Preconditions": "None",
        "Assumptions": "None",
    }


def test_a_finding_stands_beside_the_line_that_it_speaks_of() -> None:
    text = "use case UC-1: Pay\n  goal: x\n  main flow:\n  1. Customer pays quickly.\n  2. System thanks.\n"
    (document, _) = parse(text, "0.uc")

    def finding(code: str, word: str) -> Diagnostic:
        place = Place(document.source, Span(text.index(word), text.index(word) + len(word)))
        return Diagnostic(code, "vague", Severity.WARNING, f"'{word}' <b>", place, "Say more.")

    found = site(text, findings=[finding("STY1", "quickly"), finding("STY2", "goal")])
    tree = read(found["use-cases/UC-1.html"])
    assert words(with_class(by_id(tree, "step-1"), "findings")[0]) == "warning STY1 'quickly' <b> Say more."
    assert with_class(by_id(tree, "step-2"), "findings") == []
    assert [words(each) for each in tree.iter("li") if "STY2" in words(each)] == ["warning STY2 'goal' <b> Say more."]
    assert "2 findings" in words(with_class(tree, "figures")[0])


# ---------------------------------------------------------------------------------------------- pictures, templates
