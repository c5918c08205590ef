# %% [markdown]
# # Start here
#
# You are going to build a movie recommender out of tensors, lesson by lesson. It starts with your own ratings, and every lesson
# ends with a list for you. In each you read a little, predict what comes out, write a few lines, and a check tells you at
# once whether they are right. Run a cell with Shift+Enter.
#
# {{lessons}}
#
# ## Is everything there?

# %%
from collab import environment, progress

environment()

# %% [markdown]
# ## How far are you?
#
# Run this again whenever you like. It shows what your last checks found, and what comes next.

# %%
progress()

# %% [markdown]
# ## What helps
#
# - The [glossary](GLOSSARY.ipynb) explains the words of the field, and says in which lesson you meet each.
# - `check("one_hot")` checks an exercise, `check_all()` all of a lesson. A card's hints unfold one by one.
# - `case = check.last` is the call that failed: `case()` makes it again, `case.args` are its inputs.
# - `autocheck()`, once in a notebook, checks an exercise whenever you run its cell.
# - After *Kernel, Restart* nothing is defined any more: *Run, Run All Above Selected Cell* brings it back.
#
# ## Handing in
#
# Save the lesson (Ctrl+S, ⌘S), put its number below, and run the cell. It grades the saved file as your instructor will, says
# what is missing, and writes the one file to hand in.

# %%
from collab import submit

submit("")  # the number goes between the quotes
