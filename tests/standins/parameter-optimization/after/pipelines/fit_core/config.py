def parse_optimization_config(config):
    section = config.get('optimization', {})
    return {
        'optimize_parameters': section.get('optimize_parameters', []),
        'covariance_scaling': section.get('covariance_scaling', 1.0),
        'dry_run': section.get('dry_run', False),
    }
