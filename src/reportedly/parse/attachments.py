"""Who hangs on whom: a sentence is read from its beginning to its end, and each word joined to those before it.

The grammar model's parser (arc-eager with words put back and sentences ended, after Nivre 2008, Algorithms for
Deterministic Incremental Dependency Parsing, §3.3, Nivre and Fernández-González 2014, Arc-Eager Parsing with the Tree
Constraint, and Honnibal and Johnson 2015, An Improved Non-monotonic Transition System for Dependency Parsing; as spaCy
3.8 has it in `arc_eager.pyx`, MIT licence). At a word with which a sentence begins for certain it knows nothing of what
came before; so stretches from one such word to the next are read side by side, each step of all of them at a time.
"""

from bisect import insort
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.model.split import BEGINS, GOES_ON, OPEN

from .products import product

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
Truths = NDArray[np.bool_]
SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
"""Moves: take the next word; leave the last one, or put it back; hang it on the next; hang the next on it and take it;
let a sentence begin after the next word."""
NONE = -1
NEVER = np.float32(-np.inf)
DELIMITER = "||"
SEEN = 8
"""Words that a move is chosen by: the next two, the last three taken, and children next to these."""


class Chooser(NamedTuple):
    """What chooses moves: a part for each of the words looked at, and a layer from there to the moves' scores."""

    inner: Floats
    bias: Floats
    absent: Floats
    weights: Floats
    offsets: Floats
    kinds: Ints
    """The kind of each move."""
    labels: Sequence[str]
    """The dependency of each move that joins words."""

    def given(self, vectors: Floats) -> Floats:
        """Give what each word (plus one) contributes in each of its roles; row 0 stands for no word."""
        parts = product(vectors, self.inner)
        return np.concatenate([self.absent.reshape(1, -1), parts]).reshape(len(parts) + 1, *self.absent.shape)

    def scores(self, summed: Floats) -> Floats:
        """Give the scores of moves by the sums of words' contributions."""
        summed += self.bias
        half = summed.shape[1] // 2
        return product(np.maximum(summed[:, :half], summed[:, half:]), self.weights) + self.offsets


class Attached(NamedTuple):
    """Each token's head and dependency, a root's head its own, and whether a sentence begins with it."""

    heads: list[int]
    deps: list[str]
    begins: Truths


def attachments(chooser: Chooser, vectors: Floats, begins: NDArray[np.int8]) -> Attached:
    """Give the dependencies of tokens by their vectors. `begins` says where sentences begin (`model.Split`)."""
    reading = _Reading(begins)
    given = chooser.given(vectors)
    roles = np.arange(SEEN)
    while len(reading.going):
        seen = reading.seen()
        summed = given[seen.T + 1, roles].sum(1)
        allowed = reading.allowed(seen)[chooser.kinds].T
        move = np.where(allowed, chooser.scores(summed), NEVER).argmax(1)
        reading.take(seen, move, chooser.kinds[move])
    heads = reading.heads.tolist()
    labels = [chooser.labels[move] for move in reading.moves.tolist()]
    _lower(heads, labels)
    deps = ["ROOT" if head == i else label for i, (head, label) in enumerate(zip(heads, labels, strict=True))]
    return Attached(heads, deps, _first_words(heads))


def _certain(begins: NDArray[np.int8]) -> Ints:
    """Give the tokens with which sentences begin for certain, and before which nothing is left to decide.

    Where it's open whether one begins with the token after, that may be decided before the sentence before has ended.
    """
    after = np.append(begins[1:], BEGINS)
    certain = (begins == BEGINS) & (after != OPEN)
    certain[:1] = True
    return np.flatnonzero(certain)


class _Reading:
    """How far the stretches of a text are read, and what was found; rows are stretches, places are tokens.

    Each stretch has the words it took and hasn't left (`stack`), those put back (`back`, `put` of them), and the next
    one (`next`), up to its end. What is known of a token stands at its place; at the last place, which is that of no
    token (`NONE`), nothing is.
    """

    def __init__(self, begins: NDArray[np.int8]) -> None:
        firsts = _certain(begins)
        count = len(begins)
        self.ends = np.append(firsts[1:], count)[: len(firsts)]
        self.next = firsts.copy()
        longest = int((self.ends - firsts).max(initial=0))
        # three places that hold no word lie under the words taken: so many are looked at, taken or not
        self.stack, self.bottom = np.full((len(firsts), longest + 4), NONE), 3
        self.height = np.full(len(firsts), self.bottom)
        self.back, self.put = np.full((len(firsts), longest + 2), NONE), np.zeros(len(firsts), np.intp)
        self.going = np.arange(len(firsts))
        self.starts, self.barred = np.append(begins == BEGINS, False), np.append(begins == GOES_ON, False)
        self.once = np.zeros(count + 1, bool)
        self.left, self.right, self.before = (np.full(count + 1, NONE) for _ in range(3))
        self.heads, self.moves = np.arange(count), np.zeros(count, np.intp)

    def seen(self) -> Ints:
        """Give the words that each stretch's move is chosen by (`SEEN`, stretches): `NONE` where there is none."""
        rows, put, height = self.going, self.put[self.going], self.height[self.going]
        ahead, count = self.next[rows], len(self.heads)
        first = np.where(put > 0, self.back[rows, put - 1], np.where(ahead < count, ahead, NONE))
        later = ahead + 1 - put
        second = np.where(put > 1, self.back[rows, put - 2], np.where(later < count, later, NONE))
        last = self.stack[rows, height - 1]
        others = self.stack[rows, height - 2], self.stack[rows, height - 3]
        return np.array([first, second, last, *others, self.left[first], self.left[last], self.right[last]])

    def allowed(self, seen: Ints) -> Truths:
        """Say which kinds of move each stretch may make (kinds, stretches)."""
        first, second = seen[0], seen[1]
        taken = self.height[self.going] - self.bottom
        waiting = len(self.heads) - self.next[self.going] + self.put[self.going]
        within = ~self.starts[first]
        shift = (taken == 0) | ((waiting > 1) & within & ~self.once[first])
        reduce = (taken > 0) & ((waiting == 0) | (taken > 1) | ~self.barred[first])
        join = (taken > 0) & (waiting > 0) & within
        part = (waiting > 1) & (second == first + 1) & ~self.starts[second] & ~self.barred[second]
        return np.array([shift, reduce, join, join, part])

    def take(self, seen: Ints, move: Ints, kind: Ints) -> None:
        """Let each stretch make its move."""
        first, second, last = seen[:3]
        self._join_right(last[kind == RIGHT], first[kind == RIGHT], move[kind == RIGHT])
        self._put_back(self.going[kind == REDUCE], last[kind == REDUCE])
        self._join_left(last[kind == LEFT], first[kind == LEFT], move[kind == LEFT])
        self.starts[second[kind == BREAK]] = True
        taking = (kind == SHIFT) | (kind == RIGHT)
        rows = self.going[taking]
        self.stack[rows, self.height[rows]] = first[taking]
        again = self.put[rows] > 0
        self.put[rows] -= again
        self.next[rows] += ~again
        self.height[self.going] += taking.astype(np.intp) - ((kind == REDUCE) | (kind == LEFT))
        done = (self.height == self.bottom) & (self.put == 0) & (self.next == self.ends)
        self.going = self.going[~done[self.going]]

    def _join_right(self, head: Ints, word: Ints, move: Ints) -> None:
        """Hang words on ones before them."""
        self.before[word] = self.right[head]
        self.right[head] = word
        self.heads[word], self.moves[word] = head, move

    def _join_left(self, word: Ints, head: Ints, move: Ints) -> None:
        """Hang words on ones after them; what hung on one before is taken off there."""
        hung = word[self.heads[word] != word]
        self.right[self.heads[hung]] = self.before[hung]
        self.left[head] = word
        self.once[head] = False
        self.heads[word], self.moves[word] = head, move

    def _put_back(self, rows: Ints, word: Ints) -> None:
        """Put words back that hang on nothing, where others wait below them: each may be taken once more."""
        lone = (self.heads[word] == word) & (self.height[rows] > self.bottom + 1)
        rows, word = rows[lone], word[lone]
        self.back[rows, self.put[rows]] = word
        self.put[rows] += 1
        self.once[word] = True


def _lower(heads: list[int], labels: list[str]) -> None:
    """Hang words lower that were hung higher so that no arcs cross: labels say on what (Nivre and Nilsson 2005)."""
    hung = [i for i, label in enumerate(labels) if DELIMITER in label]
    below: list[list[int]] = [[] for _ in heads] if hung else []
    for i, head in enumerate(heads if hung else ()):
        if head != i:
            below[head].append(i)
    for i in hung:
        labels[i], wanted = labels[i].split(DELIMITER)
        below[heads[i]].remove(i)
        heads[i] = _nearest(below, labels, heads[i], wanted)
        insort(below[heads[i]], i)


def _nearest(below: Sequence[Sequence[int]], labels: Sequence[str], top: int, wanted: str) -> int:
    """Give the highest word with a label below a word, itself where there is none."""
    queue = [top]
    for above in queue:
        for word in below[above]:
            if labels[word] == wanted:
                return word
            queue.append(word)
    return top


def _first_words(heads: Sequence[int]) -> Truths:
    """Say which words are the first ones of trees."""
    root = np.array(heads, np.intp)
    for _ in range(len(root).bit_length()):
        root = root[root]
    first = np.zeros(len(root), bool)
    first[np.unique(root, return_index=True)[1]] = True
    return first
