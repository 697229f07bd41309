"""The labels that the network's grammar heads give, in the order of their scores.

Penn Treebank tags with OntoNotes' additions (Weischedel et al. 2013, OntoNotes Release 5.0, §2.1), ClearNLP
dependencies (Choi and Palmer 2012, Guidelines for the CLEAR Style Constituent to Dependency Conversion) and OntoNotes'
kinds of names (the same release, §2.6), each as spaCy's English models use them.
"""

_TAGS = """
$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS
RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX ``
"""
_DEPS = """
ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative dep det
dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep prt
punct quantmod relcl xcomp
"""
_NAMES = """
CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME WORK_OF_ART
"""

TAGS = tuple(_TAGS.split())
DEPS = tuple(_DEPS.split())
NAMES = tuple(_NAMES.split())
NAME_TAGS = ("O", *(f"{part}-{name}" for name in NAMES for part in "BIES"))
"""Outside a name; beginning, inside, end of one of each kind, and a name of one token."""
