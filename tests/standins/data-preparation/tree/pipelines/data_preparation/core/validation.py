class ValidationEngine:
    def validate(self, dataset):
        if not len(dataset.z) == len(dataset.observable) == len(dataset.uncertainty):
            raise ValueError('the columns of the dataset differ in length')
