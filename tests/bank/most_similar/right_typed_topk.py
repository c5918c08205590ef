"""topk with the movie at -2, annotated.

Why: no cosine is below -1.
"""


def most_similar(factors: torch.Tensor, titles: list[str], title: str, k: int = 1) -> list[str]:
    index: int = titles.index(title)
    scores = torch.nn.functional.cosine_similarity(factors.detach(), factors.detach()[index][None], dim=1)
    scores[index] = -2.0
    return [titles[int(i)] for i in scores.topk(k).indices]
