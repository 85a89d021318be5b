"""Add performance indices to training tables."""

from alembic import op

revision = "1b2c3d4e5f60"
down_revision = "0a1b2c3d4e5f"


def upgrade():
    op.create_index("ix_training_config_model_type", "training_config", ["model_type"])
    op.create_index("ix_training_config_dataset_name", "training_config", ["dataset_name"])
    op.create_index("ix_training_config_created_at", "training_config", ["created_at"])
    op.create_index("ix_training_metric_config_id", "training_metric", ["config_id"])
    op.create_index("ix_training_metric_epoch", "training_metric", ["epoch"])
    op.create_index("ix_training_metric_step", "training_metric", ["step"])
    op.create_index("ix_training_metric_timestamp", "training_metric", ["timestamp"])
    op.create_index("ix_metric_config_epoch_step", "training_metric", ["config_id", "epoch", "step"])


def downgrade():
    op.drop_index("ix_metric_config_epoch_step", table_name="training_metric")
    op.drop_index("ix_training_metric_timestamp", table_name="training_metric")
    op.drop_index("ix_training_metric_step", table_name="training_metric")
    op.drop_index("ix_training_metric_epoch", table_name="training_metric")
    op.drop_index("ix_training_metric_config_id", table_name="training_metric")
    op.drop_index("ix_training_config_created_at", table_name="training_config")
    op.drop_index("ix_training_config_dataset_name", table_name="training_config")
    op.drop_index("ix_training_config_model_type", table_name="training_config")
