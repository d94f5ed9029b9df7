"""The parts of .ci/build-gazetteer."""
