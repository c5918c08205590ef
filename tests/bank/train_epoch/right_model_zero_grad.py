"""model.zero_grad(), and all squared errors in one list.

Why: the model has its gradients, so the model clears them.
"""


def train_epoch(model, batches, optimizer):
    model = model.train()
    errors = []
    for x, y in batches:
        model.zero_grad()
        squared = (model(x) - y).pow(2)
        squared.mean().backward()
        optimizer.step()
        errors += squared.tolist()
    return sum(errors) / len(errors)
