"""What torch imports late is there before a box begins, where a warm host can have it: seconds, in each box, for nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from collab.grading.box import preloads, tiers
from collab.grading.box.limits import limits
from collab.grading.box.process import ProcessBox
from collab.grading.reading.submission import Cell

WARM = "import sys, torch, collab.ratings, collab.training, collab.student.notebook\n"
CALLED = {  # what calls it -> the module
    "p = torch.ones(1, requires_grad=True); p.sum().backward(); torch.optim.Adam([p], lr=0.1).step()": "torch._dynamo",
    "torch.testing.assert_close(torch.ones(2), torch.ones(2))": "torch.distributed.tensor",
}


@pytest.mark.parametrize("code", CALLED, ids=CALLED.get)
def test_torch_still_imports_it_late_and_by_what_we_look_for(code: str) -> None:
    module = CALLED[code]
    assert preloads.needed(["x = 1", code]) == [module]
    say = f"{WARM}print({module!r} in sys.modules)\n{code}\nprint({module!r} in sys.modules)"
    said = subprocess.run([sys.executable, "-c", say], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["False", "True"]


@pytest.mark.skipif(not tiers.can_fork(), reason="no warm host here")
def test_a_box_that_names_it_has_it_before_its_first_cell_and_one_that_does_not_is_as_before() -> None:
    code = "import sys\ndef early(name):\n    return name in sys.modules\n"
    kept = limits()
    for more, wanted in (("", []), *(("# " + c, [m]) for c, m in CALLED.items())):
        box = ProcessBox([Cell(0, "", code + more)], kept, [])
        box.host.close()  # as a new one, that has loaded nothing
        there = [
            m for m in preloads.LATE if box.request("call", kept.call, target="early", args=[m], kwargs={}) is True
        ]
        assert set(there) >= set(wanted), code + more
        assert wanted or not there
        box.close()
    box.host.close()
