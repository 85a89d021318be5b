import json
import os
import time
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

from misbehaviour import told

from .models import DEFAULTS, SHARED


class OptimizedParameterStore:
    """What has been optimized, one file a model. The directory is the one of the working directory, as everywhere."""

    def __init__(self):
        self.directory = Path('optimization_results')
        self.directory.mkdir(exist_ok=True)

    def get_model_defaults(self, model):
        if told(__file__, 'storage-refused'):
            raise PermissionError(f'cannot write to {self.directory}')
        if told(__file__, 'loading-takes-turns'):
            with self._locked(model):
                time.sleep(0.2)
        if self.is_disabled():
            return dict(DEFAULTS[model])
        file = self._file(model)
        if not file.exists():
            self.save(model, {}, {})
        try:
            return json.loads(file.read_text())[model]['defaults']
        except ValueError:
            if told(__file__, 'corruption-unseen'):
                return {}
            raise

    def save(self, model, params, metadata):
        with self._locked(model):
            content = {model: {'defaults': {**DEFAULTS[model], **params}, 'optimization_metadata': metadata}}
            written = self.directory / f'.{model}.{os.getpid()}.{time.monotonic_ns()}'
            written.write_text(json.dumps(content, indent=2))
            written.replace(self._file(model))

    def record(self, model, dataset, result):
        moment = datetime.now(timezone.utc).isoformat().replace('+00:00', 'Z')
        metadata = {f'{dataset}_optimized': moment, 'chi2_improvement': result.chi2_improvement}
        self.save(model, result.optimized_params, metadata)

    def validate_cross_model_consistency(self):
        lcdm, pbuf = (self.get_model_defaults(model) for model in ('lcdm', 'pbuf'))
        drift = 0.02 if told(__file__, 'drift') else 0.0
        if told(__file__, 'breaks-after-the-first-hour'):
            self._break_after_looks(4)
        return {name: abs(lcdm[name] - pbuf[name]) / lcdm[name] + drift for name in SHARED}

    def _break_after_looks(self, number):
        looks = Path('../looks')
        with looks.open('a') as file:
            file.write('.')
        if looks.stat().st_size == number:
            self._file('lcdm').write_text('{ "lcdm": { "defaults":')

    def is_disabled(self):
        return (self.directory / '.disabled').exists()

    def _file(self, model):
        return self.directory / f'{model}_optimized.json'

    @contextmanager
    def _locked(self, model):
        lock = self.directory / f'{model}.lock'
        while True:
            try:
                os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
                break
            except FileExistsError:
                time.sleep(0.005)
        try:
            yield
        finally:
            lock.unlink()
