"""The instructor's and the engineer's side: building lessons, results, reports, measuring the graders. Not in the student's
package: it holds answers, or works on files that are not there. Everything may be imported here; nothing imports it but
collab.cli.
"""
