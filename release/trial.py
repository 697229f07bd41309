"""Try a wheel as a newcomer would: `python -m release.trial WHEEL`.

It is installed into an environment of its own, with neither Node nor a compiler to be found, and a home of its own:
then it reads, keeps, and serves; then it is uninstalled, and nothing may be left but what the user brought in.
"""

import os
import re
import subprocess
import sys
import tempfile
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPORT = "Four people were killed in Garoua on Friday when a bus left the road, the transport ministry said.\n"
NEEDED = ("reportedly/web/static/built/manifest.json", "reportedly/encode/weights/MODEL_CARD.md", "/licenses/NOTICE")
START_SECONDS = 300


def main() -> int:
    """Try the wheel; the first thing that fails ends it."""
    wheel = Path(sys.argv[1]).resolve()
    complete(wheel)
    with tempfile.TemporaryDirectory() as folder:
        place, home = Path(folder) / "env", Path(folder) / "home"
        home.mkdir()
        venv.create(place, with_pip=True)
        env = {"PATH": str(place / "bin"), "HOME": str(home), "LANG": "C.UTF-8"}
        env |= {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        run(
            [
                str(place / "bin" / "pip"),
                "install",
                "-q",
                "--disable-pip-version-check",
                "--only-binary",
                ":all:",
                str(wheel),
            ],
            env,
        )
        before = files(place)
        use(str(place / "bin" / "reportedly"), home, env)
        made = {one for one in files(place) - before if "__pycache__" not in one}
        assert not made, f"using it wrote into the environment: {sorted(made)[:5]}"
        run([str(place / "bin" / "pip"), "uninstall", "-q", "-y", "reportedly"], env)
        left = {one for one in files(place) if "reportedly" in one and "__pycache__" not in one}
        assert not left, f"uninstalling left {sorted(left)[:5]}"
        print("left in the home:", *sorted(files(home)), sep="\n  ")
    return 0


def complete(wheel: Path) -> None:
    """Hold that the wheel has the built pages, the weights and the notice."""
    names = zipfile.ZipFile(wheel).namelist()
    for one in NEEDED:
        assert any(name.endswith(one) for name in names), f"{one} isn't in the wheel"
    assert any(re.search(r"static/built/assets/.+\.js$", name) for name in names), (
        "the pages' scripts aren't in the wheel"
    )


def use(program: str, home: Path, env: dict[str, str]) -> None:
    """Read an example and a report, keep it, ask for its questions, and open the pages."""
    (home / "report.txt").write_text(REPORT, encoding="utf-8")
    assert "Who says what" in run([program, "demo"], env)
    assert "transport ministry" in run([program, "read", str(home / "report.txt"), "--published", "2025-03-15"], env)
    run([program, "add", str(home / "report.txt"), "--published", "2025-03-15"], env)
    assert "How many people were killed" in run([program, "questions"], env)
    assert "clean" in run([program, "verify"], env)
    with serving(program, env) as address:
        page = urllib.request.urlopen(address, timeout=START_SECONDS).read().decode()  # noqa: S310 - our own server
        script = re.search(r'src="(/static/built/assets/[^"]+\.js)"', page)
        assert script, "the page names none of the built scripts"
        assert urllib.request.urlopen(address + script[1].lstrip("/"), timeout=START_SECONDS).status == 200  # noqa: S310


@contextmanager
def serving(program: str, env: dict[str, str]) -> Iterator[str]:
    """Start the server on a free port, give its address once it says it, and stop it."""
    with subprocess.Popen([program, "serve", "--port", "0"], env=env, stderr=subprocess.PIPE, text=True) as server:
        try:
            line = server.stderr.readline() if server.stderr else ""
            found = re.search(r"http://\S+/", line)
            assert found, f"it didn't start: {line}"
            yield found[0]
        finally:
            server.terminate()
            server.wait(START_SECONDS)


def files(folder: Path) -> set[str]:
    """List the files of a folder."""
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def run(command: list[str], env: dict[str, str]) -> str:
    """Run a command that has to succeed, and give what it prints."""
    print("$", Path(command[0]).name, *command[1:], flush=True)
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
