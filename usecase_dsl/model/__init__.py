"""The model of a project: all its documents linked once."""

from usecase_dsl.model.link import Linked, link, linked
from usecase_dsl.model.tables import Model, UseCase

__all__ = ["Linked", "Model", "UseCase", "link", "linked"]
