"""As much of pytest as the checklists touch: `python -m pytest [options] FILE...` runs the test functions of the files."""

import importlib.util
import os
import sys
import time
import traceback

sys.path.insert(0, os.getcwd())
start, passed, failed = time.perf_counter(), 0, 0
for argument in sys.argv[1:]:
    if not argument.endswith(".py"):
        continue
    spec = importlib.util.spec_from_file_location("tests_of_a_file", argument)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, function in list(vars(module).items()):
        if not name.startswith("test_"):
            continue
        try:
            function()
            passed += 1
        except Exception:
            failed += 1
            print(f"FAILED {argument}::{name}\n{traceback.format_exc()}")
counts = ([f"{failed} failed"] if failed else []) + [f"{passed} passed"]
print(f"{', '.join(counts)} in {time.perf_counter() - start:.2f}s")
sys.exit(1 if failed else 5 if passed == 0 else 0)
