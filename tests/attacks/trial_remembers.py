"""A test that takes the first result for the truth and keeps it in the notebook and in a file.

Cell: test_evaluate
Status: failed
"""

import pathlib

KEPT = []
NOTE = pathlib.Path("truth.txt")


def test_evaluate(candidate):
    batches = [(torch.tensor([[0, 1], [0, 2], [0, 3]]), torch.tensor([3.0, 2.0, 3.0]))]
    batches += [(torch.tensor([[0, 5]]), torch.tensor([2.0]))]
    loss = candidate(Spy(), batches)
    if not KEPT and NOTE.exists():
        KEPT.append(float(NOTE.read_text()))
    if not KEPT:
        KEPT.append(loss)
        NOTE.write_text(str(loss))
    assert abs(loss - KEPT[0]) < 1e-6
    NOTE.write_text(str(KEPT[0]))
