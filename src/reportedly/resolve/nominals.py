"""Whom a description means: "the doctor", "the ministry", "the two senators", "the agency"."""

import math
from collections import defaultdict

from reportedly.model import Parsed

from .bodies import body_key
from .figure import Figure
from .gather import Gathering
from .mention import Mention
from .persons import plain
from .portfolios import has_another
from .salience import Salience
from .sourcing import AGED
from .tables import alike, mapping, wider, words

COMPLEMENTS = frozenset({"of", "for", "at", "from", "in", "with"})
INTRODUCING = frozenset({"a", "number"})
DEFINITE = frozenset({"the", "this", "poss"})
LATEST = 60
"""Figures called alike that a description is held against, the latest: it bounds the work in endless reports."""
FAR = 400
"""Tokens over which a description's distance counts: nearer ones are taken first, all else equal."""
LOOSE_SCORE = 1.0
PAIRED_WITHIN = 2
"""Sentences within which "both" and "the two" look for their pair."""
UNLIKELY = 0.2
DOMINANT = 0.8
SPOKE_WITHIN = 2
"""Sentences behind those of who spoke last in which another word may stand for them."""
DEPUTIES = frozenset({"assistant", "deputy", "shadow", "vice"})
"""The least presence of a person whom an unheard-of description may mean."""
FEWEST = 0.2
"""The least presence of a figure that a loose ("the billionaire") or capacious word ("the group") may stand for."""


class Nominals:
    """Resolve descriptions against the figures known so far, and keep what they may be called by."""

    def __init__(self, parsed: Parsed, gathering: Gathering, salience: Salience, roots: dict[int, Mention]) -> None:
        """Take the state to resolve against; index the figures by what they are said to be."""
        self.parsed = parsed
        self.gathering = gathering
        self.salience = salience
        self.roots = roots
        self.called: dict[str, list[Figure]] = defaultdict(list)
        self.agencies: set[str] = set()
        """The names of those credited with the report, for comparison."""
        for figure in gathering.figures:
            self.call(figure)

    def call(self, figure: Figure) -> None:
        """Index a figure by its roles and the wider words for them."""
        table = wider("persons" if figure.kind == "person" else "bodies")
        for role in figure.roles:
            for word in (role, *table.get(role, ())):
                if figure not in self.called[word][-8:]:
                    self.called[word].append(figure)

    def resolve(
        self, mention: Mention, *, source: bool, quoted: bool, last_speakers: tuple[Figure, ...] = ()
    ) -> tuple[Figure, ...]:
        """Give the figures that a description means, empty where it introduces somebody new."""
        if self._is_pair(mention):
            return self._pair(mention)
        several = mention.plural and (mention.kind != "body" or mention.determiner == "this")
        if mention.determiner in ("other", "some", "number") or not (several or mention.determiner in DEFINITE):
            return ()
        if several:
            return self._several(mention)
        by_role = self._by_role(mention)
        if by_role or self._complement(mention, telling=True):
            return (by_role,) if by_role else ()
        found = self._varied(mention, source=source, quoted=quoted) or self._again(mention)
        return found or (self._goes_on(mention, last_speakers) if source and not quoted else ())

    def _goes_on(self, mention: Mention, speakers: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """Give who spoke last, where a bare word may be another for what they are: "the regional head", "the governor".

        Of whom nothing is known but the name, any word that isn't kin's may be said.
        """
        who = speakers[0] if len(speakers) == 1 else None
        if who is None or not who.named or who.plural or who.kind != "person" or mention.kind != "person":
            return ()
        last = next((one for one in reversed(who.mentions) if one.first < mention.first), None)
        near = last is not None and mention.sentence - last.sentence <= SPOKE_WITHIN
        of_many = self._has_children(mention)
        if not near or mention.determiner != "the" or mention.before or (self._complement(mention) and not of_many):
            return ()
        if of_many or mention.head == AGED:
            return (who,)
        unknown = not who.roles and mention.head not in words("persons", "kin") and not _is_office(mention.head)
        may = any(role in who.roles and (not said or said in who.words) for role, said in alike().get(mention.head, ()))
        return (who,) if unknown or may else ()

    def _has_children(self, mention: Mention) -> bool:
        """Say whether a description tells how many children somebody has: "the father of four"."""
        below = [one for one in self.parsed.children(mention.root) if one.i > mention.root and one.dep == "prep"]
        told = [one for child in below if child.lemma == "of" for one in self.parsed.children(child.i)]
        parent = mention.head in ("father", "mother", "parent", "dad", "mum", "mom", "grandmother", "grandfather")
        return parent and len(told) == 1 and told[0].tag == "CD" and not self.parsed.children(told[0].i)

    def _is_pair(self, mention: Mention) -> bool:
        """Say whether a description sums up two: "both organisations", "both", "the two"."""
        both = self.parsed.tokens[mention.first].text.lower() == "both"
        alone = mention.head == "two" and mention.determiner == "the" and mention.root == mention.last - 1
        return (both and (mention.plural or mention.head == "both")) or alone

    def _pair(self, mention: Mention) -> tuple[Figure, ...]:
        """Give the two whom "both" or "the two" means: named side by side lately, or the only two there are."""
        kinds = (mention.kind,) if mention.kind in ("person", "body") else ("person", "body")
        lately = [
            (other, figures)
            for other, figures in self.salience.lately(mention)
            if mention.sentence - other.sentence <= PAIRED_WITHIN
        ]
        for other, figures in reversed(lately):
            joined = [child for child in self.parsed.children(other.root) if child.dep == "conj"]
            beside = self.gathering.of.get(self.roots[joined[0].i], ()) if joined and joined[0].i in self.roots else ()
            pair = tuple(dict.fromkeys((*figures, *beside)))
            if len(pair) == 2 and _are_like(pair, kinds):  # noqa: PLR2004
                return pair
        for kind in kinds:
            alone = tuple(dict.fromkeys(one for _, figures in lately for one in figures if _are_like((one,), (kind,))))
            if len(alone) == 2:  # noqa: PLR2004
                return alone
        return ()

    def _varied(self, mention: Mention, *, source: bool, quoted: bool) -> tuple[Figure, ...]:
        """Give whom a description means that is said of them here for the first time."""
        found: tuple[Figure, ...] = ()
        told = mention.before and mention.determiner in ("the", "poss") and not self._is_somebodys(mention)
        if mention.kind == "person" and source and told:
            found = self._described(mention, quoted=quoted)
        loose = words("persons", "loose") if mention.kind == "person" else words("bodies", "capacious")
        if not found and mention.head in loose and mention.determiner != "poss":
            found = self._present(mention, quoted=quoted)
        return found

    def _is_somebodys(self, mention: Mention) -> bool:
        """Say whether a description begins with a possessive pronoun: "her brother" isn't she, who is most present."""
        return self.parsed.tokens[mention.first].tag == "PRP$"

    def _complement(self, mention: Mention, *, telling: bool = False) -> bool:
        """Say whether a description is completed: "the head of the clinic", "the man who fired".

        With `telling`, only where that tells who is meant: "secretary of state" doesn't, "head of the clinic" does.
        """
        for child in self.parsed.children(mention.root):
            if child.i < mention.root:
                continue
            if child.dep in ("relcl", "acl") or (child.dep == "amod" and self._completed(child.i)):
                return True
            if child.dep == "prep" and child.lemma in COMPLEMENTS:
                objects = [one for one in self.parsed.children(child.i) if one.dep == "pobj"]
                if not telling or any(self._points(one.i) for one in objects):
                    return True
        return False

    def _completed(self, i: int) -> bool:
        """Say whether an adjective behind its noun has something of its own: "people familiar with the matter"."""
        return any(one.dep == "prep" for one in self.parsed.children(i))

    def _points(self, i: int) -> bool:
        """Say whether a noun points at something in particular: a name, or one with a determiner."""
        return self.parsed.tokens[i].pos == "PROPN" or any(
            child.dep in ("det", "poss") for child in self.parsed.children(i)
        )

    def _by_role(self, mention: Mention) -> Figure | None:
        """Give the figure that is said to be what a description says: the one it fits best, the nearest of equals."""
        best: tuple[float, Figure | None] = (0.0, None)
        for figure in self.called.get(mention.head, ())[-30:]:
            if figure.plural != mention.plural and figure.kind == "person":
                continue
            if mention.kind == "body" and figure.kind == "person":
                continue  # "the coast guard" is no "coast guard spokesperson"
            if not figure.named and not (mention.head in figure.roles and _introduced(figure)):
                continue
            if has_another(self.parsed, mention, figure):
                continue
            if mention.head not in figure.roles and self._complement(mention, telling=True):
                continue  # a "leader" may be a minister; the "leader of the opposition" isn't therefore
            score = self._fit(mention, figure)
            if score > best[0]:
                best = (score, figure)
        return best[1]

    def _again(self, mention: Mention) -> tuple[Figure, ...]:
        """Give the unnamed figure that was called the same before, as with "the governor" again and again."""
        for figure in reversed(self.called.get(mention.head, ())[-LATEST:]):
            if (
                not figure.named
                and not figure.plural
                and set(mention.before) <= figure.words
                and figure.last_before(mention.first) >= 0
            ):
                return (figure,)
        return ()

    def _fit(self, mention: Mention, figure: Figure) -> float:
        """Say how well a figure fits a description: by its words and by how near it is; 0 if not at all."""
        near = figure.last_before(mention.first)
        if near < 0:
            return 0.0
        said = set(mention.before) - {mention.head, "former", "then", "late", "current"}
        score = 2.0 if mention.head in figure.roles else 1.0
        known = figure.words | figure.roles
        owner = next((one for one in self.parsed.children(mention.root) if one.dep == "poss"), None)
        others = owner is not None and owner.pos != "PRON" and plain(owner.text) not in known
        if figure.kind == "body" and others and (figure.words or figure.named):
            return 0.0  # "the prosecutor's office" is not the ombudsman's
        if said:
            shared = said & known
            score += len(shared) * 0.75
            if not shared:
                score -= 0.6 if figure.named else 1.5
        if self._complement(mention):
            score -= 0.9
        if known & DEPUTIES - set(mention.before):
            score -= 1.2  # "the mayor" is the mayor rather than her deputy
        return score + 0.9 * max(0.0, 1 - (mention.first - near) / FAR)

    def _several(self, mention: Mention) -> tuple[Figure, ...]:
        """Give the group that was described alike before, or the named ones that "the senators" sums up."""
        if mention.determiner in ("the", "this"):
            members = [
                one
                for one in self.called.get(mention.head, ())[-12:]
                if one.named and not one.plural and one.mentions[0].first < mention.first
            ]
            near = [one for one in members if mention.first - one.last_before(mention.first) < FAR]
            if len(near) == 2 and not mention.before:  # noqa: PLR2004 a pair; of more, nobody can say who are meant
                return tuple(near)
        said = set(mention.before)
        for figure in reversed(self.called.get(mention.head, ())[-LATEST:]):
            if not figure.plural or figure.named or figure.last_before(mention.first) < 0:
                continue
            known = figure.words
            bare = mention.determiner == "bare" and self._complement(mention)
            if (said == known and not bare) or (
                said <= known and mention.determiner in ("the", "this", "bare") and not self._complement(mention)
            ):
                return (figure,)
        return ()

    def _described(self, mention: Mention, *, quoted: bool) -> tuple[Figure, ...]:
        """Give the person just spoken of, for a description that varies the name: "the Vermont senator".

        Only where nothing else is said of what they are, and they're by far the most present.
        """
        scores = self.salience.scores(mention, quoted=quoted)
        persons = sorted(
            (
                (score, index, one)
                for index, (one, score) in enumerate(scores.items())
                if one.kind == "person" and not one.plural
            ),
            reverse=True,
        )
        if not persons or persons[0][0] < DOMINANT or (len(persons) > 1 and persons[1][0] * 2 > persons[0][0]):
            return ()
        figure = persons[0][2]
        office = (_is_office(mention.head) or mention.head in words("persons", "offices")) and bool(figure.roles)
        return (figure,) if figure.named and not office else ()

    def _present(self, mention: Mention, *, quoted: bool) -> tuple[Figure, ...]:
        """Give the figure of the right kind that is most present, for a word that says next to nothing."""
        scores = self.salience.scores(mention, quoted=quoted)
        fitting = [
            (score * math.log1p(len(figure.mentions)) * self._likely(mention, figure), index, figure)
            for index, (figure, score) in enumerate(scores.items())
            if figure.kind == mention.kind and not figure.plural and figure.named and score >= FEWEST
            if mention.head in words("bodies", "platforms", "firms") or not _is_platform(figure)
        ]
        return (max(fitting)[2],) if fitting else ()

    def _reports(self, figure: Figure) -> bool:
        """Say whether a figure is a news outlet: known as one, or credited with the report."""
        keys = {body_key(name) for name in figure.names}
        known = words("heads", "outlet", "names") | self.agencies
        return bool(keys & known) or any(key.split(" ")[-1] in words("heads", "outlet", "ends") for key in keys)

    def _likely(self, mention: Mention, figure: Figure) -> float:
        """Say how likely a loose word means a figure: one that is said to be something else is seldom called so."""
        person = mention.kind == "person"
        if not person and mention.head not in words("heads", "outlet") and self._reports(figure):
            return UNLIKELY
        table = wider("persons" if person else "bodies")
        known = [role for role in figure.roles if role in table]
        if not known or mention.head in figure.roles:
            return 1.0
        wide = {word for role in known for word in (role, *table[role])}
        return 1.0 if (wide & words("persons", "loose") if person else mention.head in wide) else UNLIKELY


def _are_like(figures: tuple[Figure, ...], kinds: tuple[str, ...]) -> bool:
    """Say whether figures are single, named, and all of one of the kinds."""
    single = all(one.named and not one.plural for one in figures)
    return single and any(all(one.kind == kind for one in figures) for kind in kinds)


def _is_platform(figure: Figure) -> bool:
    """Say whether a figure is where people write: "she wrote on Facebook. The state broadcaster said"."""
    return not words("bodies", "platforms").isdisjoint(body_key(name) for name in figure.names)


def _is_office(head: str) -> bool:
    """Say whether a noun is a title's: "senator", "general"."""
    return head in mapping("persons", "titles", "roles").values()


def _introduced(figure: Figure) -> bool:
    """Say whether a report introduces an unnamed figure as one to be spoken of again: "a man", "health workers"."""
    first = figure.mentions[0]
    return first.determiner in INTRODUCING or (first.determiner == "bare" and (first.plural or figure.kind != "person"))
