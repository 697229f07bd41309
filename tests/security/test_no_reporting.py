"""Reading tells nobody: no library that we bring reports its use, or leaves an id of the machine."""

import os
import subprocess
import sys


def test_reading_leaves_no_id_and_opens_no_connection(tmp_path):
    """A process that reads keeps to its own files, and never asks for a connection to another machine."""
    words = (
        "import sys\n"
        "def heard(event, arguments):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo'): print('REACHED', event, arguments)\n"
        "sys.addaudithook(heard)\n"
        "import reportedly\n"
        "assert reportedly.read('Two men were held, police said.').attributions\n"
    )
    env = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ORT_"))}
    places = {"REPORTEDLY_GAZETTEER": str(_gazetteer(tmp_path)), "HOME": str(tmp_path / "home")}
    (tmp_path / "home").mkdir()
    command = [sys.executable, "-c", words]
    done = subprocess.run(command, env=env | places, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "REACHED" not in done.stdout
    assert [str(one) for one in (tmp_path / "home").rglob("*") if one.is_file()] == []


def _gazetteer(folder):
    """Give a folder with the compiled gazetteer, so that none has to be made."""
    from reportedly.ground.gazetteer import ensure

    compiled = ensure()
    place = folder / "gazetteer"
    place.mkdir()
    (place / compiled.name).symlink_to(compiled)
    return place
