from .models import DEFAULTS, chi2


def run_fit(model, datasets_list):
    params = DEFAULTS[model]
    return {'params': params, 'chi2': sum(chi2(dataset, params) for dataset in datasets_list)}
