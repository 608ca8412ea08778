"""Which files the site has, and what the caller may bring to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from usecase_dsl.model import UseCase, link
from usecase_dsl.render.site import render
from usecase_dsl.render.site.pictures import Diagram
from usecase_dsl.syntax import parse


def no_diagram(use_cases: Sequence[UseCase] | None) -> bytes:
    return b""


def files(text: str, diagram: Diagram = no_diagram, **options: object) -> dict[str, str]:
    """The files of a site by path."""
    made = render(link([parse(text)[0]]), diagram, **options)  # type: ignore[arg-type]
    return {file.path: file.content.decode("utf-8") for file in made}


def test_a_page_for_each_use_case_and_actor_and_the_lists_that_every_site_has() -> None:
    text = "actor: Bank\nuse case UC-1: Pay\n  primary actor: Customer\nuse case: Place an order\n"
    assert list(files(text)) == [
        *("style.css", "theme.js", "site.js", "index.html"),
        *("use-cases/UC-1.html", "use-cases/place-an-order.html"),
        *("actors/bank.html", "actors/customer.html"),
        *("actor-goals.html", "glossary.html", "rules.html", "traceability.html"),
        *("map.html", "issues.html", "statistics.html", "changes.html", "search-index.js"),
    ]


def test_a_single_file_holds_its_style_and_every_page() -> None:
    ((path, page),) = files("use case UC-1: Pay\n  main flow:\n  1. Go.\n", single_file=True).items()
    assert path == "index.html"
    assert "<style>" in page and "stylesheet" not in page
    assert 'id="UC-1"' in page and 'id="UC-1-step-1"' in page and 'href="#UC-1-step-1"' in page


def test_customers_have_a_page_only_where_there_are_any() -> None:
    assert "customers.html" not in files("use case: Pay\n")
    assert 'id="persona-Sales-manager"' in files("persona: Sales manager\n")["customers.html"]


def test_whatever_a_title_holds_its_file_lies_inside_the_folder_and_every_system_can_hold_it() -> None:
    titles = [
        "../../etc/passwd",
        "CON",
        "nul.",
        "aux.html",
        'a:b|c?d*e"f',
        "a b c d e f",
        "🛒 ...",
        "%2e%2e",
        "x" * 300,
    ]
    paths = list(files("".join(f"use case: {title}\nactor: {title}\n" for title in titles)))
    others = len(files(""))
    assert len({path.casefold() for path in paths}) == len(paths) == 2 * len(titles) + others
    for path in paths:
        assert re.fullmatch(r"(?:use-cases/|actors/)?[\w~-]+(?:\.[\w~-]+)*\.(?:html|css|js)", path), path
        assert not re.search(r"(?:^|/)(?:con|nul|aux|prn)\.", path, re.IGNORECASE)
        assert len(path) < 150


def test_the_same_text_gives_the_same_bytes() -> None:
    text = "use case UC-1: Pay\n  primary actor: Customer\n  main flow:\n  1. Customer pays. [BR-1]\n"
    assert files(text) == files(text)


@pytest.mark.parametrize(("code", "lang"), [("pt", "pt"), ("en", "en"), ("xx", "en")])
def test_the_language_of_a_page_is_that_of_its_text(code: str, lang: str) -> None:
    made = files(f"# language: {code}\nuse case UC-1: Pay\n")
    assert {re.findall('<html lang="(.*?)"', text)[0] for path, text in made.items() if ".html" in path} == {lang}


def test_a_page_lists_few_of_many_neighbours() -> None:
    page = files("".join(f"use case UC-{number}: Do it\n" for number in range(200)))["use-cases/UC-100.html"]
    named = [int(number) for number in re.findall(r'<li><a href="[^"]*"[^>]*>UC-(\d+) Do it</a></li>', page)]
    assert named == list(range(95, 106))


def tokens(style: str) -> list[dict[str, str]]:
    """The colours of the light and of the dark set, by token."""
    pairs = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", style)
    return [{name: light for name, light, _ in pairs}, {name: dark for name, _, dark in pairs}]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_all_text_is_readable_in_light_and_dark() -> None:
    light, dark = tokens(files("")["style.css"])
    assert light.keys() == dark.keys()
    for each in (light, dark):
        grounds = {each["page"], each["surface"], each["target"], each["attention-surface"]}
        for ink in ("text", "quiet", "accent", "actor", "success", "failure", "attention"):
            assert min(contrast(each[ink], ground) for ground in grounds) >= 4.5, ink
        assert contrast(each["line-strong"], each["page"]) >= 3


def picture(use_cases: Sequence[UseCase] | None) -> bytes:
    """Names what it was asked for."""
    asked = "all" if use_cases is None else " ".join(each.id for each in use_cases)
    return f'<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg data-of="{asked}"></svg>\n'.encode()


def test_pictures_are_part_of_the_pages() -> None:
    made = files("use case UC-1: Pay\nuse case UC-2: Go\n", picture)
    assert re.findall(r"<svg data-of=.*?</svg>|<\?xml|<!DOCTYPE svg", made["index.html"]) == [
        '<svg data-of="all"></svg>'
    ]
    assert '<svg data-of="UC-2"></svg>' in made["use-cases/UC-2.html"]


def test_the_projects_own_pictures_lead_to_the_pages() -> None:
    model = link([parse("use case UC-1: Pay\n  primary actor: Customer\n")[0]])
    made = {file.path: file.content.decode("utf-8") for file in render(model)}
    assert links_in_picture(made["index.html"]) == {"use-cases/UC-1.html", "actors/customer.html"}
    assert links_in_picture(made["use-cases/UC-1.html"]) == {"UC-1.html", "../actors/customer.html"}


def links_in_picture(page: str) -> set[str]:
    (svg,) = re.findall(r'<svg class="usecase-diagram".*?</svg>', page, re.DOTALL)
    return {each for each in re.findall('href="(.*?)"', svg) if "#" not in each}


def test_a_picture_of_too_many_use_cases_is_left_out_and_that_is_said() -> None:
    made = files("".join(f"use case UC-{number}: Do it\n" for number in range(101)), picture)
    assert "data-of" not in made["index.html"]
    assert "A picture of all 101 use cases would be too large" in made["index.html"]
    assert 'data-of="UC-7"' in made["use-cases/UC-7.html"]


def test_the_title_is_the_projects_else_that_of_its_only_system() -> None:
    assert "<title>Shop</title>" in files("system: Shop\n")["index.html"]
    assert "<title>Use cases</title>" in files("system: Shop\nsystem: Till\n")["index.html"]
    assert "<title>R&amp;D</title>" in files("system: Shop\n", title="R&D")["index.html"]


def test_a_project_may_bring_templates_of_its_own() -> None:
    own = {"style/tokens.css": ":root { color: red }", "actor.html": "<p>{{ page.body.name }}!</p>"}
    made = files("actor: Bank <b>\nuse case UC-1: Pay\n", templates=own)
    assert made["style.css"].startswith(own["style/tokens.css"])
    assert "<p>Bank &lt;b&gt;!</p>" in made["actors/bank-b.html"]
