/** Experiments of a year: the planner prefers an index only where there is something to skip. */
export const SEED = `
CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
INSERT INTO alembic_version VALUES ('0a1b2c3d4e5f');
CREATE TABLE training_config (
  id integer PRIMARY KEY, model_type varchar(100) NOT NULL, dataset_name varchar(200) NOT NULL,
  batch_size integer NOT NULL, learning_rate float8 NOT NULL, created_at timestamp NOT NULL);
CREATE TABLE training_metric (
  id integer PRIMARY KEY, config_id integer NOT NULL REFERENCES training_config (id),
  epoch integer NOT NULL, step integer NOT NULL, train_loss float8 NOT NULL, timestamp timestamp NOT NULL);
INSERT INTO training_config
SELECT n, CASE WHEN n % 200 = 1 THEN 'bert-base' ELSE 'model-' || n % 200 END, 'dataset-' || n % 30, 8 << n % 4, 0.0001 * (n % 9 + 1),
  timestamp '2025-01-01' + n * interval '1 hour'
FROM generate_series(1, 2000) AS n;
INSERT INTO training_metric
SELECT n, n % 2000 + 1, n / 200, n % 997, 1.0 / n, timestamp '2025-06-01' + n * interval '1 minute'
FROM generate_series(1, 20000) AS n;
ANALYZE`;
