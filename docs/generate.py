"""Writes the pages and pictures of the documentation that are made by the toolkit itself: ``make docs``.

``tests/test_docs_generated.py`` holds what is committed against what this makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from usecase_dsl.checks import ALL_RULES, REJECTED, check, manual
from usecase_dsl.checks.profiles import PROFILES
from usecase_dsl.diagnostic import Diagnostic, Severity
from usecase_dsl.model import link
from usecase_dsl.render import diagram
from usecase_dsl.rule import Rule
from usecase_dsl.syntax import parse

ROOT = Path(__file__).resolve().parents[1]

_FAMILIES = {
    "SYN": "Identity and document structure",
    "FLW": "Steps, numbering and flow logic",
    "REL": "Relations",
    "ACT": "Actors and the system",
    "TPL": "Template content",
    "TXT": "Prose of steps",
    "VOC": "Vocabulary and data",
    "TRC": "Trace",
    "CON": "Contracts across use cases",
    "BIZ": "Customer use cases and the portfolio",
}


def generated() -> dict[str, bytes]:
    """The content of each file by its path in the repository."""
    pages = {f"docs/rules/{rule.code}.md": _rule_page(rule) for rule in ALL_RULES}
    texts = {"docs/rules/README.md": _index(), **pages}
    return {
        "docs/images/ticket-shop.svg": readme_picture(),
        **{path: "".join(f"{line}\n" for line in lines).encode() for path, lines in texts.items()},
    }


def stale() -> list[Path]:
    """Pages of rules that are none any more."""
    known = {f"{rule.code}.md" for rule in ALL_RULES} | {"README.md", "precision.md"}
    return [page for page in sorted((ROOT / "docs/rules").glob("*.md")) if page.name not in known]


def readme_picture() -> bytes:
    """The diagram of the first text in the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    text = re.search(r"```uc\n(.*?)```", readme, re.DOTALL)
    if text is None:
        raise ValueError("README.md has no ```uc block")
    document, _ = parse(text[1], "README.md")
    return diagram.render(link([document]))


# ---- the list of rules


def _index() -> Iterator[str]:
    yield "# The rules"
    yield ""
    yield f"What `usecase check` finds: {len(ALL_RULES)} rules, a page each. `usecase rule CODE` prints these pages."
    yield ""
    yield from _legend()
    for family, title in _FAMILIES.items():
        rules = [rule for rule in ALL_RULES if rule.code.startswith(family)]
        if rules:
            yield f"## {family}: {title}"
            yield ""
            yield "| rule | weighs | shown from | finds |"
            yield "|---|---|---|---|"
            yield from map(_index_row, rules)
            yield ""
    yield "## Rules that are none"
    yield ""
    yield "Codes are never given to another rule."
    yield ""
    for code, reason in sorted(REJECTED.items()):
        yield f"- **{code}**: {reason}"


def _legend() -> Iterator[str]:
    yield "- **error**: the text has no meaning there, or contradicts itself. It is always shown."
    yield "- **warning**: shown from a level of rigour on, `brief`, `casual` (the default) or `dressed`."
    yield "- **advice**: shown where somebody asks for the rule, or a school does: `cockburn`, `rup`, `rucm`."
    yield ""
    yield "[Configuration](../configuration.md) tells how a project chooses, and"
    yield "[how precise the rules about prose are](precision.md) how often these were right on real texts."
    yield ""


def _index_row(rule: Rule[Any]) -> str:
    page = manual.page(rule)
    return f"| [{rule.code}]({rule.code}.md) {rule.name} | {rule.severity} | {_since(rule)} | {_cell(page.summary)} |"


def _since(rule: Rule[Any]) -> str:
    """From which level of rigour on a rule speaks, or in which schools."""
    if rule.severity is Severity.ERROR:
        return "always"
    schools = [name for name, profile in PROFILES.items() if rule.code in profile.more]
    levels = [rule.rigour] if rule.severity is Severity.WARNING else []
    return ", ".join([*levels, *schools]) or "on request"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


# ---- a rule's page


def _rule_page(rule: Rule[Any]) -> Iterator[str]:
    page = manual.page(rule)
    yield f"# {page.code} {page.name}"
    yield ""
    yield f"{page.summary}"
    yield ""
    yield _weight(rule, page)
    if page.explanation:
        yield ""
        yield page.explanation
    yield from _text("Bad", page.bad)
    yield from _text("Good", page.good)
    yield ""
    yield f"Source: {page.source}"
    yield ""
    yield "[All rules](README.md)"


def _weight(rule: Rule[Any], page: manual.Page) -> str:
    shown = {"always": "always shown", "on request": "shown on request"}.get(
        _since(rule), f"shown from {_since(rule)} on"
    )
    if rule.severity is Severity.ADVICE and _since(rule) != "on request":
        shown = f"shown in {_since(rule)}"
    fixes = {each.fix.safe for each in _found(page) if each.fix}
    fix = "" if not fixes else "; `--fix` puts it right" if True in fixes else "; `--unsafe-fixes` puts it right"
    return f"*{rule.severity.capitalize()}, {shown}{fix}.*"


def _found(page: manual.Page) -> Iterable[Diagnostic]:
    """What the bad text of a page shows."""
    text, _ = manual.expected(page)
    document, faults = parse(text)
    return (each for each in check(link([document]), faults=faults) if each.code == page.code)


def _text(title: str, text: str) -> Iterator[str]:
    yield ""
    yield f"{title}:"
    yield ""
    yield "```"
    yield text.rstrip("\n")
    yield "```"


def main() -> None:
    for page in stale():
        page.unlink()
    (ROOT / "docs/rules").mkdir(exist_ok=True)
    for path, content in generated().items():
        (ROOT / path).write_bytes(content)
        print(path)


if __name__ == "__main__":
    main()
