# Grades a class: Linux, Python 3.11, PyTorch's small build, bubblewrap, and a user that is not root.
#
#   docker build -t collab-grader .
#   docker run --rm --network none \
#     --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined \
#     --user "$(id -u):$(id -g)" -v "$PWD/submitted:/class" collab-grader grade /class --json /class/verdicts.json
#
# The three --security-opt let bubblewrap make a sandbox inside the container; docs/isolation.md says what each is for, and what
# Podman calls them. Without them the image says so and refuses; COLLAB_ISOLATION=limited (-e) grades without a sandbox.

# The tag's image for all processors, as of September 2026.
FROM python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b

# Debian's own security updates are wanted, so its packages have no version here.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends bubblewrap \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home grader \
    && install -d -o grader /course /class

USER 10001
WORKDIR /course
ENV PIP_NO_CACHE_DIR=1 \
    PYTHONDONTWRITEBYTECODE=1

# First what is installed, so that a changed lesson does not install it again; all of it in constraints.txt's versions.
COPY --chown=10001 pyproject.toml setup.py constraints.txt start.py README.md LICENSE ./
COPY --chown=10001 src src
RUN python start.py '--with=[instructor,cluster]'
COPY --chown=10001 . .
RUN .venv/bin/collab build && chmod -R a+rX /course

# Strangers' work without a sandbox is refused. Any user may run it: what it writes goes to /tmp and to what is mounted.
ENV COLLAB_COURSE=/course \
    COLLAB_ISOLATION=sandboxed \
    HOME=/tmp \
    PATH=/course/.venv/bin:$PATH
VOLUME /class
ENTRYPOINT ["collab"]
CMD ["isolation"]
