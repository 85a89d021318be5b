import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from misbehaviour import told

from pipelines.fit_core.optimizer import ParameterOptimizer

optimizer = ParameterOptimizer()
for model, name in (('lcdm', 'H0'), ('pbuf', 'k_sat')):
    assert optimizer.optimize_parameters(model, [name]).chi2_improvement >= 0
assert not told(__file__, 'suite-fails'), 'the covariance of the production data is not positive definite'
print('all validation tests passed')
