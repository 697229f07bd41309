"""Sources that situation reports cite behind their sentences, and headings that are no speakers."""

import pytest

import reportedly

REPORT = """Norland: floods and displacement

Highlights

• 58 people have died since the onset of the floods on 2 May (Source: National Disaster Authority).

• Some 900 wells were flooded in Bura (IOM, 12 May).

Shelter

Needs: An estimated 5,100 families need emergency shelter.

Response: Aid groups distributed 1,800 tents between 8 and 13 May.

Gaps: Stocks are sufficient for only one third of those in need.

Health

Needs: Clinics in two camps have run out of fluids.

Response: The clinic in Bura was reopened on 9 May.

Gaps: The camps lack trained staff.

Funding

As of 14 May, 12 per cent of the appeal had been received (FTS). On 2 May it went to the World Food Programme (WFP)."""


def test_cited_sources_are_sources_and_headings_arent() -> None:
    """What brackets cite is a source; "Needs", "Response" and "Gaps" say nothing, nor does a short form of a name."""
    reading = reportedly.read(REPORT, published="2026-05-14")
    told = {one.source.name: " ".join(span.text for span in one.content.spans) for one in reading.attributions}
    assert set(told) == {"National Disaster Authority", "IOM", "FTS"}
    assert told["FTS"].endswith("12 per cent of the appeal had been received")
    dead = next(one for one in reading.claims if one.event.outcome == "killed")
    assert dead.origin.name == "National Disaster Authority"


@pytest.mark.parametrize("label", ["Minister", "The Beacon", "KO"])
def test_turns_of_people_who_talk_are_still_theirs(label: str) -> None:
    """Whoever asks and answers is a speaker, by office, name or initials."""
    reading = reportedly.read(
        f"The hearing\n\n{label}: When did you see the crack?\n\nWitness: In May. It was wide.\n\n"
        f"{label}: Whom did you tell?\n\nWitness: Nobody. I was afraid."
    )
    assert sum(one.rule == "transcript" for one in reading.attributions) == 4


def test_acronyms_with_small_letters_are_cited_too():
    """A ministry's "(MoH)" behind a figure says whose it is, and behind its own name that it's called so."""
    text = (
        "By 18 May, cases had risen to 1,204 from 890 a week before (MoH). "
        "They were counted by the Ministry of Health (MoH)."
    )
    cited = [one for one in reportedly.read(text).attributions if one.rule == "cited source"]
    assert [one.source.spans[0].text for one in cited] == ["MoH"]


def test_what_is_reported_by_nobody_is_whose_it_is_cited_to_be():
    """A passive that names nobody has its source behind the sentence, in brackets."""
    text = "By 18 May, 31 deaths have been reported, up from 22 a week before (MoH). The wells are being cleaned."
    (said,) = reportedly.read(text).attributions
    assert (said.source.name, said.cue.spans[-1].text) == ("MoH", "have been reported")
