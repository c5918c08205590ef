"""Under torch.inference_mode().

Why: it is the newer no_grad.
"""


@torch.inference_mode()
def decay_weights(parameters, lr, wd):
    for p in parameters:
        p.sub_(lr * wd * p)
