import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readChecklist } from '../../lib/checklist/read.ts';
import type { Checklist } from '../../lib/checklist/schema/checklist.ts';
import { planChecklist } from '../../lib/plan/build.ts';
import type { Plan } from '../../lib/plan/model.ts';

const FOLDERS = ['checklists/', '../aws/checklists/', '../../checklists/'].map((folder) => new URL(folder, import.meta.url));

/** A checklist beside the tests, which must be sound. */
function checklistAt(url: URL): Checklist {
  const file = fileURLToPath(url);
  const { checklist, problems } = readChecklist(readFileSync(url, 'utf8'), file);
  if (checklist === undefined) throw new Error(`${file}: ${problems.map(({ message }) => message).join('; ')}`);
  return checklist;
}

export const checklistNamed = (name: string): Checklist => checklistAt(new URL(`checklists/${name}.yaml`, import.meta.url));

/** Every checklist that there is, in every environment: those that people see, and those made for tests. */
export const allPlans = (): readonly { readonly name: string; readonly plan: Plan }[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => checklistAt(new URL(name, folder))),
  ).flatMap((checklist) =>
    Object.keys(checklist.environments).map((environment) => ({
      name: `${checklist.checklist} in ${environment}`,
      plan: planChecklist(checklist, environment),
    })),
  );
