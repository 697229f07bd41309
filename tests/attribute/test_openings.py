"""Where a report was written is no speaker, and no part of what is said."""

import pytest


def texts(spans) -> list[str]:
    """Give the words of spans."""
    return [span.text for span in spans]


@pytest.mark.parametrize("opening", ["Dornach: ", "DORNACH, Valland — ", "DORNACH (CNS) - "])
def test_the_place_is_left_out(read, opening) -> None:
    """What is said begins behind the place that the report opens with."""
    found = read(f"{opening}Two men were held on Tuesday, the police said. The mine has been closed since.")
    one = found.find("Two men were held")
    assert texts(one.content.spans)[0].startswith("Two men were held")
    assert all("Dornach" not in text and "DORNACH" not in text for text in texts(one.source.spans))


def test_a_turn_keeps_its_speaker(read) -> None:
    """Who speaks of themselves before a colon is no place, though their turn opens the text."""
    found = read("Brandt: I saw two boats without lights.\n\nShe leads the patrol.")
    assert all(texts(one.content.spans)[0].startswith("I saw") for one in found.attributions if one.source.spans)


def test_a_place_in_capitals_is_no_speaker(read):
    """In capitals, "HARRAGARH: …" tells where a report was written; "WHO: …" is an acronym's."""
    text = ": The council on Monday closed the bridge after the mayor called it unsafe. Lorries use the ferry."
    tagged = "The council on Monday closed the bridge after the mayor called it unsafe."
    assert not read(f"HARRAGARH{text}", tagged=[("HARRAGARH", ":", tagged)]).attributions
    assert read(f"WHO{text}", tagged=[("WHO", ":", tagged)]).attributions
