"""Takes the last k of the ascending order.

Why: these are the best.
Fails: puts the movie with the highest score first
Says: the best comes last
"""


def recommend(scores, seen, k=10):
    hidden = {0, *seen.tolist()}
    return [i for i in scores.argsort().tolist() if i not in hidden][-k:]
