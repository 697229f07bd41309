"""What only sounds like an arrest or a death, what is denied or presupposed, and words that ran together."""

import pytest

from reportedly.claim.scene import settled
from reportedly.model import Place


@pytest.mark.parametrize(
    "text",
    [
        "The gale died down by evening.",
        "Guards held themselves back from the gate.",
        "Commuters were held up in the tunnel.",
        "The bank acted to arrest the slide of the currency.",
        "We were booked on a later flight.",
        "Examinations were held under police guard.",
        "Temporary jails for the marchers.",
        "Police whisked the guests away to a hospital.",
        "The delegates feared arrest.",
    ],
)
def test_what_only_sounds_like_it_is_none(tell, text):
    """A particle, an object that's no person, or a bare noun make it another thing than an arrest or a death."""
    assert not [one for one in tell(text).claims if one.event.outcome in ("arrested", "killed")]


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose, while tourist arrivals hit a record 14.2 million.",
        "Visitor arrivals fell to 9,000 in June.",
        "The bank posted a net loss of 88 million euros, against a profit of 12 million a year ago.",
    ],
)
def test_trade_harms_and_moves_nobody(tell, text):
    """Guests who arrive are not displaced, and a firm's loss has no dead."""
    assert not [one for one in tell(text).claims if one.event.outcome]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Mr Rao was picked up by police in the port.", "picked up"),
        ("The two brothers were booked on charges of theft.", "booked"),
        ("Officers held four men near the quay.", "held"),
        ("The editor was detained on Monday.", "detained"),
    ],
)
def test_arrests_stay_arrests(tell, text, trigger):
    """What refuses the other senses leaves the arrests."""
    assert tell(text).by(trigger).event.outcome == "arrested"


def test_those_in_custody_do_nothing(tell):
    """Who is in custody is the arrest's recipient, not its actor."""
    told = tell("The Kenyan sailors are in police custody.")
    claim = told.by("are in police custody")
    assert (claim.event.outcome, claim.actors) == ("arrested", ())


@pytest.mark.parametrize(
    ("text", "trigger", "factuality"),
    [
        ("They arrested no one.", "arrested", "CT-"),
        ("no arrests had been made by noon.", "arrests", "CT-"),
        ("The arrests made in Nairobi were not lawful.", "arrests", "CT+"),
        ("The men arrested in Nairobi were not farmers.", "arrested", "CT+"),
    ],
)
def test_denials_reach_as_far_as_they_mean(tell, text, trigger, factuality):
    """A "no" denies the event; what is denied of those arrested leaves the arrest standing."""
    assert tell(text).by(trigger).factuality == factuality


def test_a_demanded_noun_is_the_demand_alone(tell):
    """Nobody commits to an arrest that is called for: the demand is the claim."""
    told = tell("The strikers demanded the arrest of the mayor.")
    assert [one.event.type for one in told.claims] == ["REQUEST"]


def test_who_fired_is_behind_the_deaths_that_came_of_it(tell):
    """Deaths told in a clause on the shooting have its doer."""
    told = tell("Police opened fire on the crowd, in which six people died.")
    assert told.names(told.by("died").actors) == ["police"]


def test_orders_arrest_nobody(tell):
    """What a noun is for isn't done by the noun."""
    told = tell("The council issued orders to arrest the smugglers.")
    assert told.by("arrest").actors == ()


def test_the_means_is_that_of_the_word_itself(tell):
    """A stabbing beside gunfire stays a stabbing."""
    told = tell("Two men were stabbed to death as police fired rubber bullets nearby.")
    assert told.by("stabbed to death").event.mode == "primitive"


@pytest.mark.parametrize(
    ("text", "value", "mode"),
    [
        ("Some 4,000 farmers have since fledKaloma.", 4000, "forced_to_flee"),
        ("The quake led 900 villagers to seekshelter in schools.", 900, "sheltered"),
        ("The gale obligedsome 700 families to sleep in a gymnasium.", 700, "sheltered"),
    ],
)
def test_words_that_ran_together_are_read(tell, text, value, mode):
    """A verb run together with the name or noun after it still moves those counted."""
    told = tell(text)
    assert (value, mode) in {(number, one.event.mode) for one in told.claims for number in told.values(one)}


def test_a_place_no_gazetteer_has_lies_in_the_one_beside_it(tell):
    """A figure placed nowhere known has the nearest place of known country too, less surely."""
    told = tell("Floods hit Kenya. In Ward Nine, 300 people were evacuated.", where=("Kenya", "Ward Nine"))
    kenya, ward = told.places
    known = Place(kenya.id, kenya.spans, "Kenya", None, None, None, "KE", None, "country")
    [claim] = settled(told.article, told.parsed, [one for one in told.claims if one.quantities], [known, ward], ())
    assert [one.place for one in claim.places] == [ward.id, known.id]
    assert claim.confidence < told.by("evacuated").confidence


def test_who_is_held_to_account_is_not_arrested(tell):
    """To be held to account, guilty or responsible is to be held nowhere."""
    told = tell("Nobody will be held to account for it. The mayor was held responsible. Six men were held on Friday.")
    assert [one.event.trigger.start for one in told.claims if one.event.outcome == "arrested"] == [
        told.article.text.index("held on")
    ]


@pytest.mark.parametrize(
    "text", ["He was charged with attempted murder of a clerk.", "They attempted to kill the mayor."]
)
def test_an_attempt_kills_nobody(tell, text):
    """What was only tried has no outcome."""
    assert not [one for one in tell(text).claims if one.event.outcome == "killed"]


@pytest.mark.parametrize("text", ["Rioters shot four men near the police camp.", "Fifty men sat in an army camp."])
def test_a_camp_of_soldiers_shelters_nobody(tell, text):
    """Who is in or near a camp of police or soldiers isn't displaced."""
    assert not [one for one in tell(text).claims if one.event.type == "DISPLACE"]


def test_a_charge_names_no_deed(tell):
    """Harm that nobody is said to do, to nobody, is no event: it's what somebody is charged with."""
    told = tell("Police have named twelve men under charges of attempt to murder, robbery and arson.")
    assert not [one for one in told.claims if one.event.trigger.text == "murder" and one.event.type]


def test_unnamed_doers_are_actors(tell):
    """Those who do it are its actors though the report has no name for them."""
    told = tell("A watchman was stabbed to death by some miscreants, police said.")
    assert told.names(told.by("stabbed to death").actors) == ["some miscreants"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Three gunmen fled on foot after the robbery.", None),
        ("The two suspects fled the scene in a grey van.", None),
        ("Some 300 families fled on foot after the shelling.", "displaced"),
        ("Forty villagers fled the attackers at dawn.", "displaced"),
    ],
)
def test_culprits_who_make_off_are_not_displaced(tell, text, outcome):
    """Who runs from a crime of their own flees no home; who runs from them does."""
    assert {one.event.outcome for one in tell(text).claims} <= {outcome, None}
    assert any(one.event.outcome == outcome for one in tell(text).claims) or outcome is None


@pytest.mark.parametrize(
    "text", ["61 people killed (23 children) in the floods.", "Nine killed (two of them nurses) at Orvel."]
)
def test_what_stands_in_brackets_is_no_object(tell, text):
    """The total before a bracket is kept beside the part in it."""
    told = tell(text)
    assert {61, 9} & {n for one in told.claims if one.event.outcome == "killed" for n in told.values(one)}
