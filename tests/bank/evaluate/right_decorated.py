"""The decorator form, all predictions side by side, one loss at the end.

Why: the mean over examples needs no weights then.
"""


@torch.no_grad()
def evaluate(model, batches):
    training, predictions, targets = model.training, [], []
    model.train(False)
    for x, y in batches:
        predictions.append(model(x))
        targets.append(y)
    model.train(training)
    return nn.functional.mse_loss(torch.cat(predictions), torch.cat(targets)).item()
