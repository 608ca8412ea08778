"""The engines that lay graphs out: Graphviz in this process, and an installed one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

from tests.picture import picture
from tests.reading import model
from usecase_dsl.render import graphviz_layout
from usecase_dsl.render.graphviz_layout import EngineError, EngineName, lay_out

SHOP = (
    "use case UC-1: Buy\n  primary actor: Customer\n  main success scenario:\n    1. include UC-2\nuse case UC-2: Pay"
)

ENGINES = ["builtin", pytest.param("dot", marks=pytest.mark.skipif(which("dot") is None, reason="no dot"))]


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An engine that isn't loaded yet, with an empty cache."""
    monkeypatch.setenv("USECASE_CACHE_DIR", str(tmp_path))
    graphviz_layout._instance.cache_clear()
    yield tmp_path
    graphviz_layout._instance.cache_clear()


@pytest.mark.parametrize("engine", ENGINES)
def test_positions(engine: EngineName) -> None:
    answer = lay_out("digraph { rankdir=LR; a -> b }", engine)
    places = {thing["name"]: float(thing["pos"].partition(",")[0]) for thing in answer["objects"]}
    assert places["a"] < places["b"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_text_that_is_no_graph(engine: EngineName) -> None:
    with pytest.raises(EngineError):
        lay_out("digraph { a -> ", engine)
    assert lay_out("digraph { a }", engine)["objects"]


@pytest.mark.parametrize("engine", ENGINES)
def test_both_draw_the_same_things(engine: EngineName) -> None:
    seen = picture(model(SHOP), engine=engine)
    assert set(seen.nodes) == {"UC-1", "UC-2", "Customer"}
    assert (seen.overlaps(), seen.through(), seen.misplaced()) == ([], [], [])


def test_a_dot_that_is_not_installed_is_said_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="no dot on the PATH"):
        picture(model(SHOP), engine="dot")


def test_the_builtin_engine_needs_no_dot(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert picture(model(SHOP)).nodes


class TestCache:
    def cached(self, folder: Path) -> list[Path]:
        return sorted(folder.rglob("*.cwasm"))

    def test_the_compiled_module_is_kept(self, fresh: Path) -> None:
        lay_out("digraph { a }")
        (kept,) = self.cached(fresh)
        assert kept.stat().st_size > 100_000
        assert [file for file in fresh.rglob("*") if file.is_file()] == [kept]

    def test_what_is_kept_is_used(self, fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import wasmtime

        lay_out("digraph { a }")
        graphviz_layout._instance.cache_clear()
        monkeypatch.setattr(wasmtime, "Module", NoCompiler)
        assert lay_out("digraph { a }")["objects"]

    @pytest.mark.parametrize("content", [b"", b"no module"], ids=["empty", "junk"])
    def test_what_is_broken_is_made_again(self, fresh: Path, content: bytes) -> None:
        lay_out("digraph { a }")
        (kept,) = self.cached(fresh)
        kept.write_bytes(content)
        graphviz_layout._instance.cache_clear()
        assert lay_out("digraph { a }")["objects"]
        assert kept.stat().st_size > 100_000

    def test_it_works_without(self, fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(graphviz_layout, "cache_directory", lambda: None)
        assert lay_out("digraph { a }")["objects"]
        assert self.cached(fresh) == []


class NoCompiler:
    """In place of wasmtime.Module: loads, and refuses to compile."""

    def __init__(self, *_: object) -> None:
        raise AssertionError("compiled again")

    from wasmtime import Module as _Module

    deserialize_file = _Module.deserialize_file
