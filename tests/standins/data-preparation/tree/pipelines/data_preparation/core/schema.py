from dataclasses import dataclass, field


@dataclass
class StandardDataset:
    z: list
    observable: list
    uncertainty: list
    covariance: object = None
    metadata: dict = field(default_factory=dict)
