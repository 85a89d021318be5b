#!/usr/bin/env bash
# Asks for every page once: smoke_test_production.sh URL
set -eu
for page in /health /api/experiments /api/optimization_runs /api/ai_queries; do
  code="$(curl --silent --output /dev/null --write-out '%{http_code}' "$1$page")"
  echo "$page $code"
  test "$code" = 200
done
