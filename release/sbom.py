"""Write the bill of materials: `python -m release.sbom [FILE]`, CycloneDX 1.6 in JSON, the same bytes each time.

It lists what a user of the wheel gets: every pinned package that it needs, and the scripts that are built into it.
"""

import json
import sys
from pathlib import Path
from typing import Any

from reportedly.version import VERSION

from .packages import Package, bundled, pinned

LICENCE = "Apache-2.0"


def bill() -> dict[str, Any]:
    """Give the bill of materials."""
    ours = f"pkg:pypi/reportedly@{VERSION}"
    parts = sorted([*pinned("runtime"), *bundled()], key=lambda one: one.purl)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": ours,
                "name": "reportedly",
                "version": VERSION,
                "purl": ours,
                "licenses": [{"license": {"id": LICENCE}}],
            }
        },
        "components": [_component(one) for one in parts],
        "dependencies": [{"ref": ours, "dependsOn": [one.purl for one in parts]}],
    }


def _component(one: Package) -> dict[str, Any]:
    """Describe a package. A lock file's hashes are of all its files, any of which may be installed."""
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
        "scope": "required",
    }
    if one.licence:
        single = " " not in one.licence
        told["licenses"] = [{"license": {"id": one.licence}} if single else {"expression": one.licence}]
    if one.hashes:
        told["properties"] = [{"name": "reportedly:sha256", "value": value} for value in sorted(one.hashes)]
    return told


def main() -> None:
    """Write it to a file, or print it."""
    text = json.dumps(bill(), indent=2, ensure_ascii=False) + "\n"
    if len(sys.argv) > 1:
        out = Path(sys.argv[1])
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
