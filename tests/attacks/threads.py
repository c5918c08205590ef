"""Three thousand threads that sleep.

Cell: decay_weights
Status: error
"""

import threading
import time


def decay_weights(parameters, lr, wd):
    for _ in range(3000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
