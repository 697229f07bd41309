"""What is wrong with a document can be told by another process: errors are sent with their causes on a cluster."""

import pickle
import subprocess
import sys
from pathlib import Path

from tests.fetch import files

SENT = """
import pickle, sys
from reportedly.fetch import Unread, pages
import distributed.utils  # it makes the errors that there are take their causes along
found = list(pages(sys.argv[1:]))
assert all(isinstance(one, Unread) for one in found), found
sys.stdout.buffer.write(pickle.dumps([str(pickle.loads(pickle.dumps(one)).error) for one in found]))
"""


def test_damaged_documents_can_be_told_of_elsewhere(tmp_path: Path) -> None:
    """No error holds on to what can't be sent."""
    cut = tmp_path / "cut.docx"
    cut.write_bytes(files.packed({"word/document.xml": "<w:document"}))
    done = subprocess.run([sys.executable, "-c", SENT, str(cut)], capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    (said,) = pickle.loads(done.stdout)  # noqa: S301 - our own process's
    assert "damaged" in said
