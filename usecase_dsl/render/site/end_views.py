"""How a flow ends, in words: back to step 3, on to step 4, in success, in failure, or nobody said."""

from __future__ import annotations

from usecase_dsl.model.tables import End, Flow, UseCase
from usecase_dsl.render.destinations import END_WORDS, NO_END, destination, unwritten
from usecase_dsl.render.site.views import EndView
from usecase_dsl.render.site.writer import Writer


def end_view(writer: Writer, use_case: UseCase, flow: Flow) -> EndView | None:
    """The end of a flow as it is printed; ``None`` for a main flow without steps, and for one that isn't written."""
    if flow.end:
        return _stated(writer, use_case, flow, flow.end)
    if unwritten(flow):
        return None
    if flow.label:
        return EndView("unstated", NO_END)
    return EndView("success", END_WORDS["success"]) if flow.steps else None


def _stated(writer: Writer, use_case: UseCase, flow: Flow, end: End) -> EndView:
    results = tuple(writer.condition(result) for result in end.results)
    if end.kind != "resume":
        return EndView(end.kind, END_WORDS[end.kind], "", results)
    mark, words, label = destination(use_case, flow, end)
    target = writer.label_link(use_case.key, label).href if label else ""
    return EndView(mark, words, target, results)
