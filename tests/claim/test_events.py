"""What kind of event it is, and who does it to whom."""

import pytest

from reportedly.reader import read


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Police detained the editor on Tuesday.", "detained", ("COERCE", "arrest", "arrested")),
        ("The brigade surrendered to the army.", "surrendered", ("RETREAT", "disarm", "surrendered")),
        ("The garrison laid down its arms.", "laid down its arms", ("RETREAT", "disarm", "surrendered")),
        ("Villagers were evacuated from the coast.", "evacuated", ("DISPLACE", "evacuated", "displaced")),
        ("Residents fled their homes at dawn.", "fled their homes", ("DISPLACE", "forced_to_flee", "displaced")),
        ("Two ministers met the envoy in Geneva.", "met", ("CONSULT", None, None)),
        ("The envoys are in contact with the rebels.", "in contact", ("CONSULT", None, None)),
        ("The union accused the mine of negligence.", "accused", ("ACCUSE", "disapprove", None)),
        ("Parliament rejected the plan.", "rejected", ("REJECT", None, None)),
        ("Workers went on strike across the region.", "went on strike", ("PROTEST", "boycott", None)),
        ("The president deployed troops along the river.", "deployed", ("MOBILIZE", "troops", None)),
        ("The governor imposed a curfew in the port.", "imposed a curfew", ("COERCE", "curfew", None)),
        ("Soldiers opened fire on the crowd.", "opened fire", ("ASSAULT", "firearms", None)),
        ("Both sides agreed to a truce on Friday.", "agreed to", ("AGREE", None, None)),
        ("A shell hit a house in Tarva.", "hit", ("ASSAULT", "heavy-weapons", None)),
        ("A drone struck a bus on Friday.", "struck", ("ASSAULT", "heavy-weapons", None)),
        ("The chapel was hit in an air strike.", "hit", ("ASSAULT", "heavy-weapons", None)),
        ("A car bomb ripped through a market.", "ripped through", ("ASSAULT", "explosives", None)),
        ("The army struck a school at noon.", "struck", ("ASSAULT", "heavy-weapons", None)),
        ("The army hit its targets for recruits.", "hit", (None, None, None)),
        ("The United States hit China with new tariffs.", "hit", (None, None, None)),
        ("The European Union targeted Russia over oil.", "targeted", (None, None, None)),
        ("Iran struck Israel with missiles.", "struck", ("ASSAULT", "heavy-weapons", None)),
        ("An earthquake struck the town.", "struck", (None, None, None)),
        ("Prices hit a record in May.", "hit", (None, None, None)),
    ],
)
def test_triggers_tell_type_mode_and_outcome(tell, text, trigger, kind):
    """Verbs, nouns and phrases of the table give PLOVER's type and mode, or IDMC's term, and the outcome."""
    event = tell(text).by(trigger).event
    assert (event.type, event.mode, event.outcome) == kind


def test_a_hazard_kills_without_assault(tell):
    """Deaths in a flood are no assault; deaths under shelling are, and the means gives the mode."""
    flood = tell("The flood killed nine people in the valley.").by("killed").event
    shells = tell("Artillery shelling killed nine people in the valley.").by("killed").event
    assert (flood.type, flood.outcome) == (None, "killed")
    assert (shells.type, shells.mode, shells.outcome) == ("ASSAULT", "heavy-weapons", "killed")


def test_ruined_homes_are_displacement(tell):
    """Destroyed houses are counted under IDMC's term; a destroyed bridge isn't."""
    homes = tell("The storm destroyed 300 houses.").by("destroyed").event
    bridge = tell("Rebels destroyed the bridge.").by("destroyed").event
    assert (homes.type, homes.mode) == ("DISPLACE", "destroyed_housing")
    assert (bridge.type, bridge.mode) == ("ASSAULT", "destroy")


def test_those_in_camps_and_shelters_are_told_apart(tell):
    """Where people stay gives the term."""
    camp = tell("About 700 families live in a camp beside the airport.")
    shelter = tell("About 700 families remained in two evacuation centres.")
    assert [one.event.mode for one in camp.claims if one.quantities] == ["in_relief_camp"]
    assert "sheltered" in [one.event.mode for one in shelter.claims if one.quantities]


def test_a_town_before_its_blast_does_nothing():
    """Who a strike is named after did it, but for a town, where it was."""
    blast, strikes = (
        read(text).claims[0]
        for text in ("The Kabul blast killed nine people.", "Moscow's strikes killed three people in Sumy.")
    )
    assert (len(blast.actors), len(blast.places)) == (0, 1)
    assert (len(strikes.actors), len(strikes.places)) == (1, 1)


def test_actors_and_recipients_of_actives_and_passives(tell):
    """Who does it and to whom is the same whichever way it's said."""
    active = tell("Border guards arrested the smugglers.")
    passive = tell("The smugglers were arrested by border guards.")
    for told in (active, passive):
        claim = told.by("arrested")
        assert [name.lower().removeprefix("the ") for name in told.names(claim.actors)] == ["border guards"]
        assert [name.lower().removeprefix("the ") for name in told.names(claim.recipients)] == ["smugglers"]


def test_who_is_behind_a_means_is_the_actor(tell):
    """In "died in police firing" the police act, and the dead do nothing."""
    told = tell("Four men died in police firing near the mill.")
    claim = told.by("died")
    assert any("police" in name.lower() for name in told.names(claim.actors))
    assert not any("men" in name for name in told.names(claim.actors))


def test_a_passive_without_an_agent_has_no_actor(tell):
    """Nobody is made an actor whom no words name."""
    assert tell("Four commanders were arrested this morning.").by("arrested").actors == ()


def test_whom_a_surrender_is_made_to_is_its_recipient(tell):
    """Those who surrender act; those they surrender to receive."""
    told = tell("Forty gunmen gave up and surrendered to the army.")
    claim = told.by("surrendered")
    assert any("gunmen" in name for name in told.names(claim.actors))
    assert any("army" in name for name in told.names(claim.recipients))


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The army did not kill the hostages.", "CT-"),
        ("The army may kill the hostages.", "PS+"),
        ("The army killed the hostages.", "CT+"),
    ],
)
def test_denied_and_possible_events_are_kept_and_marked(tell, text, factuality):
    """Negation and modality lower the claim's factuality and never drop it."""
    told = tell(text)
    assert [one.factuality for one in told.claims if one.event.outcome == "killed"] == [factuality]


def test_holding_an_election_arrests_nobody(tell):
    """Verbs of many meanings count only where people are held."""
    held = tell("Elections were held across the province on Sunday.")
    people = tell("Fifty people were held after the march.")
    assert not any(one.event.outcome == "arrested" for one in held.claims)
    assert any(one.event.outcome == "arrested" for one in people.claims)


def test_what_is_apprehended_may_be_a_thought(tell):
    """A clause for an object makes the verb one of thinking."""
    told = tell("The mayor apprehended that riots might follow.")
    assert not any(one.event.outcome == "arrested" for one in told.claims)


def test_a_plain_statement_is_a_claim_without_a_type(tell):
    """What no trigger tells of is a claim all the same, with its main predicate for a trigger."""
    claim = tell("The collapse of the coalition is imminent.").by("imminent")
    assert (claim.event.type, claim.event.outcome, claim.factuality) == (None, None, "CT+")


def test_places_have_roles(tell):
    """Words such as "From" and "to" and the verb itself say what a place is to the event."""
    told = tell(
        "Some 400 people fled from Amol to Beresk, and 30 were killed in Corvin.", where=["Amol", "Beresk", "Corvin"]
    )
    assert {(one.place, one.role) for one in told.by("fled").places} == {("p1", "from"), ("p2", "to")}
    assert {(one.place, one.role) for one in told.by("killed").places} == {("p3", "at")}


def test_the_time_of_speaking_dates_no_event(tell):
    """A date at the verb of saying isn't the event's."""
    says = [tell_says("The ministry", "said", "nine men were arrested in June")]
    told = tell("The ministry said on Friday nine men were arrested in June.", says=says)
    times = {told_time(told, one.timex) for one in told.by("arrested").times}
    assert times == {"June"}


def tell_says(*words):
    """Give an attribution by its words."""
    from tests.claim.conftest import Says

    return Says(*words)


def told_time(told, id_):
    """Give the words of a time."""
    return next(one.spans[0].text for one in told.timexes if one.id == id_).removeprefix("in ")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("More than 80,000 people had turned out, organisers said.", 80_000),
        ("The ministry put the crowd at around 20,000.", 20_000),
        ("No more than 20 thousand citizens took part.", 20_000),
        ("Some 5,000 people attended the rally.", 5_000),
        ("Between 45,000 and 55,000 people marched in the capital.", 45_000),
    ],
)
def test_crowds_of_a_protest_are_counted(tell, text, value):
    """Who marched, turned out or took part is a protest's crowd, in a report that tells of one only."""
    told = tell(f"The march against the bill began at noon. {text}")
    assert [told.values(one) for one in told.claims if one.event.type == "PROTEST" and one.quantities] == [[value]]
    assert not [one for one in tell("Thirty people took part in the trial.").claims if one.event.type == "PROTEST"]


def test_patients_and_charges_are_no_captives_and_no_dead(tell):
    """Who is treated and goes home isn't released from custody; counts of murder are nobody's deaths."""

    def outcomes(text):
        return {one.event.outcome for one in tell(text).claims}

    assert "released" not in outcomes("Two were treated and released.")
    assert "released" not in outcomes("Two of the injured were released from hospital on Sunday.")
    assert "released" in outcomes("Two men were released from prison on Sunday.")
    assert "killed" not in outcomes("He was charged with two counts of aggravated murder.")


def test_who_tried_to_leave_was_caught_on_the_way():
    """A place that the arrested were leaving isn't where they were arrested; where somebody was killed is."""

    def roles(text):
        return {place.role for place in read(text).claims[0].places}

    assert roles("Troops arrested four men who tried to escape from Mosul.") == {"from"}
    assert roles("Nine men were killed in Mosul.") == {"at"}


def test_who_withdraws_a_report_retreats_from_nowhere(tell):
    """Words, offers and candidates are withdrawn, too; an army that withdraws retreats."""
    assert not [one for one in tell("State radio later withdrew the report.").claims if one.event.type]
    assert [one.event.type for one in tell("The army withdrew from the town.").claims] == ["RETREAT"]


def test_a_warning_of_the_weather_threatens_nobody(tell):
    """A weather service warns, and an army that issues a warning threatens."""
    told = tell("The weather service issued a red warning for the coast. The bureau issued a flood warning.")
    assert not [one for one in told.claims if one.event.type]
    assert [one.event.type for one in tell("The army issued a warning to the rebels.").claims] == ["THREATEN"]
