"""A message with half a character, and with orders to the terminal.

Cell: decay_weights
Status: error
"""


def decay_weights(parameters, lr, wd):
    raise ValueError("\ud800 \x1b]0;owned\x07 \x1b[2J <script>alert(1)</script>" * 200)
