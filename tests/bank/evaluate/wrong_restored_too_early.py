"""Gives the mode back before a lazy computation runs.

Why: a generator expression only runs when it is summed.
Fails: returns the mean loss over all examples, in evaluation mode
Says: the loss in training mode
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        errors = ((model(x) - y) ** 2 for x, y in batches)
    model.train(was_training)
    with torch.no_grad():
        return torch.cat(list(errors)).mean().item()
