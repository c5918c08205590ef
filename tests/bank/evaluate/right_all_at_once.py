"""Everything joined, and predicted in one batch.

Why: One large batch is faster.
"""


def evaluate(model, batches):
    xs, ys = zip(*batches)
    training = model.training
    model.eval()
    with torch.inference_mode():
        out = model(torch.cat(xs))
    model.train(training)
    return nn.functional.mse_loss(out, torch.cat(ys)).item()
