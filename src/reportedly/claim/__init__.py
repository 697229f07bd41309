"""Takes the report's grammar, people, attributions and values. Gives claims, drift, forecasts, namings, voices.

It may never read furniture, merge two names, or give a claim a figure, time or place that no words lead to.
"""

from .drift import drift
from .forecasts import foresee
from .leftovers import leave
from .namings import call
from .nations import supply
from .sentences import voice
from .steps import claim

__all__ = ["call", "claim", "drift", "foresee", "leave", "supply", "voice"]
