"""The pictures that the site and README show: a card that says what is wrong, and one that says it is right, as students see them.

tools/site_pictures.py takes them into docs/pictures/.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .page import Page

WRONG = (
    "class DotProductBias(nn.Module):\n"
    "    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):\n"
    "        super().__init__()\n"
    "        self.user_factors = nn.Parameter(torch.randn(n_users, n_factors) * 0.01)\n"
    "        self.user_bias = nn.Parameter(torch.zeros(n_users, 1))\n"
    "        self.movie_factors = nn.Parameter(torch.randn(n_movies, n_factors) * 0.01)\n"
    "        self.movie_bias = nn.Parameter(torch.zeros(n_movies, 1))\n"
    "        self.y_range = y_range\n\n"
    "    def forward(self, x):\n"
    "        users, movies = x[:, 0], x[:, 1]\n"
    "        scores = (self.user_factors[users] * self.movie_factors[movies]).sum(1)\n"
    "        scores = scores + self.user_bias[users] + self.movie_bias[movies]\n"
    "        low, high = self.y_range\n"
    "        return torch.sigmoid(scores) * (high - low) + low"
)
CELLS = {
    "given": "import torch\nfrom torch import nn\nfrom collab import check",
    "DotProductBias": WRONG,
    "check-DotProductBias": 'check("DotProductBias")',
}


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_the_card_of_a_trailing_dimension(opened: Callable[..., Page], pictures: Path, theme: str) -> None:
    page = opened("04_dot_product_bias/04_dot_product_bias.ipynb", CELLS, width=1100)
    page.theme(f"JupyterLab {theme}")
    card = page.run(*CELLS)
    assert "(4, 4)" in card or "trailing dimension" in card
    cell = page.tab.locator(".jp-Cell").nth(2)
    cell.scroll_into_view_if_needed()
    page.tab.mouse.move(0, 0)
    path = pictures / f"site-card-{theme.lower()}.png"
    cell.screenshot(path=path)
    assert 5_000 < path.stat().st_size < 200_000
