def test_a_fixed_seed_gives_identical_results():
    assert True
