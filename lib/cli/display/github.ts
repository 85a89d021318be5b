import picocolors from 'picocolors';
import type { DeploymentEvent } from '../../deployments/events.ts';
import { GITHUB_GROUP_END, githubAnnotations, githubGroup, githubSummary, githubText } from '../../report/github.ts';
import type { Io } from '../io.ts';
import { type DisplayOutline, phaseTitleIn } from './outline.ts';
import { plainLine } from './plain.ts';
import { type Reporter, reporterOf } from './reporter.ts';

const plain = picocolors.createColors(false);

/** A log for a job on GitHub: a foldable group for each phase, gates between them, and marks on the job's page at the end. */
export function createGithub(io: Pick<Io, 'out'>, outline: DisplayOutline, onJobSummary: (markdown: string) => void = () => {}): Reporter {
  let group: string | undefined;
  const enter = (next: string | undefined): void => {
    if (next === group) return;
    if (group !== undefined) io.out(GITHUB_GROUP_END);
    if (next !== undefined) io.out(githubGroup(next));
    group = next;
  };
  return reporterOf({
    event: (event) => {
      enter(groupOf(event, outline, group));
      const line = plainLine(event, outline, plain);
      if (line !== undefined) io.out(githubText(line));
    },
    finish: (report) => {
      enter(undefined);
      if (report === undefined) return;
      for (const annotation of githubAnnotations(report)) io.out(annotation);
      onJobSummary(githubSummary(report));
    },
  });
}

function groupOf(event: DeploymentEvent, outline: DisplayOutline, current: string | undefined): string | undefined {
  switch (event.event) {
    case 'deployment-opened':
    case 'deployment-closed':
    case 'gate-decided':
      return undefined;
    case 'step-started':
    case 'step-finished':
      if (event.purpose === 'baseline') return 'Baseline';
      return event.purpose === 'verification' ? 'Rollback' : phaseTitleIn(outline, event.phase);
    case 'undo-started':
    case 'undo-finished':
      return 'Rollback';
    case 'approval-requested':
    case 'approval-answered':
      return current;
  }
}
