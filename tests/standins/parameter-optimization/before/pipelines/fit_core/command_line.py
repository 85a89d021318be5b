import argparse

from .engine import run_fit
from .models import load_observations


def main(dataset):
    parser = argparse.ArgumentParser(prog=f'fit_{dataset}.py')
    parser.add_argument('--model', choices=['lcdm', 'pbuf'], required=True)
    parser.add_argument('--dry-run', action='store_true')
    arguments = parser.parse_args()
    observations = load_observations()
    print(f"{dataset} {arguments.model}: chi2 {run_fit(arguments.model, [dataset])['chi2']:.2f}")
    return 0
