"""Create the training tables."""

revision = "0a1b2c3d4e5f"
down_revision = None


def upgrade():
    pass


def downgrade():
    pass
