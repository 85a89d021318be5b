from misbehaviour import told

from .models import chi2
from .optimizer import ParameterOptimizer
from .parameter_store import OptimizedParameterStore


def run_fit(model, datasets_list, optimization_params=None):
    params = OptimizedParameterStore().get_model_defaults(model)
    if not optimization_params:
        return {'params': params, 'chi2': sum(chi2(dataset, params) for dataset in datasets_list)}
    result = ParameterOptimizer().optimize_parameters(model, optimization_params, datasets_list[0])
    fitted = {**params, **result.optimized_params}
    answer = {'params': fitted, 'chi2': sum(chi2(dataset, fitted) for dataset in datasets_list)}
    if told(__file__, 'metadata-lost'):
        return answer
    return {**answer, 'optimization': {'chi2_improvement': result.chi2_improvement, 'convergence_status': result.convergence_status}}
