import json
import os
from pathlib import Path


def load_dataset(name):
    raw = json.loads((Path(os.environ['DATA_DIR']) / 'raw' / f'{name}.json').read_text())
    return {'observations': raw['observable'], 'uncertainties': raw['uncertainty'], 'covariance': None, 'redshifts': raw['z'], 'metadata': {}}
