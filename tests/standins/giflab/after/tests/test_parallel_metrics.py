"""A test for each number of frames."""

from giflab.parallel_metrics import gather, spread


def of(number):
    def check():
        frames = list(range(number))
        assert gather(spread(frames)) == frames

    return check


for number in range(98):
    globals()[f"test_{number}_frames"] = of(number)
