import type { Page } from '../../service/release.ts';

const DAYS = 7;

/** `/reports/daily`: orders and revenue of the last seven days that have any. Too slow without the index on the order date. */
export const dailyReport: Page = async (client) => {
  const { rows } = await client.query(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, count(o.id)::integer AS orders, coalesce(sum(o.total_cents), 0)::integer AS revenue_cents
     FROM (SELECT date_trunc('day', max(created_at)) AS last FROM orders) AS newest
     CROSS JOIN generate_series(newest.last - ($1 - 1) * interval '1 day', newest.last, interval '1 day') AS day
     LEFT JOIN orders AS o ON o.created_at >= day AND o.created_at < day + interval '1 day'
     GROUP BY day ORDER BY day`,
    [DAYS],
  );
  return { status: 200, body: { days: rows } };
};
