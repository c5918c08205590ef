"""torch.split into row 0 and the rest.

Why: Two names for two things.
"""


def average_row(table):
    _, users = torch.split(table.detach(), [1, len(table) - 1])
    return torch.mean(users, dim=0)
