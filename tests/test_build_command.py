"""``usecase build``: what each of its options does, and what it refuses."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import html

from usecase_dsl.cli import group

SHOP = """\
system: Shop
actor: Customer
use case UC-1: Buy a book
  primary actor: Customer
  main success scenario:
    1. Customer asks for a book.
    2. System sells it.
  extensions:
    2a. It is sold out:
      end in failure
actor: Idler
"""
PAGE = "site/use-cases/UC-1.html"


class Outcome(NamedTuple):
    code: int
    err: str


Build = Callable[..., Outcome]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Build:
    """Runs ``usecase build`` in a folder of its own, with a shop in it."""
    monkeypatch.chdir(tmp_path)
    put("shop.uc", SHOP)

    def call(*options: str, path: str = "shop.uc") -> Outcome:
        monkeypatch.setattr("sys.argv", ["usecase", "build", path, *options])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))
        code = group.run()
        out, err = (stream.decode() for stream in capfdbinary.readouterr())
        assert out == ""
        return Outcome(code, err)

    return call


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8", newline="\n")


def text_of(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


def links(name: str) -> set[str]:
    return {str(each) for each in html.fromstring(text_of(name)).xpath("//@href")}


def words(name: str) -> str:
    return " ".join(html.fromstring(text_of(name)).text_content().split())


# ---- --templates


def test_a_style_of_ones_own_comes_after_all_others(build: Build) -> None:
    put("looks/html/style/custom.css", ":root { --accent: #7a1f5c; }\n")
    assert build("--templates", "looks").code == 0
    style = text_of("site/style.css")
    assert style.index("--accent: #7a1f5c") > style.rindex("--accent: light-dark(")


def test_a_template_of_ones_own_stands_in_place_of_that_which_comes_along(build: Build) -> None:
    put("looks/html/actor.html", "<h1>About {{ page.title }}</h1>\n")
    assert build("--templates", "looks").code == 0
    assert "<h1>About Customer</h1>" in text_of("site/actors/customer.html")
    build("-o", "usual")
    assert text_of(PAGE) == text_of("usual/use-cases/UC-1.html")


def test_words_are_escaped_in_a_template_of_ones_own_too(build: Build) -> None:
    put("looks/html/actor.html", "<h1>{{ page.title }}</h1>\n")
    put("shop.uc", SHOP.replace("Idler", "<b>Idler</b>"))
    build("--templates", "looks")
    (page,) = (each for each in Path("site/actors").glob("*.html") if "Idler" in text_of(each.as_posix()))
    assert "<h1>&lt;b&gt;Idler&lt;/b&gt;</h1>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("actors.html", "looks/html/actors.html would replace no template; did you mean actor.html?"),
        ("style.css", "looks/html/style.css would replace no template; "),
        ("style/costum.css", "did you mean style/custom.css?"),
    ],
)
def test_a_template_that_would_replace_nothing_is_refused(build: Build, name: str, said: str) -> None:
    put(f"looks/html/{name}", "")
    code, err = build("--templates", "looks")
    assert (code, Path("site").exists()) == (2, False)
    assert said in err


def test_a_template_that_is_no_text_is_refused(build: Build) -> None:
    put("looks/html/style/custom.css", "")
    Path("looks/html/style/custom.css").write_bytes(b"\xff\xfe:")
    code, err = build("--templates", "looks")
    assert code == 2
    assert "custom.css can't be read: it is not UTF-8" in err


# ---- --source-url


def test_each_use_case_links_to_its_line(build: Build) -> None:
    assert "shop.uc" not in str(links(PAGE) if build().code == 0 else "")
    build("--source-url", "https://example.org/wiki/{path}#L{line}")
    assert "https://example.org/wiki/shop.uc#L3" in links(PAGE)


def test_a_path_with_odd_signs_stays_one_address(build: Build) -> None:
    put("a b/50% #1?.uc", SHOP)
    build("--source-url", "https://example.org/{path}?at={line}", path="a b")
    assert "https://example.org/a%20b/50%25%20%231%3F.uc?at=3" in links(PAGE)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("javascript:alert('{path}')", "no address that begins with https:// or http://"),
        ("example.org/{path}", "no address that begins with https:// or http://"),
        ("https://example.org/", "{path} is missing"),
    ],
)
def test_an_address_that_is_none_is_refused(build: Build, address: str, said: str) -> None:
    code, err = build("--source-url", address)
    assert (code, Path("site").exists()) == (2, False)
    assert said in err


# ---- --findings


def test_findings_stand_on_the_pages_when_they_are_asked_for(build: Build) -> None:
    put("shop.uc", SHOP.replace("end in failure", "resume at 9"))
    assert build().code == 1
    assert "there is no step 9 to resume at" not in words(PAGE)
    assert build("--findings").code == 1
    assert "there is no step 9 to resume at" in words(PAGE)


def test_warnings_are_told_of_and_shown_only_when_they_are_asked_for(build: Build) -> None:
    code, err = build()
    assert (code, "Idler" in err) == (0, False)
    build("--findings")
    assert "Idler" in str(html.fromstring(text_of("site/index.html")).xpath("//ul[@class='findings']//text()"))


# ---- --since


def test_what_has_changed_is_on_a_page(build: Build) -> None:
    put("before/shop.uc", SHOP.replace("sells it", "gives it").replace("actor: Idler\n", ""))
    assert build("--since", "before").code == 0
    said = words("site/changes.html")
    assert "UC-1 Buy a book use case Step 2 changedSystem givessells it." in said
    assert "New Idler actor" in said


@pytest.mark.parametrize("folder", ["nowhere", ""])
def test_earlier_texts_that_arent_there_are_misuse(build: Build, folder: str) -> None:
    code, err = build("--since", folder)
    assert (code, Path("site").exists()) == (2, False)
    assert err


# ---- --single-file


def test_everything_is_in_one_file_that_needs_no_other(build: Build) -> None:
    code, err = build("--single-file")
    assert (code, err) == (0, "1 file in site; begin with index.html\n")
    assert [each.name for each in Path("site").rglob("*") if not each.name.startswith(".")] == ["index.html"]
    assert [each for each in links("site/index.html") if not each.startswith(("#", "data:"))] == []
    assert html.fromstring(text_of("site/index.html")).xpath("//@src") == []


def test_one_file_says_by_itself_that_no_other_script_may_run(build: Build) -> None:
    build("--single-file")
    ((policy),) = html.fromstring(text_of("site/index.html")).xpath("//meta[@http-equiv]/@content")
    assert re.search(r"default-src 'none'; script-src( 'sha256-[\w+/]{43}='){2};", policy)


def test_the_pages_of_an_earlier_build_are_taken_away(build: Build) -> None:
    build()
    build("--single-file")
    assert not Path(PAGE).exists()


def test_its_options_go_together(build: Build) -> None:
    put("before/shop.uc", SHOP.replace("sells it", "gives it"))
    put("looks/html/style/custom.css", ":root { --accent: #7a1f5c; }\n")
    options = ("--since", "before", "--templates", "looks", "--source-url", "https://example.org/{path}")
    assert build("--single-file", "--findings", *options).code == 0
    assert "https://example.org/shop.uc" in links("site/index.html")
    assert "--accent: #7a1f5c" in text_of("site/index.html")
    assert html.fromstring(text_of("site/index.html")).xpath("string(//del)") == "gives"
