def spread(frames):  # error: Function is missing a type annotation
    return [[frame] for frame in frames]


def gather(parts):  # error: Function is missing a type annotation
    return [frame for part in parts for frame in part]  # error: Returning Any from function
