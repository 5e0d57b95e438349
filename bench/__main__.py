"""`python -m bench [NAME]` runs one benchmark or all, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

from factcheck.exceptions import UnknownChoice

NAMES = sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py"))


def main(name: str) -> int:
    if name and name not in NAMES:
        raise SystemExit(str(UnknownChoice("benchmark", name, NAMES)))
    chosen = [name] if name else NAMES
    return max(
        subprocess.run([sys.executable, "-m", f"bench.{benchmark}"]).returncode for benchmark in chosen
    )


if __name__ == "__main__":
    sys.exit(main("".join(sys.argv[1:2])))
