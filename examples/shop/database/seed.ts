import type { Client } from 'pg';
import { inTransaction } from './client.ts';

const PRODUCTS = `
INSERT INTO products (sku, name, price_cents)
SELECT 'SKU-' || lpad(n::text, 4, '0'),
       (ARRAY['Enamel', 'Oak', 'Linen', 'Copper', 'Woollen'])[n % 5 + 1] || ' ' || (ARRAY['mug', 'bowl', 'lamp', 'blanket'])[n % 4 + 1] || ' ' || n,
       500 + n * 7919 % 9500
FROM generate_series(0, 799) AS n`;

/** A year of orders, the oldest first but for some hours of disorder; primes do for chance: they are the same every time. */
const ORDERS = `
INSERT INTO orders (customer_id, sku, quantity, total_cents, status, note, created_at)
SELECT n * 7919 % 5000 + 1,
       p.sku,
       o.quantity,
       o.quantity * p.price_cents,
       (ARRAY['paid', 'packed', 'shipped', 'shipped'])[n % 4 + 1],
       CASE n % 50 WHEN 0 THEN 'Gift: "für Zoë", please wrap' WHEN 7 THEN E'Leave at the door\\nRing twice' END,
       timestamptz '2025-01-01 00:00:00Z' + (n * 31500000 / $3::bigint + n * 2654435761 % 36000) * interval '1 second'
FROM generate_series($1::bigint, $2::bigint) AS n
CROSS JOIN LATERAL (SELECT (n * 31 % 5 + 1)::integer AS quantity, 'SKU-' || lpad((n * 104729 % 800)::text, 4, '0') AS sku) AS o
JOIN products AS p USING (sku)
ORDER BY n`;

/** Foreign keys are checked at the end of a statement, from a list in memory: small statements keep the list small. */
const AT_A_TIME = 10_000;

/** Fills an empty shop; leaves one with orders alone. */
export async function seed(client: Client, orders: number): Promise<boolean> {
  const { rows } = await client.query<{ any: boolean }>('SELECT EXISTS (SELECT FROM orders) AS any');
  if (rows[0]?.any === true) return false;
  await inTransaction(client, async () => {
    await client.query('DELETE FROM products');
    await client.query(PRODUCTS);
    for (let from = 1; from <= orders; from += AT_A_TIME)
      await client.query(ORDERS, [from, Math.min(orders, from + AT_A_TIME - 1), orders]);
  });
  // Statistics by hand: this Postgres has no autovacuum, and the planner needs them to choose an index.
  await client.query('ANALYZE');
  // After a crash, Postgres would otherwise skip numbers of the sequence that it had set aside.
  await client.query('CHECKPOINT');
  return true;
}
