import type { Page } from './release.ts';

/** `/orders?since=2025-12-31`: the first hundred orders since then, and how many there are. */
export const orders: Page = async (client, query) => {
  const since = query.get('since') ?? '2025-12-31';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(since) || Number.isNaN(Date.parse(since)))
    return { status: 400, body: { error: 'since must be a date such as 2025-12-31' } };
  const from = `${since}T00:00:00Z`;
  const { rows: found } = await client.query('SELECT count(*)::integer AS count FROM orders WHERE created_at >= $1', [from]);
  const { rows } = await client.query(
    'SELECT id::integer, customer_id, sku, quantity, total_cents::integer, status, created_at FROM orders WHERE created_at >= $1 ORDER BY created_at, id LIMIT 100',
    [from],
  );
  return { status: 200, body: { since, count: found[0]?.count, orders: rows } };
};
