import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bench, measure } from './measure.ts';
import { medians, timeCommand } from './timing.ts';

/** A section as people write them: a heading, a task list, a command with what it should show, a table. */
const section = (number: number): string => `
## ${number}. Service ${number}

- [ ] The service answers
  \`\`\`bash
  curl -f http://127.0.0.1:8080/health/${number}
  # Expected: 200
  \`\`\`
- [x] **Dependencies**: nothing is missing
- [ ] Logs are clean

| Metric | Baseline | Target | Actual |
|--------|----------|--------|--------|
| Query time | 100ms | 20ms | ___ |
`;

const document = (bytes: number): string => {
  let text = '# Deployment Checklist\n';
  for (let number = 1; text.length < bytes; number++) text += section(number);
  return text;
};

/** The whole process on a megabyte; and whether a document twice as long takes twice as long. */
export const bench: Bench = async ({ gonogo, scratch }) => {
  const importOf = async (name: string, bytes: number) => {
    const file = join(scratch, `${name}.md`);
    await writeFile(file, document(bytes));
    return () => timeCommand({ words: [process.execPath, gonogo, 'import', file, '--output', join(scratch, `${name}.yaml`), '--force'] });
  };
  const times = await medians(5, {
    small: await importOf('small', 1_000),
    half: await importOf('half', 500_000),
    whole: await importOf('whole', 1_000_000),
  });
  const seconds = times.whole / 1_000;
  return [
    measure('gonogo import of 1 MB', 's', seconds, 2),
    measure('import of 1 MB : of 0.5 MB, without start-up', 'ratio', (times.whole - times.small) / (times.half - times.small), 2.4),
    measure('import, time for each MB beyond start-up', 's', (times.whole - times.small) / 1_000),
  ];
};
