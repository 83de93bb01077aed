"""Examples and twins of the goldens, built for Argo, pass argo_check.py: Argo's own schemas, closed, and references.

In: the compiler. Out: findings, sources that are refused for another reason than what Argo lacks (E07), and one line of
figures. The sources stand in a copy of their folder whose mlc.toml says where artifacts lie. Without shared/ beside the
repository the manifests are built and not judged.
"""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

from common import OUT, ROOT, SHARED, build, close, indent

CHECK = SHARED / "tools" / "argo_check.py"
SETTINGS = """[argo]
artifact_root = "s3://acme-artifacts/runs"
spot_provider = "gke"
[profile.prod]
namespace = "ml"
"""
KNOWN = {"conditional_producer_and_consumers": {"E0301"}}


def findings(folder: Path) -> str:
    """What argo_check.py says of the files of a folder, or ""."""
    files = [str(file) for file in sorted(folder.glob("*.yaml"))]
    if not files or not CHECK.is_file():
        return ""
    done = subprocess.run([sys.executable, str(CHECK), *files], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def main() -> None:
    """Build and judge them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mlc", type=Path, help="the compiler")
    mlc = parser.parse_args().mlc.resolve()
    out = OUT / "argo-manifests"
    shutil.rmtree(out, ignore_errors=True)
    built, refused, faults = {"examples": 0, "twins": 0}, 0, 0
    for name, origin in (("examples", ROOT / "examples"), ("twins", ROOT / "tests" / "conformance" / "kfp")):
        sources = out / f"{name}-sources"
        shutil.copytree(origin, sources)
        (sources / "mlc.toml").write_text(SETTINGS)
        for source in sorted(sources.glob("*.ml")):
            folder = out / name / source.stem
            said = build(mlc, source, folder, "--profile", "prod", target="argo")
            codes = set(re.findall(r"^error\[(E\d+)\]", said, re.M))
            found = "" if said else findings(folder)
            if said and codes and (all(code.startswith("E07") for code in codes) or codes == KNOWN.get(source.stem)):
                refused += 1
            elif said or found:
                faults += 1
                print(f"{source.name}:\n{indent(said or found)}")
            else:
                built[name] += 1
    judged = "judged" if CHECK.is_file() else "not judged, shared/ is not beside the repository"
    counts = (
        f", {built['examples']} examples and {built['twins']} twins; {refused} refused for what Argo lacks; {judged}"
    )
    close("argo manifests", sum(built.values()), faults, counts)


if __name__ == "__main__":
    main()
