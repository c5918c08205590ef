"""What a cell does to names and switches, above a check and below it: a check sees what was run before it, and no more."""

from __future__ import annotations

from . import Notebook, after, at_the_end, before, body, entry


@entry("06")
def min_and_max_are_numbers_at_the_end(nb: Notebook) -> None:
    at_the_end(nb, "min, max = 3, 9\nprint(min, max)")


@entry("06", "embedding_size")
def min_is_a_number_before_its_use(nb: Notebook) -> None:
    before(nb, "check-embedding_size", "min = 3")


@entry()
def list_is_a_list_at_the_end(nb: Notebook) -> None:
    at_the_end(nb, "list = [1]\nstr = 'x'\nset = dict = enumerate = None")


@entry("01", "build_vocab")
def sorted_is_a_list_before_its_use(nb: Notebook) -> None:
    before(nb, "check-build_vocab", "sorted = [3, 1]")
    after(nb, "check-build_vocab", "del sorted")


@entry("03")
def nn_is_a_loop_variable_at_the_end(nb: Notebook) -> None:
    at_the_end(nb, "for nn in (1, 2, 3):\n    pass\nfor torch in range(2):\n    print(torch)")


@entry("03", "create_params", "EmbeddingTable")
def nn_is_a_number_in_between(nb: Notebook) -> None:
    before(nb, "check-create_params", "kept, nn = nn, 50")
    after(nb, "check-create_params", "nn = kept")
    before(nb, "check-EmbeddingTable", "nn = 50")


@entry("02")
def mse_is_its_own_result_at_the_end(nb: Notebook) -> None:
    at_the_end(nb, "mse = mse(torch.ones(3), torch.zeros(3))\nsigmoid_range = sigmoid_range(torch.zeros(2), 0, 5)")


@entry("02", "mse")
def mse_is_its_own_result_before_its_check(nb: Notebook) -> None:
    before(nb, "check-mse", "mse = mse(torch.ones(3), torch.zeros(3))")


@entry()
def an_answer_is_its_own_result_at_the_end(nb: Notebook) -> None:
    at_the_end(nb, "one_hot = one_hot(2, 5)\nencode = encode(['a'], ['#na#', 'a'])")


@entry("01", "embedding_lookup:1")
def gradients_switched_off_on_the_way(nb: Notebook) -> None:
    before(nb, "embedding_lookup", "torch.set_grad_enabled(False)")


@entry("02")
def gradients_switched_off_at_the_end(nb: Notebook) -> None:
    at_the_end(nb, "torch.set_grad_enabled(False)")


@entry()
def double_precision_at_the_end(nb: Notebook) -> None:
    at_the_end(nb, "torch.set_default_dtype(torch.float64)")


@entry("01", "one_hot", "one_hot_lookup")
def double_precision_from_the_start(nb: Notebook) -> None:
    before(nb, "build_vocab", "torch.set_default_dtype(torch.float64)")


@entry("02")
def a_stretch_redefines_the_function(nb: Notebook) -> None:
    at_the_end(nb, "def sigmoid_range(x, low, high):\n    return x.clamp(low, high)")


@entry("01", note="encode is defined in 2 cells; the last one above its check counts")
def an_older_attempt_kept_below(nb: Notebook) -> None:
    after(
        nb,
        "check-encode",
        "# first try\ndef encode(values, vocab):\n    return torch.tensor([vocab.index(v) for v in values])",
    )


@entry()
def an_older_attempt_kept_above(nb: Notebook) -> None:
    before(
        nb,
        "encode",
        "# first try\ndef encode(values, vocab):\n    return torch.tensor([vocab.index(v) for v in values])",
    )


@entry("01", "encode:1")
def a_wrong_second_attempt_above_the_check(nb: Notebook) -> None:
    after(nb, "encode", "def encode(values, vocab):\n    return torch.tensor([0 for v in values])")


@entry()
def everything_deleted_at_the_end(nb: Notebook) -> None:
    at_the_end(nb, "del build_vocab, encode, one_hot, one_hot_lookup, embedding_lookup")


@entry("01", "one_hot_lookup")
def a_helper_deleted_before_it_is_needed(nb: Notebook) -> None:
    before(nb, "check-one_hot_lookup", "del one_hot")


@entry("01", "one_hot_lookup")
def an_earlier_answer_overwritten_before_its_use(nb: Notebook) -> None:
    before(nb, "check-one_hot_lookup", "one_hot = lambda index, n: None")


@entry()
def a_helper_changes_after_the_check(nb: Notebook) -> None:
    before(nb, "one_hot", "def zeros(n):\n    return torch.zeros(n)")
    nb["cells"][[c["source"].startswith("def zeros") for c in nb["cells"]].index(True) + 1]["source"] = (
        "def one_hot(index, n):\n    v = zeros(n)\n    v[index] = 1\n    return v"
    )
    at_the_end(nb, "def zeros(n):\n    return None")


@entry("01", "one_hot", "one_hot_lookup")
def a_helper_defined_only_after_the_check(nb: Notebook) -> None:
    nb["cells"][[c["metadata"].get("nbgrader", {}).get("grade_id") for c in nb["cells"]].index("one_hot")]["source"] = (
        "def one_hot(index, n):\n    v = zeros(n)\n    v[index] = 1\n    return v"
    )
    at_the_end(nb, "def zeros(n):\n    return torch.zeros(n)")


@entry("03")
def seeds_and_threads_are_set(nb: Notebook) -> None:
    before(
        nb,
        "create_params",
        "import random\nimport numpy as np\ntorch.manual_seed(0)\nnp.random.seed(0)\nrandom.seed(0)\ntorch.set_num_threads(1)",
    )


@entry("03", "create_params:2.5")
def a_seed_inside_the_answer(nb: Notebook) -> None:
    after(
        nb,
        "create_params",
        "def create_params(size):\n    torch.manual_seed(0)\n    return nn.Parameter(torch.zeros(*size).normal_(0, 0.01))",
    )
    after(
        nb,
        "check-create_params",
        "def create_params(size):\n    return nn.Parameter(torch.zeros(*size).normal_(0, 0.01))",
    )


@entry("01")
def all_names_of_torch_at_once(nb: Notebook) -> None:
    at_the_end(nb, "from torch import *\nfrom torch.nn.functional import *\nprint(one_hot)")


@entry("01", "one_hot", "one_hot_lookup")
def all_names_of_functional_hide_the_answer(nb: Notebook) -> None:
    after(nb, "one_hot", "from torch.nn.functional import *")


@entry("05")
def titles_and_bias_are_something_else_at_the_end(nb: Notebook) -> None:
    at_the_end(nb, "titles = bias = factors = None\nlen = 3\nrange = sum = None")


@entry("06")
def layers_is_a_list_at_the_end(nb: Notebook) -> None:
    at_the_end(nb, "layers = []\nitem_sz = user_sz = n_act = 0\nsuper = None\nround = None")


@entry("02")
def an_answer_in_two_steps(nb: Notebook) -> None:
    source = body(nb, "sigmoid_range")
    after(
        nb, "sigmoid_range", "first = sigmoid_range", "def sigmoid_range(x, low, high):\n    return first(x, low, high)"
    )
    assert source


@entry("02", "sigmoid_range", "DotProduct:0.5")
def an_answer_that_calls_itself_by_accident(nb: Notebook) -> None:
    after(
        nb,
        "sigmoid_range",
        "old = sigmoid_range\ndef sigmoid_range(x, low, high):\n    return sigmoid_range(x, low, high)",
    )
