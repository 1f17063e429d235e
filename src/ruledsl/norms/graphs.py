"""Graphs of names: circles, and levels of what rests on what. Handed a mapping from each name to the names that it
rests on, these functions hand on a shortest circle, or the levels from the ground up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def components(graph: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The strongly connected components, each after those it rests on (Tarjan's algorithm, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []
    for root in graph:
        if root in index:
            continue
        # Each name with those of its neighbours that were not gone to yet: none is gone over twice.
        work: list[tuple[str, Iterator[str]]] = [(root, iter(graph.get(root, ())))]
        while work:
            node, rest = work.pop()
            if node not in index:
                index[node] = low[node] = len(index)
                stack.append(node)
                on_stack.add(node)
            for other in rest:
                if other not in graph:
                    continue
                if other not in index:
                    work.append((node, rest))
                    work.append((other, iter(graph.get(other, ()))))
                    break
                if other in on_stack:
                    low[node] = min(low[node], index[other])
            else:
                if low[node] == index[node]:
                    component: list[str] = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(member)
                        if member == node:
                            break
                    found.append(component[::-1])
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
    return found


def circles(graph: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """One shortest circle for each component that has any, from its first name in the graph's order."""
    place = {name: number for number, name in enumerate(graph)}
    found: list[tuple[str, ...]] = []
    for component in components(graph):
        first = min(component, key=place.__getitem__)
        if len(component) > 1 or first in graph.get(first, ()):
            found.append(_way_back(first, graph, set(component)))
    return found


def shortest_circle(graph: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The first of the circles; empty if there is none."""
    found = circles(graph)
    return found[0] if found else ()


def _way_back(start: str, graph: Mapping[str, Sequence[str]], members: set[str]) -> tuple[str, ...]:
    """The shortest chain from `start` back to itself within a component."""
    came_from: dict[str, str] = {}
    queue = [start]
    for node in queue:
        for other in graph.get(node, ()):
            if other == start:
                chain = [node]
                while chain[-1] != start:
                    chain.append(came_from[chain[-1]])
                return tuple(reversed(chain))
            if other in members and other not in came_from:
                came_from[other] = node
                queue.append(other)
    raise AssertionError("every member of a component lies on a circle through each other")
