"""Switches the table's gradient off.

Why: the result then has none.
Fails: leads back to no table, and leaves it as it is
Says: another `requires_grad`
"""

def average_row(table):
    table.requires_grad = False
    return table[1:].mean(dim=0)
