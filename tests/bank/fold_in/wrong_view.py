"""Returns a row of the model.

Why: The model's row 0 was used.
Fails: returns factors (d,) and a bias (), cut off from any graph
Says: model's own memory
"""


def fold_in(model, movies, stars):
    return model.user_factors[0].detach(), model.user_bias[0].detach()
