import argparse
import sys

from misbehaviour import told

from .engine import run_fit
from .models import load_observations
from .optimizer import ParameterOptimizer
from .parameter_store import OptimizedParameterStore


def main(dataset):
    parser = argparse.ArgumentParser(prog=f'fit_{dataset}.py')
    parser.add_argument('--model', choices=['lcdm', 'pbuf'], required=True)
    parser.add_argument('--dry-run', action='store_true')
    parser.add_argument('--optimize', default='')
    parser.add_argument('--cov-scale', type=float, default=1.0)
    arguments = parser.parse_args()
    observations = load_observations()
    store = OptimizedParameterStore()
    if told(__file__, 'greedy') and not store.is_disabled():
        observations += load_observations()
    if not arguments.optimize:
        print(f"{dataset} {arguments.model}: chi2 {run_fit(arguments.model, [dataset])['chi2']:.2f}")
        return 0
    if store.is_disabled():
        print('optimization is disabled', file=sys.stderr)
        return 3
    result = ParameterOptimizer().optimize_parameters(arguments.model, arguments.optimize.split(','), dataset, arguments.cov_scale)
    print(f'{dataset} {arguments.model}: {result.convergence_status}, chi2 improved by {result.chi2_improvement:.2f}')
    if result.convergence_status != 'success':
        return 1
    if not arguments.dry_run:
        store.record(arguments.model, dataset, result)
    return 0
