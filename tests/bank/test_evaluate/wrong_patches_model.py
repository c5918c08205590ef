"""Makes the model's mode a thing that nobody can set.

Why: attack: then there is nothing to be wrong about.
Fails: lets every right candidate through
Says: AttributeError|never called
"""


def test_evaluate(candidate):
    class Fixed(Spy):
        training = property(lambda self: True)

    candidate(Fixed(), [(torch.tensor([[0, 1]]), torch.tensor([3.0]))])
