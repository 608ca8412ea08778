"""Every language says the same: a text written with its keywords is the document that the English text is."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.reading import document
from usecase_dsl import resources
from usecase_dsl.model import link
from usecase_dsl.syntax import parser, vocabulary
from usecase_dsl.syntax.nodes import Document

# Each word that a language may have its own for stands in braces: category, then the canonical keyword.
TEXT = """\
{declarations:system}: Shop
{declarations:actor}: Clerk
  {fields:kind}: {values:kind:human}
  {fields:is a}: Person
  {fields:also known as}: Seller
{declarations:rule} BR-1: Once.
{declarations:condition} open: Open.
  {fields:given}: {values:given:yes}
{declarations:use case} UC-1: Sell
  {fields:level}: {values:level:user goal}
  {fields:status}: {values:status:draft}
  {fields:primary actors}: Clerk
  {fields:preconditions}:
    - open
  {fields:extends}: UC-2 {phrases:at} door {phrases:when} it rains
  {flows:main success scenario}:
    1. Clerk sells.
    2. {system} records it ({phrases:include} UC-2 {phrases:or} UC-3).
    3. Clerk waits.
    {controls:repeat until:2-3:dry}
    {controls:repeat while:2-3:wet}
    {controls:repeat for each:2-3:day}
    {controls:repeat:2-3:}
    {controls:optional:3:}
    {controls:optional when:3:dry}
  {flows:extensions}:
    1a. x:
      {controls:resume at:2:}
    1b. x:
      {controls:resume at same step::}
    1c. x:
      {controls:resume at next step::}
    1d. x:
      {controls:restart::}
  {flows:alternate flows}:
    1e. x:
      {controls:end in success::}
  {flows:failure flows}:
    1f. x:
      {controls:end in failure::}
    1g. x:
      {controls:end::}
{declarations:use case} UC-2: Ask
  {fields:extension points}:
    - door: 1
{declarations:use case} UC-3: Tell
"""


def written_in(language: str) -> str:
    words = vocabulary._table(language)

    def word(place: re.Match[str]) -> str:
        category, *path = place[1].split(":")
        if category == "system":
            return str(words["system"][0])
        if category == "controls":
            kind, where, condition = path
            return control(words["controls"][kind][0], where, condition)
        found = words[category]
        for key in path:
            found = found[key]
        return str(found[0])

    head = "" if language == "en" else f"# language: {language}\n"
    return head + re.sub(r"\{([^}]*)\}", word, TEXT)


def control(template: str, where: str, condition: str) -> str:
    text = re.sub(r"\[[^]]*\]", "", template)
    return text.replace("{label}", where).replace("{range}", where).replace("{condition}", condition).strip()


@pytest.mark.parametrize("language", [each for each in vocabulary.languages() if each != "en"])
def test_every_language_says_all_that_english_says(language: str) -> None:
    english = document(written_in("en"))
    other = document(written_in(language))
    assert not (*english.strays, *english.lookalikes, *other.strays, *other.lookalikes)
    assert [each.keyword for each in other.declarations] == [each.keyword for each in english.declarations]
    assert kinds(other) == kinds(english)
    assert meaning(other) == meaning(english)


def kinds(read: Document) -> Any:
    return [
        (
            [field.keyword for field in each.fields],
            [(section.kind, [line_kind(line) for line in lines(section)]) for section in each.sections],
        )
        for each in read.declarations
    ]


def lines(section: Any) -> Iterator[Any]:
    yield from section.body
    for extension in section.extensions:
        yield from extension.body


def line_kind(line: Any) -> Any:
    if hasattr(line, "kind"):
        return line.kind, line.target and line.target.text, line.range and line.range.text, line.condition
    return line.label, len(line.includes)


def meaning(read: Document) -> Any:
    """What the model makes of the words inside a line: values, infix words, the system as subject."""
    model = link([read])
    use_case = model.use_cases["uc-1"]
    return (
        [(actor.kind, actor.name) for actor in model.actors.values()],
        use_case.level,
        use_case.status,
        [(each.use_case.key, each.point, each.condition) for each in use_case.extends],
        [(step.subject and step.subject.key, [name.key for name in step.includes]) for step in use_case.flows[0].steps],
        [entry.given for entry in model.entries["condition"].values()],
    )


@pytest.fixture
def grammar(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A copy of the folder of the grammar, from which all is read."""
    shutil.copytree(resources.directory("grammar"), tmp_path / "grammar")
    monkeypatch.setattr(resources, "_ROOTS", (tmp_path,))
    forget_languages()
    yield tmp_path / "grammar"
    forget_languages()


def forget_languages() -> None:
    for remembered in (vocabulary.languages, vocabulary._table, vocabulary.vocabulary, parser._parser):
        remembered.cache_clear()


def test_adding_a_language_is_adding_a_file(grammar: Path) -> None:
    """A language nobody speaks: English with every keyword's letters reversed."""
    words = reversed_words(vocabulary._table("en"))
    assert "zz" not in vocabulary.languages()
    (grammar / "keywords" / "zz.json").write_text(json.dumps(words), encoding="utf-8")
    forget_languages()
    text = written_in("zz")
    assert "esac" in text
    assert kinds(document(text)) == kinds(document(written_in("en")))
    assert meaning(document(text)) == meaning(document(written_in("en")))


def reversed_words(words: Any) -> Any:
    if isinstance(words, str):
        parts = re.split(r"(\{\w+\}|[\[\] ])", words)
        return "".join(part if re.fullmatch(r"\{\w+\}|[\[\] ]|", part) else part[::-1] for part in parts)
    if isinstance(words, list):
        return [reversed_words(each) for each in words]
    if isinstance(words, dict):
        return {key: reversed_words(each) for key, each in words.items()}
    return words
