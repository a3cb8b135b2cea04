import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from toolkit.storage.locks import locked

HOLD = """
import sys, time
from pathlib import Path
from toolkit.storage.locks import locked
with locked(Path(sys.argv[1]), remove=True):
    print("held", flush=True)
    time.sleep(60)
"""


def test_one_at_a_time_and_no_lock_file_is_left(tmp_path: Path) -> None:
    lock, inside, most = tmp_path / ".lock", 0, 0
    guard = threading.Lock()

    def work() -> None:
        nonlocal inside, most
        for _ in range(20):
            with locked(lock, remove=True):
                with guard:
                    inside += 1
                    most = max(most, inside)
                time.sleep(0.001)
                with guard:
                    inside -= 1

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert list(tmp_path.iterdir()) == []


def test_a_killed_holder_blocks_nobody(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(lock)], cwd=ROOT, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == b"held"
    waited: list[bool] = []

    def waiting() -> None:
        waited.append(True)
        holder.send_signal(signal.SIGKILL)

    with locked(lock, waiting, remove=True):
        assert waited == [True]
    holder.wait()
    holder.stdout.close()
    assert not lock.exists()


def test_a_lock_file_that_lies_about_is_no_lock(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    lock.write_bytes(b"from another time")
    with locked(lock, lambda: pytest.fail("nobody holds it"), remove=True):
        assert lock.exists()
    assert not lock.exists()


def test_without_remove_the_file_stays(tmp_path: Path) -> None:
    with locked(tmp_path / ".lock"):
        pass
    assert os.listdir(tmp_path) == [".lock"]
