"""The model of a project: all its documents linked once."""

from usecase_dsl.model.link import link
from usecase_dsl.model.tables import Model, UseCase

__all__ = ["Model", "UseCase", "link"]
