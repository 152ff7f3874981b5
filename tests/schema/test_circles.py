"""Circles, held against trying every way."""

from hypothesis import given
from hypothesis import strategies as st

from portal.schema.circles import circles

NODES = "abcdef"
graphs = st.fixed_dictionaries({node: st.lists(st.sampled_from(NODES)) for node in NODES})


def reached(graph: dict[str, list[str]], start: str) -> set[str]:
    found, pending = {start}, [start]
    while pending:
        for node in graph[pending.pop()]:
            if node not in found:
                found.add(node)
                pending.append(node)
    return found


@given(graphs)
def test_two_nodes_share_a_circle_if_each_leads_to_the_other(graph: dict[str, list[str]]) -> None:
    labels = circles(graph)
    reach = {node: reached(graph, node) for node in NODES}
    for one in NODES:
        for other in NODES:
            mutual = other in reach[one] and one in reach[other]
            assert (labels[one] == labels[other]) == mutual


def test_a_long_way_round_is_no_recursion() -> None:
    size = 10_000
    graph = {str(node): [str((node + 1) % size)] for node in range(size)}
    assert len(set(circles(graph).values())) == 1
