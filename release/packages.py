"""The packages that a release is built on: pinned ones of the lock files, with licences from their own metadata."""

import importlib.metadata
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^ ;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Package:
    """Hold one package: `kind` is `pypi` or `npm`; `licence` is an SPDX expression, None where it is unknown."""

    kind: str
    name: str
    version: str
    licence: str | None
    hashes: tuple[str, ...] = ()

    @property
    def purl(self) -> str:
        """Its package URL, by which tools know it."""
        return f"pkg:{self.kind}/{self.name.replace('@', '%40')}@{self.version}"


@cache
def licences() -> dict[str, Any]:
    """Give the table of licences."""
    return tomllib.loads((ROOT / "release" / "licences.toml").read_text(encoding="utf-8"))


def pinned(name: str) -> Iterator[Package]:
    """Yield the packages of a lock file (`runtime`, `test`, …); licences are those of what is installed."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        met = _PINNED.match(line)
        if met:
            found = licence_of(met[1])
            yield Package("pypi", met[1].lower().replace("_", "-"), met[2], found, tuple(_HASH.findall(line)))


def bundled() -> Iterator[Package]:
    """Yield the npm packages whose code goes into the wheel: those that the pages' scripts are built from."""
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    for path, one in lock["packages"].items():
        if path and not one.get("dev"):
            name = path.rpartition("node_modules/")[2]
            yield Package("npm", name, one["version"], spdx(one.get("license", "")))


def licence_of(name: str) -> str | None:
    """Give an installed package's licence as an SPDX expression; None where it's unknown or not installed."""
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    classified = [one.rpartition("::")[2].strip() for one in told.get_all("Classifier") or [] if "License ::" in one]
    for written in (told.get("License-Expression"), told.get("License"), *classified):
        found = spdx(written or "")
        if found:
            return found
    return None


def spdx(written: str) -> str | None:
    """Give the SPDX expression that is meant, None where it is none that we know."""
    expression = " ".join(licences()["written"].get(part, part) for part in [written.strip()])
    known = {*licences()["allowed"], *licences()["weak"]}
    names = re.findall(r"[A-Za-z0-9][A-Za-z0-9.+-]*", re.sub(r"\b(?:AND|OR|WITH)\b", " ", expression))
    unknown = [name for name in names if name not in known]
    if not names or (unknown and " OR " not in expression):
        return None
    # of alternatives one that is known is enough: it's the one that is chosen
    return expression if not unknown else next((name for name in names if name in known), None)
