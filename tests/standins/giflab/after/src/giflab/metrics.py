import time
from pathlib import Path

from giflab.config import ENABLE_EXPERIMENTAL_CACHING

CACHING_ENABLED = ENABLE_EXPERIMENTAL_CACHING
SECONDS = 0.02


def resize_frame_cached(frame, size):  # error: Function is missing a type annotation
    return type(frame)((*size, frame.shape[2]))  # error: Call to untyped function


def extract_gif_frames(path):  # error: Function is missing a type annotation
    return [Path(path).read_bytes()]


def calculate_comprehensive_metrics(frames, others):  # error: Function is missing a type annotation
    time.sleep(SECONDS)
    return {"ssim": 1.0 if frames == others else 0.5}
