"""Look a reading's parts up by their ids."""

from dataclasses import dataclass
from functools import cached_property

from .attribution import Attribution, Entity
from .claim import Claim
from .reading import Reading
from .values import Place, Quantity, Timex


@dataclass(frozen=True)
class Lookup:
    """Give the parts of a reading by id, each kind put in order when it's first asked for."""

    reading: Reading

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {one.id: one for one in self.reading.entities}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {one.id: one for one in self.reading.claims}

    @cached_property
    def attributions(self) -> dict[str, Attribution]:
        """Attributions by id."""
        return {one.id: one for one in self.reading.attributions}

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """Quantities by id."""
        return {one.id: one for one in self.reading.quantities}

    @cached_property
    def timexes(self) -> dict[str, Timex]:
        """Time expressions by id."""
        return {one.id: one for one in self.reading.timexes}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by id."""
        return {one.id: one for one in self.reading.places}
