"""Pictures as a page has them: without what its one style sheet says."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

import pytest

from tests.reading import model
from usecase_dsl.model.tables import Actor, UseCase
from usecase_dsl.render.activity.drawing import activity_diagram
from usecase_dsl.render.diagram import DiagramKind, render
from usecase_dsl.render.page_sheet import page_sheet

SHOP = """
    system: Shop
    actor: Member
    actor: Bank
      kind: system
    use case UC-1: Buy
      primary actor: Member
      supporting actors: Bank
      main success scenario:
        1. Member chooses a book.
        2. System asks Bank for the money (include UC-2).
           => The book is paid.
        repeat 1-2 until the Member has enough
      extensions:
        1a. "Nothing" fits & that's it:
          end in failure
        2a. The Bank refuses:
          1. System says so.
          resume at 1
    use case UC-2: Pay
      extends: UC-1
"""
KINDS: list[DiagramKind] = ["use-case", "activity", "sequence", "map"]


def drawn(kind: DiagramKind, bare: bool = True) -> Element:
    shop = model(SHOP)
    return fromstring(render(shop, [shop.use_cases["uc-1"]], kind, bare=bare))


def classed(root: Element, kind: str) -> list[Element]:
    return [each for each in root.iter() if kind in each.get("class", "").split()]


def geometry(root: Element) -> list[tuple[str | None, ...]]:
    names = ("d", "points", "x", "y", "cx", "cy", "r", "data-id", "data-from", "data-to")
    shown = [
        each for each in root.iter() if each.get("class") != "ground" and not each.tag.endswith(("style", "title"))
    ]
    # The heading of an activity diagram, which the page has in its stead.
    heading = root.findall("{*}text") if "activity" in root.get("class", "").split() else []
    return [tuple(each.get(name) for name in names) for each in shown if each not in heading]


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_it_says_nothing_of_colours_and_fonts(self, kind: DiagramKind) -> None:
        said = {name for each in drawn(kind).iter() for name in each.attrib}
        assert not {name for name in said if re.match("fill|stroke|font", name)}
        assert not [each for each in drawn(kind).iter() if each.tag == "style"]

    def test_everything_stands_where_it_stood(self, kind: DiagramKind) -> None:
        assert geometry(drawn(kind)) == geometry(drawn(kind, bare=False))

    def test_it_is_one_line_and_much_smaller(self, kind: DiagramKind) -> None:
        shop = model(SHOP)
        bare, whole = (render(shop, [shop.use_cases["uc-1"]], kind, bare=each) for each in (True, False))
        assert b"\n" not in bare and len(bare) < 0.5 * len(whole)

    def test_only_what_has_a_role_has_a_label(self, kind: DiagramKind) -> None:
        root = drawn(kind)
        assert root.get("role") == "graphics-document"
        labelled = [each for each in root.iter() if each.get("aria-label")]
        assert labelled and {each.get("role") for each in labelled} == {"img"}

    def test_the_description_is_a_sentence_and_the_labels_say_the_rest(self, kind: DiagramKind) -> None:
        assert ". " in (drawn(kind, bare=False).findtext("{*}desc") or "")
        assert ". " not in (drawn(kind).findtext("desc") or ". ")


class TestActivities:
    def test_text_is_no_markup_here_either(self) -> None:
        (node,) = [each for each in classed(drawn("activity"), "node") if each.get("data-id") == "ext-1a"]
        assert "".join(node.itertext()) == '1a"Nothing" fits & that\'s it'

    def test_the_page_has_the_heading(self) -> None:
        shop = model(SHOP)
        alone = fromstring(render(shop, [shop.use_cases["uc-1"]], "activity"))
        assert [each.text for each in alone.findall("{*}text")] == ["UC-1: Buy"]
        assert drawn("activity").findall("{*}text") == []
        lower, upper = (root.get("viewBox", "").split() for root in (drawn("activity"), alone))
        assert float(lower[1]) > float(upper[1]) == 0
        assert float(lower[1]) + float(lower[3]) == float(upper[3])

    def test_a_node_says_its_words_once(self) -> None:
        nodes = {each.get("data-id"): each for each in classed(drawn("activity"), "node")}
        assert "".join(nodes["step-1"].itertext()) == "1Member chooses a book."
        assert nodes["start"].findtext("title") == "Start"

    def test_a_line_has_words_only_where_no_node_says_them(self) -> None:
        edges = classed(drawn("activity"), "edge")
        said = {each.get("data-from", ""): each.get("aria-label") for each in edges if each.get("aria-label")}
        assert said == {
            "step-2": "Step 2, repeat until the Member has enough",
            "step-2a1": "Step 2a1, then back to step 1",
        }

    def test_ids_may_begin_with_the_use_case(self) -> None:
        shop = model(SHOP)
        root = fromstring(activity_diagram(shop, shop.use_cases["uc-1"], "svg", bare=True, prefix="UC-1-"))
        ids = [each.get(name, "") for each in root.iter() for name in ("data-id", "data-from", "data-to")]
        assert {"UC-1-start", "UC-1-step-2a1", "UC-1-ext-2a"} <= set(ids)
        assert all(id.startswith("UC-1-") for id in ids if id and "-region" not in id and id != "step-1-until")

    def test_steps_and_flows_lead_to_their_places_and_nothing_else_does(self) -> None:
        shop = model(SHOP)
        root = fromstring(activity_diagram(shop, shop.use_cases["uc-1"], "svg", "#{}".format, bare=True))
        links = {each.get("data-id"): link.get("href") for each in classed(root, "node") for link in each.iter("a")}
        assert links == {id: f"#{id}" for id in ("step-1", "step-2", "step-2a1", "ext-1a", "ext-2a")}


class TestTheSheet:
    def test_every_token_has_a_light_and_a_dark_colour(self) -> None:
        set_in_both = set(re.findall(r"--uc-([\w-]+):light-dark\(#\w+,#\w+\)", page_sheet()))
        assert set(re.findall(r"var\(--uc-([\w-]+)\)", page_sheet())) <= set_in_both

    def test_a_page_can_put_in_its_own_tokens(self) -> None:
        """A rule that weighs nothing gives way to any other, wherever it stands."""
        scheme, tokens = page_sheet().splitlines()[:2]
        assert scheme.startswith(":where(:root){color-scheme:") and tokens.startswith(":where(.usecase-diagram){--uc-")


def test_links_to_pages_are_kept() -> None:
    def address(of: Actor | UseCase) -> str:
        return f"{of.key}.html"

    root = fromstring(render(model(SHOP), link=address, bare=True))
    assert {each.get("href") for each in root.iter("a")} == {"member.html", "bank.html", "uc-1.html", "uc-2.html"}
