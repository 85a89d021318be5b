from giflab.metrics import calculate_comprehensive_metrics


def test_frames_are_like_themselves():
    assert calculate_comprehensive_metrics([b"x"], [b"x"])["ssim"] == 1
