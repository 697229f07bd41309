"""Places found by what stands around them: lists, links in names, "nearby", camps, and what only looks like one."""

import pytest

from reportedly.clean import clean
from reportedly.ground import locate
from reportedly.model import Page
from tests.grammar import parse


def read(text):
    """Give the words of a text's places, with their countries."""
    article = clean(Page(content=text, media="text", published="2024-05-06"))
    return {one.spans[0].text: one.country for one in locate(article, parse(article))}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("On any given night in Port-au-Prince, a dozen people vanish.", "Port-au-Prince", "HT"),
        ("Fires burned in and around Viña del Mar and Quilpué, in Chile.", "Quilpué", "CL"),
        ("The wounded were taken to Bokkos, Jos and Barkin Ladi.", "Barkin Ladi", "NG"),
        ("Bombs went off in Colombo, Negombo and Batticaloa.", "Batticaloa", "LK"),
        ("Floods hit Bukavu and nearby Burhinyi, in the Democratic Republic of Congo.", "Burhinyi", "CD"),
        ("In Libya, a storm burst two dams above Derna.", "Derna", "LY"),
        ("A raid cut the road at the Masnaa crossing in Lebanon.", "Masnaa", "LB"),
        ("Raids were carried out across Metro Manila.", "Metro Manila", "PH"),
        ("Rebels were killed near Himamaylan City, police said.", "Himamaylan City", "PH"),
    ],
)
def test_found_by_what_stands_around(text, name, country):
    """A place is found, in its country, though the tagger takes it for something else."""
    assert read(text)[name] == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("OUAGADOUGOU, Aug 26 (Reuters) - Gunmen killed ten people.", "Aug"),
        ("Floods hit Goma. Cholera: 1,284 cases, 3 deaths.", "Cholera"),
        ("Typhoon Yagi, Vietnam: 233 dead, 103 missing.", "Typhoon Yagi"),
        ("He met Biden and Macron in Paris.", "Macron"),
    ],
)
def test_no_place(text, name):
    """A month, a heading, a storm and a person beside places are none."""
    assert name not in read(text)


def test_the_head_of_a_table_is_no_place():
    """The word for what its rows are is no name."""
    assert list(read("Province | Dead\nSofala | 14\nManica | 3\n\nMozambique mourns.")) == [
        "Sofala",
        "Manica",
        "Mozambique",
    ]
