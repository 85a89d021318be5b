/** Counters of one service process, as Prometheus reads them. */
export interface Metrics {
  count(status: number, seconds: number): void;
  text(): string;
}

export function createMetrics(): Metrics {
  let requests = 0;
  let errors = 0;
  let seconds = 0;
  return {
    count: (status, took) => {
      requests += 1;
      if (status >= 500) errors += 1;
      seconds += took;
    },
    text: () =>
      [
        '# HELP requests_total Requests answered.',
        '# TYPE requests_total counter',
        `requests_total ${requests}`,
        '# HELP errors_total Requests answered with a 5xx status.',
        '# TYPE errors_total counter',
        `errors_total ${errors}`,
        '# HELP request_duration_seconds Time to answer.',
        '# TYPE request_duration_seconds summary',
        `request_duration_seconds_sum ${seconds.toFixed(6)}`,
        `request_duration_seconds_count ${requests}`,
        '',
      ].join('\n'),
  };
}
