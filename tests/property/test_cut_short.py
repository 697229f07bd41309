"""Texts that break off anywhere are read: rules that look at what stands next must find nothing there."""

import pytest

import reportedly

SENTENCES = [
    "Prices are more likely than not to fall, and twice as likely as the bank had said to rise again.",
    "The mayor says that four people have died in her town, not two, as the ministry has said.",
    "A resident who identified himself only as Hassan said to X user @marlowdad that the 3rd Guards' Circle had left.",
    "Doctors Without Borders and Teachers for Peace and Justice called the governor “the butcher of Sava”.",
    "At least 45 people were killed (Source: WHO), 12 of them children (OCHA, April 2026), including 9 girls.",
    "It broke at 4:12 a.m. local time (2012 GMT on Saturday), shortly after midnight on Tuesday, at 14°12'N 042°08'E.",
    "In my opinion neither will be built, and it seems to me that Nabil, a guard of 61², was Omar, ³, all along.",
    "The opposition demanded a vote, with its leader, Farah Nassar, warning that this could not be verified.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("published", [None, "2026-05-14"])
def test_texts_that_break_off_are_read(sentence: str, published: str | None) -> None:
    """Each beginning of a text is read, whichever word it ends with, and so is each end of it."""
    words = sentence.split()
    for at in range(1, len(words)):
        for text in (" ".join(words[:at]), " ".join(words[at:])):
            assert reportedly.read(text, published=published).report.text == text
