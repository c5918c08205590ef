"""Under a no_grad decorator, annotated.

Why: making a parameter needs no gradients.
"""


@torch.no_grad()
def create_params(size: list[int] | tuple[int, ...]) -> nn.Parameter:
    weight = nn.Parameter(torch.empty(*size))
    weight.normal_(mean=0.0, std=0.01)
    return weight
