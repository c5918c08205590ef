"""Returns every batch's loss.

Why: for a curve.
Fails: returns the mean loss over all examples, in evaluation mode
Says: returned a list
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    losses = []
    with torch.no_grad():
        for x, y in batches:
            losses.append(nn.functional.mse_loss(model(x), y).item())
    model.train(was_training)
    return losses
