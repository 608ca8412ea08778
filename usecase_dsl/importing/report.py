"""What became of documents, in lines: what was found where, what was guessed, and what is left to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from usecase_dsl.importing.result import Imported, ImportedUseCase, Remark


def told(name: str, target: str, imported: Imported) -> Iterator[str]:
    """The lines on a document called ``name`` that becomes the file ``target``."""
    if not imported.use_cases:
        yield f"{name}: no use case found"
        return
    yield f"{name} -> {target}: {_number(len(imported.use_cases), 'use case')}"
    for each in imported.use_cases:
        yield from _use_case(name, each, imported.unit)


def totals(documents: Sequence[Imported], dry_run: bool) -> str:
    """The last line: how much there is, and how much of it a person has to look at."""
    found = [each for document in documents for each in document.use_cases]
    files = _number(sum(1 for document in documents if document.use_cases), "file")
    read = f"{_number(len(documents), 'document')}, {_number(len(found), 'use case')}"
    remarks = _counts([remark for each in found for remark in each.remarks])
    return f"{read}, {files} {'would be ' if dry_run else ''}written; {remarks}"


def _use_case(name: str, use_case: ImportedUseCase, unit: str) -> Iterator[str]:
    called = " ".join(filter(None, (use_case.id, use_case.title)))
    yield f"  {_place(name, use_case.line, unit)}: {called}: {_counts(use_case.remarks)}"
    if mapped := ", ".join(each.text for each in use_case.remarks if each.kind == "mapped"):
        yield f"    mapped: {mapped}"
    for kind, word in (("guessed", "guessed"), ("open", "to decide")):
        for each in use_case.remarks:
            if each.kind == kind:
                yield f"    {_place(name, each.line, unit)}: {word}: {each.text}"


def _counts(remarks: Iterable[Remark]) -> str:
    kinds = [each.kind for each in remarks]
    return f"{kinds.count('guessed')} guessed, {kinds.count('open')} to decide"


def _place(name: str, number: int, unit: str) -> str:
    return f"{name}:{number}" if unit == "line" else f"{name}: {unit} {number}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
