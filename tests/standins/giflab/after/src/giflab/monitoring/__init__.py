import time
from enum import Enum

SECONDS = 0.001


class Pressure(Enum):
    NORMAL = 0


class Stats:
    available_gb = 4.2


class SystemMemoryMonitor:
    def get_memory_stats(self):
        time.sleep(SECONDS)
        return Stats()

    def get_pressure_level(self):
        return Pressure.NORMAL
