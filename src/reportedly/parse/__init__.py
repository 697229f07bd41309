"""Takes an article. Gives its tokens (`model.Split`) and, the encoder having read them, its grammar (`model.Parsed`).

It may never change the text, parse furniture, nor let a sentence run over a paragraph's end.
"""

from .grammar import parse
from .language import grammar_model
from .split import split

__all__ = ["grammar_model", "parse", "split"]
