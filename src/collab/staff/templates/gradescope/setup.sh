#!/usr/bin/env bash
# Runs once, as root, when Gradescope builds the image: Python, PyTorch for CPUs, this course, bubblewrap for the sandbox.
set -euo pipefail
source="${AUTOGRADER:-/autograder}/source"

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends bubblewrap python3 python3-venv util-linux

# PyTorch's own index has builds for CPUs; the ones for GPUs are several gigabytes.
python3 -m venv "$source/.venv"
"$source/.venv/bin/pip" install --no-cache-dir --extra-index-url "${TORCH_INDEX:-https://download.pytorch.org/whl/cpu}" \
    -c "$source/constraints.txt" -e "$source"

# Who grades: not root, so that no submission can write where Gradescope reads the points.
id -u grader > /dev/null 2>&1 || useradd --system --create-home grader
chmod -R a+rX "$source"
