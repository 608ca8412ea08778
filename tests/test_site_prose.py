"""Prose on the site: which marks have a meaning, and what is shown as it was written."""

from __future__ import annotations

import pytest

from usecase_dsl.render.site.prose import Link, Mention, Prose


def resolve(id: str) -> Link | None:
    return Link(id, f"rules.html#{id}") if id.startswith(("BR", "REQ")) else None


PROSE = Prose(resolve)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Pays.", "Pays."),
        (
            "Pays **at once**, *surely*, by `card`.",
            "Pays <strong>at once</strong>, <em>surely</em>, by <code>card</code>.",
        ),
        ("2 * 3 < 7 & more", "2 * 3 &lt; 7 &amp; more"),
        ("<b>now</b> &lt;i&gt;", "&lt;b&gt;now&lt;/b&gt; &lt;i&gt;"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        (r"a \*star\*", "a *star*"),
        ("[here](https://example.org/a?b=1&c=2)", '<a href="https://example.org/a?b=1&amp;c=2">here</a>'),
        ("[here](../notes.html)", '<a href="../notes.html">here</a>'),
        ("<mailto:a@example.org>", '<a href="mailto:a@example.org">mailto:a@example.org</a>'),
        ("https://example.org", "https://example.org"),
        ("see [BR-1]", 'see [<a href="rules.html#BR-1">BR-1</a>]'),
        ("see [BR-1, REQ-7]", 'see [<a href="rules.html#BR-1">BR-1</a>, <a href="rules.html#REQ-7">REQ-7</a>]'),
        ("*see [BR_1]*", '<em>see [<a href="rules.html#BR_1">BR_1</a>]</em>'),
        ("see [note]", "see [note]"),
        ("see `[BR-1]`", "see <code>[BR-1]</code>"),
        (r"see \[BR-1\]", "see [BR-1]"),
        ("[[BR-1]](x.html)", '<a href="x.html">[BR-1]</a>'),
    ],
)
def test_one_line(written: str, expected: str) -> None:
    assert PROSE.inline(written) == expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript&colon;alert(1)",
        "java&#10;script:alert(1)",
        "&#x6A;avascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "//example.org/x",
    ],
)
def test_a_link_that_may_do_harm_is_shown_as_text(url: str) -> None:
    assert "href" not in PROSE.inline(f"[x]({url})")
    assert "href" not in PROSE.inline(f"[x](<{url}>)")
    assert "href" not in PROSE.inline(f"<{url}>")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("One.", "<p>One.</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"),
        ("Both:\n- one\n- two", "<p>Both:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("# No heading", "<p># No heading</p>"),
        ("Text\n\n    no code", "<p>Text</p>\n<p>no code</p>\n"),
        ("> no quotation", "<p>&gt; no quotation</p>"),
        ("Text\n---", "<p>Text\n---</p>\n"),
        ("![x](https://example.org/x.png)", '<p>!<a href="https://example.org/x.png">x</a></p>\n'),
        ("...", '<p class="quiet">Not written yet.</p>'),
    ],
)
def test_several_lines(written: str, expected: str) -> None:
    assert PROSE.block(written) == expected


def test_a_table_has_a_head_without_a_line_of_dashes() -> None:
    table = PROSE.block("Prices:\n| book | price |\n| Moby [BR-1] | 12 \\| 13 |\nmore")
    assert "<th>book</th>" in table and "<td>12 | 13</td>" in table
    assert 'Moby [<a href="rules.html#BR-1">BR-1</a>]' in table
    assert table.endswith("<p>more</p>\n")
    assert PROSE.block("| book |\n|---|\n| Moby |") == PROSE.block("| book |\n| Moby |")


def test_a_step_has_its_lists_below_its_first_line() -> None:
    assert PROSE.item("- shows *it*:\n- one") == "- shows <em>it</em>:<ul>\n<li>one</li>\n</ul>\n"


def test_a_name_becomes_a_link_at_its_last_place_and_the_longer_one_wins() -> None:
    mentions = (Mention("Customer", Link("Customer", "c")), Mention("Old  Customer", Link("Old Customer", "o")))
    assert PROSE.inline("asks Old Customer", mentions) == 'asks <a href="o">Old Customer</a>'
    assert PROSE.inline("Customer asks customer", mentions) == 'Customer asks <a href="c">customer</a>'
    assert PROSE.inline("asks *Customer* `x`", mentions) == 'asks <em><a href="c">Customer</a></em> <code>x</code>'
    assert PROSE.inline("asks Customers", mentions) == "asks Customers"


@pytest.mark.parametrize("marked", ["Send Report", "*Send Report*"], ids=["plain", "with marks"])
def test_a_name_that_leads_nowhere_is_no_link(marked: str) -> None:
    assert "<a" not in PROSE.inline(f"starts {marked}", [Mention("Send Report", Link("Send Report"))])


@pytest.mark.parametrize("marked", ["calls", "*calls*"], ids=["plain", "with marks"])
def test_what_stands_in_a_link_is_escaped(marked: str) -> None:
    line = PROSE.inline(f'{marked} "b"', [Mention('"b"', Link('"<b>"', 'x"y', 'n"<'))])
    quoted = '<a href="x&quot;y" title="n&quot;&lt;">&quot;&lt;b&gt;&quot;</a>'
    assert str(line).replace("&#34;", "&quot;").endswith(f" {quoted}")
