import json
import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from misbehaviour import counted, told

from ..core.validation import ValidationEngine

for package in ('numpy', 'scipy', 'pandas', 'jsonschema'):
    try:
        version(package)
    except PackageNotFoundError:
        raise ImportError(f'No module named {package!r}') from None


class DataPreparationFramework:
    def __init__(self, registry_manager=None, output_directory=None):
        self.registry_manager = registry_manager
        self.output_directory = Path(output_directory or os.environ['PBUF_DATA_PREPARATION_OUTPUT_DIR'])
        self.modules = {}

    def register_derivation_module(self, module):
        self.modules[module.dataset_type] = module

    def get_available_dataset_types(self):
        # Without a module this is what a health check asks.
        if not self.modules and told('sick-a-day-later') and counted('health') > 1:
            raise RuntimeError('the registry is locked')
        return sorted(self.modules)

    def prepare_dataset(self, name):
        if told('preparation-fails'):
            raise ValueError('the covariance is not symmetric')
        raw = json.loads((self.output_directory.parent / 'raw' / f'{name}.json').read_text())
        dataset = self.modules[name.split('_')[0]].derive(name, raw)
        ValidationEngine().validate(dataset)
        derived = {'z': dataset.z, 'observable': dataset.observable, 'uncertainty': dataset.uncertainty}
        (self.output_directory / f'{name}.json').write_text(json.dumps(derived))
        (self.output_directory.parent / 'cache' / 'processing' / name).write_text('cached')
        (self.output_directory.parent / 'registry' / 'derived' / f'{name}.json').write_text(json.dumps(dataset.metadata))
        return dataset
