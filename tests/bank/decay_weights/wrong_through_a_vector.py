"""One vector of all parameters and back, which gives them new memory.

Why: torch.nn.utils has the two functions.
Fails: changes the parameters in place, whatever they come in
Says: Which operations work in place
"""

from torch.nn.utils import parameters_to_vector, vector_to_parameters


def decay_weights(parameters, lr, wd):
    parameters = list(parameters)
    with torch.no_grad():
        vector_to_parameters(parameters_to_vector(parameters) * (1 - lr * wd), parameters)
