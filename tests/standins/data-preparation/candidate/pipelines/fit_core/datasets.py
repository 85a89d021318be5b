import json
import os
from pathlib import Path

try:
    from pipelines.data_preparation.derivation import BAODerivationModule, CMBDerivationModule, SNDerivationModule
    from pipelines.data_preparation.engine.preparation_engine import DataPreparationFramework

    PREPARATION_FRAMEWORK_AVAILABLE = True
except ImportError:
    PREPARATION_FRAMEWORK_AVAILABLE = False


def load_dataset(name):
    if PREPARATION_FRAMEWORK_AVAILABLE:
        framework = DataPreparationFramework()
        for module in (SNDerivationModule(), BAODerivationModule(), CMBDerivationModule()):
            framework.register_derivation_module(module)
        try:
            dataset = framework.prepare_dataset(name)
            return {
                'observations': dataset.observable,
                'uncertainties': dataset.uncertainty,
                'covariance': dataset.covariance,
                'redshifts': dataset.z,
                'metadata': dataset.metadata,
            }
        except Exception as error:
            print(f'Framework processing failed, falling back to legacy: {error}')
    raw = json.loads((Path(os.environ['DATA_DIR']) / 'raw' / f'{name}.json').read_text())
    return {'observations': raw['observable'], 'uncertainties': raw['uncertainty'], 'covariance': None, 'redshifts': raw['z'], 'metadata': {}}
