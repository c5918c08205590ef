"""A row of ten places.

Why: ten places are what is shown.
Fails: looks at the first k of a longer list
Says: always 10|first 23
"""

def precision_at_k(recommended, relevant, k=10):
    hits = [movie in relevant for movie in recommended[:k]]
    hits = (hits + [False] * 10)[:10]
    return sum(hits) / k
