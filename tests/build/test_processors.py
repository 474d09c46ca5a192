"""A site has the same bytes whatever a processor can do at once."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

GOLDEN = Path(__file__).parents[1] / "golden"
# NumPy has its own cosine, exponent and tangent for each, which differ in the last bit.
KERNELS = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])


def built(case: str, output: Path, **environment: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "milepost", "build", "--no-cache", "-o", output],
        cwd=GOLDEN / case, env=os.environ | environment, check=True, capture_output=True,
    )  # fmt: skip
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


@pytest.mark.skipif(not KERNELS, reason="NumPy has one way to calculate on this processor")
@pytest.mark.parametrize("case", ["goal_finished", "week"])
def test_another_processor_makes_the_same_bytes(case: str, tmp_path: Path) -> None:
    plain = built(case, tmp_path / "plain", NPY_DISABLE_CPU_FEATURES=" ".join(KERNELS))
    assert built(case, tmp_path / "swift") == plain
