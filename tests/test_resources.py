"""The grammar and the templates are found; a cache is offered where one can be kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from usecase_dsl import __version__, resources


@pytest.fixture
def cache_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("USECASE_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_grammar_is_read_by_name() -> None:
    assert "document" in resources.read_text("grammar/usecase.lark")


def test_a_folder_names_its_files_of_a_kind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    for name in ("pt.json", "de.json", "de.json~", "notes.md"):
        (tmp_path / "words" / name).touch()
    monkeypatch.setattr(resources, "_ROOTS", (tmp_path,))
    assert resources.names("words", ".json") == ("de", "pt")
    with pytest.raises(FileNotFoundError, match="letters"):
        resources.names("letters", ".json")


def test_the_templates_are_a_folder() -> None:
    assert resources.directory("templates").is_dir()


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"grammar/nothing\.lark"):
        resources.read_text("grammar/nothing.lark")


def test_an_installed_package_prefers_what_it_carries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    carried = tmp_path / "_data" / "grammar"
    carried.mkdir(parents=True)
    (carried / "usecase.lark").write_bytes(b"carried\r\n")
    monkeypatch.setattr(resources, "_ROOTS", (tmp_path / "_data", *resources._ROOTS))
    assert resources.read_text("grammar/usecase.lark") == "carried\n"


def test_the_cache_is_created_for_this_release(cache_at: Path) -> None:
    folder = resources.cache_directory()
    assert folder == cache_at / __version__
    assert folder.is_dir()
    assert list(folder.iterdir()) == []


def test_no_cache_where_none_can_be_kept(cache_at: Path) -> None:
    cache_at.write_text("a file stands in the way", encoding="utf-8")
    assert resources.cache_directory() is None


def test_the_platform_says_where_the_cache_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("USECASE_CACHE_DIR", raising=False)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name, **_: tmp_path / name)
    assert resources.cache_directory() == tmp_path / "usecase-dsl"


def test_without_a_home_folder_there_is_no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("USECASE_CACHE_DIR", raising=False)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache/usecase-dsl"))
    assert resources.cache_directory() is None
    assert list(tmp_path.iterdir()) == []
