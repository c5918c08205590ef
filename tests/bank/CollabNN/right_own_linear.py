"""Own parameters in a ParameterDict, F.linear and relu_.

Why: a layer is a weight and a bias.
"""


class CollabNN(nn.Module):
    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        self.user_factors, self.item_factors = embedding(*user_sz), embedding(*item_sz)
        self.layers = nn.ParameterDict()
        for name, n_in, n_out in (("hidden", user_sz[1] + item_sz[1], n_act), ("score", n_act, 1)):
            weight, bias = torch.empty(n_out, n_in), torch.zeros(n_out)
            self.layers[f"{name}_weight"] = nn.Parameter(nn.init.kaiming_uniform_(weight, a=5**0.5))
            self.layers[f"{name}_bias"] = nn.Parameter(bias)
        self.y_range = y_range

    def forward(self, x):
        h = torch.hstack((self.user_factors(x[:, 0]), self.item_factors(x[:, 1])))
        h = nn.functional.linear(h, self.layers["hidden_weight"], self.layers["hidden_bias"]).relu_()
        scores = nn.functional.linear(h, self.layers["score_weight"], self.layers["score_bias"])
        return sigmoid_range(scores[:, 0], *self.y_range)
