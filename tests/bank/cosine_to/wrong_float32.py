"""Makes a float32 vector to multiply with.

Why: zeros are float32 unless told otherwise, which only matters for a float64 table.
Fails: works on a model's parameter and leaves it as it is
Says: which dtype does the table have
"""


def cosine_to(factors, index):
    chosen = torch.zeros(len(factors))
    chosen[index] = 1
    units = factors / factors.norm(dim=1, keepdim=True)
    return units @ (units.T @ chosen)
