"""The parts of .ci/build-register."""
