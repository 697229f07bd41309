"""Takes article, grammar and encoding. Gives who says what: source, cue, content, acts, certainty, relays; and commitments.

It may never name a speaker (`resolve` does), nor change a word: every span is the report's own.
"""

from .weigh import weigh

__all__ = ["weigh"]
