"""Each figure goes to the event whose participants it counts."""

import pytest


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Seventeen people were killed and 40 wounded in the market.", {(17, "killed"), (40, "injured")}),
        ("A lorry bomb tore through the depot, killing 12 workers and injuring 30.", {(12, "killed"), (30, "injured")}),
        ("The death toll from the collapse rose to 19 on Friday.", {(19, "killed")}),
        ("Rescuers put the toll at 31.", {(31, "killed")}),
        ("The blast left 12 dead and five missing.", {(12, "killed"), (5, "missing")}),
        ("Police arrested 14 protesters in the old town.", {(14, "arrested")}),
        ("Some 3,000 families fled the valley overnight.", {(3000, "displaced")}),
        ("More than 200 fighters laid down their arms.", {(200, "surrendered")}),
        ("The earthquake claimed the lives of 64 villagers.", {(64, "killed")}),
        ("Gunmen abducted six aid workers near the bridge.", {(6, "abducted")}),
        ("The court freed 25 prisoners.", {(25, "released")}),
        ("The flood destroyed 80 homes.", {(80, "destroyed")}),
        ("Nine hundred people remained in three shelters.", {(900, "displaced")}),
        ("The cyclone made 4,000 people homeless.", {(4000, "displaced")}),
        ("There were 432 arrests in the capital.", {(432, "arrested")}),
        ("Across the delta have fled more than 600 fishermen.", {(600, "displaced")}),
    ],
)
def test_a_figure_finds_its_event(tell, text, counts):
    """The number of those killed, held, moved or freed stands on the claim that tells of it."""
    assert counts <= tell(text).counts()


@pytest.mark.parametrize(
    ("title", "counts"),
    [
        ("4 killed in quarry blast", {(4, "killed")}),
        ("Air strikes kill 22 near port", {(22, "killed")}),
        ("22 dead as ferry sinks", {(22, "killed")}),
        ("Five envoys arrested; two hundred rebels surrender", {(5, "arrested"), (200, "surrendered")}),
        ("12 pupils and six teachers killed in raid", {(12, "killed"), (6, "killed")}),
    ],
)
def test_headlines_are_read_in_their_own_grammar(tell, title, counts):
    """Headlines drop auxiliaries and articles; their figures are claims of the headline all the same."""
    told = tell("The governor spoke to reporters on Friday about what had happened there.", title=title)
    assert counts <= told.counts()
    assert {claim.voice for claim in told.claims if claim.quantities} == {"headline"}


def test_deaths_and_injuries_are_two_claims(tell):
    """One sentence with dead and wounded gives two claims, each with its own figure."""
    told = tell("Shelling killed 17 people and wounded 40 in Tarsk on Monday.")
    killed, wounded = told.by("killed"), told.by("wounded")
    assert (told.values(killed), told.values(wounded)) == ([17], [40])
    assert (killed.event.outcome, wounded.event.outcome) == ("killed", "injured")


def test_a_part_stands_beside_its_whole(tell):
    """Words such as "Including seven children" is on the same claim as the figure it's part of, after it."""
    told = tell("The raid killed 26 people, including seven children, officials in the port said.")
    assert told.values(told.by("killed")) == [26, 7]


def test_a_part_named_first_is_a_part_too(tell):
    """Words such as "Six civilians were among at least 22 people killed" gives one claim of 22 with its part."""
    told = tell("Six civilians were among at least 22 people killed in the night.")
    assert told.values(told.by("killed")) == [22, 6]


def test_a_part_with_a_verb_of_its_own_is_its_own_claim(tell):
    """What part of the people did at another time is claimed of them alone."""
    told = tell("The army said that 50,000 people fled the enclave in two days, with 20,000 leaving on Saturday.")
    assert told.values(told.by("fled")) == [50000]
    assert told.values(told.by("leaving")) == [20000]


def test_means_and_times_are_not_counted_as_the_dead(tell):
    """Numbers of strikes, days and vehicles never become numbers of the dead."""
    told = tell("Three air strikes over two days killed 11 people in five villages.")
    assert {value for value, outcome in told.counts() if outcome == "killed"} == {11}


def test_a_toll_said_to_be_given_by_someone_is_theirs(tell):
    """Words such as "The ministry put the toll at 85" names its source without a verb of saying."""
    told = tell("The health ministry put the death toll at 85 on Sunday.")
    claim = told.by("toll")
    assert (claim.origin.basis, told.values(claim)) == ("stated", [85])
    assert "ministry" in (claim.origin.name or "")


def test_who_is_counted_and_the_unit_are_filled_in(tell):
    """The claim room fills in whom a figure counts, and persons where the report leaves them out."""
    told = tell("Militia shot dead 14 farmers. Later 22 were wounded.")
    farmers = next(one for one in told.quantities if one.value == 14)
    bare = next(one for one in told.quantities if one.value == 22)
    assert told.names([farmers.counted])[0].endswith("farmers")
    assert bare.unit == "person"


def test_words_run_together_still_count(tell):
    """Text out of PDF files loses spaces; the participle is found all the same."""
    assert (9000, "displaced") in tell("Around 9,000 people weredisplaced by the landslide.").counts()


def test_where_fire_comes_from_is_no_place_of_the_displaced(tell):
    """The origin of the force that drove people out isn't where they were, nor where they went."""
    told = tell(
        "Some 400 people were displaced by shelling and airstrikes from Ramania into Belmara.",
        where=["Ramania", "Belmara"],
    )
    assert "p1" not in [one.place for one in told.by("displaced").places]
