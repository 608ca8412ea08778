"""What a page is made of: tables that note which of their rows were read.

A page is a function of rows. When a model has changed, the rows that a page read are compared with those of the same
name in the new one; where none differs, the page is as it was. What isn't in a table, a page can't read: the model that
pages see has no documents, only tables. (A verifying trace, in the words of Mokhov, Mitchell and Peyton Jones, "Build
Systems à la Carte", 2018.)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
T = TypeVar("T")

# The row that stands for which rows there are, and in which order: a key that nothing has, the same in all processes.
_ALL = "\0all"
_MISSING = object()

# A row by the name of its table and its key.
Row = tuple[str, object]


class Reads:
    """The rows that were read since ``begin``."""

    def __init__(self) -> None:
        self._rows: set[Row] = set()

    def note(self, row: Row) -> None:
        self._rows.add(row)

    def begin(self) -> None:
        self._rows = set()

    def end(self) -> frozenset[Row]:
        return frozenset(self._rows)


class Table(Mapping[K, V]):
    """Rows by key, which notes each that is read. Going through all of them reads the order as well."""

    __slots__ = ("_name", "_reads", "_rows")

    def __init__(self, name: str, rows: Mapping[K, V], reads: Reads) -> None:
        self._name = name
        self._rows = rows
        self._reads = reads

    @property
    def rows(self) -> Mapping[K, V]:
        """The rows themselves, which note nothing."""
        return self._rows

    def __getitem__(self, key: K) -> V:
        self._reads.note((self._name, key))
        return self._rows[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._reads.note((self._name, key))
        return self._rows.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads.note((self._name, key))
        return key in self._rows

    def __iter__(self) -> Iterator[K]:
        self._reads.note((self._name, _ALL))
        return iter(self._rows)

    def __len__(self) -> int:
        self._reads.note((self._name, _ALL))
        return len(self._rows)


class Lazy(Mapping[K, V]):
    """Rows that are worked out when they are first asked for, from rows of the same key in another table."""

    __slots__ = ("_function", "_known", "_of")

    def __init__(self, function: Callable[[Any], V], of: Mapping[K, Any]) -> None:
        self._function = function
        self._of = of
        self._known: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._known:
            self._known[key] = self._function(self._of[key])
        return self._known[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)

    def keep(self, earlier: Lazy[K, V]) -> None:
        """Takes over what is known from an earlier table of the same function, where the row that it came from is the
        same object."""
        if self._function != earlier._function:
            return
        for key, value in earlier._known.items():
            if self._of.get(key) is earlier._of[key]:
                self._known.setdefault(key, value)


def tabled(value: T, name: str, reads: Reads, tables: dict[str, Mapping[Any, Any]]) -> T:
    """A dataclass with each mapping in it as a table, and each table in ``tables`` by its name."""
    assert is_dataclass(value) and not isinstance(value, type)
    changed: dict[str, object] = {}
    for field in fields(value):
        rows = getattr(value, field.name)
        if isinstance(rows, Mapping):
            changed[field.name] = table(f"{name} {field.name}", rows, reads, tables)
    return replace(value, **changed)


def table(name: str, rows: Mapping[K, V], reads: Reads, tables: dict[str, Mapping[Any, Any]]) -> Table[K, V]:
    """Rows as a table, which is in ``tables`` under its name."""
    tables[name] = rows
    return Table(name, rows, reads)


class Difference:
    """Which rows differ between two sets of tables. ``same`` says whether two rows are the same."""

    def __init__(
        self,
        old: Mapping[str, Mapping[Any, Any]],
        new: Mapping[str, Mapping[Any, Any]],
        same: Callable[[object, object], bool],
    ) -> None:
        self._old = old
        self._new = new
        self._same = same
        self._known: dict[Row, bool] = {}

    def any_of(self, rows: Iterable[Row]) -> bool:
        """Whether one of these rows differs."""
        return any(map(self._differs, rows))

    def _differs(self, row: Row) -> bool:
        found = self._known.get(row)
        if found is None:
            found = self._known[row] = self._compared(*row)
        return found

    def _compared(self, name: str, key: object) -> bool:
        old, new = self._old.get(name, {}), self._new.get(name, {})
        if key == _ALL:
            return list(old) != list(new)
        one, other = old.get(key, _MISSING), new.get(key, _MISSING)
        return one is not other and not self._same(one, other)


class Facts:
    """What functions make of single use cases: tables that come to be when a page first asks.

    A fact is kept for as long as the use case is the same object.
    """

    def __init__(
        self,
        use_cases: Mapping[str, Any],
        reads: Reads,
        tables: dict[str, Mapping[Any, Any]],
        earlier: Facts | None = None,
    ) -> None:
        self._use_cases = use_cases
        self._reads = reads
        self._tables = tables
        self._facts: dict[Callable[[Any], Any], Table[str, Any]] = {}
        for function, table_before in (earlier._facts if earlier else {}).items():
            rows = self._add(function).rows
            assert isinstance(rows, Lazy) and isinstance(table_before.rows, Lazy)
            rows.keep(table_before.rows)

    def of(self, function: Callable[[Any], T], name: str) -> T:
        """What a function makes of the use case with this key. Raises KeyError where there is none."""
        # A table counts its rows to say whether it holds any, which is reading all of them.
        found = self._facts[function] if function in self._facts else self._add(function)
        value: T = found[name]
        return value

    def _add(self, function: Callable[[Any], Any]) -> Table[str, Any]:
        name = f"fact {function.__module__}.{function.__qualname__}"
        found = self._facts[function] = table(name, Lazy(function, self._use_cases), self._reads, self._tables)
        return found
