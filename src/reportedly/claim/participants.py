"""Say who does it and to whom it's done: the heads of the noun phrases around a trigger, by dependencies."""

from reportedly.model import Parsed, Token

from .events import Trigger, word_of
from .tables import event_table, words

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
RAISING = ("xcomp", "oprd", "acomp", "attr", "ccomp")
RESULTING = frozenset({"leave", "find", "make", "keep", "get", "have", "be", "seem", "appear", "remain", "feel"})
"""Verbs whose subject or object an adjective under them tells of: "the blast left six dead"."""
HARMED = frozenset({"killed", "injured", "killed_or_injured", "destroyed", "displaced"})
ACTING = frozenset({"NORP", "GPE", "ORG", "PERSON"})
MAX_CONJUNCTS = 12
MAX_CLIMB = 6


def child(parsed: Parsed, i: int, *deps: str) -> Token | None:
    """Give the first dependent of a token with one of these labels."""
    return next((one for one in parsed.children(i) if one.dep in deps), None)


def coordinated(parsed: Parsed, i: int) -> list[int]:
    """Give a noun and all that is joined to it: "soldiers, police and civilians"."""
    found, at = [i], 0
    while at < len(found) and len(found) < MAX_CONJUNCTS:
        found += [one.i for one in parsed.children(found[at]) if one.dep in ("conj", "appos") and _counts(parsed, one)]
        at += 1
    return found


def _counts(parsed: Parsed, token: Token) -> bool:
    """Say whether a conjunct is a further participant; an apposition only where it has a number of its own."""
    if token.dep == "conj":
        return token.pos in NOMINAL
    return child(parsed, token.i, "nummod") is not None


def is_passive(parsed: Parsed, i: int) -> bool:
    """Say whether a verb stands in the passive, full ("was held") or reduced ("held by police", "four held")."""
    token = parsed.tokens[i]
    if any(one.dep in ("nsubjpass", "auxpass", "agent", "csubjpass") for one in parsed.children(i)):
        return True
    if token.tag not in ("VBN", "VBD") or child(parsed, i, "dobj", "ccomp"):
        return False
    return token.dep in ("acl", "amod") or (token.tag == "VBN" and not _has_have(parsed, i))


def _has_have(parsed: Parsed, i: int) -> bool:
    """Say whether a verb has "have" for an auxiliary, and so is in the perfect and active."""
    return any(one.dep == "aux" and one.lemma in ("have", "'ve", "'s", "'d") for one in parsed.children(i))


def subject(parsed: Parsed, i: int) -> int | None:
    """Give the head of a verb's subject: its own, its noun's in a relative clause, or the one it takes from above."""
    for _ in range(MAX_CLIMB):
        token = parsed.tokens[i]
        own = child(parsed, i, *SUBJECTS) or _before_auxiliary(parsed, i)
        if own is not None:
            relative = (
                token.dep == "relcl" and own.tag in ("WP", "WDT", "IN", "DT") and own.lemma in ("who", "which", "that")
            )
            return token.head if relative else own.i
        if token.dep == "acl":
            return None if _is_aim(parsed, i) else token.head
        if token.dep in RAISING:
            controller = child(parsed, token.head, "dobj")
            if controller is not None and token.dep == "xcomp" and controller.i < i:
                return controller.i
        elif token.dep not in ("conj", "advcl", "pcomp", "relcl") and not (token.dep == "prep" and token.lemma == "as"):
            return None
        above = parsed.tokens[token.head]
        if above.i == i or above.pos not in ("VERB", "AUX", "ADP", "SCONJ") or _is_said(token, above):
            return None
        i = above.i
    return None


def _is_said(token: Token, above: Token) -> bool:
    """Say whether a state is what somebody says, and not what they are: "14 dead, the governor says"."""
    return token.dep == "ccomp" and token.pos == "ADJ" and above.lemma not in RESULTING


def _is_aim(parsed: Parsed, i: int) -> bool:
    """Say whether a verb names what its noun is for, and no doer: "orders to arrest", "a bid to free them"."""
    to = any(one.dep == "aux" and one.tag == "TO" for one in parsed.children(i))
    return to and not is_passive(parsed, i) and not _is_person(parsed, parsed.tokens[i].head)


def _before_auxiliary(parsed: Parsed, i: int) -> Token | None:
    """Give the subject that a parser hung on a passive's auxiliary."""
    auxiliary = child(parsed, i, "auxpass")
    return child(parsed, auxiliary.i, *SUBJECTS) if auxiliary is not None else None


def agents(parsed: Parsed, trigger: Trigger) -> list[int]:
    """Give the heads of those who do it: named as such, or before a means: "police firing"."""
    named = [] if trigger.frame.undergone else _named_agents(parsed, trigger)
    found = [other for one in named for other in _behind(parsed, one)]
    return found or ([] if named else _from_circumstance(parsed, trigger))


def _behind(parsed: Parsed, i: int) -> list[int]:
    """Give who is behind a means that "does" it: in "a police bullet killed" the police; nobody where none is named."""
    if word_of(parsed.tokens[i]) not in event_table().violence or _is_person(parsed, i):
        return [i]
    owners = [
        one for one in parsed.children(i) if one.dep in ("poss", "compound", "amod", "nmod") and _may_act(parsed, one)
    ]
    by = [
        one.i
        for prep in parsed.children(i)
        if prep.lemma in ("by", "of")
        for one in parsed.children(prep.i)
        if one.dep == "pobj" and _may_act(parsed, one)
    ]
    return by or [one.i for one in owners]


def _is_person(parsed: Parsed, i: int) -> bool:
    """Say whether a word for force is a word for people: "militants", "the army"."""
    return word_of(parsed.tokens[i]) in event_table().persons or word_of(parsed.tokens[i]) in event_table().enforcers


def _may_act(parsed: Parsed, token: Token) -> bool:
    """Say whether a modifier names someone who acts: police, an army, a nation, a name."""
    if word_of(token) in event_table().enforcers or _is_person(parsed, token.i):
        return True
    name = parsed.name_at(token.i)
    return name is not None and name.label in ACTING


def _from_circumstance(parsed: Parsed, trigger: Trigger) -> list[int]:
    """Give who is behind the force that people come to harm in: "died in police firing"."""
    if trigger.frame.outcome not in HARMED or trigger.frame.patient == "value":
        return []
    means = [
        one.i
        for prep in parsed.children(trigger.i)
        if prep.lemma in ("in", "by", "from", "after", "during", "to", "due", "under")
        for inner in (prep, *(deeper for deeper in parsed.children(prep.i) if deeper.dep in ("prep", "pcomp")))
        for one in parsed.children(inner.i)
        if one.dep == "pobj" and word_of(one) in event_table().violence
    ]
    # a parser may take "police firing" for police who fire
    acting = [
        one.i
        for prep in parsed.children(trigger.i)
        for one in parsed.children(prep.i)
        if one.dep == "pobj" and any(deed.dep == "acl" and _is_force(deed) for deed in parsed.children(one.i))
    ]
    found = acting or [other for one in means for other in _behind(parsed, one) if other != one]
    found = found or _in_which(parsed, trigger.i)
    if found:
        return found
    for clause in parsed.children(trigger.i):
        if (
            clause.dep == "advcl"
            and _is_force(clause)
            and any(one.lemma in ("when", "as", "after") for one in parsed.children(clause.i))
        ):
            doer = subject(parsed, clause.i)
            return [doer] if doer is not None and not is_passive(parsed, clause.i) else []
    return []


def _in_which(parsed: Parsed, i: int) -> list[int]:
    """Give who is behind the force whose clause tells of the harm: "troops fired on the crowd, in which six died"."""
    led = any(
        one.lemma == "which" for prep in parsed.children(i) if prep.dep == "prep" for one in parsed.children(prep.i)
    )
    if not led or parsed.tokens[i].dep not in ("relcl", "advcl"):
        return []
    for above in (parsed.tokens[parsed.tokens[i].head], *list(parsed.ancestors(parsed.tokens[i].head))[:2]):
        if word_of(above) in event_table().violence and above.pos in ("NOUN", "PROPN"):
            return [one for one in _behind(parsed, above.i) if one != above.i]
        if above.pos == "VERB" and _is_force(above):
            doer = subject(parsed, above.i)
            return [doer] if doer is not None and not is_passive(parsed, above.i) else []
    return []


def _is_force(token: Token) -> bool:
    """Say whether a verb tells of force used."""
    frames = event_table().verbs.get(word_of(token), ())
    return word_of(token) in ("fire", "open", "launch", "hit", "strike") or any(one.type == "ASSAULT" for one in frames)


def _named_agents(parsed: Parsed, trigger: Trigger) -> list[int]:
    """Give the heads of those whom the grammar makes the doers."""
    i = trigger.i
    if trigger.kind == "verb":
        by = child(parsed, i, "agent")
        if by is not None and by.lemma.lower() != "alongside":
            return _objects(parsed, by.i)
        above = subject(parsed, i)
        if above is None or is_passive(parsed, i):
            return []
        if trigger.frame.outcome and trigger.frame.patient == "object" and _reduced(parsed, i):
            return []
        return coordinated(parsed, above)
    if trigger.kind == "noun":
        return _agents_of_noun(parsed, i, trigger)
    return []


def _agents_of_noun(parsed: Parsed, i: int, trigger: Trigger) -> list[int]:
    """Give who stands after "by", or before the noun: "the arrest by police", "the army's shelling"."""
    found = [head for prep in parsed.children(i) if prep.lemma == "by" for head in _objects(parsed, prep.i)]
    if found:
        return found
    of = [head for prep in parsed.children(i) if prep.lemma == "of" for head in _objects(parsed, prep.i)]
    if trigger.frame.patient == "subject" and of:
        return of
    owner = child(parsed, i, "poss")
    return [owner.i] if owner is not None and (of or not trigger.frame.outcome) else []


def patients(parsed: Parsed, trigger: Trigger) -> list[int]:
    """Give the heads of those it's done to, or who it happens to."""
    if trigger.frame.patient == "value":
        return []
    if trigger.frame.patient == "inside":
        return _inside(parsed, trigger.i)
    if trigger.kind == "verb":
        return _patients_of_verb(parsed, trigger)
    if trigger.kind == "adjective":
        return _patients_of_adjective(parsed, trigger.i)
    owner = child(parsed, trigger.i, "poss")
    of = [head for prep in parsed.children(trigger.i) if prep.lemma == "of" for head in _objects(parsed, prep.i)]
    direct = child(parsed, trigger.i, "dobj")
    if direct is not None:
        # a participle that was taken for a noun: "a raid killing at least 35"
        return coordinated(parsed, direct.i)
    return of or ([owner.i] if owner is not None and trigger.frame.outcome else [])


def _patients_of_verb(parsed: Parsed, trigger: Trigger) -> list[int]:
    """Give the object of an active verb or the subject of a passive one; the subject of "die" and "flee"."""
    i, wanted = trigger.i, trigger.frame.patient
    above = subject(parsed, i)
    behind = _behind_auxiliary(parsed, i)
    if above is None and behind is not None:
        return coordinated(parsed, behind.i)
    among = parsed.tokens[parsed.tokens[parsed.tokens[i].head].head]
    if parsed.tokens[i].dep in ("acl", "relcl") and among.lemma == "among":
        return _said_to_be_among(parsed, among.i) or coordinated(parsed, parsed.tokens[i].head)
    done_to = None if _in_brackets(parsed, i) else child(parsed, i, "dobj", "dative")
    done_to = done_to or _object_of_phrase(parsed, trigger)
    # "took the lives of 30" has its object behind it, "drove 900 people across the border" in its midst
    midst = trigger.last if parsed.tokens[trigger.last].dep == "pobj" else trigger.first
    if done_to is not None and trigger.first < done_to.i <= trigger.last and done_to.i >= midst:
        done_to = _object_of_phrase(parsed, trigger)
    if wanted == "subject" or (wanted == "either" and done_to is None):
        if above is None and done_to is not None and trigger.first == trigger.last:
            # the subject after its verb: "from the town have fled two thousand people"
            return coordinated(parsed, done_to.i)
        return coordinated(parsed, above) if above is not None else []
    if is_passive(parsed, i) or (done_to is None and trigger.frame.outcome and _reduced(parsed, i)):
        return [*(coordinated(parsed, above) if above is not None else []), *_alongside(parsed, i)]
    return coordinated(parsed, done_to.i) if done_to is not None else []


def _alongside(parsed: Parsed, i: int) -> list[int]:
    """Give those told of beside whom it befalls: "he was killed alongside two guards", "along with his wife"."""
    return [
        one
        for prep in parsed.children(i)
        if prep.lemma.lower() == "alongside" or (prep.lemma == "with" and parsed.tokens[prep.i - 1].lemma == "along")
        for noun in parsed.children(prep.i)
        if noun.dep == "pobj" and prep.i > i
        for one in coordinated(parsed, noun.i)
    ]


def _behind_auxiliary(parsed: Parsed, i: int) -> Token | None:
    """Give the subject that stands behind a participle and its auxiliary: "Also killed were three nurses"."""
    auxiliary = child(parsed, i, "auxpass")
    if auxiliary is None or auxiliary.i < i:
        return None
    return child(parsed, auxiliary.i, "attr", *SUBJECTS) or child(parsed, i, "attr")


def _object_of_phrase(parsed: Parsed, trigger: Trigger) -> Token | None:
    """Give what stands after a phrase's preposition or noun: "opened fire on the crowd", "claimed the lives of ten"."""
    for i in range(trigger.last, trigger.first, -1):
        if parsed.tokens[i].dep == "prep":
            return child(parsed, i, "pobj")
        prep = next(
            (one for one in parsed.children(i) if one.dep == "prep" and one.lemma in ("of", "on", "against", "at")),
            None,
        )
        if prep is not None:
            return child(parsed, prep.i, "pobj")
    if trigger.first != trigger.last:
        own = next((one for one in parsed.children(trigger.i) if one.dep == "dobj" and one.i > trigger.last), None)
        verb = parsed.tokens[trigger.last]
        # "let five of the women go"
        return own or (child(parsed, verb.i, "nsubj") if verb.pos == "VERB" and verb.head == trigger.i else None)
    return None


def _reduced(parsed: Parsed, i: int) -> bool:
    """Say whether a past form without an object is a headline's passive: "Four commanders arrested"."""
    token = parsed.tokens[i]
    return (
        token.tag in ("VBD", "VBN", "NN", "JJ", "NNP")
        and (child(parsed, i, "dobj") is None or _in_brackets(parsed, i))
        and not _has_have(parsed, i)
    )


def _in_brackets(parsed: Parsed, i: int) -> bool:
    """Say whether what follows a verb stands in brackets, and is no object of it: "61 people killed (23 children)"."""
    return i + 1 < len(parsed.tokens) and parsed.tokens[i + 1].text in ("(", "[")


def _patients_of_adjective(parsed: Parsed, i: int) -> list[int]:  # noqa: PLR0911  a list of tests, read in order
    """Give whom "dead", "homeless" or "wounded" is said of."""
    token = parsed.tokens[i]
    own = child(parsed, i, *SUBJECTS)
    if own is not None:
        return coordinated(parsed, own.i)
    if token.dep == "amod":
        return coordinated(parsed, token.head)
    outer = parsed.tokens[token.head]
    if token.dep in ("acomp", "attr", "oprd", "ccomp", "xcomp", "advcl"):
        done_to = child(parsed, token.head, "dobj")
        above = done_to.i if done_to is not None and done_to.i < i else subject(parsed, token.head)
        return coordinated(parsed, above) if above is not None and not _is_said(token, outer) else []
    if token.dep in ("pobj", "prep", "pcomp", "amod") and outer.lemma == "among":
        return _said_to_be_among(parsed, outer.i)
    if token.dep == "pobj" and outer.lemma == "with":
        whose = parsed.tokens[outer.head]  # "another 98 with burns", but no bodies with wounds
        if whose.pos != "VERB" and word_of(whose) not in words("remains"):
            return coordinated(parsed, whose.i)
    elif outer.lemma == "as" and outer.dep in ("prep", "advcl", "mark"):
        registered = parsed.tokens[outer.head]
        who = subject(parsed, registered.i) if registered.pos == "VERB" else None
        return coordinated(parsed, who) if who is not None else []
    return []


def _inside(parsed: Parsed, i: int) -> list[int]:
    """Give who is said to be in a camp or shelter: "3,000 Iraqis in camps", "870 families remained in shelters"."""
    prep = parsed.tokens[parsed.tokens[i].head]
    if parsed.tokens[i].dep == "conj":
        prep = parsed.tokens[prep.head]
    if prep.lemma not in ("in", "at", "near", "into", "to", "within", "around", "inside"):
        return []
    holder = parsed.tokens[prep.head]
    if holder.pos == "ADP":
        holder = parsed.tokens[holder.head]
    before = child(parsed, holder.i, "dobj")
    if before is not None and holder.pos == "VERB" and parsed.edges(before.i)[1] == prep.i - 1:
        return coordinated(parsed, before.i)
    if holder.pos in ("NOUN", "PROPN", "NUM"):
        return coordinated(parsed, holder.i)
    if holder.lemma not in words("staying"):
        return []
    housed = child(parsed, holder.i, "dobj") if holder.lemma in ("house", "accommodate") else None
    who = housed.i if housed is not None else subject(parsed, holder.i)
    lost = who is None or not _is_person(parsed, who)
    if lost and holder.i > 1 and _is_person(parsed, holder.i - 2) and parsed.tokens[holder.i - 1].lemma == "to":
        # where words run together the verb above is lost: "obligedsome 700 families to sleep in tents"
        who = holder.i - 2
    return coordinated(parsed, who) if who is not None else []


def _said_to_be_among(parsed: Parsed, prep: int) -> list[int]:
    """Give who is among the dead: "Among the dead were two nurses", "two nurses were among the dead"."""
    verb = parsed.tokens[prep].head
    named = [one for one in parsed.children(verb) if one.dep in (*SUBJECTS, "attr") and one.i != prep]
    return [head for one in named for head in coordinated(parsed, one.i)]


def _objects(parsed: Parsed, prep: int) -> list[int]:
    """Give the nouns after a preposition."""
    noun = child(parsed, prep, "pobj")
    return coordinated(parsed, noun.i) if noun is not None else []


def towards(parsed: Parsed, trigger: Trigger | None) -> list[int]:
    """Give the nouns after "to" and "with" that hang on the trigger."""
    heads = sorted({trigger.i, trigger.last}) if trigger is not None else []
    preps = [
        one
        for i in heads
        for one in parsed.children(i)
        if one.lemma in ("to", "with", "against") and one.dep in ("prep", "dative")
    ]
    return [noun.i for prep in preps for noun in parsed.children(prep.i) if noun.dep == "pobj"]
