"""Finding what leads back to itself."""

from collections.abc import Iterator, Mapping, Sequence

Graph = Mapping[str, Sequence[str]]


def circles(graph: Graph) -> dict[str, str]:
    """Label each node with one node of its circle: its strongly connected component.

    Two nodes have the same label exactly if each leads to the other. Every node that is led to
    must be a key, too. H. N. Gabow's path-based algorithm (2000), without recursion: linear.
    """
    labels: dict[str, str] = {}
    entered: dict[str, int] = {}
    unlabelled: list[str] = []  # in the order they were entered
    path: list[str] = []  # one node for each possible circle we are in
    ahead: list[tuple[str, Iterator[str]]] = []

    def enter(node: str) -> None:
        entered[node] = len(entered)
        unlabelled.append(node)
        path.append(node)
        ahead.append((node, iter(graph[node])))

    for start in graph:
        if start not in entered:
            enter(start)
        while ahead:
            node, following = ahead[-1]
            for next_node in following:
                if next_node not in entered:
                    enter(next_node)
                    break
                if next_node not in labels:  # a way back: all since then is one circle
                    while entered[path[-1]] > entered[next_node]:
                        path.pop()
            else:
                ahead.pop()
                if path[-1] == node:
                    path.pop()
                    while node not in labels:
                        labels[unlabelled.pop()] = node
    return labels
