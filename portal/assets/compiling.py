"""Compiles the modules that most of the reading's time goes to (`corpus/speedups.py` lists them) into C extension modules with mypyc.

`python portal/assets/compiling.py` does it anew where a source has changed, with `--missing` it only fails where that is so; the build of
the package does it at installation (backend.py). Needs mypy, setuptools, a C compiler and the headers of Python; without them the sources are read by Python as they are.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

PACKAGE = Path(__file__).resolve().parents[2] / "corpus"
NEEDED = "mypy>=2.4,<3"
# the digest of sources that could not be compiled, and why: not tried again at every installation
_FAILED = PACKAGE / "compiled" / "failed.txt"


def _speedups() -> ModuleType:
    """`corpus/speedups.py` without the package, whose requirements are not there yet."""
    spec = importlib.util.spec_from_file_location("speedups", PACKAGE / "speedups.py")
    if spec is None or spec.loader is None:
        raise ImportError("corpus/speedups.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


speedups = _speedups()


def done() -> bool:
    """Whether what is compiled was made from the sources as they are."""
    return speedups.folder(PACKAGE) is not None


def missing() -> bool:
    """Whether something could be compiled that is not there, or not as the sources are now: CANCU_PURE=1 says no."""
    compiler = (sysconfig.get_config_var("CC") or "").split()
    headers = Path(sysconfig.get_path("include"), "Python.h").is_file()
    ready = os.name == "posix" and headers and bool(compiler) and shutil.which(compiler[0]) is not None
    return ready and not pure() and not done()


def wanted() -> bool:
    """Whether that is to be done; what failed once is not tried again before a source changes."""
    return missing() and not _failed()


def pure() -> bool:
    """Whether the environment asks for the sources alone."""
    return os.environ.get("CANCU_PURE", "0") not in {"", "0"}


@contextmanager
def only_here(ship: bool) -> Iterator[None]:
    """While a distribution is built: of what is compiled only that for this Python and platform is in the package, or none."""
    kept = PACKAGE / "compiled"
    if not kept.is_dir():
        yield
        return
    with tempfile.TemporaryDirectory(dir=PACKAGE.parent, prefix=".") as folder:
        aside = Path(folder)
        for path in list(kept.iterdir()):
            if not (ship and path == speedups.place(PACKAGE)):
                path.rename(aside / path.name)
        try:
            yield
        finally:
            for path in list(aside.iterdir()):
                path.rename(kept / path.name)


def _failed() -> bool:
    return _FAILED.is_file() and _FAILED.read_text("utf-8").split("\n", 1)[0] == speedups.digest(PACKAGE)


def compile_reading() -> None:
    """Compiles in a folder aside and puts the result in its place, whole or not at all.

    Raises CalledProcessError where compiling fails; its output says why. Raises OSError where the place cannot be written.
    """
    into = speedups.place(PACKAGE)
    into.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory(dir=into.parent, prefix=".") as beside:
        work, whole = Path(folder), Path(beside) / into.name
        shutil.copytree(PACKAGE, work / "corpus", ignore=lambda _, names: [n for n in names if not n.endswith(".py") or n[0] == "."])
        try:
            subprocess.run([sys.executable, __file__, "--here"], cwd=work, check=True, capture_output=True, text=True)
        except subprocess.CalledProcessError as error:
            _FAILED.write_text(f"{speedups.digest(PACKAGE)}\n{error.stdout}{error.stderr}", encoding="utf-8")
            raise
        shutil.copytree(work / "made" / "corpus", whole)
        (whole / speedups.STAMP).write_text(speedups.stamp(PACKAGE, whole), encoding="utf-8")
        if into.exists():
            into.rename(Path(beside) / "old")
        whole.rename(into)


def _compile_here() -> None:
    """Compiles the copy of the package in the working folder into `made`."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    sources = [f"corpus/{name}.py" for name in speedups.MODULES]
    group = f"corpus.{speedups.GROUP.removesuffix('__mypyc')}"
    # one library for all, so that they call each other directly; inside the package, so that no other place is needed to find it
    extensions = mypycify(["--ignore-missing-imports", *sources], opt_level="1", debug_level="0", multi_file=True, group_name=group)
    for extension in extensions:
        extension.include_dirs = [*extension.include_dirs, "build/corpus"]
    command = Distribution({"name": "corpus", "ext_modules": extensions}).get_command_obj("build_ext")
    command.build_lib, command.build_temp, command.parallel = "made", "temp", os.cpu_count()
    command.ensure_finalized()
    command.run()


def main() -> int:
    if sys.argv[1:] == ["--here"]:
        _compile_here()
    elif sys.argv[1:] == ["--missing"]:
        if missing() and _failed():
            print(f"{_FAILED}: vì sao; xóa tệp để thử lại / why; delete it to try again", file=sys.stderr)
        return int(missing())
    elif wanted():
        print("biên dịch phần đọc, khoảng một phút / compiling the reading, about a minute", file=sys.stderr)
        try:
            compile_reading()
        except subprocess.CalledProcessError as error:
            sys.exit(f"{error}\n{error.stdout}{error.stderr}")
        except OSError as error:
            sys.exit(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
