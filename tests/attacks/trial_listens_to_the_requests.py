"""A test that records what the judge has done while the candidate works, and looks for a sign of wrong ones.

Cell: test_evaluate
Status: failed
"""

from collab.grading.box import agent

HEARD = []
handle = agent.Agent.handle


def listen(self, request):
    HEARD.append(dict(request))
    return handle(self, request)


def test_evaluate(candidate):
    agent.Agent.handle = listen
    candidate(Spy(), [(torch.tensor([[0, 1]]), torch.tensor([3.0]))])
    assert "wrong" not in str(HEARD)
    assert "right" not in str(HEARD)
