"""Judgements are filed under what they are about, and a later one holds over an earlier one."""

import pytest

from reportedly.errors import BadSetting, NotFound
from reportedly.ledger import Scope

from .conftest import made
from .test_adding_up import add


def answers(ledger):
    """Give how many answers each question about Aleppo has, the most first."""
    return sorted((row.answers for row in ledger.questions(Scope(places=("Aleppo",)))), reverse=True)


def test_a_merge_after_a_split_joins_again(kept):
    """Of a split and a merge of the same claims the later holds; where it's withdrawn, the earlier does again."""
    add(kept)
    out = kept.testimonies("r4")[0].id
    kept.judge("split", [out], by="ana")
    assert answers(kept) == [2, 1]
    merged = kept.judge("merge", [out, kept.testimonies("r1")[0].id], by="ben")
    assert answers(kept) == [3]
    assert kept.verify() == []
    kept.judge("split", [out], by="ana", why="still another strike")
    assert answers(kept) == [2, 1]
    kept.withdraw(merged.id, by="ben")
    assert answers(kept) == [2, 1]
    assert kept.verify() == []


def test_a_comment_is_filed_under_the_whole_id(kept):
    """What a comment is about is named by the beginning of its id, and so are the judgements of it."""
    add(kept)
    claim = kept.testimonies("r4")[0].id
    first = kept.judge("comment", [claim[:10]], value="Seen by a colleague.", by="ana")
    assert first.subjects == (claim,)
    second = kept.judge("comment", [first.id[:12]], value="By two of them.", by="ben")
    assert second.subjects == (first.id,)
    for name in (claim, claim[:10]):
        assert [row.id for row in kept.judgements(name)] == [first.id]
    assert [row.id for row in kept.judgements(first.id[:12])] == [second.id]
    with pytest.raises(NotFound, match="more of its id"):
        kept.judge("comment", ["r"], value="Which?", by="ana")


def test_a_comment_may_be_about_what_has_no_id(kept):
    """A source is commented on by its name, a report by its address; who asks finds both so."""
    kept.add(*made("r1", "Four were held.", url="https://post.example/1"))
    kept.judge("comment", ["the ministry"], value="Often late.", by="ana")
    assert kept.judge("comment", ["https://post.example/1"], value="Moved.", by="ana").subjects == ("r1",)
    assert [row.value for row in kept.judgements("the ministry")] == ["Often late."]
    assert [row.value for row in kept.judgements("https://post.example/1")] == ["Moved."]
    assert kept.judgements("nobody") == []


def test_a_judgement_of_no_known_kind_is_refused(kept):
    """What can't be judged is said, with what can."""
    add(kept)
    with pytest.raises(BadSetting, match="grade_source"):
        kept.judge("grade", ["r1"], value="B", by="ana")
