"""Documents in which use cases live, into the language: container → blocks → lines → use cases → document."""

from usecase_dsl.importing.containers.errors import NotReadable
from usecase_dsl.importing.read import imported
from usecase_dsl.importing.result import Imported, ImportedUseCase, Remark

__all__ = ["Imported", "ImportedUseCase", "NotReadable", "Remark", "imported"]
