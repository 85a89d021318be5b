import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { step } from '../../lib/checklist/schema/step.ts';

describe('a step', () => {
  test('is written with its verb as the key of its title', () => {
    const written = { migrate: 'Add the index', command: 'npm run migrate up', undo: 'npm run migrate down' };
    const read = step.parse(written);
    expect(read).toMatchObject({ verb: 'migrate', title: 'Add the index', probe: { kind: 'command', run: 'npm run migrate up' } });
    expect(z.encode(step, read)).toEqual(written);
  });
});
