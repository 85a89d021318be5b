import type { Draft } from '../drafts/draft.ts';
import { LOOK_KINDS, type Look, type LookKind } from '../report.ts';

/** What a person is told for each kind, of `count` items. */
const MESSAGES: Readonly<Record<LookKind, (count: number) => string>> = {
  rollback: (count) =>
    `${of(count, 'piece')} of the rollback could not be matched to what it takes back: place ${it(count)} as \`undo\` of an action (now in \`notes\`)`,
  changes: (count) =>
    `${of(count, 'step')} may change something, and nothing certain takes it back: make ${it(count)} a \`backup\`, \`migrate\` or \`deploy\` with an \`undo\` (now approvals that quote the command)`,
  alternatives: (count) => `${of(count, 'step')} offered several ways: choose one`,
  placeholder: (count) => `${of(count, 'step')} held a placeholder: fill it in, or make it a variable`,
  triggers: (count) =>
    `${of(count, 'reason')} to roll back: turn ${it(count)} into checks where something can measure them (now in \`notes\`)`,
  'after-rollback': (count) => `${of(count, 'item')} only concerned what comes after a rollback (now in \`notes\`)`,
  gate: (count) =>
    `${of(count, 'go/no-go decision')} became an approval at its place: see whether \`no-go\` of its phase says what the words say`,
  expectation: (count) => `${of(count, 'expectation')} could not be told with certainty: say in \`expect\` what must hold`,
  reading: (count) => `${of(count, 'command')} only showed something to read: say in \`expect\` what must hold`,
  metric: (count) => `${of(count, 'metric')} had a target and no way to measure it: make it a \`measure\``,
  language: (count) => `${of(count, 'piece')} of code could not be run as it stands: give it a \`command\``,
  nothing: (count) => `${of(count, 'piece')} of code did nothing that could be checked`,
  'beside-check': (count) => `${of(count, 'item')} stand beside code that is now a check: delete the approvals that it proves`,
  secrets: (count) => `${of(count, 'name')} must be set where gonogo runs; make those that are no secrets \`variables\``,
  message: (count) => `${of(count, 'message')} named nobody to send it to: add \`to\` and put it under \`notify\``,
  contact: (count) => `${of(count, 'contact')} held no address: put one under \`notify\` (now in \`notes\`)`,
  recurring: (count) => `${of(count, 'item')} recurred, which no deployment can hold: keep it elsewhere (now in \`notes\`)`,
  moved: (count) => `${of(count, 'phase')} said to come before the deployment and moved there`,
  plain: (count) => `${of(count, 'line')} of plain lists and tables read as explanation (now in \`notes\`)`,
  prose: (count) => `${of(count, 'paragraph')} of prose left out`,
  encoding: () => '',
};

const of = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
const it = (count: number): string => (count === 1 ? 'it' : 'them');

/** Approvals under the same heading as code that became a check: it may prove them. */
function besideChecks(drafts: readonly Draft[]): number[] {
  const heading = ({ item }: Draft): number | undefined => item.place.headings.at(-1)?.line;
  const checked = new Set(
    drafts.filter(({ item, out }) => item.kind === 'code' && out.to === 'step' && out.step.verb !== 'approve').map(heading),
  );
  return drafts
    .filter(
      (draft) => draft.item.kind === 'task' && draft.out.to === 'step' && draft.out.step.verb === 'approve' && checked.has(heading(draft)),
    )
    .map(({ item }) => item.line);
}

export interface LookInput {
  readonly drafts: readonly Draft[];
  readonly neededNames: readonly string[];
  readonly movedLines: readonly number[];
  readonly prose: readonly number[];
  readonly encoding: readonly string[];
}

/** What needs a person's look, first things first. */
export function looksOf({ drafts, neededNames, movedLines, prose, encoding }: LookInput): Look[] {
  const lines = new Map<LookKind, number[]>([
    ['beside-check', besideChecks(drafts)],
    ['moved', [...movedLines]],
    ['prose', [...prose]],
  ]);
  for (const { look, item } of drafts) {
    if (look === undefined) continue;
    const known = lines.get(look);
    if (known === undefined) lines.set(look, [item.line]);
    else known.push(item.line);
  }
  return LOOK_KINDS.flatMap((kind): Look[] => {
    if (kind === 'encoding') return encoding.map((message) => ({ kind, message, lines: [] }));
    if (kind === 'secrets')
      return neededNames.length === 0
        ? []
        : [{ kind, message: `${MESSAGES.secrets(neededNames.length)}: ${neededNames.join(', ')}`, lines: [] }];
    const found = lines.get(kind) ?? [];
    return found.length === 0 ? [] : [{ kind, message: MESSAGES[kind](found.length), lines: found }];
  });
}
