from ..core.schema import StandardDataset


class DerivationModule:
    dataset_type = ''

    def derive(self, name, raw):
        return StandardDataset(raw['z'], raw['observable'], raw['uncertainty'], metadata={'name': name, 'type': self.dataset_type})


class SNDerivationModule(DerivationModule):
    dataset_type = 'sn'


class BAODerivationModule(DerivationModule):
    dataset_type = 'bao'


class CMBDerivationModule(DerivationModule):
    dataset_type = 'cmb'


class CCDerivationModule(DerivationModule):
    dataset_type = 'cc'


class RSDDerivationModule(DerivationModule):
    dataset_type = 'rsd'
