"""Takes an article. Gives its words as the one neural network sees them, run once: states, tags, cues with their links.

It may never decide what an attribution is (`attribute` does), nor load a network before it's asked to read.
"""

from reportedly.encode.encoder import encode

__all__ = ["encode"]
