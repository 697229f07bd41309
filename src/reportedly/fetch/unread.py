"""What stands in the place of a document that couldn't be read."""

from dataclasses import dataclass

from reportedly.errors import ReportedlyError


@dataclass(frozen=True, slots=True)
class Unread:
    """Say which document couldn't be read, and why; the rest of the batch goes on.

    `name` is where it stands: a path, or a path and a line's number. `id` is the document's own, where it got so far.
    """

    name: str
    error: ReportedlyError
    id: str | None = None
