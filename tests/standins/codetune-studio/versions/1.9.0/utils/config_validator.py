"""Says in words for people what is wrong with a training configuration."""


def validate_config(config):
    errors = []
    if not config.get("model_type"):
        errors.append("Choose a model type.")
    for name in ("batch_size", "learning_rate"):
        value = config.get(name)
        if not isinstance(value, (int, float)) or value <= 0:
            errors.append(f"The {name.replace('_', ' ')} must be a number above 0.")
    return errors
