from utils.config_validator import validate_config


def test_an_empty_configuration_is_refused():
    assert validate_config({})
