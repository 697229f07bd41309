"""The public way to read a report from a file."""

import pytest

from reportedly import read_file

TEXT = "<p>Four people were held in Mopti on Friday, the interior ministry said.</p>\n"


def test_a_files_name_says_what_it_is(tmp_path):
    """A text file is text whatever stands in it, as on the command line; a page is a page."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.html").write_text(f"<html><body><article>{TEXT}</article></body></html>")
    assert read_file(tmp_path / "a.txt").report.text == TEXT
    reading = read_file(str(tmp_path / "a.html"), published="2026-03-14", url="https://post.example/1")
    assert reading.report.text == TEXT.strip()[3:-4]
    assert (reading.report.published, reading.report.url) == ("2026-03-14", "https://post.example/1")


def test_a_missing_file_is_the_systems_error(tmp_path):
    """Where there is no file, Python's own error says so."""
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "none.txt")
