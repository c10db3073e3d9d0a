"""Engines: how the pieces of a run are mapped. None of them knows what a piece does."""

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeVar

from nexalink.kernel.errors import NexaLinkError

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")
ENGINES = ("process", "pool", "dask")
_PATIENCE = 10


class EngineUnfit(NexaLinkError):
    """An engine was asked for that does not exist here, or in a way that makes no sense."""


class WorkerLost(NexaLinkError):
    """A worker ended in the middle of its work."""


class Engine(Protocol):
    """Maps a function over pieces; answers come in any order."""

    @property
    def name(self) -> str:
        """Give the word that chooses it."""
        ...

    @property
    def workers(self) -> int:
        """Give the number of its processes."""
        ...

    @property
    def elsewhere(self) -> bool:
        """Tell whether workers may stand on other machines."""
        ...

    def map(self, work: Callable[[Piece], Answer], pieces: Sequence[Piece]) -> Iterator[Answer]:
        """Yield the answer of each piece as it comes; what was raised for one is raised here."""
        ...


def engine_named(name: str, *, workers: int | None = None, scheduler: str | None = None) -> Engine:
    """Return the engine of a name.

    Args:
        name: ``process``, ``pool`` or ``dask``.
        workers: how many processes; one a processor where left out. Has no meaning for ``process``, nor with a scheduler.
        scheduler: address of a running Dask scheduler; where left out, Dask starts workers on this machine.

    Raises:
        EngineUnfit: no such engine, or a scheduler for another one than Dask.
    """
    if name not in ENGINES:
        raise EngineUnfit(f"There is no engine {name}.", advice=f"Choose one of {', '.join(ENGINES)}.")
    if scheduler and name != "dask":
        raise EngineUnfit("Only Dask has a scheduler.", advice="Say --engine dask as well.")
    number = workers or os.cpu_count() or 1
    if name == "process":
        return InProcess()
    return DaskEngine(number, scheduler) if name == "dask" else Pool(number)


@dataclass(frozen=True, slots=True)
class InProcess:
    """One piece after the other, in this process."""

    name: str = "process"
    workers: int = 1
    elsewhere: bool = False

    def map(self, work: Callable[[Piece], Answer], pieces: Sequence[Piece]) -> Iterator[Answer]:
        """Yield the answers in order."""
        return map(work, pieces)


@dataclass(frozen=True, slots=True)
class Pool:
    """A pool of processes on this machine, each started afresh: nothing of this process leaks into them."""

    workers: int
    name: str = "pool"
    elsewhere: bool = False

    def map(self, work: Callable[[Piece], Answer], pieces: Sequence[Piece]) -> Iterator[Answer]:
        """Yield the answers as they come.

        Raises:
            WorkerLost: a worker was killed, most often for want of memory.
        """
        fresh = multiprocessing.get_context("spawn")
        number = min(self.workers, max(len(pieces), 1))
        with ProcessPoolExecutor(number, mp_context=fresh, initializer=_settle) as pool:
            asked = [pool.submit(work, piece) for piece in pieces]
            try:
                for answer in as_completed(asked):
                    yield answer.result()
            except BrokenProcessPool as fault:
                raise _lost() from fault
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


def _settle() -> None:
    """Let this worker end with the process that started it, even one that was killed; Ctrl-C is for that one alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)  # an owner half written is rolled back by the database

    threading.Thread(target=watch, daemon=True).start()


@dataclass(frozen=True, slots=True)
class DaskEngine:
    """Dask: workers on this machine, or those of a scheduler that runs somewhere."""

    workers: int
    scheduler: str | None = None
    name: str = "dask"

    @property
    def elsewhere(self) -> bool:
        """Tell whether workers may stand on other machines."""
        return self.scheduler is not None

    def map(self, work: Callable[[Piece], Answer], pieces: Sequence[Piece]) -> Iterator[Answer]:
        """Yield the answers as they come.

        Raises:
            EngineUnfit: Dask is not installed, or no scheduler answers.
            WorkerLost: a worker was killed several times over.
        """
        distributed = _distributed()
        with _dask_client(self.scheduler, workers=min(self.workers, max(len(pieces), 1))) as client:
            asked = client.map(work, pieces, pure=False, retries=0)
            try:
                for answer in distributed.as_completed(asked):
                    yield answer.result()
            except distributed.KilledWorker as fault:
                raise _lost() from fault
            finally:
                client.cancel(asked)


@contextmanager
def _dask_client(scheduler: str | None, *, workers: int) -> Iterator[Any]:
    """Join a running scheduler, or start one with workers on this machine that no other machine can reach."""
    distributed = _distributed()
    if scheduler is None:
        with (
            TemporaryDirectory(prefix="nexalink-dask-") as folder,
            distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
                silence_logs=logging.CRITICAL, local_directory=folder,
            ) as cluster,
            distributed.Client(cluster) as client,
        ):  # fmt: skip
            yield client
        return
    try:
        joined = distributed.Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as fault:
        raise EngineUnfit(
            f"No Dask scheduler answers at {scheduler}.",
            advice="Start one with: dask scheduler, and workers with: dask worker tcp://HOST:8786",
        ) from fault
    with joined:
        if not joined.scheduler_info(n_workers=-1)["workers"]:
            raise EngineUnfit(
                f"The Dask scheduler at {scheduler} has no workers.",
                advice="Start some on machines with NexaLink: dask worker tcp://HOST:8786",
            )
        yield joined


def _distributed() -> Any:
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError as fault:
        raise EngineUnfit(
            "Dask is not installed.", advice="Install it with: pip install 'nexalink[dask]'"
        ) from fault
    return distributed


def _lost() -> WorkerLost:
    return WorkerLost(
        "A worker ended in the middle of its work, perhaps for want of memory.",
        advice="Run the same command again to go on where it stopped, with fewer --workers.",
    )
