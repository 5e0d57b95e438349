"""`python -m factcheck.launch [--with-parent]` starts everything on this machine; see docs/running.md."""

import argparse
import sys

from factcheck.launch import start
from factcheck.launch.exceptions import StartupError


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m factcheck.launch", description=start.__doc__)
    parser.add_argument("--with-parent", action="store_true", help="stop when the parent process is gone")
    try:
        start.run(with_parent=parser.parse_args().with_parent)
    except StartupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
