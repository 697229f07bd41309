"""The built front end: names with hashes in them, as Vite's manifest tells."""

import json
from pathlib import Path

STATIC = Path(__file__).parent / "static"
BUILT = STATIC / "built"


class Assets:
    """Look up the built files of an island; where none were built, pages work without script and say so."""

    def __init__(self, folder: Path = BUILT) -> None:
        manifest = folder / "manifest.json"
        self._files: dict[str, dict[str, object]] = (
            json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
        )

    @property
    def there(self) -> bool:
        """Whether the front end was built."""
        return bool(self._files)

    def script(self, island: str) -> str | None:
        """Give the address of an island's script; None where it wasn't built."""
        entry = self._files.get(f"src/{island}.ts")
        return f"/static/built/{entry['file']}" if entry else None
