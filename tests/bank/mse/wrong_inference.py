"""Under torch.inference_mode().

Why: measuring needs no gradient.
Fails: lets the gradient reach the predictions, and changes neither argument
Says: inference_mode
"""


@torch.inference_mode()
def mse(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError("shapes differ")
    return ((predictions - targets) ** 2).mean()
