"""Whose claim it is, where it traces back to, what it rests on, and what became of it on the way."""

import pytest

from tests.claim.conftest import Says
from tests.timing import least


def test_an_attributed_claim_has_its_chain_and_origin(tell):
    """A claim inside a source's words is that source's, and its origin is stated."""
    says = [Says("the port authority", "said", "Nine dockers were killed")]
    told = tell("Nine dockers were killed, the port authority said.", says=says)
    claim = told.by("killed")
    assert (claim.voice, claim.origin.basis, claim.attribution) == ("attributed", "stated", "a1")
    assert told.names(claim.chain) == [claim.origin.name]


def test_relays_stand_outermost_first(tell):
    """Of a relayed claim the chain begins with who relays and ends with whose word it is; that one is the origin."""
    text = "Radio Selva quoted the navy as saying that 30 sailors were rescued and two killed."
    says = [
        Says("Radio Selva", "quoted", "the navy as saying that 30 sailors were rescued and two killed"),
        Says("the navy", "saying", "that 30 sailors were rescued and two killed", parent="a1"),
    ]
    told = tell(text, says=says)
    claim = told.by("killed")
    assert [name.lower().removeprefix("the ") for name in told.names(claim.chain)] == ["radio selva", "navy"]
    assert (claim.origin.name or "").lower().removeprefix("the ") == "navy"


def test_a_bare_headline_traces_to_the_source_in_the_body(tell):
    """The headline's figure is the agency's, as the report attributes the same thing to it; the basis says so."""
    says = [Says("the rescue agency", "said", "a bus plunged into a ravine, killing 14 people")]
    told = tell(
        "On Tuesday a bus plunged into a ravine, killing 14 people, the rescue agency said.",
        title="14 killed in bus plunge",
        says=says,
    )
    claim = next(one for one in told.claims if one.voice == "headline" and one.quantities)
    assert claim.origin.basis == "inferred_in_report"
    assert "rescue agency" in (claim.origin.name or "")
    assert claim.chain == ()


def test_another_figure_lends_no_origin(tell):
    """A figure that the report attributes to nobody stays without an origin, whoever gives another figure."""
    says = [Says("the hospital", "said", "Three people were killed")]
    told = tell("Three people were killed, the hospital said. Elsewhere 58 people were killed.", says=says)
    origins = {told.values(one)[0]: one.origin.basis for one in told.claims if one.quantities}
    assert origins == {3: "stated", 58: "none"}


def test_a_passive_without_a_source_has_no_origin(tell):
    """The passive "it was reported" names nobody: the claim stays attributed, and its origin is none."""
    says = [Says("", "reported", "that two pilots were captured")]
    told = tell("It was reported that two pilots were captured.", says=says)
    assert (told.by("captured").voice, told.by("captured").origin.basis) == ("attributed", "none")


def test_an_active_cue_without_a_source_has_its_subject(tell):
    """Where a lost comma hid the source, whoever stands before "reported" is the origin."""
    says = [Says("", "reported", "Four men were killed and six injured in the pit")]
    told = tell("Four men were killed and six injured in the pit state television reported.", says=says)
    assert "television" in (told.by("killed").origin.name or "")


def test_the_least_sure_of_source_and_words_holds(tell):
    """What a source only believes is no certainty of its claims."""
    says = [Says("analysts", "believe", "the brigade surrendered", factuality="PR+", acts=("judge",))]
    told = tell("Most analysts believe the brigade surrendered.", says=says)
    assert told.by("surrendered").factuality == "PR+"


def test_the_authors_own_reserve_is_no_source(tell):
    """In "it seems that" nobody speaks but the author, less surely."""
    says = [Says("", "seems", "that the brigade surrendered", acts=("infer",), factuality="PR+")]
    claim = tell("It seems that the brigade surrendered.", says=says).by("surrendered")
    assert (claim.voice, claim.attribution, claim.act, claim.factuality) == ("author", None, "assert", "PR+")


def test_evidence_offered_is_an_inference(tell):
    """What "provides confirmation that" is followed by is concluded from its subject."""
    told = tell("The fact that clerks now flee provides final confirmation that the collapse of the front is underway.")
    assert told.by("underway").based_on == (told.by("flee").id,)


def test_demands_commit_to_nothing(tell):
    """An order to lay down arms isn't a claim that anyone did."""
    says = [Says("The general", "ordered", "Lay down your arms", kind="direct", acts=("demand",), factuality="Uu")]
    told = tell('The general ordered: "Lay down your arms".', says=says)
    assert {one.factuality for one in told.claims if one.event.outcome == "surrendered"} == {"Uu"}


def test_an_inference_rests_on_its_premise(tell):
    """In "the fact that X confirms that Y", Y is inferred, and is based on X."""
    told = tell("The fact that 80 deserters surrendered on Monday proves that the siege is failing.")
    premise, conclusion = told.by("surrendered"), told.by("failing")
    assert conclusion.based_on == (premise.id,)
    assert (conclusion.relation, conclusion.act, conclusion.voice) == ("confirms", "infer", "author")


def test_a_refutation_points_back(tell):
    """The words "this refutes the claim" rests on what was said before it."""
    says = [Says("the navy", "said", "Our ships sank nothing")]
    told = tell("Our ships sank nothing, the navy said. This statement refutes the rumours of a battle.", says=says)
    refuting = told.by("refutes")
    assert refuting.relation == "refutes"
    assert told.claims[0].id in refuting.based_on


def test_reasons_are_linked(tell):
    """A clause after "because" is what the main claim is based on."""
    told = tell("The villagers fled because soldiers burned down the mill.")
    assert told.by("fled").relation == "because"
    assert told.by("fled").based_on == (told.by("burned down").id,)


def test_drift_goes_from_the_quotation_to_the_headline(tell):
    """Figure, label, certainty and attribution are compared from the source's words outward to the headline."""
    quotation = "“So far 1,460 insurgents have laid down arms.”"
    text = f"The ministry said: {quotation} It seems that more than 1,400 bandits surrendered."
    says = [Says("The ministry", "said", quotation, kind="direct")]
    told = tell(text, title="1,400 bandits surrender", says=says)
    drift = told.drifts[0]
    voices = [next(one.voice for one in told.claims if one.id == id_) for id_ in drift.claims]
    assert voices == ["attributed", "author", "headline"]
    changes = {(step.change, step.from_value, step.to_value) for step in drift.steps}
    assert ("certainty", "CT+", "PR+") in changes
    assert ("label", "insurgent", "bandit") in changes
    assert ("event", "laid down arms", "surrendered") in changes
    assert {"attribution", "figure"} <= {change for change, _, _ in changes}


def test_same_words_drift_nowhere(tell):
    """A claim repeated unchanged has no drift."""
    told = tell("Police arrested 12 men on Monday. Police arrested 12 men on Monday.")
    assert told.drifts == ()


def test_what_a_source_is_not_quoted_as_saying_is_an_addition(tell):
    """A retelling that shares no telling word with the quotation beside it is marked as an addition."""
    quotation = "“We ask drivers to keep clear of the northern tunnel until the smoke is gone.”"
    retold = "the shameless greed of foreign construction companies"
    text = f"The fire brigade issued a statement. {quotation} The fire brigade condemned {retold}."
    says = [
        Says("The fire brigade", "issued a statement", quotation, kind="direct", acts=("demand",)),
        Says("The fire brigade", "condemned", retold + "", acts=("accuse",)),
    ]
    told = tell(text.replace(retold, f"how {retold} had corrupted the city"), says=[says[0], _wider(says[1], retold)])
    assert [step.change for drift in told.drifts for step in drift.steps] == ["addition"]


def _wider(says, words):
    """Give an attribution of the whole clause."""
    return Says(says.source, says.cue, f"how {words} had corrupted the city", acts=says.acts)


def test_forecasts_have_criterion_phrase_and_deadline(tell):
    """What will be, how surely on a published scale, and by when."""
    told = tell("The siege will probably end by Friday.", published="2026-03-10")
    forecast = told.forecasts[0]
    assert forecast.probability.phrase == "probably"
    assert (forecast.probability.low, forecast.probability.high, forecast.probability.scale) == (0.55, 0.80, "icd203")
    assert forecast.by is not None
    assert (forecast.by.end or "") >= "2026-03-13"


def test_an_unhedged_will_has_no_phrase(tell):
    """The bare "will" is no phrase of probability."""
    told = tell("The enclave will fall.")
    assert told.forecasts[0].probability.phrase is None
    assert told.forecasts[0].probability.low is None


def test_two_forecasts_of_one_sentence_stay_two(tell):
    """Joined predictions have each their own words, phrase and deadline."""
    told = tell("The pocket will be gone by early next week and may not survive the weekend.", published="2026-03-13")
    assert [one.probability.phrase for one in told.forecasts] == [None, "may"]
    assert "weekend" not in told.forecasts[0].criterion


def test_a_condition_is_kept(tell):
    """What the forecast hangs on is told apart from it."""
    told = tell("The dam could burst if the rain continues.")
    assert told.forecasts[0].condition == "if the rain continues"


def test_what_could_have_been_foretells_nothing(tell):
    """A missed chance is about the past."""
    assert tell("The rebels could have signed in May.").forecasts == ()


def test_namings_say_who_calls_whom_what(tell):
    """A label in a quotation is its source's; in the author's words nobody else's."""
    quotation = "“Our patrols chased the terrorists to the river.”"
    told = tell(
        f"The army said: {quotation} The rebels crossed at night.",
        says=[Says("The army", "said", quotation, kind="direct")],
    )
    found = {(one.label, bool(one.by), one.quoted) for one in told.namings}
    assert {("terrorists", True, True), ("rebels", False, False)} <= found


def test_sentences_tell_who_speaks(tell):
    """Headline, author, source, and both in one sentence."""
    text = "The bridge was closed on Monday. Traffic was heavy, the mayor said. "
    text += "He called it a mess, and many drivers agreed with that."
    says = [Says("the mayor", "said", "Traffic was heavy"), Says("He", "called", "a mess")]
    told = tell(text, title="Bridge closed", says=says)
    assert [one.voice for one in told.sentences] == ["headline", "author", "attributed", "mixed"]
    assert [one.in_ for one in told.sentences] == ["title", None, None, None]


def test_inferences_are_told_from_events(tell):
    """The author's reasoning is an inference; the headline tells an event."""
    told = tell("The fact that 80 deserters surrendered proves that the siege is failing.", title="Siege failing")
    assert [one.function for one in told.sentences] == ["event", "inference"]


def test_what_no_claim_took_is_left_over(tell):
    """A figure in no claim is shown; a figure in one isn't."""
    told = tell("Police arrested 12 men. The tower is 300 metres high. A good 40 shops.")
    assert [span.text for span in told.leftovers] == ["40"]


def test_reading_twice_gives_the_same(tell):
    """The room is deterministic."""
    text = "Shelling killed 17 people and wounded 40, medics said. The toll may rise."
    assert tell(text).claims == tell(text).claims


def test_a_long_report_stays_linear(tell):
    """Four times the text takes no more than about four times the time of its claims."""
    sentence = "Shelling killed 17 people and wounded 40 in the port on Monday, medics said. "
    tell(sentence)
    short, long = (least(lambda times=times: tell(sentence * times)) for times in (40, 160))
    assert long < 12 * short


def test_nothing_rests_on_itself(tell):
    """A relative clause hangs under what it speaks of: the claim in it isn't its own premise."""
    told = tell("There is evidence that supports the claim that soldiers fired first.")
    assert all(one.id not in one.based_on for one in told.claims)
    assert all((one.relation is None) == (not one.based_on) for one in told.claims)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("It is too late to save the theatre.", "late"),
        ("The board had a chance to save the theatre last year.", "had"),
        ("The city fathers have missed the boat.", "missed"),
    ],
)
def test_an_author_who_values_judges(tell, text: str, trigger: str) -> None:
    """Too late, a chance had, a boat missed: the author judges, whoever is spoken of."""
    claim = tell(text).by(trigger)
    assert (claim.voice, claim.act) == ("author", "judge")


def test_a_columnist_judges_what_others_do_not_want(tell) -> None:
    """Who gives opinions judges by saying what others don't wait for; a reporter asserts it."""
    text = "The villagers are not waiting for the governor. My view is that he has lost them."
    says = [Says("My", "view is", "that he has lost them", acts=("judge",), source_kind="author")]
    assert tell(text, says=says).by("waiting").act == "judge"
    assert tell("The villagers are not waiting for the governor.").by("waiting").act == "assert"


def test_others_plans_told_by_the_author_are_predictions(tell) -> None:
    """What a firm will do is foretold where nobody is said to announce it."""
    assert tell("The company will hire forty welders.").claims[0].act == "predict"


def test_an_addition_is_set_beside_the_closest_quotation(tell) -> None:
    """What sums up a quotation is compared with the one nearest to it, of the same source."""
    first = "“Two wells were poisoned overnight.”"
    last = "“We warn the herders on the north bank to leave the pasture by Friday.”"
    text = (
        f"Here is what the river council has said\n\n{first}\n\nThe river council also issued a warning. "
        f"It includes a rebuke of the way breeders have bribed its inspectors\n\n{last}\n\nIt gave no further details."
    )
    says = [
        Says("the river council", "has said", first, kind="direct"),
        Says("The river council", "issued a warning", last, kind="direct", acts=("warn",)),
        Says("The river council", "rebuke of", "the way breeders have bribed its inspectors", acts=("accuse",)),
    ]
    told = tell(text, says=says)
    steps = [step for one in told.drifts for step in one.steps if step.change == "addition"]
    assert [step.from_value for step in steps] == [last]


def test_people_counted_among_an_armed_group_are_named_so(tell) -> None:
    """Whom a writer calls a group's commanders, the writer names after it; others may call them otherwise."""
    told = tell("Soldiers seized three Taliban commanders near the dam. Taliban fighters had held the dam.")
    assert "Taliban" in {one.label for one in told.namings}


def test_who_adds_to_their_own_words_is_one_link(tell):
    """A source inside its own quotation is no relay: the chain has it once."""
    text = "“The pass is closed,” the warden said, adding that two hikers were rescued. “It stays closed.”"
    says = [
        Says("the warden", "said", "“The pass is closed,” // “It stays closed.”", kind="direct"),
        Says("the warden", "adding", "that two hikers were rescued", parent="a1"),
    ]
    told = tell(text, says=says)
    assert told.names(told.by("rescued").chain) == ["warden"]


def test_only_what_the_author_foretells_is_an_expectation_for_sure(tell):
    """A forecast in the author's own voice makes its sentence one, whatever other clues say."""
    sentences = tell("The old mill will be gone by spring.").sentences
    assert [one.function for one in sentences] == ["expectation"]


def test_a_statements_claim_is_its_issuers(tell):
    """What a statement claims goes back to who issued it, as far as the report tells."""
    text = "The Front said in a statement that its men had fired. The claim said that 40 guards were killed."
    says = [
        Says("The Front", "said in a statement", "that its men had fired"),
        Says("The claim", "said", "that 40 guards were killed", source_kind="document"),
    ]
    claim = tell(text, says=says).by("killed")
    assert (claim.origin.name, claim.origin.basis) == ("Front", "stated")
    assert claim.chain == (claim.origin.entity,)


def test_a_vague_figure_yields_no_precise_one(tell):
    """Who speaks of "many" dead isn't where a report has 30 from; who says "30" is where it has "dozens" from."""
    says = [Says("the mayor", "said", "many people were killed")]
    told = tell("Flood kills 30 people in Varna\n\nIn the port, the mayor said many people were killed.", says=says)
    assert told.by("kills").origin.basis == "none"
    says = [Says("the mayor", "said", "30 people were killed")]
    told = tell("Flood kills dozens in Varna\n\nIn the port, the mayor said 30 people were killed.", says=says)
    assert told.by("kills").origin.basis == "inferred_in_report"


def test_casualties_sum_up_the_dead_and_the_hurt(tell):
    """A headline of dozens of casualties goes back to the one source of the dead and the hurt; to none of two."""
    title = "Dozens of casualties in Varna market blast\n\n"
    body = "Six people were killed and 32 people were wounded, state radio said."
    told = tell(title + body, says=[Says("state radio", "said", body.removesuffix(", state radio said."))])
    assert told.by("casualties").origin.basis == "inferred_in_report"
    body = "Six people were killed, state radio said. The mayor said 32 people were wounded."
    says = [Says("state radio", "said", "Six people were killed"), Says("The mayor", "said", "32 people were wounded")]
    assert tell(title + body, says=says).by("casualties").origin.basis == "none"


@pytest.mark.parametrize("opening", ["We will remind, on", "Recall that on", "It should be recalled that on"])
def test_what_a_report_reminds_of_is_background(tell, opening):
    """However it's worded, what a report says it told before is background."""
    told = tell(f"The bridge was closed on Monday. {opening} 3 May a lorry will have struck its pier.")
    assert told.sentences[-1].function == "background"


def test_an_event_in_somebodys_words_is_speech(tell):
    """A sentence that is a quotation from end to end tells no event of the report's own."""
    words = "On Monday the company announced a plan to close its plant."
    alone = tell(words).sentences[0]
    says = [Says("Ann Bell", "said", f"“{words}”", kind="direct")]
    quoted = tell(f"“{words}” Ann Bell said.", says=says).sentences[0]
    assert (alone.function, quoted.function) == ("event", "speech")
