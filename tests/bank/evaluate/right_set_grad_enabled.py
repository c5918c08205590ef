"""Switches gradients off and back on by hand; a class adds up.

Why: every switch is remembered and put back.
"""


class Mean:
    total, n = 0.0, 0

    def __call__(self, predictions, targets):
        self.total += ((predictions - targets) ** 2).sum().item()
        self.n += targets.size(0)


def evaluate(model, batches):
    training, recording, mean = model.training, torch.is_grad_enabled(), Mean()
    torch.set_grad_enabled(False)
    for x, y in batches:
        model.eval()
        mean(model(x), y)
        model.train(training)
    torch.set_grad_enabled(recording)
    return mean.total / mean.n
