import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from pipelines.fit_core.config import parse_optimization_config

assert parse_optimization_config({}) == {'optimize_parameters': [], 'covariance_scaling': 1.0, 'dry_run': False}
print('all advanced features work')
