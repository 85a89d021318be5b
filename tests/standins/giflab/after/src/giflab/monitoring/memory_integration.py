class MemoryPressureIntegration:
    pass
