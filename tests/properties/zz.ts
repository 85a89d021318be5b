import fc from 'fast-check';
import { misshapenTexts, mutatedTexts, randomTexts, structuredTexts } from './mutations.ts';
import { lintChecklist } from '../../lib/checklist/lint.ts';
import { renderProblems } from '../../lib/checklist/diagnostic.ts';
for (const [n, a] of Object.entries({ misshapenTexts, mutatedTexts, randomTexts, structuredTexts })) {
  const c = new Map<string, number>(); let ok = 0; const seen = new Set<string>();
  for (const t of fc.sample(a, { numRuns: 800, seed: 42 })) {
    const r = lintChecklist(t, 'x'); if (r.checklist) ok++;
    renderProblems(r.problems, t);
    for (const p of r.problems) { c.set(p.rule, (c.get(p.rule) ?? 0) + 1); if (p.rule !== 'yaml') seen.add(p.message.slice(0, 150)); else if (n === 'mutatedTexts') seen.add('Y ' + p.message.slice(0, 150)); }
  }
  console.log(n, 'readable', ok, [...c].sort((x, y) => y[1] - x[1]).slice(0, 20).map(([k, v]) => `${k}:${v}`).join(' '));
  if (process.argv[2] === n) console.log([...seen].join('\n'));
}
