from giflab.config import MONITORING
from giflab.monitoring import SystemMemoryMonitor


def test_there_is_memory():
    assert SystemMemoryMonitor().get_memory_stats().available_gb > 0


def test_thresholds_rise():
    thresholds = list(MONITORING["memory_pressure"]["thresholds"].values())
    assert thresholds == sorted(thresholds)
