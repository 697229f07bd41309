"""What speakers do by speaking, and how far they commit to it."""

import pytest

from reportedly.attribute.acts import acts_by_form


@pytest.mark.parametrize(
    ("text", "content", "acts", "factuality"),
    [
        ("The mayor said that the bridge was closed.", "bridge", ("assert",), "CT+"),
        ("The company denied that it had poisoned the river.", "poisoned", ("deny",), "CT-"),
        ("The minister promised to rebuild the school.", "rebuild", ("promise",), "Uu"),
        ("The union demanded that the mine close.", "mine", ("demand",), "Uu"),
        ("The council urged residents to leave the valley.", "leave", ("demand",), "Uu"),
        ("Reporters asked whether the dam was safe.", "dam", ("ask",), "Uu"),
        ("The ministry warned that the dam could break.", "dam", ("warn",), "PS+"),
        ("Analysts predicted that the party would win.", "party", ("predict",), "PR+"),
        ("The prosecutor alleged that the mayor took bribes.", "bribes", ("accuse",), "PS+"),
        ("The coroner concluded that the driver fell asleep.", "driver", ("infer",), "CT+"),
        ("The rebels threatened to shell the town.", "shell", ("threaten",), "Uu"),
        ("The army announced that it had taken the hill.", "hill", ("assert",), "CT+"),
        ("Six countries announced readiness to send doctors.", "readiness", ("promise",), "Uu"),
        ("She said that she would publish the letters.", "publish", ("promise",), "PR+"),
        ("He said that the harvest would be poor.", "harvest", ("predict",), "PR+"),
        ("A witness said smoke could be seen over the port.", "smoke", ("assert",), "CT+"),
        ("The union said the effects could be felt for years.", "effects", ("predict",), "PS+"),
        ("The staff said the reports were nothing but lies.", "reports", ("deny",), "CT-"),
    ],
)
def test_indirect(read, text: str, content: str, acts: tuple[str, ...], factuality: str) -> None:
    """The cue's word decides where it names an act; else what is said does."""
    found = read(text).find(content)
    assert found.acts == acts
    if factuality != "PR+" or "promise" not in acts:
        assert found.factuality == factuality


@pytest.mark.parametrize(
    ("quotation", "acts"),
    [
        ("The pumps have run since Friday.", ("assert",)),
        ("Where were the buses when we needed them?", ("ask",)),
        ("Do not drink the water from the river.", ("demand",)),
        ("It is time to open the border.", ("demand",)),
        ("The owners must repair the dam.", ("demand",)),
        ("We warn every trader in this town.", ("warn",)),
        ("We ask the churches to open their doors.", ("demand",)),
        ("We will rebuild every house by spring.", ("promise",)),
        ("We will strike back.", ("threaten",)),
        ("The army will continue the operation.", ("announce",)),
        ("Prices will rise in the autumn.", ("predict",)),
        ("The dam may not hold until Sunday.", ("predict",)),
        ("That report is false.", ("deny",)),
        ("I did not sign the letter.", ("deny",)),
        ("The police violated every rule of the court.", ("accuse",)),
        ("It was a terrible mistake.", ("judge",)),
        ("This proves that the gate was open.", ("infer",)),
        ("We will pay the families. Prices will rise.", ("promise", "predict")),
    ],
)
def test_direct(read, quotation: str, acts: tuple[str, ...]) -> None:
    """Under a neutral cue the words said decide, clause by clause, in their order."""
    found = read(f"“{quotation[:-1]},” the spokesman said." if quotation.endswith(".") else f"“{quotation}” he asked.",
                 tagged=[]).find(quotation[:15])  # fmt: skip
    assert found.acts == acts


def test_several_acts_main_first(read) -> None:
    """A cue that names an act goes first, and what else the quotation does follows in its order."""
    found = read(
        "The ministry issued a sharp warning to the traders.\n\n"
        "“We warn the traders for the last time. Do not sell the stolen cattle. The police have closed two markets.”"
    ).find("last time")
    assert found.acts == ("warn", "demand", "assert")
    assert found.factuality == "CT+"


def test_speakers_own_doubt_is_theirs(read) -> None:
    """What "we do not expect" is about is held improbable."""
    found = read("“We do not expect to find anyone else,” the rescuer said.", tagged=[]).find("expect")
    assert found.factuality == "PR-"


def test_negated_cue_commits_to_nothing(read) -> None:
    """Who doesn't say something isn't committed to it."""
    found = read("The company did not confirm that it had sold the mine.").find("mine")
    assert found.factuality == "Uu"


def test_who_will_do_it_commits_to_it(read) -> None:
    """An announced plan in the future tense is a commitment; an infinitive, or a condition, leaves it open."""
    texts = {
        "The port announced that it will close the lock.": "PR+",
        "The port announced plans to close the lock.": None,
        "The port announced that it would close the lock if the gate failed.": "Uu",
    }
    for text, wanted in texts.items():
        found = read(text).attributions
        assert wanted is None or [one.factuality for one in found] == [wanted], text


def test_without_details_is_no_denial(read) -> None:
    """Who "reported without giving details" did report."""
    text = "The bridge was closed, the radio reported without giving details."
    found = read(text, tagged=[("the radio", "reported", "The bridge was closed")]).find("bridge")
    assert found.factuality == "CT+"


def test_a_headlines_second_verb_orders_nothing(grammar) -> None:
    """A bare verb joined to one with a subject shares it; one that begins a sentence gives an order."""
    _, parsed = grammar("Floods destroy 50 houses, cut roads in the north. Stay at home.")
    acts = acts_by_form(parsed)
    heads = {token.text: token.i for token in parsed.tokens}
    assert heads["cut"] not in acts
    assert acts[heads["Stay"]] == "demand"


def test_who_insists_on_a_day_insists_on_no_day(read):
    """A date behind a verb is no part of it: "insisted on Friday that" asserts, "insisted on a poll" demands."""
    for text, act in (
        ("Officials insisted on Friday that the jab is safe.", "assert"),
        ("Officials insisted on a recount of the votes.", "demand"),
    ):
        words = text.partition("insisted")[2].removeprefix(" on Friday").strip(" .").removeprefix("on ")
        cue = "insisted on" if "recount" in text else "insisted"
        assert read(text, tagged=[("Officials", cue, words)]).attributions[0].acts[0] == act
