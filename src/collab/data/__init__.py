"""Where ratings come from: sources and their downloads, the generated MiniLens, freshly planted ratings for loss targets.

In: a name, or nothing. Out: checked files on this machine (`Source`), or a `DataError` of one sentence. What lessons import
is collab.ratings, which reads these files. May import: collab.course, collab.storage. Imports neither torch nor pandas.
"""
