from collections import namedtuple

Usage = namedtuple('Usage', 'percent')


def cpu_percent(interval=None):
    return 12.5


def virtual_memory():
    return Usage(41.0)


def disk_usage(path):
    return Usage(57.3)
