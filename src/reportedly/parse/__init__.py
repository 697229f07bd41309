"""Takes an article. Gives its grammar: sentences, tokens, dependencies, names and base noun phrases (`model.Parsed`).

It may never change the text, parse furniture, nor let a sentence run over a paragraph's end.
"""

from .grammar import parse
from .language import grammar_model

__all__ = ["grammar_model", "parse"]
