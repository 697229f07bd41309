"""A linear chain over BIES tags of source and content: its likelihood, for training."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from training.corpus import CONTENT, SOURCE

from reportedly.encode.chain import ALLOWED, ENDS_WELL, STARTS_WELL, TAGS

NEVER = -1e4


def tags_of(labels: np.ndarray) -> np.ndarray:
    """Turn a row of labels into tags: 0 outside, then beginning, inside, end, single of source and of content."""
    tags = np.zeros(len(labels), np.int64)
    for label, base in ((SOURCE, 1), (CONTENT, 5)):
        here = labels == label
        before, after = np.append(False, here[:-1]), np.append(here[1:], False)
        kind = np.where(before, np.where(after, 1, 2), np.where(after, 0, 3))
        tags[here] = base + kind[here]
    return tags


class Chain(nn.Module):
    """Learnt scores of one tag following another; what can't follow never does."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.starts, self.stops = nn.Parameter(torch.zeros(TAGS)), nn.Parameter(torch.zeros(TAGS))
        self.register_buffer("barred", torch.as_tensor(np.where(ALLOWED, 0.0, NEVER), dtype=torch.float32))
        self.register_buffer("barred_start", torch.as_tensor(np.where(STARTS_WELL, 0.0, NEVER), dtype=torch.float32))
        self.register_buffer("barred_stop", torch.as_tensor(np.where(ENDS_WELL, 0.0, NEVER), dtype=torch.float32))

    def loss(self, scores: Tensor, gold: Tensor, present: Tensor) -> Tensor:
        """Sum the negative log likelihood of gold tags (cues, words) over cues, in nats."""
        if not len(scores):
            return scores.new_zeros(())
        steps, starts, stops = self.steps + self.barred, self.starts + self.barred_start, self.stops + self.barred_stop
        last = present.sum(1).long() - 1
        log = scores[:, 0] + starts
        for t in range(1, scores.shape[1]):
            new = torch.logsumexp(log.unsqueeze(2) + steps, 1) + scores[:, t]
            log = torch.where((last >= t).unsqueeze(1), new, log)
        whole = torch.logsumexp(log + stops, 1)
        there = (scores.gather(2, gold.unsqueeze(2)).squeeze(2) * present).sum(1)
        moved = (steps[gold[:, :-1], gold[:, 1:]] * present[:, 1:]).sum(1)
        ends = stops[gold.gather(1, last.unsqueeze(1)).squeeze(1)]
        return (whole - there - moved - starts[gold[:, 0]] - ends).sum()
