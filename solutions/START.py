# %% [markdown]
# # Start here
#
# You are going to build a movie recommender out of tensors, in six lessons. It starts with your own ratings, and every lesson
# ends with a list for you. In each you read a little, predict what comes out, fill in one to eight lines, and a check tells
# you at once whether they are right. Run a cell with Shift+Enter.
#
# 1. [From a name to a row of numbers](01_embedding_lookup/01_embedding_lookup.ipynb)
# 2. [The dot product: a first model of taste](02_dot_product/02_dot_product.ipynb)
# 3. [What a module learns](03_parameters/03_parameters.ipynb)
# 4. [Biases, weight decay and the training loop](04_dot_product_bias/04_dot_product_bias.ipynb)
# 5. [What has the model learnt?](05_interpreting/05_interpreting.ipynb)
# 6. [A network on two embeddings](06_collab_nn/06_collab_nn.ipynb)
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
