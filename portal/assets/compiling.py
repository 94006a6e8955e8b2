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
from pathlib import Path
from types import ModuleType

PACKAGE = Path(__file__).resolve().parents[2] / "corpus"
NEEDED = "mypy>=2.4,<3"
_GROUP = "reading"


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


def wanted() -> bool:
    """Whether something is to be compiled that is not there yet, and can be: CANCU_PURE=1 says no."""
    compiler = (sysconfig.get_config_var("CC") or "").split()
    headers = Path(sysconfig.get_path("include"), "Python.h").is_file()
    ready = os.name == "posix" and headers and bool(compiler) and shutil.which(compiler[0]) is not None
    return ready and os.environ.get("CANCU_PURE", "0") in {"", "0"} and not done()


def compile_reading() -> None:
    """Compiles in a folder aside and puts the result in its place; the stamp comes last, so that half of it is never used.

    Raises CalledProcessError where compiling fails; its output says why.
    """
    into = speedups.place(PACKAGE)
    shutil.rmtree(into, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copytree(PACKAGE, work / "corpus", ignore=lambda _, names: [n for n in names if not n.endswith(".py")])
        subprocess.run([sys.executable, __file__, "--here"], cwd=work, check=True, capture_output=True, text=True)
        shutil.copytree(work / "made" / "corpus", into)
        (into / speedups.STAMP).write_text(speedups.digest(PACKAGE), encoding="ascii")


def _compile_here() -> None:
    """Compiles the copy of the package in the working folder into `made`."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    sources = [f"corpus/{name}.py" for name in speedups.MODULES]
    # one library for all, so that they call each other directly; inside the package, so that no other place is needed to find it
    extensions = mypycify(
        ["--ignore-missing-imports", *sources], opt_level="1", debug_level="0", multi_file=True, group_name=f"corpus.{_GROUP}"
    )
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
        return int(wanted())
    elif wanted():
        print("biên dịch phần đọc, khoảng một phút / compiling the reading, about a minute", file=sys.stderr)
        try:
            compile_reading()
        except subprocess.CalledProcessError as error:
            sys.exit(f"{error}\n{error.stdout}{error.stderr}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
