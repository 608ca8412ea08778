"""What tests read texts with."""

from __future__ import annotations

from textwrap import dedent

from usecase_dsl.model import link
from usecase_dsl.model.tables import Flow, Model, UseCase
from usecase_dsl.source import source_from_text
from usecase_dsl.syntax.nodes import Declaration, Document
from usecase_dsl.syntax.parser import read


def document(text: str, name: str = "text.uc") -> Document:
    return read(source_from_text(dedent(text), name))


def only(text: str) -> Declaration:
    (declaration,) = document(text).declarations
    return declaration


def model(*texts: str) -> Model:
    return link(document(text, f"{index}.uc") for index, text in enumerate(texts))


def use_case(text: str) -> UseCase:
    return next(iter(model(text).use_cases.values()))


def flow(text: str, label: str) -> Flow:
    return next(each for each in use_case(text).flows if each.label == label)
