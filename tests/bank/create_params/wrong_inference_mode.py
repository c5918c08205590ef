"""Under inference_mode.

Why: no gradients are needed to draw numbers, and this is the faster no_grad.
Fails: returns an nn.Parameter that can be trained
Says: stays one for ever
"""


@torch.inference_mode()
def create_params(size):
    return nn.Parameter(torch.zeros(*size).normal_(0, 0.01))
