"""The tables as the models declare them."""

INDICES = [
    ("ix_training_config_model_type", "training_config", ["model_type"]),
    ("ix_training_config_dataset_name", "training_config", ["dataset_name"]),
    ("ix_training_config_created_at", "training_config", ["created_at"]),
    ("ix_training_metric_config_id", "training_metric", ["config_id"]),
    ("ix_training_metric_epoch", "training_metric", ["epoch"]),
    ("ix_training_metric_step", "training_metric", ["step"]),
    ("ix_training_metric_timestamp", "training_metric", ["timestamp"]),
    ("ix_metric_config_epoch_step", "training_metric", ["config_id", "epoch", "step"]),
]
