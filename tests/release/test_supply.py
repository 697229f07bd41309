"""What a release is built on is known: pinned, licensed, named in NOTICE, and listed in its bill of materials."""

import json
import re
import subprocess
import sys
import tomllib

import pytest

from release import audit, holes, packages

NOTICE = (packages.ROOT / "NOTICE").read_text(encoding="utf-8")


def test_every_licence_is_known():
    """A package under a licence that nobody looked at fails the audit."""
    assert [one.purl for one in audit.unknown()] == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("MIT License", "MIT"),
        ("Apache-2.0 AND CNRI-Python", "Apache-2.0 AND CNRI-Python"),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", "MPL-1.1"),
        ("GPL-3.0-only", None),
        ("MIT AND GPL-3.0-only", None),
        ("See the file", None),
        ("", None),
    ],
)
def test_a_licence_is_known_or_not(written, meant):
    """Free words are led to SPDX names; strong copyleft and what says nothing are unknown."""
    assert packages.spdx(written) == meant


def test_what_only_tests_use_may_not_be_shipped(monkeypatch):
    """A package that was looked at for the tests alone is unknown once it comes with the wheel."""
    hidden = packages.Package("pypi", "unidecode", "1", None)
    monkeypatch.setattr(audit, "pinned", lambda _: [hidden])
    assert audit.unknown() == [hidden]


def test_notice_names_what_is_shipped():
    """Each library that the package asks for, and each whose code is built into its pages, stands in NOTICE."""
    project = tomllib.loads((packages.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [re.match(r"[A-Za-z0-9_.-]+", one).group() for one in project["dependencies"]]
    named = [*asked, *(one.name for one in packages.bundled())]
    missing = [one for one in named if not re.search(rf"\b{re.escape(one)}\b", NOTICE, re.IGNORECASE)]
    assert missing == []


def test_the_bill_of_materials_lists_every_pinned_package():
    """It is CycloneDX, has every package once with version and licence, and comes out the same each time."""
    command = [sys.executable, "-m", "release.sbom"]
    printed = [subprocess.run(command, cwd=packages.ROOT, capture_output=True, check=True).stdout for _ in range(2)]
    assert printed[0] == printed[1]
    bill = json.loads(printed[0])
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    listed = {one["purl"] for one in bill["components"]}
    assert len(listed) == len(bill["components"])
    locked = (packages.ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9.-]+)==(\S+)", locked, re.MULTILINE)
    assert len(pins) > 50
    assert {f"pkg:pypi/{name}@{version}" for name, version in pins} <= listed
    assert all(one["licenses"] for one in bill["components"])


def test_known_holes_are_told_apart_from_what_was_not_looked_up():
    """Each hole has a line with the version that mends it; packages nobody answered for aren't counted as sound."""
    hole = {"id": "CVE-2099-1", "fix_versions": ["1.1"], "aliases": []}
    found = [
        {"name": "sound", "version": "1.0", "vulns": []},
        {"name": "open", "version": "1.0", "vulns": [hole, hole | {"fix_versions": []}]},
        {"name": "unasked", "skip_reason": "not found"},
    ]
    assert holes.told(found) == [
        "open 1.0: CVE-2099-1, mended in 1.1",
        "open 1.0: CVE-2099-1",
        "known holes: 2 in 2 packages; 1 couldn't be looked up",
    ]


@pytest.mark.parametrize("answer", ["", "Traceback", "{}"])
def test_no_answer_is_no_all_clear(answer, tmp_path, monkeypatch, capsys):
    """Where pip-audit can't be run, or prints nothing of use, that is said."""
    program = tmp_path / "pip-audit"
    program.write_text(f"#!/bin/sh\necho '{answer}'\n", encoding="utf-8")
    program.chmod(0o755 if answer else 0o644)
    monkeypatch.setattr(holes.sys, "argv", ["holes", str(program)])
    assert holes.main() == 0
    assert "not looked up" in capsys.readouterr().err
