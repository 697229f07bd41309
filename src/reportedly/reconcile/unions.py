"""Put things together that are one (union-find), each group under its least member: the same in any order."""

from collections.abc import Iterable


class Unions:
    """Keep which of some names are one."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parent = {name: name for name in names}

    def home(self, name: str) -> str:
        """Give the least name of a name's group; a name that was never seen is its own."""
        while (parent := self._parent.get(name, name)) != name:
            # halve the way for the next who asks
            self._parent[name] = self._parent[parent]
            name = parent
        return name

    def join(self, one: str, other: str) -> None:
        """Make the groups of two names one."""
        first, second = sorted((self.home(one), self.home(other)))
        self._parent[second] = first
