import { describe, expect, test } from '@jest/globals';
import { readChecklist } from '../../lib/checklist/read.ts';
import { planChecklist } from '../../lib/plan/build.ts';

const WRITTEN = `
checklist: shop
environments:
  staging: { notify: [email:qa@example.com] }
  production: {}
notify:
  - { on: [deployed], only: [production], to: [email:stakeholders@example.com], text: It is there }
  - { on: [no-go], to: [email:on-call@example.com] }
phases:
  - phase: Look
    steps: [{ validate: The page answers, http: "https://example.com" }]
`;

function heard(environment: string): string[] {
  const { checklist } = readChecklist(WRITTEN, 'shop.yaml');
  if (checklist === undefined) throw new Error('the checklist does not read');
  return planChecklist(checklist, environment).notifications.flatMap(({ to }) => to);
}

describe('a notification', () => {
  test('limited to an environment is sent there alone', () => {
    expect(heard('production')).toEqual(['email:stakeholders@example.com', 'email:on-call@example.com']);
    expect(heard('staging')).toEqual(['email:qa@example.com', 'email:on-call@example.com']);
  });
});
