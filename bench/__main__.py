"""`python -m bench [NAME]`: runs one benchmark or all, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

from factcheck.errors import UnknownKind

NAMES = sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py"))


def main(name: str) -> int:
    if name and name not in NAMES:
        raise SystemExit(str(UnknownKind("benchmark", name, NAMES)))
    codes = [
        subprocess.run([sys.executable, "-m", f"bench.{chosen}"]).returncode
        for chosen in [name] * bool(name) or NAMES
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main("".join(sys.argv[1:2])))
