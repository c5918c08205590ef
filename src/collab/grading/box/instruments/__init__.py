"""The probes carried out: what runs inside the box with the student's objects, and the models that measure.

Each function takes the notebook's namespace and a probe's arguments, arrays as tensors by now, and returns the probe's reply.

loops.py has what trains and measures, functions.py what is called and looked at, recommenders.py rows for somebody new.
May import: what of the box runs inside it (probes, tensors), and nothing else of ours.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import probes
from .functions import call_again, call_and_look, function_gradients, lookup_graph, one_after_the_other, shapes_of
from .loops import decay_weights, evaluate, train_epoch, train_factor_model
from .recommenders import fit_and_predict, fold_in

CARRIED_OUT: dict[type[probes.Probe[Any]], Callable[..., Any]] = {
    probes.TrainEpoch: train_epoch,
    probes.Evaluate: evaluate,
    probes.DecayWeights: decay_weights,
    probes.TrainFactorModel: train_factor_model,
    probes.OneAfterTheOther: one_after_the_other,
    probes.LookupGraph: lookup_graph,
    probes.FunctionGradients: function_gradients,
    probes.ShapesOf: shapes_of,
    probes.CallAndLook: call_and_look,
    probes.CallAgain: call_again,
    probes.FitAndPredict: fit_and_predict,
    probes.FoldIn: fold_in,
}
