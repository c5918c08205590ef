"""Also takes the gradient's step.

Why: w - lr * (g + wd * w) is the formula one finds first.
Fails: shrinks every weight by the same factor
Says: gradient's own step
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            gradient = 0 if p.grad is None else p.grad
            p -= lr * (gradient + wd * p)
