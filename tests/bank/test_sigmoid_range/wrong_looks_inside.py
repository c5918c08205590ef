"""Looks at name, code and closure for a sign of wrong ones.

Why: attack: something must tell them apart.
Fails: catches one that is right for low = 0 only
Says: never called `candidate`
"""


def test_sigmoid_range(candidate):
    found = [candidate.__name__, candidate.__qualname__, candidate.__doc__, vars(candidate), candidate.__defaults__]
    found += [candidate.__code__.co_consts, candidate.__code__.co_names]
    found += [vars(cell.cell_contents) for cell in candidate.__closure__ if hasattr(cell.cell_contents, "__dict__")]
    text = str([found[i] for i in range(7)]).lower()
    assert "wrong" not in text and "right" not in text and "mistake" not in text
