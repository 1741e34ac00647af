"""Certificates: ours. `combined N` or `separate N FOLDER`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from tests.bench.samples import images, snapshots
from tests.bench.timing import seconds, tell


def combined(count: int) -> None:
    """All in one PDF, from snapshots, in a fresh process: imports, fonts and tables are charged."""
    from skillmark.documents.certificates import write_combined

    class Sink(io.RawIOBase):
        """Counts bytes, and keeps none."""

        size = 0

        def write(self, data: object) -> int:
            """Counts."""
            self.size += len(data)
            return len(data)

        def tell(self) -> int:
            """Where a file would be."""
            return self.size

    sink = Sink()
    taken = seconds(lambda: write_combined(snapshots(count), images(), sink))
    tell(rate=count / taken, bytes_each=sink.size / count)


def separate(count: int, folder: Path) -> None:
    """One file each, then the same bytes just written."""
    from skillmark.documents.certificates import CertificateMaker

    maker, made = CertificateMaker(images()), []

    def write() -> None:
        for number, snapshot in enumerate(snapshots(count)):
            data = maker.one(snapshot)
            made.append(data)
            (folder / f"a{number}.pdf").write_bytes(data)

    def just_write() -> None:
        for number, data in enumerate(made):
            (folder / f"b{number}.pdf").write_bytes(data)

    taken, floor = seconds(write), seconds(just_write)
    tell(rate=count / taken, bytes_each=sum(map(len, made)) / count, floor_rate=count / floor)


if __name__ == "__main__":
    if sys.argv[1] == "combined":
        combined(int(sys.argv[2]))
    else:
        separate(int(sys.argv[2]), Path(sys.argv[3]))
