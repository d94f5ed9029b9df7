"""The worker process in which an engine runs, so that a crash or a time-out costs one batch, not the load.

It is a plain subprocess, started by module name: no fork of a process with threads, no import of the caller's
main module. It is kept alive across batches. Messages are frames, a length of four bytes and that many bytes:
first the shapes, then three frames a batch, the shapes that it needs (none: all), the ids that are asked about (none:
all) and N-Triples; the first shapes and each batch are answered by one frame of JSON.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import threading
from typing import IO, Any

from testigo.ontology.errors import EngineFailed, ValidationError
from testigo.ontology.terms import Severity
from testigo.ontology.validation.engines import Engine, Ids, engine
from testigo.ontology.validation.findings import Finding

Answer = dict[str, Any]  # Any: foreign JSON, `findings` or `problem`
START_S = 120.0  # to start, import the engine and read the shapes: a busy machine is no fault of a record
_LENGTH = struct.Struct(">I")


class Worker:
    """A handle on the process; it starts at the first batch and again after a crash. Close it, or use `with`."""

    def __init__(self, engine: str, shapes: str, timeout_s: float = 60.0) -> None:
        self.engine, self.shapes, self.timeout_s = engine, shapes, timeout_s
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process, None where none runs."""
        return self._process.pid if self._process else None

    def findings(self, triples: str, only: Ids = frozenset(), shapes: str = "") -> list[Finding]:
        """What the engine finds, as `Engine.findings`, by all its shapes or by these. Raises EngineFailed where it
        crashes, takes too long, or cannot read them.
        """
        answer = self._asked(self._started(), self.timeout_s, shapes, "\n".join(only), triples)
        if problem := answer.get("problem"):
            raise EngineFailed(f"{self.engine} cannot read it: {problem}")
        return [Finding(**each, severity=Severity(severity)) for severity, each in answer["findings"]]

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        """The running process; a new one has been given the shapes."""
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            [sys.executable, "-m", __name__, self.engine],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            answer = self._asked(self._process, START_S, self.shapes)
        except EngineFailed as failure:
            raise ValidationError(f"the SHACL engine {self.engine} does not start: {failure.reason}") from failure
        if problem := answer.get("problem"):
            raise ValidationError(f"the SHACL engine {self.engine} cannot use the shapes: {problem}")
        return self._process

    def _asked(self, process: subprocess.Popen[bytes], timeout_s: float, *frames: str) -> Answer:
        """The answer to some frames. On time-out the process is killed, which ends the read."""
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(timeout_s, give_up)
        timer.start()
        try:
            for frame in frames:
                _write(process.stdin, frame.encode())
            answer = _read(process.stdout)
        except (BrokenPipeError, EOFError) as end:
            self.close()
            reason = f"took longer than {timeout_s:g} s" if late.is_set() else _death(process.returncode)
            raise EngineFailed(f"{self.engine} {reason}") from end
        finally:
            timer.cancel()
        parsed: Answer = json.loads(answer)
        return parsed


def _death(code: int) -> str:
    return f"crashed (signal {-code})" if code < 0 else f"ended with the code {code}"


def _write(pipe: IO[bytes] | None, message: bytes) -> None:
    if pipe is None:
        raise BrokenPipeError
    pipe.write(_LENGTH.pack(len(message)) + message)
    pipe.flush()


def _read(pipe: IO[bytes] | None) -> bytes:
    """One frame. Raises EOFError where the other side is gone."""
    if pipe is None:
        raise EOFError
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    read = pipe.read(count)
    if len(read) < count:
        raise EOFError
    return read


def serve(name: str) -> None:
    """The process's own loop: shapes, then batches, until the caller closes the pipe."""
    inlet, outlet = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not land between frames
    validator = engine(name)
    shapes = _read(inlet).decode()
    _write(outlet, _answer(validator, "", shapes, None))
    while True:
        try:
            needed, asked, triples = (_read(inlet).decode() for _ in range(3))
        except EOFError:
            return
        only = frozenset(filter(None, asked.split("\n")))
        _write(outlet, _answer(validator, triples, needed or shapes, only or None))


def _answer(validator: Engine, triples: str, shapes: str, only: Ids | None) -> bytes:
    try:
        found = [_plain(each) for each in validator.findings(triples, shapes, only)]
    except Exception as problem:  # the outermost loop of the process: whatever an engine raises is an answer
        return json.dumps({"problem": f"{type(problem).__name__}: {problem}"[:500]}).encode()
    return json.dumps({"findings": found}).encode()


def _plain(each: Finding) -> tuple[str, dict[str, str | None]]:
    fields = ("id", "label", "shape", "path", "value", "message")
    return each.severity.value, {name: getattr(each, name) for name in fields}


if __name__ == "__main__":
    serve(sys.argv[1])
