"""The texts that pages are made of: templates, styles, scripts. A user's own stand in for those of their names."""

from __future__ import annotations

from collections.abc import Mapping

from usecase_dsl import resources


class Texts:
    """The texts in ``templates/html`` by their names, such as ``style/tokens.css``."""

    def __init__(self, instead: Mapping[str, str]) -> None:
        self._instead = instead

    def __getitem__(self, name: str) -> str:
        """The text of this name. Raises KeyError where there is none."""
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, name: str) -> str | None:
        """The text of this name; ``None`` where there is none."""
        if name in self._instead:
            return self._instead[name]
        try:
            return resources.read_text(f"templates/html/{name}")
        except FileNotFoundError:
            return None
