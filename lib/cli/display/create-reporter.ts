import type { Reporter, ReporterName, ReporterSetting } from './reporter.ts';

/** The named reporters as one. Each is loaded only when it is asked for. */
export async function createReporter(names: readonly ReporterName[], setting: ReporterSetting): Promise<Reporter> {
  const reporters = await Promise.all([...new Set(names)].map((name) => load(name, setting)));
  const all = (tell: (reporter: Reporter) => void): void => {
    for (const reporter of reporters) tell(reporter);
  };
  return {
    event: (event) => all((reporter) => reporter.event(event)),
    finish: (report) => all((reporter) => reporter.finish(report)),
    pause: () => all((reporter) => reporter.pause()),
    resume: () => all((reporter) => reporter.resume()),
    say: (line) => reporters.map((reporter) => reporter.say(line)).includes(true),
  };
}

async function load(name: ReporterName, { io, outline, now, every, onJobSummary }: ReporterSetting): Promise<Reporter> {
  switch (name) {
    case 'text':
      return io.screen === undefined
        ? (await import('./plain.ts')).createPlain(io, outline)
        : (await import('./tree.ts')).createTree({ outline, screen: io.screen, palette: io.errColours, now, every });
    case 'json':
      return (await import('./json-lines.ts')).createJsonLines(io);
    case 'junit':
      return (await import('./junit-writer.ts')).createJunitWriter(io);
    case 'github':
      return (await import('./github.ts')).createGithub(io, outline, onJobSummary);
  }
}
