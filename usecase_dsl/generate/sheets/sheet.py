"""The run that all kinds of sheets have in common: one file with a row a step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from usecase_dsl.generate.adoption import adopted
from usecase_dsl.generate.cases import Case, Narrative, Tested, cases_of
from usecase_dsl.generate.folder import keys_by_reference, references
from usecase_dsl.generate.framework import Request
from usecase_dsl.generate.others import further
from usecase_dsl.generate.pairing import Told, pair
from usecase_dsl.generate.plan import Plan, PlannedTest, Status, Unreadable
from usecase_dsl.generate.preconditions import preconditions
from usecase_dsl.generate.sheets.blocks import Block, blocks_in, home
from usecase_dsl.generate.sheets.columns import MARK
from usecase_dsl.generate.sheets.merge import follow, vanish
from usecase_dsl.generate.sheets.rows import SheetCase, full_row, sheet_case, system_steps
from usecase_dsl.generate.sheets.table import Form, Insertion, Table, Writing
from usecase_dsl.generate.templates import Templates, templates_of
from usecase_dsl.render.artifact import Artifact
from usecase_dsl.syntax.names import key

TEMPLATES = "sheets"


@dataclass(slots=True)
class _Run:
    """``tables`` are the test sheets that are there; what is to be written into each is beside it."""

    request: Request
    form: Form
    tables: tuple[Table, ...]
    writings: dict[int, Writing]
    new: list[Mapping[str, str]]
    remarks: list[str]


def sheet_plan(form: Form, suffix: str, request: Request) -> Plan:
    """The sheet of a request's test cases, or what changes in those that are there.

    A row is known by its mark, wherever it stands. Nothing that a person wrote is changed, and no row is deleted.
    Raises TemplateFault where a template given is faulty.
    """
    found = {path: form.read(path, content) for path, content in request.existing.items() if path.endswith(suffix)}
    unreadable = [
        path for path, tables in found.items() if _in_the_way(path, found[path], request.existing[path], form)
    ]
    if unreadable:
        keys = tuple(request.narratives)
        return Plan((), (), tuple(Unreadable(path, _reason(found[path]), keys) for path in unreadable))
    tables = tuple(table for tables in found.values() if not isinstance(tables, str) for table in tables)
    run = _Run(request, form, tables, {id(table): Writing() for table in tables}, [], [])
    planned = tuple(_planned(run, templates_of(TEMPLATES, request.templates, {})))
    return Plan(tuple(_artifacts(run)), planned, (), tuple(run.remarks))


def _in_the_way(path: str, tables: Sequence[Table] | str, content: bytes, form: Form) -> bool:
    """Whether a file may hold test cases that nobody can see, or stands where new ones would go."""
    if isinstance(tables, str):
        return path == form.default or b"usecase: " in content
    return path == form.default and not tables and bool(content.strip())


def _reason(tables: Sequence[Table] | str) -> str:
    return tables if isinstance(tables, str) else f"it has no row of titles with one called {MARK}"


def _artifacts(run: _Run) -> Iterator[Artifact]:
    if run.new:
        yield Artifact(run.form.default, run.form.new(run.new))
    changed: dict[str, list[tuple[Table, Writing]]] = {}
    for table in run.tables:
        writing = run.writings[id(table)]
        if writing.cells or writing.rows:
            changed.setdefault(table.path, []).append((table, writing))
    for path, writings in changed.items():
        yield Artifact(path, run.form.written(run.request.existing[path], writings))


# ---- what becomes of each test case


def _planned(run: _Run, templates: Templates) -> Iterator[PlannedTest]:
    blocks = _blocks(run)
    for use_case, (asked, others) in _cases(run, blocks, templates).items():
        yield from _of_use_case(run, use_case, asked, others, blocks.get(use_case, []))
    for block in blocks.get(None, ()):
        yield _vanished(run, block, None)


def _blocks(run: _Run) -> dict[str | None, list[Block]]:
    """The blocks of each use case, also of one that got another id; those of none are under ``None``."""
    model, called = run.request.model, keys_by_reference(run.request.model)
    blocks: dict[str | None, list[Block]] = {}
    for block in (block for table in run.tables for block in blocks_in(table)):
        blocks.setdefault(called.get(key(block.mark.use_case)), []).append(block)
    if orphans := blocks.pop(None, []):
        cases = cases_of(model, run.request.narratives, references(model), preconditions(model), run.request.whole)
        adoption = adopted((block.mark for block in orphans), cases, blocks.keys())
        run.remarks += adoption.remarks
        for block in orphans:
            blocks.setdefault(adoption.of(block.mark), []).append(block)
    return blocks


def _cases(
    run: _Run, blocks: Mapping[str | None, Sequence[Block]], templates: Templates
) -> dict[str, tuple[list[SheetCase], list[SheetCase]]]:
    """The test cases of each use case that are asked for, and those that aren't but have rows."""
    model, asked = run.request.model, run.request.narratives
    required, whole = preconditions(model), run.request.whole
    every = cases_of(model, asked, references(model), required, whole)
    tested = {
        each: Tested(tuple(_further(run, each, of, every[each])), [Told(block.mark) for block in of])
        for each in asked
        if (of := blocks.get(each))
    }
    again = {each: asked[each] for each in tested}
    every |= cases_of(model, again, references(model), required, whole, tested)
    found: dict[str, tuple[list[SheetCase], list[SheetCase]]] = {}
    for use_case, cases in every.items():
        system = system_steps(model.use_cases[use_case], model)
        made = [sheet_case(case, model.use_cases[use_case], system, templates) for case in cases]
        number = len(asked[use_case])
        found[use_case] = made[:number], made[number:]
    return found


def _further(run: _Run, use_case: str, blocks: Sequence[Block], asked: Sequence[Case]) -> Iterator[Narrative]:
    return further(run.request, use_case, (Told(block.mark, block.lines) for block in blocks), asked)


def _of_use_case(
    run: _Run, use_case: str, asked: Sequence[SheetCase], others: Sequence[SheetCase], blocks: Sequence[Block]
) -> Iterator[PlannedTest]:
    wanted = [*asked, *others]
    found = pair(
        [Told(block.mark, block.said) for block in blocks], [Told(each.case.mark, each.case.said) for each in wanted]
    )
    by_case: dict[int | None, list[Block]] = {}
    for block, index in zip(blocks, found, strict=True):
        by_case.setdefault(index, []).append(block)
    for index, each in enumerate(wanted):
        for block in by_case.get(index, ()):
            status = follow(block, each, run.writings[id(block.table)])
            yield _test(status, block, use_case, each)
        if index not in by_case and index < len(asked):
            yield _added(run, each, use_case, blocks)
    for block in by_case.get(None, ()):
        yield _vanished(run, block, use_case)


def _added(run: _Run, each: SheetCase, use_case: str, blocks: Sequence[Block]) -> PlannedTest:
    rows = [full_row(cells, each.case) for cells in each.rows]
    table = home(blocks, run.tables)
    if table:
        own = [block.last for block in blocks if block.table is table]
        after = max(own, default=table.last)
        run.writings[id(table)].rows += [Insertion(after, cells) for cells in rows]
    else:
        run.new += rows
    path = table.path if table else run.form.default
    return PlannedTest(Status.ADDED, path, each.name, 0, False, use_case, each.case.mark, each.case.scenario)


def _vanished(run: _Run, block: Block, use_case: str | None) -> PlannedTest:
    vanish(block, run.writings[id(block.table)])
    return _test(Status.VANISHED, block, use_case, None)


def _test(status: Status, block: Block, use_case: str | None, each: SheetCase | None) -> PlannedTest:
    name = each.name if each else f"{block.mark.use_case} {block.mark.scenario}"
    filled = any(row.filled for row in block.rows)
    mark, scenario = (each.case.mark, each.case.scenario) if each else (block.mark, None)
    return PlannedTest(status, block.table.path, name, block.first, filled, use_case, mark, scenario)
