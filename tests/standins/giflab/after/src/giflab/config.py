ENABLE_EXPERIMENTAL_CACHING = False
FRAME_CACHE = {"enabled": False}
MONITORING = {
    "memory_pressure": {
        "enabled": True,
        "thresholds": {"warning": 0.70, "critical": 0.80, "emergency": 0.95},
    },
}
