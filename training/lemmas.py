"""Make the table of base forms: `python -m training.lemmas --out FILE`.

It is made of the tables that come with spaCy's English model: WordNet's base forms of each class of word, and
exceptions, as `spacy-lookups-data` has them.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from spacy.lookups import Lookups

from reportedly.parse.language import LEMMAS, folder

SOURCE = (
    "WordNet 3.0, Princeton University 2006 (index and exception files), by way of spacy-lookups-data 1.0 "
    "(en_lemma_index, en_lemma_exc, en_lemma_rules), ExplosionAI GmbH, MIT licence"
)
KINDS = ("noun", "verb", "adj", "adv")


def main() -> None:
    """Read the model's tables and write ours: sorted, so that the same tables give the same bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    tables = Lookups()
    tables.from_bytes((folder() / LEMMAS).read_bytes())
    index, irregular, rules = (tables.get_table(f"lemma_{name}") for name in ("index", "exc", "rules"))
    found = {
        kind: {
            "known": " ".join(sorted(index.get(kind, ()))),
            "irregular": {form: bases[0] for form, bases in sorted(irregular.get(kind, {}).items()) if bases},
            "rules": rules.get(kind, []),
        }
        for kind in KINDS
    }
    text = json.dumps({"source": SOURCE} | found, ensure_ascii=False, separators=(",", ":"))
    parser.parse_args().out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
