"""Squashes entry by entry and stacks the results.

Why: a loop, with `stack` at its end, works for every x that has an entry.
Fails: squashes every entry of x into (low, high)
Says: without entries is squashed too
"""


def sigmoid_range(x, low, high):
    return torch.stack([torch.sigmoid(v) * (high - low) + low for v in x.flatten()]).reshape(x.shape)
