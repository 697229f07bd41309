"""What sources are called: names that the tagger cuts, bodies that read like phrases, names told by a clause."""

import pytest

import reportedly

BEFORE = "The river rose again on Monday, and the talks went on.\n\n"


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("The builder, Nordvig, said it had not been paid.", "Nordvig", "named"),
        ("The operator, Hald Rail, said it had not been paid.", "Hald Rail", "named"),
        ("According to the Brinfield Parents' Circle, two children fell ill.", "Brinfield Parents' Circle", "named"),
        ("Save the Children said 40 of its staff were missing.", "Save the Children", "named"),
        ("Doctors Without Borders said the clinic had been hit twice.", "Doctors Without Borders", "named"),
        ("Weavers for Justice said two of its members were hurt.", "Weavers for Justice", "named"),
        (
            "The UN Office for the Coordination of Humanitarian Affairs (OCHA) said 18 had died.",
            "UN Office for the Coordination of Humanitarian Affairs",
            "named",
        ),
        (
            "The Ministry of Women, Children and Social Affairs said 18 had died.",
            "Ministry of Women, Children and Social Affairs",
            "named",
        ),
        ("The El Fasher resistance committee said 18 had died.", "El Fasher resistance committee", "named"),
        ("The 3rd Separate Assault Brigade said it had held the line.", "3rd Separate Assault Brigade", "named"),
        ("The Telegram channel Baza said the deal was off.", "Baza", "named"),
        ("X user @marlowdad said the road was open.", "@marlowdad", "named"),
        ("Ms Halloran's office insists the tracks will come by 2028.", "Halloran's office", "named"),
        (
            "Medical Aid Without Limits, which runs the ward, confirmed the attack.",
            "Medical Aid Without Limits",
            "named",
        ),
        ("The charity Sea Watchers puts the figure at 340.", "Sea Watchers", "named"),
        ("The number of deaths is higher, WHO warned.\n\nWFP plans to stay.", "WHO", "named"),
        ("IS said it had killed nine soldiers.", "IS", "named"),
        ("UNICEF and WHO said 31 people had died of cholera since May.", "UNICEF and WHO", "named"),
        (
            "The army fell back to the village of Dabor, the press service of the Defence Ministry reports.",
            "press service of the Defence Ministry",
            "named",
        ),
        (
            "She wrote so on Facebook.\n\nThe state broadcaster reported that the last group had been found.",
            "state broadcaster",
            "named",
        ),
        ("Mothers interviewed at a playground said the water smelled of oil.", "mothers", "collective"),
    ],
)
def test_bodies_are_called_by_their_whole_name(sentence: str, name: str, kind: str) -> None:
    """Bodies have their whole names, whatever their words mean by themselves."""
    source = reportedly.read(f"{BEFORE}{sentence}").attributions[0].source
    assert (source.name, source.kind) == (name, kind)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ('The Humanitarian Coordinator, Ms. Leila Farouk, called the level of funding "a shame".', "Leila Farouk"),
        ("A resident who identified himself as Hassan said he had counted nine bodies.", "Hassan"),
        ("A man called Yusuf said the wells were dry.", "Yusuf"),
        ("A commander known as Abu Layth said the town would fall.", "Abu Layth"),
        ("A woman, who gave only her first name, Rasha, said the wells were dry.", "Rasha"),
        ("Deputy Assistant Secretary of State for African Affairs Vincent Spera said talks went on.", "Vincent Spera"),
        ("The Governor of Lagos Babatunde Cole said the bridge would close.", "Babatunde Cole"),
        ("The speaker of the parliament of Veska Ivan Horak said the law would pass.", "Ivan Horak"),
        ("The President of Armenia Vahan Dorian stated that the talks were over.", "Vahan Dorian"),
        ("Two miners got out. The other, Yerlan, 34, said he had smelt the gas.", "Yerlan"),
        ('"My sister says it is poison," one of them, Karen, said.', "Karen"),
    ],
)
def test_persons_are_called_by_the_name_that_is_told(sentence: str, name: str) -> None:
    """A name in apposition, after "known as" or behind an office is the speaker's."""
    outer = [one for one in reportedly.read(f"{BEFORE}{sentence}").attributions if one.parent is None]
    assert (outer[0].source.name, outer[0].source.kind) == (name, "named")


@pytest.mark.parametrize(
    "sentence",
    [
        "A spokesman for President Bola Adeyemi said talks went on.",
        "One of Hana Orr's lawyers said talks went on.",
        "Lawyers for Hana Orr said talks went on.",
    ],
)
def test_who_speaks_for_somebody_is_not_they(sentence: str) -> None:
    """Spokespersons and lawyers keep their own silence on who they are."""
    name = reportedly.read(f"{BEFORE}{sentence}").attributions[0].source.name
    assert name is None or not name.startswith(("Hana", "Bola"))
