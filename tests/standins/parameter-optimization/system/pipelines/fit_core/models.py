"""Two models, their parameters, and how far each dataset is from them."""

SHARED = {'H0': 67.4, 'Om0': 0.315, 'Obh2': 0.02237, 'ns': 0.9649}
DEFAULTS = {'lcdm': dict(SHARED), 'pbuf': {**SHARED, 'alpha': 5e-4, 'k_sat': 0.976}}
BEST = {'H0': 67.9, 'Om0': 0.309, 'Obh2': 0.02240, 'ns': 0.9660, 'alpha': 4.8e-4, 'k_sat': 0.981}
FLOOR = {'cmb': 1.8, 'bao': 5.1, 'sn': 30.4, 'joint': 37.3}


def chi2(dataset, params):
    return FLOOR[dataset] + sum(((value - BEST[name]) / (0.01 * BEST[name])) ** 2 for name, value in params.items())


def load_observations():
    """As much memory as a fit takes."""
    return b'\1' * 24_000_000
