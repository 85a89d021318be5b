import type { Effect } from './effect.ts';
import { KNOWN_COMMANDS } from './known-commands.ts';

/** Programs that only run another. */
const RUNNER =
  /^(?:sudo(?: -[nEH])*(?: -u \S+)?|time|nice|nohup|timeout(?: -\S+)* \S+|env(?: \w+=\S*)*|(?:poetry|uv|pipenv|pdm|hatch|rye) run|bundle exec|npx(?: -y| --yes)?|(?:pnpm|yarn) exec|command(?= [^-])) /;
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;

/** The command that is really run, without assignments and runners before it. Space inside a word is written `␣`. */
export function bareCommand(words: readonly string[]): string {
  const start = words.findIndex((word) => !ASSIGNMENT.test(word));
  let text =
    start === -1
      ? ''
      : words
          .slice(start)
          .map((word) => word.replace(/\s+/g, '␣'))
          .join(' ');
  for (let round = 0; round < 6; round++) {
    const bare = text.replace(RUNNER, '').replace(/^\w+=\S* /, '');
    if (bare === text) break;
    text = bare;
  }
  return text;
}

/** A script whose own name says that it checks: `./scripts/smoke_test.sh`, `python tests/validate.py`. */
const CHECK_SCRIPT =
  /^(?:(?:bash|sh|python3?|node|ruby|perl|php) )?(?:\.{0,2}\/)?(?:[\w.-]+\/)*(?:[\w.-]*[_.-])?(?:tests?|checks?|verify|verification|validate|validation|validator|smoke|smoketest|health|healthcheck)(?:[_.-][\w.-]*)?\.(?:sh|py|js|mjs|ts|rb|pl|php)(?: [\w./:$"{}=,-]+)*$/i;
/** A subcommand whose name says so: `deps status`, `config validate`. */
const CHECK_WORD =
  /^[\w./-]+(?: [\w.:/-]+){0,4} (?:status|check|validate|verify|doctor|ping|health|healthcheck|self-?test)(?: --?[\w=-]+)*$/;
/** …unless another word in it says that it changes something. */
const CHANGING_WORDS = [
  'rm|mv|cp|dd|ln|mkdir|rmdir|touch|tee|kill|pkill|chmod|chown|delete|remove|create|apply|install|uninstall|set|add|start|stop|restart',
  'enable|disable|reload|drop|push|pull|checkout|reset|run|exec|deploy|destroy|update|upgrade|edit|patch|scale|write|put|post|fix|restore',
  'rollback|clean|setup|init|seed|migrate|publish|release|send|sync',
];
const CHANGING = new RegExp(`(?:^|[\\s_./-])(?:${CHANGING_WORDS.join('|')})(?=$|[\\s_./-])`, 'i');
const REHEARSAL = / (?:--dry-run(?:=\w+)?|--noop|--validate-only)(?: |$)/;

/** What a command does. `checking`: it stands where checks are told, so scripts and rehearsals are taken at their name. */
export function effectOfCommand(words: readonly string[], checking: boolean): Effect {
  const text = bareCommand(words);
  if (text === '') return 'silent';
  const family = KNOWN_COMMANDS.find(({ commands }) => commands.some((command) => command.test(text)));
  if (family !== undefined) return family.effect;
  const named = CHECK_SCRIPT.test(text) || CHECK_WORD.test(text);
  if (checking && named && !CHANGING.test(text)) return 'asserts';
  if (checking && REHEARSAL.test(text) && !/^(?:rm|git|apt|apt-get|yum|sed|find)\b/.test(text)) return 'asserts';
  return 'unknown';
}
