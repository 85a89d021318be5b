#!/bin/bash
# The tests that the deployment guide asks to be put into one script, in short.
failed=0
run_test() {
  if bash -c "$2" > /dev/null 2>&1; then echo "PASS $1"; else echo "FAIL $1"; failed=1; fi
}
run_test 'imports' "python -c 'import pipelines.fit_core.optimizer, pipelines.fit_core.parameter_store, pipelines.fit_core.config'"
run_test 'optimization' 'python pipelines/fit_cmb.py --model lcdm --optimize H0,Om0 --dry-run --cov-scale 2.0'
run_test 'storage directory' 'test -d optimization_results'
if [ $failed -eq 0 ]; then echo 'System ready for deployment'; else echo 'Review failures before deployment'; fi
exit $failed
