"""Whom a pronoun means: by agreement, by who speaks, and by how present each figure is."""

from reportedly.model import Parsed, Token

from .figure import Figure
from .gather import Gathering
from .mention import Mention
from .salience import Salience
from .tables import words

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
THINGS = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})
SPEAKERS = frozenset({"we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
UNKNOWN_GENDER = 0.8
UNNAMED = 0.6
SILENT = 0.35
"""What is left of a document or a place as the meaning of an "it" that speaks, unless it has spoken before."""
SAME_SPEAKER = 0.5
REPORTED_SUBJECT = 0.6
PARALLEL = 0.25
DESCRIBED = 1.0
"""What is added for whom the clause around a pronoun describes: "a colonel who would not give his name"."""
ENOUGH = 0.2
"""The least presence with which a pronoun is taken to mean a figure at all."""
FITS_PLURAL = {"group": 1.0, "body": 0.6, "document": 0.7, "place": 0.25, "poll": 0.4}
FITS_THING = {"body": 1.0, "place": 0.8, "document": 0.7, "group": 0.3, "poll": 0.6}
TOGETHER = 1.6
"""What those mentioned together have more than each of them, for "they"."""


EMPTY_VERBS = frozenset({"seem", "appear", "happen", "look", "turn", "rain", "snow"})
EMPTY_NOUNS = frozenset(
    {"time", "shame", "pity", "fact", "way", "idea", "mistake", "matter", "duty", "honor", "honour"}
)
TELLING = frozenset({"tell", "inform", "brief", "speak", "talk"})
"""Verbs that have the press as who is spoken to."""
DEMONSTRATIVE = frozenset({"this", "that", "these", "those", "one"})


def is_empty(parsed: Parsed, mention: Mention) -> bool:
    """Say whether an "it" means nothing: "it seems that", "it is time to" (Lappin and Leass 1994, §2.2)."""
    token = parsed.tokens[mention.root]
    if mention.head != "it" or token.dep not in ("nsubj", "nsubjpass", "expl"):
        return token.dep == "expl"
    verb = parsed.tokens[token.head]
    beside = parsed.children(verb.i)
    clause = any(one.dep in ("ccomp", "xcomp", "advcl", "csubj") for one in beside)
    if verb.lemma in EMPTY_VERBS:
        return clause or verb.lemma in ("rain", "snow")
    if verb.lemma != "be" and token.dep != "nsubjpass":
        return False
    said = [one for one in beside if one.dep in ("attr", "acomp", "advmod")]
    below = any(one.dep in ("ccomp", "xcomp", "relcl", "acl") for word in said for one in parsed.children(word.i))
    return any(one.lemma.lower() in EMPTY_NOUNS or one.lemma in ("late", "early") for one in said) or (
        (clause or below) and (token.dep == "nsubjpass" or any(one.dep == "acomp" for one in said))
    )


class Pronouns:
    """Resolve pronouns against what was mentioned before."""

    def __init__(self, parsed: Parsed, gathering: Gathering, salience: Salience, roots: dict[int, Mention]) -> None:
        """Take the state to resolve against; `roots` are the mentions by their heads."""
        self.parsed = parsed
        self.gathering = gathering
        self.salience = salience
        self.roots = roots

    def relative(self, mention: Mention, *, source: bool = False) -> tuple[Figure, ...]:
        """Give what a relative pronoun stands for: the noun that its clause describes.

        With `source` it is who speaks.
        """
        for above in self.parsed.ancestors(mention.root):
            if above.dep == "relcl":
                told = self._who_told(mention, above.head) if source else None
                head = told or self.roots.get(self._whoever(mention, above.head))
                return self.gathering.of.get(head, ()) if head and head.first < mention.first else ()
            if above.dep in ("ccomp", "advcl", "conj", "ROOT"):
                return ()
        return ()

    def _described(self, mention: Mention) -> tuple[Figure, ...]:
        """Give whom the clause with "who" that a pronoun stands in describes; empty where none does."""
        if mention.head not in MALE | FEMALE:
            return ()
        for above in self.parsed.ancestors(mention.root):
            if above.dep == "relcl":
                who = next((one for one in self.parsed.children(above.i) if one.lemma == "who"), None)
                said = self.roots.get(who.i) if who is not None and who.i < mention.root else None
                return self.gathering.of.get(said, ()) if said else ()
        return ()

    def _who_told(self, mention: Mention, i: int) -> Mention | None:
        """Give who spoke to the press where the "who" behind it speaks: "she told reporters, who added that …"."""
        tokens, heard = self.parsed.tokens, self.roots.get(i)
        if mention.head != "who" or tokens[mention.first - 1].text != "," or heard is None or heard.form != "nominal":
            return None
        verb = tokens[tokens[i].head]
        verb = tokens[verb.head] if verb.dep in ("prep", "dative") else verb
        if tokens[i].lemma.lower() not in words("heads", "press") or verb.lemma not in TELLING:
            return None
        subject = next((one for one in self.parsed.children(verb.i) if one.dep == "nsubj"), None)
        return self.roots.get(subject.i) if subject is not None else None

    def _whoever(self, mention: Mention, i: int) -> int:
        """Give the noun that "who" stands for: the doctor, in "a doctor at Harra Hospital, who gave no name".

        So it is over a clause of theirs, too: "a colonel I met at the gate, who gave no name".
        """
        tokens = self.parsed.tokens
        head, over = self.roots.get(i), tokens[tokens[i].head]
        if mention.head not in ("who", "whom") or over.dep != "prep" or over.lemma in ("with", "by"):
            return i
        above = tokens[over.head]
        above = tokens[above.head] if above.dep == "relcl" else above
        holder = self.roots.get(above.i)
        person = holder is not None and holder.kind == "person" and not holder.plural
        figures = self.gathering.of.get(head, ()) if head else ()
        human = head is not None and (not figures or any(one.kind not in ("body", "place") for one in figures))
        return above.i if person and not human else i

    def resolve(
        self,
        mention: Mention,
        *,
        speakers: tuple[Figure, ...],
        quoted: bool,
        source: bool,
        last_speakers: tuple[Figure, ...],
        needed: bool,
    ) -> tuple[Figure, ...]:
        """Give the figures that a personal pronoun means, empty where nothing fits.

        `speakers` are the sources of what the pronoun stands in; in quotation marks they don't mean themselves by it,
        in indirect speech they mostly do. `source` says that the pronoun is a source itself; `needed` that any guess
        will do.
        """
        scores = self.salience.scores(mention, quoted=quoted)
        barred = self._barred(mention)
        described = self._described(mention)
        best: tuple[float, tuple[Figure, ...]] = (0.0 if needed else ENOUGH, ())
        for figure, presence in scores.items():
            fit = self._fit(mention, figure)
            if not fit or figure in barred or (quoted and figure in speakers):
                continue
            score = presence * fit
            if source and figure.kind in ("document", "place", "poll") and figure not in last_speakers:
                score *= SILENT
            if source and figure in last_speakers:
                score += SAME_SPEAKER * fit
            if figure in speakers:
                score += REPORTED_SUBJECT * fit
            if figure in described:
                score += DESCRIBED * fit
            if score > best[0]:
                best = (score, (figure,))
        if mention.head in PLURAL:
            best = max(best, self._together(mention, barred), key=lambda one: one[0])
        return best[1]

    def _fit(self, mention: Mention, figure: Figure) -> float:
        """Say how well a figure agrees with a pronoun, from 0 to 1."""
        if mention.head in MALE or mention.head in FEMALE:
            gender = "m" if mention.head in MALE else "f"
            if figure.kind != "person" or figure.plural or figure.gender not in (gender, None):
                return 0.0
            fit = 1.0 if figure.gender == gender else UNKNOWN_GENDER
            generic = figure.mentions[0].determiner in ("some", "other", "number")
            return fit * (1.0 if figure.named else UNNAMED * (UNNAMED if generic else 1.0))
        if mention.head in THINGS:
            return 0.0 if figure.kind == "person" or figure.plural else FITS_THING.get(figure.kind, 0.0)
        if figure.kind == "person" and not figure.plural:
            return 0.35 if not figure.named and figure.gender is None else 0.0
        return 1.0 if figure.plural or figure.kind == "group" else FITS_PLURAL.get(figure.kind, 0.0)

    def _together(self, mention: Mention, barred: set[Figure]) -> tuple[float, tuple[Figure, ...]]:
        """Give those that were last mentioned together, with "and" between them, as what "they" means."""
        best: tuple[float, tuple[Figure, ...]] = (0.0, ())
        for other, _ in self.salience.lately(mention):
            if self.parsed.tokens[other.root].dep == "conj" or other.embedded:
                continue
            figures = self.coordinated(other)
            if len(figures) > 1 and not barred.intersection(figures):
                weight = self.salience.weight(other) * 0.55 ** (mention.sentence - other.sentence) * TOGETHER
                best = max(best, (weight, figures), key=lambda one: one[0])
        return best

    def coordinated(self, mention: Mention) -> tuple[Figure, ...]:
        """Give the figures of a mention and of those coordinated with it."""
        found: list[Figure] = [*self.gathering.of.get(mention, ())]
        waiting = [mention.root]
        for _ in range(20):
            if not waiting:
                break
            for child in self.parsed.children(waiting.pop()):
                other = self.roots.get(child.i)
                if child.dep == "conj" and other and other.form != "pronoun":
                    found += self.gathering.of.get(other, ())
                    waiting.append(child.i)
        return tuple(dict.fromkeys(found))

    def _barred(self, mention: Mention) -> set[Figure]:
        """Give the figures that a pronoun can't mean, as they have another part in the same verb."""
        token = self.parsed.tokens[mention.root]
        if mention.head in REFLEXIVE or token.dep == "poss":
            return set()
        verb = self.parsed.tokens[token.head]
        above = verb.head if token.dep == "pobj" and verb.dep in ("prep", "agent", "dative") else verb.i
        barred: set[Figure] = set()
        for child in self.parsed.children(above):
            if child.i != token.i and child.dep in ("nsubj", "nsubjpass", "dobj", "dative"):
                other = self.roots.get(child.i)
                barred.update(self.gathering.of.get(other, ()) if other else ())
        return barred | self._asker(verb) if verb.lemma in words("heads", "answering") else barred

    def _asker(self, answer: Token) -> set[Figure]:
        """Give who asked last before an answer, in its sentence or the one before: somebody else gives it."""
        tokens = self.parsed.tokens
        first = self.parsed.sentences[max(0, answer.sentence - 1)].first
        asked = next((one for one in reversed(tokens[first : answer.i]) if one.lemma == "ask"), None)
        below = self.parsed.children(asked.i) if asked is not None else ()
        if any(one.lemma == "for" or (one.dep == "xcomp" and self._is_infinitive(one)) for one in below):
            return set()  # who asks for calm, or somebody to leave, may answer
        agents = [one for child in below if child.dep == "agent" for one in self.parsed.children(child.i)]
        told = [self.roots.get(one.i) for one in (*below, *agents) if one.dep == "nsubj" or one in agents]
        return {figure for one in told if one is not None for figure in self.gathering.of.get(one, ())}

    def _is_infinitive(self, verb: Token) -> bool:
        """Say whether a verb stands behind "to"."""
        return any(one.tag == "TO" for one in self.parsed.children(verb.i))
