"""Weigh how far the words commit to each predicate, over the dependencies: the scope of a hedge is a subtree.

Each predicate takes a context from what governs it (a clause under "denied" is held false) and combines it with what
stands in its own clause (modals, negation, adverbs). Governors are weighed before what they govern, so one pass does,
in time linear in the length of the text.

After Saurí and Pustejovsky 2012 (De Facto, a top-down computation over dependencies) and Lotan, Stern and Dagan 2013
(TruthTeller); the words stand in `certainty.toml`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reportedly.model import Commitment, Commitments

from .acts import acts_by_form, must_tell
from .ahead import could_perceive
from .certainty import NAMES, Certainty, Signature, certainty, combine
from .cues import acts_table
from .lexicon import words as listed
from .refuted import refuting

if TYPE_CHECKING:
    from reportedly.model import Article, Parsed, Token

_PREDICATES = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN", "ADV"})
_WARNING = frozenset({"warn", "caution"})
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "acomp", "csubj", "csubjpass", "oprd", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
# Of these predicates a nominal subject is the event itself: "a strike is likely", "talks will be held".
_CERTAIN = 3


class Weight(NamedTuple):
    """The commitment to one predicate on the scale, why, and the context it has from what governs it."""

    value: int
    reason: str
    context: int
    outer: str


def weigh(article: Article, parsed: Parsed) -> Commitments:  # noqa: ARG001 (every step gets the article)
    """Weigh every verb, noun and adjective of a report.

    The values are those of the innermost voice: what is said is weighed as the speaker words it. Tokens that nothing
    qualifies are left out (`Commitments.at` gives `PLAIN` for them).
    """
    weights = weigh_tokens(parsed, certainty())
    qualified = {
        i: Commitment(NAMES[weight.value], weight.reason)
        for i, weight in sorted(weights.items())
        if weight.value != _CERTAIN and parsed.tokens[i].pos in _PREDICATES
    }
    return Commitments(MappingProxyType(qualified), MappingProxyType(acts_by_form(parsed)))


def weigh_tokens(parsed: Parsed, table: Certainty) -> dict[int, Weight]:
    """Weigh all tokens, governors first."""
    weights: dict[int, Weight] = {}
    level = [token for token in parsed.tokens if token.head == token.i]
    while level:
        below: list[Token] = []
        for token in level:
            weights[token.i] = _weigh(parsed, token, weights, table)
            below += parsed.children(token.i)
        level = below
    return weights


def _weigh(parsed: Parsed, token: Token, weights: dict[int, Weight], table: Certainty) -> Weight:
    """Weigh one token whose governor is weighed."""
    if _shares_its_clause(parsed, token):
        head = weights[token.head]
        return Weight(head.value, head.reason, head.context, head.outer)
    context, outer = _context(parsed, token, weights, table)
    value, reason = context, outer
    for local, word in _local(parsed, token, table):
        value, reason = combine(value, local), f"{reason}; “{word}”" if reason else f"“{word}”"
    return Weight(value, reason or "stated plainly", context, outer)


def _shares_its_clause(parsed: Parsed, token: Token) -> bool:
    """Say whether a conjunct shares subject and auxiliaries with the first: "did not sign or ratify"."""
    if token.dep != "conj":
        return False
    first = parsed.tokens[token.head]
    below = {child.dep for child in parsed.children(token.i)}
    own = bool(below & (_SUBJECTS | {"aux", "auxpass", "neg"}))
    if token.pos == "NOUN" and {"amod", "nummod"} <= below:
        return False  # "1,204 suspected cases and 31 associated deaths": the deaths aren't suspected
    return not own and (token.tag == first.tag or token.pos == first.pos == "NOUN")


def _context(  # noqa: PLR0911 one answer for each kind of dependency
    parsed: Parsed, token: Token, weights: dict[int, Weight], table: Certainty
) -> tuple[int, str]:
    """Give what a token's governor makes of it, and the words that do so."""
    if token.head == token.i:
        return _of_root(parsed, token, table)
    head, above = parsed.tokens[token.head], weights[token.head]
    marked = _marked(parsed, token, table)
    if marked is not None:
        return marked
    if token.dep == "conj":
        return above.context, above.outer
    refuted = refuting(parsed, token)
    if refuted is not None:
        return -_CERTAIN, f"“{refuted.text}”"
    if token.dep in _CLAUSES:
        return _under_word(parsed, token, weights, table)
    if token.dep == "advcl":
        return (table.purpose, "purpose") if _is_infinitive(parsed, token) else (_CERTAIN, "")
    if token.dep in ("pcomp", "pobj"):
        return _under_preposition(parsed, token, weights, table)
    if token.pos in ("NOUN", "PROPN") and token.dep in ("dobj", "nsubjpass", "attr", "nsubj", "dative"):
        return _as_argument(parsed, token, head, above, table)
    return _CERTAIN, ""


def _of_root(parsed: Parsed, token: Token, table: Certainty) -> tuple[int, str]:
    """Weigh what governs a whole sentence: a question, an order or a statement."""
    sentence = parsed.sentences[token.sentence]
    # the question mark may stand before a closing quotation mark and white space
    if any("?" in one.text for one in parsed.tokens[max(sentence.first, sentence.last - 3) : sentence.last]):
        return table.question, "question"
    subject = any(child.dep in _SUBJECTS or child.dep == "aux" for child in parsed.children(token.i))
    if token.tag == "VB" and not subject:
        return table.imperative, "imperative"
    return _CERTAIN, ""


def _marked(parsed: Parsed, token: Token, table: Certainty) -> tuple[int, str] | None:
    """Give the context that a subordinator makes ("if", "until"), where there is one."""
    for child in parsed.children(token.i):
        if child.dep in ("mark", "advmod") and child.i < token.i and child.lemma in table.subordinators:
            if child.lemma == "whether" and token.dep == "ccomp":
                return 0, "“whether”"
            return table.subordinators[child.lemma], f"“{child.text}”"
    return None


def _under_word(parsed: Parsed, token: Token, weights: dict[int, Weight], table: Certainty) -> tuple[int, str]:
    """Give what the verb, adjective or noun that takes a clause makes of it."""
    head, above = parsed.tokens[token.head], weights[token.head]
    if _stands_alone(parsed, token, head):
        return _CERTAIN, ""
    governor = _predicative(parsed, head, token) or head
    verb = governor.lemma.lower()
    signature = table.clauses.get(f"{verb} {token.lemma.lower()}") or table.clauses.get(verb)
    value = above.value if governor is head else weights.get(governor.i, above).value
    if signature is None or (verb == "have" and must_tell(parsed, head, token)):
        if signature is None and token.dep in ("xcomp", "acl") and _is_infinitive(parsed, token):
            return combine(value, table.purpose), f"infinitive under “{governor.text}”"
        return (_CERTAIN, "") if token.dep == "ccomp" else (value, above.reason if value != _CERTAIN else "")
    if verb == "able" and value and _is_over(parsed, parsed.tokens[head.head] if head is governor else head):
        return (_CERTAIN, "") if value == _CERTAIN else (value, f"“{governor.text}”")
    if signature.affirmed == _CERTAIN and _is_distanced(parsed, head, token):
        return 2, f"“{governor.text}” with nobody who says so"
    return _signed(signature, value, governor.text)


def _is_over(parsed: Parsed, verb: Token) -> bool:
    """Say whether a verb tells of what is past: who "was able to" or "has been able to" did (Karttunen 1971)."""
    return verb.tag == "VBD" or any(child.dep == "aux" and child.lemma == "have" for child in parsed.children(verb.i))


def _stands_alone(parsed: Parsed, token: Token, head: Token) -> bool:
    """Say whether a clause isn't what the word above it makes of others, though the grammar hangs it there.

    A reduced relative: "those wounded in the strike". A sentence of its own: "gunmen kidnapped 287; 28 escaped". What
    is past, which nobody warns of: "they warned that the storm killed 257 and the toll may rise".
    """
    if token.dep == "acl" and not _is_infinitive(parsed, token) and not _has_that(parsed, token):
        return True
    if head.lemma.lower() in _WARNING and token.tag == "VBD":
        return True
    return any(token.i < child.i < head.i and child.text == ";" for child in parsed.children(head.i))


def _signed(signature: Signature, value: int, word: str) -> tuple[int, str]:
    """Apply a signature to a complement of a word that is itself weighed with `value`."""
    if signature.presupposed:
        return _CERTAIN, ""
    reason = f"under “{word}”"
    if signature.voice:
        result = signature.denied if value < 0 else signature.affirmed
    elif value == 0:
        result = 0
    else:
        result = combine(abs(value), signature.affirmed if value > 0 else signature.denied)
    return (result, reason) if result != _CERTAIN else (result, "")


def _predicative(parsed: Parsed, head: Token, clause: Token) -> Token | None:
    """Give the adjective or noun that says of a clause what it is: "it is likely that", "the hope is that"."""
    if head.lemma != "be":
        return None
    for child in parsed.children(head.i):
        if child.i != clause.i and child.dep in ("acomp", "attr"):
            return child
    return next((c for c in parsed.children(head.i) if c.dep == "nsubj" and c.pos == "NOUN"), None)


def _is_distanced(parsed: Parsed, head: Token, clause: Token) -> bool:
    """Say whether a word of saying is passive and its clause an infinitive: "is said to have fled"."""
    passive = any(child.dep == "auxpass" for child in parsed.children(head.i))
    return (
        passive
        and clause.dep == "xcomp"
        and _is_infinitive(parsed, clause)
        and head.lemma in listed("telling_of_others")
    )


def _under_preposition(parsed: Parsed, token: Token, weights: dict[int, Weight], table: Certainty) -> tuple[int, str]:
    """Give what a preposition, or a word with its preposition, makes of what follows it."""
    preposition = parsed.tokens[token.head]
    above = parsed.tokens[preposition.head]
    phrase = f"{above.lemma.lower()} {preposition.lemma.lower()}"
    for words in (phrase, preposition.lemma.lower()):
        if words in table.nouns:
            return _signed(table.nouns[words], weights[above.i].value, words)
    if token.dep == "pcomp" and above.lemma.lower() in table.clauses:
        return _signed(table.clauses[above.lemma.lower()], weights[above.i].value, phrase)
    return _CERTAIN, ""


def _as_argument(parsed: Parsed, token: Token, head: Token, above: Weight, table: Certainty) -> tuple[int, str]:
    """Give what a verb makes of an event that is its object or subject."""
    passive = token.dep == "nsubjpass"
    lemma = head.lemma.lower()
    if token.dep in ("dobj", "nsubjpass") and lemma in table.nouns:
        if token.lemma in table.speech_nouns:
            return _CERTAIN, ""
        if above.context == -_CERTAIN and table.nouns[lemma].affirmed == _CERTAIN:
            return above.context, above.outer  # "the claim that it caused deaths is false": nobody died
        return _signed(table.nouns[lemma], above.value, head.text)
    carried = token.dep == "dobj" and lemma in listed("carrying_out")
    happens = token.dep == "nsubj" and lemma in listed("happening") and head.pos in ("VERB", "AUX")
    if (passive or carried or happens or token.dep == "attr") and above.value != _CERTAIN:
        if happens and lemma == "be":
            return _existence(parsed, head, above, table)
        return above.value, above.reason
    return _CERTAIN, ""


def _existence(parsed: Parsed, head: Token, above: Weight, table: Certainty) -> tuple[int, str]:
    """Weigh the subject of "be" by what is said of it: possible, likely, impossible."""
    for child in parsed.children(head.i):
        if child.dep == "acomp" and child.lemma in table.clauses:
            return _signed(table.clauses[child.lemma], above.value, child.text)
    return _CERTAIN, ""


def _local(parsed: Parsed, token: Token, table: Certainty) -> list[tuple[int, str]]:
    """Give the values of the words in a token's own clause that qualify it."""
    found: list[tuple[int, str]] = []
    for child in parsed.children(token.i):
        word = child.text.lower().replace("’", "'")
        if word == "would" and _is_told(parsed, token):
            word = "will"  # the future, told in the past: "said that it would close"
        if child.dep in ("aux", "auxpass") and child.tag == "MD" and word in table.modals:
            if word == "must" and must_tell(parsed, token, token):
                continue
            if word == "could" and could_perceive(parsed, token, acts_table()):
                continue
            found.append((table.modals[word], child.text))
        elif child.dep in ("neg", "advmod", "preconj", "cc") and word in table.adverbs and child.dep != "cc":
            found.append((table.adverbs[word], child.text))
        elif child.dep == "det" and word in table.no_determiners:
            found.append((-_CERTAIN, child.text))
        elif child.dep in ("amod", "det") and token.pos in ("NOUN", "PROPN") and word in table.adjectives:
            found.append((table.adjectives[word], child.text))
        elif (child.dep in _SUBJECTS and _is_nobody(parsed, child, table)) or (
            child.dep in ("dobj", "attr") and _is_no_one(parsed, child, table)
        ):
            found.append((-_CERTAIN, child.text))
    return found


def _is_told(parsed: Parsed, token: Token) -> bool:
    """Say whether a clause is told in the past, without a condition of its own."""
    if token.dep != "ccomp" or parsed.tokens[token.head].tag not in ("VBD", "VBN"):
        return False
    return not any(child.dep == "advcl" and _begins_with_if(parsed, child) for child in parsed.children(token.i))


def _begins_with_if(parsed: Parsed, clause: Token) -> bool:
    return any(child.dep == "mark" and child.lemma in ("if", "unless") for child in parsed.children(clause.i))


def _is_nobody(parsed: Parsed, noun: Token, table: Certainty) -> bool:
    """Say whether a subject negates its clause: "nobody", "no one", "no group"."""
    return noun.lemma.lower() in table.no_pronouns or is_denied(parsed, noun, table)


def _is_no_one(parsed: Parsed, noun: Token, table: Certainty) -> bool:
    """Say whether an object is nobody at all, which denies the clause: "he met nobody", "they freed no one".

    With an adjective before it the parser has lost its way: "that it broke surprised nobody" has a verb there.
    """
    if any(child.dep == "amod" for child in parsed.children(noun.i)):
        return False
    return noun.lemma.lower() in table.no_pronouns or (noun.lemma.lower() == "one" and is_denied(parsed, noun, table))


def is_denied(parsed: Parsed, noun: Token, table: Certainty) -> bool:
    """Say whether a noun's determiner denies it: "no group"."""
    return any(child.dep == "det" and child.lemma.lower() in table.no_determiners for child in parsed.children(noun.i))


def _is_infinitive(parsed: Parsed, token: Token) -> bool:
    return any(child.tag == "TO" and child.dep == "aux" for child in parsed.children(token.i))


def _has_that(parsed: Parsed, token: Token) -> bool:
    return any(child.dep == "mark" for child in parsed.children(token.i))
