"""map in a deque that keeps nothing.

Why: the recipe to exhaust an iterator.
"""

from collections import deque


@torch.no_grad()
def decay_weights(parameters, lr, wd):
    deque(map(lambda p: p.mul_(1 - lr * wd), parameters), maxlen=0)
