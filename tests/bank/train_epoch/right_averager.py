"""A helper class that averages, in float64.

Why: fastai's metrics are such objects.
"""


class Average:
    def __init__(self):
        self.total = torch.zeros((), dtype=torch.float64)
        self.n = 0

    def add(self, mean, n):
        self.total += mean.detach().double() * n
        self.n += n

    @property
    def value(self):
        return (self.total / self.n).item()


def step(model, x, y, optimizer):
    """One batch: its mean loss before the step."""
    model.zero_grad()
    loss = torch.mean(torch.square(y - model.forward(x)))
    loss.backward()
    optimizer.step()
    return loss


def train_epoch(model, batches, optimizer):
    average = Average()
    model.train()
    for x, y in batches:
        average.add(step(model, x, y, optimizer), y.shape[0])
    return average.value
