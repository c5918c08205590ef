"""`pytest grader/` grades notebooks; how is told in collab.grading.plugin."""

pytest_plugins = ["collab.grading.plugin"]
