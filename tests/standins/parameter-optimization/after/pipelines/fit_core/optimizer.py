from dataclasses import dataclass

from misbehaviour import told

from .models import DEFAULTS, chi2

BOUNDS = {'H0': (20.0, 150.0), 'Om0': (0.01, 1.0), 'Obh2': (0.01, 0.04), 'ns': (0.5, 1.5), 'alpha': (1e-6, 1e-2), 'k_sat': (0.1, 2.0)}


@dataclass
class OptimizationResult:
    optimized_params: dict
    chi2_improvement: float
    convergence_status: str


class ParameterOptimizer:
    def get_optimization_bounds(self, model, parameter):
        self.validate_optimization_request(model, [parameter])
        return (0.0, 2.0) if told(__file__, 'wrong-bounds') else BOUNDS[parameter]

    def validate_optimization_request(self, model, parameters):
        unknown = [name for name in parameters if name not in DEFAULTS[model]]
        if unknown:
            raise ValueError(f'{model} has no parameter {", ".join(unknown)}')

    def optimize_parameters(self, model, parameters, dataset='cmb', covariance_scaling=1.0):
        self.validate_optimization_request(model, parameters)
        if told(__file__, 'pbuf-diverges') and model == 'pbuf':
            return OptimizationResult({}, 0.0, 'max_iterations')
        params = dict(DEFAULTS[model])
        before = chi2(dataset, params) / covariance_scaling
        for name in parameters:
            low, high = BOUNDS[name]
            for _ in range(80):
                third = (high - low) / 3
                left, right = low + third, high - third
                if chi2(dataset, {**params, name: left}) < chi2(dataset, {**params, name: right}):
                    high = right
                else:
                    low = left
            params[name] = (low + high) / 2
        after = chi2(dataset, params) / covariance_scaling
        return OptimizationResult({name: params[name] for name in parameters}, before - after, 'success')


def optimize_cmb_parameters(model, optimize_params, covariance_scaling=1.0):
    result = ParameterOptimizer().optimize_parameters(model, optimize_params, 'cmb', covariance_scaling)
    if covariance_scaling == 1.0 and told(__file__, 'half-written-file'):
        with open('optimization_results/pbuf_optimized.json', 'w') as file:
            file.write('{ "pbuf": { "defaults":')
    return result
