from utils.config_validator import validate_config
from utils.database import INDICES

GOOD = {"model_type": "bert-base", "batch_size": 8, "learning_rate": 0.1}


def test_a_good_configuration_is_accepted():
    assert validate_config(GOOD) == []


def test_an_empty_configuration_is_refused():
    assert len(validate_config({})) == 3


def test_text_is_no_batch_size():
    assert validate_config({**GOOD, "batch_size": "eight"})


def test_zero_is_no_batch_size():
    assert validate_config({**GOOD, "batch_size": 0})


def test_a_negative_batch_size_is_refused():
    assert validate_config({**GOOD, "batch_size": -1})


def test_text_is_no_learning_rate():
    assert validate_config({**GOOD, "learning_rate": "fast"})


def test_a_negative_learning_rate_is_refused():
    assert validate_config({**GOOD, "learning_rate": -0.1})


def test_a_missing_learning_rate_is_refused():
    assert validate_config({"model_type": "bert-base", "batch_size": 8})


def test_an_empty_model_type_is_refused():
    assert validate_config({**GOOD, "model_type": ""})


def test_a_missing_model_type_is_refused():
    assert validate_config({"batch_size": 8, "learning_rate": 0.1})


def test_problems_are_sentences():
    assert all(error.endswith(".") for error in validate_config({}))


def test_there_are_eight_indices():
    assert len(INDICES) == 8


def test_index_names_differ():
    assert len({name for name, _, _ in INDICES}) == 8


def test_indices_are_of_the_training_tables():
    assert {table for _, table, _ in INDICES} == {"training_config", "training_metric"}
