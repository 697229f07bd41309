"""What a body's own statement tells is that body's."""

import pytest

import reportedly

STATEMENT = """{heading}

The Ministry of Defence of the Republic of Ardenia announces that it was fired at. Four soldiers were killed.

{voice}

"They did their duty," Defence Minister Garen Sahak said. According to Dolin hospital, two civilians were injured."""
OWN = "We reject the claims of the other side that our units fired first."
THEIRS = "The ministry rejects the claims of the other side that its units fired first."
HEADED = "Statement by the Ministry of Defence of the Republic of Ardenia"


@pytest.mark.parametrize(
    ("heading", "voice", "expected"),
    [
        (HEADED, OWN, "Ministry of Defence of the Republic of Ardenia"),
        (HEADED, THEIRS, "Ministry of Defence of the Republic of Ardenia"),
        (f"{HEADED} draws anger", THEIRS, None),
        ("Four killed in shelling at Dolin", THEIRS, None),
        ("Four killed in shelling at Dolin", OWN, None),
    ],
)
def test_a_release_speaks_for_its_body(heading: str, voice: str, expected: str | None) -> None:
    """A release says so in its heading, or says "we"; a newspaper's report of it names its own sources alone."""
    reading = reportedly.read(STATEMENT.format(heading=heading, voice=voice), published="2023-09-21")
    dead = next(one for one in reading.claims if one.event.outcome == "killed")
    hurt = next(one for one in reading.claims if one.event.outcome == "injured")
    assert dead.origin.name == expected
    assert dead.origin.basis == ("inferred_in_report" if expected else "none")
    assert hurt.origin.basis == "stated"
