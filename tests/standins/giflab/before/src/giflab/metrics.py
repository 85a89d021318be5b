import time
from pathlib import Path

SECONDS = 0.02


def extract_gif_frames(path):
    return [Path(path).read_bytes()]


def calculate_comprehensive_metrics(frames, others):
    time.sleep(SECONDS)
    return {"ssim": 1.0 if frames == others else 0.5}
