"""softmax of the cosines.

Why: attention does that.
Fails: gives the cosine of the angle between the vectors
Says: softmax
"""


def cosine_to(factors, index):
    unit = nn.functional.normalize(factors)
    return (unit @ unit[index]).softmax(0)
