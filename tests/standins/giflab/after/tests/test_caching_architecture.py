import giflab.metrics
from giflab.config import ENABLE_EXPERIMENTAL_CACHING


def test_feature_flag_disabled():
    assert not ENABLE_EXPERIMENTAL_CACHING


def test_conditional_import_system():
    assert giflab.metrics.CACHING_ENABLED == ENABLE_EXPERIMENTAL_CACHING
