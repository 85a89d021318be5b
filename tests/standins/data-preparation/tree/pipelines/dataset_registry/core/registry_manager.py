import json


class RegistryManager:
    def __init__(self, base_directory, manifest_file):
        self.base_directory = base_directory
        self.manifest_file = manifest_file

    def list_available_datasets(self):
        return json.loads(self.manifest_file.read_text())['datasets']
