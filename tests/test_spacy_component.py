"""`nlp.add_pipe("reportedly")` reads documents in spaCy's pipelines."""

import json
import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from reportedly import read
from reportedly.errors import BadSetting

TEXT = (
    "Flood toll rises in Sylhet\n\n"
    "At least 14 people were killed in Sylhet on Sunday, the relief ministry said. "
    "“We have lost whole villages,” said Farida Akter, a teacher. She blamed the dam's operator.\n"
)


@pytest.fixture(scope="module")
def nlp():
    """A pipeline with nothing in it but our component."""
    made = spacy.blank("en")
    made.add_pipe("reportedly", config={"published": "2026-02-10"})
    return made


def said(doc):
    """What a document's attributions say, in plain words."""
    return [
        (one.name, [span.text for span in one.source], [span.text for span in one.cue], [s.text for s in one.content])
        for one in doc._.attributions
    ]


def test_it_reads_as_read_does(nlp):
    """A document has the very reading that `read` gives, and its attributions lie on its tokens."""
    doc = nlp(TEXT)
    assert doc._.reading == read(TEXT, published="2026-02-10", media="text")
    ministry, teacher = doc._.attributions[:2]
    assert ministry.source[0].text == "the relief ministry"
    assert ministry.cue[0].text == "said"
    assert ministry.content[0].text.startswith("At least 14 people were killed")
    assert (ministry.act, ministry.factuality, ministry.kind) == ("assert", "CT+", "indirect")
    assert (teacher.name, teacher.kind) == ("Farida Akter", "direct")
    assert all(span.doc is doc for span in (*ministry.source, *ministry.content))
    assert {"source", "cue", "content", "quantities"} <= set(doc.spans)


def test_a_document_may_bring_its_own_date(nlp):
    """What stands in `doc._.published` wins over the pipeline's date; a date that is none is refused."""
    doc = nlp.make_doc("Two men were held on Monday, police said.")
    doc._.published = "2026-03-04"
    assert nlp(doc)._.reading.timexes[0].value == "2026-03-02"
    doc = nlp.make_doc(TEXT)
    doc._.published = "soon"
    with pytest.raises(BadSetting):
        nlp(doc)


def test_it_lies_on_the_tokens_of_any_pipeline():
    """Spans end where the document's own tokens do: a part of a token becomes the whole of it."""
    made = spacy.blank("en")
    made.tokenizer = lambda text: Doc(made.vocab, words=text.split(" "))
    made.add_pipe("reportedly")
    (one,) = made("Two men were held, police said.")._.attributions
    assert [span.text for span in one.content] == ["Two men were held,"]
    assert [span.text for span in one.cue] == ["said."]


def test_it_is_saved_with_the_document(nlp):
    """Bytes, DocBin and another pipeline's vocabulary give the same reading back."""
    doc = nlp(TEXT)
    again = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (third,) = DocBin().from_bytes(packed).get_docs(spacy.blank("en").vocab)
    for one in (again, third):
        assert one._.reading == doc._.reading
        assert said(one) == said(doc)


def test_it_works_in_streams_and_processes(nlp):
    """`nlp.pipe` keeps the order, with one process or two; white space and other languages stop nothing."""
    texts = [TEXT, "  \n", "Le ministre a déclaré que quatre personnes sont mortes dans l'incendie, hier soir à Lyon."]
    alone = list(nlp.pipe(texts))
    assert [len(one._.attributions) for one in alone][1:] == [0, 0]
    assert alone[1]._.reading is None
    assert alone[2]._.reading.sentences == ()
    # in an interpreter of its own: processes are forked, and this one may have threads by now
    words = (
        "import spacy, sys, json; nlp = spacy.blank('en'); "
        "nlp.add_pipe('reportedly', config={'published': '2026-02-10'}); texts = json.load(sys.stdin); "
        "print(json.dumps([[one.name for one in doc._.attributions] "
        "for doc in nlp.pipe(texts, n_process=2, batch_size=1)]))"
    )
    command = [sys.executable, "-c", words]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[one.name for one in doc._.attributions] for doc in alone]


def test_a_pipeline_is_saved_and_found_again(nlp, tmp_path):
    """A saved pipeline opens in a process that never imported us: the entry point leads spaCy to the component."""
    nlp.to_disk(tmp_path / "pipe")
    words = (
        f"import spacy; nlp = spacy.load({str(tmp_path / 'pipe')!r}); "
        "print(nlp('Two men were held on Monday, police said.')._.reading.timexes[0].value)"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2026-02-09"
