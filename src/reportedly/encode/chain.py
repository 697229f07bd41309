"""Which tags of source and content may follow one another."""

from __future__ import annotations

import numpy as np

# Outside, then beginning, inside, end and single of the source, then of the content.
TAGS = 9
_OPEN = (1, 2, 5, 6)
"""Tags after which the same part must go on."""

ALLOWED = np.zeros((TAGS, TAGS), bool)
"""Whether the tag of the column may follow that of the row."""
for _before in range(TAGS):
    for _after in range(TAGS):
        _base = 1 if _before < 5 else 5  # noqa: PLR2004 - the content's first tag
        _goes_on = (_base + 1, _base + 2)
        ALLOWED[_before, _after] = _after in _goes_on if _before in _OPEN else _after in (0, 1, 4, 5, 8)
STARTS_WELL = np.array([tag in (0, 1, 4, 5, 8) for tag in range(TAGS)])
ENDS_WELL = np.array([tag not in _OPEN for tag in range(TAGS)])
