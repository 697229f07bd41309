"""BagIt bags (RFC 8493): folders or ZIP files whose manifests have the SHA-256 of every file."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from reportedly.errors import BadSetting

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
CHUNK = 1 << 20
LARGEST = 1 << 28
"""Bytes of a file that is read whole; others are only hashed."""
UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError, zlib.error)
"""What a damaged, encrypted or foreign ZIP file, or a disk, may raise."""
DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a ZIP: the same bundle is the same file."""


class Bag:
    """A bag that is being written into a folder; `finish` makes it one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._hashes: dict[str, str] = {}
        self._bytes = 0
        (folder / "data").mkdir(parents=True)

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a file of the payload; `name` is its path under data/."""
        path = self.folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with path.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                self._bytes += len(chunk)
        self._hashes[f"data/{name}"] = digest.hexdigest()

    def finish(self, info: Mapping[str, str]) -> None:
        """Write the declaration, the facts about the bag, and the manifests."""
        facts = {**info, "Payload-Oxum": f"{self._bytes}.{len(self._hashes)}"}
        tags = {
            "bagit.txt": DECLARATION,
            "bag-info.txt": "".join(f"{name}: {' '.join(value.split())}\n" for name, value in facts.items()),
            MANIFEST: "".join(f"{digest}  {name}\n" for name, digest in sorted(self._hashes.items())),
        }
        for name, text in tags.items():
            (self.folder / name).write_bytes(text.encode())
        digests = ((hashlib.sha256(text.encode()).hexdigest(), name) for name, text in tags.items())
        (self.folder / TAGS).write_bytes("".join(f"{digest}  {name}\n" for digest, name in digests).encode())


def zipped(folder: Path, out: Path, *, name: str) -> None:
    """Put a folder into a ZIP file, under one folder of that name."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            inside = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", DAY_ONE)
            inside.compress_type, inside.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with path.open("rb") as source, file.open(inside, "w", force_zip64=True) as target:
                while chunk := source.read(CHUNK):
                    target.write(chunk)


class Files:
    """The files of a bag, from a folder or a ZIP file; nothing of a ZIP is ever unpacked to disk."""

    def __init__(self, path: Path) -> None:
        self._zip: zipfile.ZipFile | None = None
        self._names: dict[str, str | Path] = {}
        try:
            if path.is_dir():
                found = (one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
                self._names = {one.relative_to(path).as_posix(): one for one in found}
            else:
                self._zip = zipfile.ZipFile(path)
                inside = [one for one in self._zip.namelist() if not one.endswith("/")]
                if len({one.partition("/")[0] for one in inside}) != 1:
                    raise BadSetting(f"{path} is no bundle: its files don't lie in one folder")
                self._names = {_below(one): one for one in inside}
        except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
            said = getattr(error, "strerror", None) or error
            raise BadSetting(
                f"{path} is no bundle ({said}): name the folder or ZIP file that evidence wrote"
            ) from error

    @property
    def names(self) -> set[str]:
        """The files' paths in the bag."""
        return set(self._names)

    def close(self) -> None:
        """Let them go."""
        if self._zip:
            self._zip.close()

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        place = self._names[name]
        with place.open("rb") if isinstance(place, Path) else self._zip.open(place) as file:  # type: ignore[union-attr]
            yield file

    def digest(self, name: str) -> str | None:
        """Give a file's SHA-256; None where it can't be read to its end."""
        digest = hashlib.sha256()
        try:
            with self._opened(name) as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
        except UNREADABLE:
            return None
        return digest.hexdigest()

    def bytes_of(self, name: str) -> bytes | None:
        """Give a file's bytes; None where it isn't there, can't be read, or is too large for what it should be."""
        if name not in self._names:
            return None
        try:
            with self._opened(name) as file:
                read = file.read(LARGEST + 1)
        except UNREADABLE:
            return None
        return read if len(read) <= LARGEST else None

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield a file's lines, however many; it ends where it can't be read on, or a line is too long to be one."""
        if name not in self._names:
            return
        try:
            with self._opened(name) as file:
                while line := file.readline(LARGEST):
                    yield line
        except UNREADABLE:
            return


def _below(name: str) -> str:
    """Give a path below the one folder that a bag's ZIP holds."""
    parts = PurePosixPath(name).parts
    return "/".join(parts[1:]) if len(parts) > 1 else name
