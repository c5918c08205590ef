"""`pytest grader/` grades notebooks; how is told in collab.grading.judge.plugin."""

pytest_plugins = ["collab.grading.judge.plugin"]
