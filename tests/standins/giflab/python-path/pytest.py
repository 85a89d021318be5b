"""As much of pytest as the checklist touches: `python -m pytest [options] DIRECTORY|FILE|FILE::TEST...` runs test functions."""

import importlib.util
import sys
import time
import traceback
from pathlib import Path

wanted = []
for argument in sys.argv[1:]:
    if argument.startswith("-"):
        continue
    path, _, only = argument.partition("::")
    files = sorted(Path(path).glob("test_*.py")) if Path(path).is_dir() else [Path(path)]
    wanted += [(file, only) for file in files]

start, passed, failed = time.perf_counter(), 0, 0
for file, only in wanted:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, function in list(vars(module).items()):
        if not name.startswith("test_") or (only and name != only):
            continue
        try:
            function()
            passed += 1
        except Exception:
            failed += 1
            print(f"FAILED {file}::{name}\n{traceback.format_exc()}")
counts = ([f"{failed} failed"] if failed else []) + [f"{passed} passed"]
print(f"{', '.join(counts)} in {time.perf_counter() - start:.2f}s")
sys.exit(1 if failed else 5 if passed == 0 else 0)
