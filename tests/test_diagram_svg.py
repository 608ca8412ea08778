"""The SVG of a use-case diagram: what programs, style sheets and screen readers find in it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest

from tests.picture import SVG, Picture, picture
from tests.reading import model
from usecase_dsl.model.tables import Actor, UseCase
from usecase_dsl.render.diagram import render
from usecase_dsl.render.svg import element, number, points, serialize

SHOP = """
    system: Shop
    actor: Bank
      kind: system
    actor: Midnight
      kind: time
    actor: Member
      is a: Customer
    use case UC-1: Buy
      primary actor: Customer
      supporting actors: Bank
      extension points:
        - payment: 1
      main success scenario:
        1. include UC-2
    use case UC-2: Sign in
    use case UC-3: Redeem a card
      primary actors: Member, Midnight
      extends: UC-1 at payment when the Customer has a card
"""


@pytest.fixture(scope="module")
def shop() -> Picture:
    return picture(model(SHOP))


def texts(seen: Picture, kind: str, id: str) -> list[str]:
    (group,) = [each for each in seen.groups(kind) if id in (each.get("data-id"), each.get("data-from"))]
    return [text.text or "" for text in group.iter(f"{SVG}text")]


class TestGroups:
    def test_the_root_is_an_image_with_title_and_description(self, shop: Picture) -> None:
        assert shop.root.get("role") == "img"
        assert [child.tag for child in shop.root][:2] == [f"{SVG}title", f"{SVG}desc"]
        assert shop.root[0].text == "Use cases of Shop"
        assert "Redeem a card extends Buy at payment when the Customer has a card." in (shop.root[1].text or "")

    def test_nodes(self, shop: Picture) -> None:
        assert {each.get("data-id"): each.get("class") for each in shop.groups("node")} == {
            "UC-1": "node use-case",
            "UC-2": "node use-case",
            "UC-3": "node use-case",
            "Bank": "node actor system",
            "Midnight": "node actor time",
            "Member": "node actor human",
            "Customer": "node actor human",
        }

    def test_the_boundary(self, shop: Picture) -> None:
        assert [each.get("data-id") for each in shop.groups("boundary")] == ["Shop"]
        assert texts(shop, "boundary", "Shop") == ["Shop"]

    def test_edges_have_their_ends_a_path_and_words(self, shop: Picture) -> None:
        edges = shop.groups("edge")
        assert {each.get("aria-label") for each in edges} == {
            "Customer takes part in Buy",
            "Bank takes part in Buy",
            "Buy includes Sign in",
            "Member takes part in Redeem a card",
            "Midnight takes part in Redeem a card",
            "Redeem a card extends Buy at payment when the Customer has a card",
            "Member is a Customer",
        }
        ids = set(shop.nodes)
        assert all({each.get("data-from"), each.get("data-to")} <= ids for each in edges)
        assert all(len(each.findall(f"{SVG}path")) == 1 for each in edges)

    def test_ids_are_unique(self) -> None:
        seen = picture(model("system: Login\nactor: Login\nuse case: Login\n  primary actor: Login"))
        ids = [each.get("data-id") for each in [*seen.groups("node"), *seen.groups("boundary")]]
        assert len(ids) == len(set(ids)) == 3

    def test_a_tooltip_says_the_goal(self) -> None:
        seen = picture(model("use case UC-1: Buy\n  goal: Have the\n    <book>.\nuse case UC-2: Sell"))
        assert [each.findtext(f"{SVG}title") for each in seen.groups("use-case")] == [
            "UC-1: Buy\nHave the <book>.",
            "UC-2: Sell",
        ]


class TestNotation:
    def test_an_ellipse_shows_its_title_and_its_extension_points(self, shop: Picture) -> None:
        assert texts(shop, "use-case", "UC-1") == ["Buy", "extension points", "payment: 1"]

    def test_an_extend_shows_its_point_and_condition(self, shop: Picture) -> None:
        assert texts(shop, "extend", "UC-3") == ["«extend» (payment)", "[the Customer has a card]"]

    def test_an_external_system_is_a_box_and_time_a_clock(self, shop: Picture) -> None:
        assert texts(shop, "actor", "Bank") == ["«system»", "Bank"]
        marks = {each.get("data-id"): {child.tag.removeprefix(SVG) for child in each} for each in shop.groups("actor")}
        assert "rect" in marks["Bank"] and "circle" in marks["Midnight"] and "circle" in marks["Member"]

    @pytest.mark.parametrize(
        ("kind", "dashed", "head"),
        [
            ("association", False, None),
            ("include", True, "polyline"),
            ("extend", True, "polyline"),
            ("generalization", False, "polygon"),
        ],
    )
    def test_lines_and_arrow_heads(self, shop: Picture, kind: str, dashed: bool, head: str | None) -> None:
        group = shop.groups(kind)[0]
        path = group.find(f"{SVG}path")
        assert path is not None and (path.get("stroke-dasharray") is not None) is dashed
        heads = [child.tag.removeprefix(SVG) for child in group if child.tag in (f"{SVG}polyline", f"{SVG}polygon")]
        assert heads == ([head] if head else [])

    def test_an_arrow_points_at_its_target(self, shop: Picture) -> None:
        (include,) = [line for line in shop.lines if line.kind == "include"]
        target = shop.nodes[include.target]
        x, y = include.points[-1]
        assert target.left - 1 <= x <= target.right + 1 and target.top - 1 <= y <= target.bottom + 1

    def test_all_lines_are_equally_thick(self, shop: Picture) -> None:
        assert {each.get("stroke-width") for each in shop.root.iter() if each.get("stroke")} == {"1.5"}


class TestColours:
    def test_every_token_has_a_light_and_a_dark_colour(self) -> None:
        style = fromstring(render(model(SHOP))).findtext(f"{SVG}style", "")
        light, dark = re.findall(r":where\(\.usecase-diagram\)\{(.*?)\}", style)
        names = [[each.partition(":")[0] for each in part.split(";")] for part in (light, dark)]
        assert names[0] == names[1] and set(re.findall(r"var\((--uc-\w+)\)", style)) == set(names[0])
        assert "prefers-color-scheme:dark" in style

    def test_without_a_style_sheet_the_light_colours_are_in_the_attributes(self) -> None:
        root = fromstring(render(model(SHOP)))
        ellipse = next(root.iter(f"{SVG}ellipse"))
        assert (ellipse.get("fill"), ellipse.get("stroke")) == ("#ffffff", "#3b4859")

    def test_texts_and_lines_have_enough_contrast(self) -> None:
        style = fromstring(render(model(SHOP))).findtext(f"{SVG}style", "")
        for part in re.findall(r":where\(\.usecase-diagram\)\{(.*?)\}", style):
            colours = dict(each.removeprefix("--uc-").split(":") for each in part.split(";"))
            for behind in ("ground", "boundary", "node"):
                assert contrast(colours["ink"], colours[behind]) >= 4.5
                assert contrast(colours["line"], colours[behind]) >= 3
            for behind in ("ground", "boundary"):
                assert contrast(colours["quiet"], colours[behind]) >= 3
            assert contrast(colours["actor"], colours["ground"]) >= 3
            assert contrast(colours["frame"], colours["ground"]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 counts it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


class TestLinks:
    def to(self, thing: Actor | UseCase) -> str | None:
        return f"use-cases/{thing.id}.html?a&b" if isinstance(thing, UseCase) else None

    def test_a_node_leads_to_its_page(self) -> None:
        seen = Picture(render(model(SHOP), link=self.to))
        assert [each.get("href") for each in seen.root.iter(f"{SVG}a")] == [
            f"use-cases/UC-{number}.html?a&b" for number in (1, 2, 3)
        ]
        assert all(each.find(f"{SVG}a") is not None for each in seen.groups("use-case"))

    def test_a_picture_alone_has_no_links(self, shop: Picture) -> None:
        assert list(shop.root.iter(f"{SVG}a")) == []


@pytest.mark.parametrize(
    "title",
    [
        "Say \"hello\" & 'bye'",
        "<script>alert(1)</script>",
        "]]> --> &amp; <!-- ",
        "Back\\slash \\n \\N \\G",
        "node",
        "graph",
        "digraph",
        "subgraph",
        "😀 Smile 🎉",
        "إلغاء الطلب",
        "注文を確認する",
        "x" * 300,
        "word " * 60 + "end",
    ],
    ids=lambda title: title[:12],
)
def test_any_title_is_drawn_as_it_is(title: str) -> None:
    seen = picture(model(f"actor: {title}\nuse case UC-1: {title}\n  primary actor: {title}"))
    wanted = "".join(title.split())
    assert "".join("".join(texts(seen, "use-case", "UC-1")).split()) == wanted
    (actor,) = seen.actors
    assert "".join("".join(texts(seen, "actor", actor)).split()) == wanted
    assert seen.overlaps() == []


class TestBuilder:
    def test_what_goes_in_is_escaped(self) -> None:
        group = element("g", element("text", 'a < b & c > "d"'), data_id='"<&>\n', class_="x", id=None)
        assert serialize(group) == (
            '<g data-id="&quot;&lt;&amp;&gt;&#10;" class="x">\n'
            " <text>a &lt; b &amp; c &gt; &quot;d&quot;</text>\n</g>\n"
        )

    def test_what_no_xml_can_hold_is_replaced(self) -> None:
        assert serialize(element("text", "a\x00b\ud800c\uffffd")) == "<text>a\ufffdb\ufffdc\ufffdd</text>\n"

    @pytest.mark.parametrize(
        ("value", "text"), [(1.0, "1"), (1.25, "1.2"), (-0.01, "0"), (-2.06, "-2.1"), ("1.0", "1.0")]
    )
    def test_numbers_are_short(self, value: str | float, text: str) -> None:
        assert number(value) == text

    def test_points(self) -> None:
        assert points((0, 1.5), (2, 3)) == "0,1.5 2,3"
