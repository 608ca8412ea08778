"""Writes the pages and pictures of the documentation that are made by the toolkit itself: ``make docs``.

``tests/test_docs_generated.py`` holds what is committed against what this makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from usecase_dsl.checks import ALL_RULES, REJECTED, manual
from usecase_dsl.model import link
from usecase_dsl.render import diagram
from usecase_dsl.syntax import parse

ROOT = Path(__file__).resolve().parents[1]


def generated() -> dict[str, bytes]:
    """The content of each file by its path in the repository."""
    return {
        "docs/images/ticket-shop.svg": readme_picture(),
        "docs/rules.md": "".join(f"{line}\n" for line in rules_page()).encode(),
    }


def readme_picture() -> bytes:
    """The diagram of the first text in the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    text = re.search(r"```uc\n(.*?)```", readme, re.DOTALL)
    if text is None:
        raise ValueError("README.md has no ```uc block")
    document, _ = parse(text[1], "README.md")
    return diagram.render(link([document]))


def rules_page() -> Iterator[str]:
    """All rules, each with what its docstring says."""
    yield "# The rules"
    yield ""
    yield "What `usecase check` finds. An error can't be ignored; advice is shown only where `--select` asks for it."
    yield "`usecase rule CODE` prints one of these pages."
    for rule in ALL_RULES:
        page = manual.page(rule)
        yield ""
        yield f"## {page.code} {page.name}"
        yield ""
        yield f"*{page.severity.capitalize()}.* {page.summary}"
        yield from _paragraph(page.explanation)
        yield from _text("Bad", page.bad)
        yield from _text("Good", page.good)
        yield ""
        yield f"Source: {page.source}"
    yield ""
    yield "## Rules that are none"
    yield ""
    for code, reason in REJECTED.items():
        yield f"- **{code}**: {reason}"


def _paragraph(text: str) -> Iterator[str]:
    if text:
        yield ""
        yield text


def _text(title: str, text: str) -> Iterator[str]:
    yield ""
    yield f"{title}:"
    yield ""
    yield "```"
    yield text.rstrip("\n")
    yield "```"


if __name__ == "__main__":
    for path, content in generated().items():
        (ROOT / path).write_bytes(content)
        print(path)
