"""The lines of the map before they have coordinates.

All relations of one kind that arrive at one side of a use case are a net: they share its arrow, and as much of the
way as they can. Lines run in the channels between rows and in the gaps between columns, so none touches a use case.
A net has a track of its own in every channel, and a trunk in one gap where it spans several channels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import NamedTuple

from usecase_dsl.render.map.rows import Grid, Spot
from usecase_dsl.render.use_case_diagram import Edge, EdgeKind, UseCaseDiagram

# A trunk in a gap where there are others already is so much worse, in columns.
_CROWDED = 0.25


class Port(NamedTuple):
    """Where a line leaves a use case: in the channel above its row (that has the row's number) or in that below."""

    id: str
    channel: int
    column: int


@dataclass(eq=False)
class Net:
    """The relations of a kind that arrive at a use case from one side, with the port of each of their other ends."""

    kind: EdgeKind
    hub: Port
    spokes: list[tuple[Edge, Port]] = field(default_factory=list)
    gap: int | None = None

    @property
    def ports(self) -> Iterator[Port]:
        yield self.hub
        yield from (port for _, port in self.spokes)

    @property
    def channels(self) -> range:
        """The channels that it runs in or through."""
        numbers = [port.channel for port in self.ports]
        return range(min(numbers), max(numbers) + 1)


def nets(diagram: UseCaseDiagram, grid: Grid) -> list[Net]:
    """All nets of a map, each with the gap of its trunk if it has one."""
    found: dict[tuple[str, str, int], Net] = {}
    for edge in diagram.edges:
        hub, spoke = grid.spots[edge.target], grid.spots[edge.source]
        above = spoke.row < hub.row
        port = Port(edge.target, hub.row if above else hub.row + 1, hub.column)
        net = found.setdefault((edge.kind, port.id, port.channel), Net(edge.kind, port))
        net.spokes.append((edge, Port(edge.source, _channel(spoke, hub), spoke.column)))
    _set_gaps(list(found.values()), grid.columns)
    return list(found.values())


def slots(found: Sequence[Net]) -> Mapping[tuple[Net, int, int], float]:
    """For each net, channel and column where it has ports, how far from the column's middle they are, in slots.

    Two nets never have the same one, also not of use cases that face each other across the channel.
    """
    together: dict[tuple[int, int], dict[Net, float]] = {}
    for net in found:
        for port in net.ports:
            together.setdefault((port.channel, port.column), {}).setdefault(net, _pull(net, port))
    return {
        (net, channel, column): index - (len(pulls) - 1) / 2
        for (channel, column), pulls in together.items()
        for index, net in enumerate(_ordered(pulls, channel, column))
    }


def _ordered(pulls: Mapping[Net, float], channel: int, column: int) -> list[Net]:
    """The nets at a place from left to right, as they leave; those that arrive stand outside, for they have labels."""
    found = sorted(pulls, key=pulls.__getitem__)
    arriving = [net for net in found if (net.hub.channel, net.hub.column) == (channel, column)]
    leaving = [net for net in found if net not in arriving]
    first = len(arriving) > 1 or any(pulls[net] < 0 for net in arriving)
    return [*arriving[:first], *leaving, *arriving[first:]]


def _channel(spoke: Spot, hub: Spot) -> int:
    """A line leaves towards the other end; one to the same row goes round below."""
    return spoke.row if spoke.row > hub.row else spoke.row + 1


def _set_gaps(found: Sequence[Net], columns: int) -> None:
    taken: dict[int, list[range]] = {gap: [] for gap in range(columns + 1)}
    for net in sorted(found, key=lambda net: len(net.channels)):
        if len(net.channels) == 1:
            continue

        def cost(gap: int, net: Net = net) -> float:
            way = sum(abs(gap - 0.5 - port.column) for port in net.ports)
            return way + _CROWDED * len(net.spokes) * sum(_meet(net.channels, other) for other in taken[gap])

        net.gap = min(taken, key=cost)
        taken[net.gap].append(net.channels)


def _meet(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _pull(net: Net, port: Port) -> float:
    """Towards which side a net leaves: where its trunk is, else where its other ports in the channel are."""
    if net.gap is not None:
        return net.gap - 0.5 - port.column
    others = [other.column for other in net.ports if other is not port]
    return fmean(others) - port.column if others else 0.0
