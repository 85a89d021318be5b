import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { DEFAULT_PORTS, DEFAULT_STATE, type Settings, SHOP } from './settings.ts';

const WRITTEN = resolve(SHOP, '../../checklists/example-shop.yaml');

/**
 * The checklist for a shop: the one that is written, or, where the shop lives elsewhere or its usual port was taken, a copy of it in
 * the state directory whose `local` environment says so.
 */
export function checklistFor({ state, ports, baseUrl }: Settings): string {
  if (state === DEFAULT_STATE && ports.service === DEFAULT_PORTS.service) return WRITTEN;
  const document = parseDocument(readFileSync(WRITTEN, 'utf8'));
  document.setIn(['environments', 'local', 'working-directory'], SHOP);
  document.setIn(['environments', 'local', 'variables'], document.createNode({ BASE_URL: baseUrl, SHOP_STATE: state }));
  const copy = join(state, 'example-shop.yaml');
  writeFileSync(copy, document.toString({ lineWidth: 0 }));
  return copy;
}
