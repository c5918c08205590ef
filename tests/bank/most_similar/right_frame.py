"""A frame without the movie's row.

Why: pandas drops and sorts.
"""


def most_similar(factors, titles, title, k=1):
    index = titles.index(title)
    frame = pd.DataFrame({"cosine": cosine_to(factors, index).detach().numpy()}, index=titles)
    return list(frame.drop(title).sort_values("cosine", ascending=False).index[:k])
