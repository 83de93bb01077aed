"""Build what the other judges read: every example, to target/judges/examples.

In: the compiler. Out: the diagnostics of those that were refused, and one line of figures.
"""

import argparse
from pathlib import Path

from common import OUT, ROOT, build_all, close, indent


def main() -> None:
    """Build all examples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    examples = sorted((ROOT / "examples").glob("*.ml"))
    refused = build_all(parser.parse_args().mlc.resolve(), examples, OUT / "examples")
    for source, text in refused.items():
        print(f"{source.name}:\n{indent(text)}")
    close("examples", len(examples) - len(refused), len(refused))


if __name__ == "__main__":
    main()
