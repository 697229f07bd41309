"""What fetches for the command line: manners and cache as the user set them, flags first."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.fetch import Link, Unread, links
from reportedly.settings import cache_folder, settings

if TYPE_CHECKING:
    from reportedly.fetch.manners import Manners
    from reportedly.fetch.web import Web


@dataclass(frozen=True, slots=True)
class Online:
    """What the flags say about fetching; None leaves it to the settings."""

    lists: tuple[Path, ...] = ()
    allow_private: bool | None = None
    delay: float | None = None

    def sources(self, paths: list[str]) -> Iterator[str | Link | Unread]:
        """Yield what is to be read: the paths and addresses named, then those of the lists."""
        yield from paths
        for one in self.lists:
            yield from links(one)

    def manners(self) -> "Manners":
        """Give the manners that settings and flags come to."""
        from reportedly.fetch.manners import Manners

        told = settings().fetch
        return Manners(
            delay=told.delay if self.delay is None else self.delay,
            hosts=told.hosts,
            timeout=told.timeout,
            deadline=told.deadline,
            attempts=told.attempts,
            contact=told.contact,
            allow_private=told.allow_private if self.allow_private is None else self.allow_private,
        )

    def web(self) -> "Web":
        """Open what fetches."""
        from reportedly.fetch.web import Web

        return Web(self.manners(), cache=cache_folder() / "answers.sqlite" if settings().fetch.cache else None)
