"""A PostgreSQL of the tests' own: a cluster in a temporary folder, on a Unix socket, gone when they end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NOBODY = ("postgres", "nobody")
"""Users as whom a cluster runs where the tests are root's: PostgreSQL refuses to be."""
QUICK = ("-c", "fsync=off", "-c", "listen_addresses=", "-c", "shared_buffers=64MB", "-c", "max_connections=60")
"""Nothing survives the tests anyway; no port is opened."""


def binaries() -> Path | None:
    """Give the folder of PostgreSQL's programs, the newest there is; None where it isn't installed."""
    on_path = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: float(one.parent.name))
    found = [one for one in folders if (one / "initdb").exists()]
    return found[-1] if found else Path(on_path).parent if on_path else None


def _runner() -> pwd.struct_passwd | None:
    """Give who runs the cluster: the user of the tests, or, of root's, another."""
    if os.geteuid() != 0:
        return None
    for name in NOBODY:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


@contextmanager
def cluster(settings: Sequence[str] = QUICK) -> Iterator[str]:
    """Start a cluster, and give the address of its database `postgres`; stop it in the end."""
    folder, programs, runner = Path(tempfile.mkdtemp(prefix="reportedly-pg-")), binaries(), _runner()
    assert programs is not None, "PostgreSQL isn't installed"
    as_runner: dict[str, Any] = {"user": runner.pw_uid, "group": runner.pw_gid, "extra_groups": []} if runner else {}
    if runner:
        os.chown(folder, runner.pw_uid, runner.pw_gid)
    data, user = folder / "data", "reportedly"

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [str(programs / program), *arguments],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder)},
            **as_runner,
        )

    try:
        run("initdb", "-D", str(data), "-U", user, "--auth=trust", "--encoding=UTF8", "--no-sync")
        options = " ".join([*settings, "-c", f"unix_socket_directories={folder}"])
        run("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-w", "-o", options, "start")
        try:
            yield f"postgresql://{user}@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def either(kind: str, folder: Path) -> Iterator[str | Path]:
    """Give where a ledger may be made: a file of a folder for "sqlite", else the address of a cluster of its own."""
    if kind == "sqlite":
        yield folder / "ledger.sqlite"
        return
    if binaries() is None:
        pytest.skip("PostgreSQL isn't installed: apt-get install postgresql")
    with cluster() as address:
        yield address
