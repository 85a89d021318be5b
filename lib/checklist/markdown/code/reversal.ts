import { placeholderIn } from './placeholder.ts';
import { bareCommand } from './programs.ts';
import { readShell } from './shell-words.ts';

interface Pair {
  readonly verb: 'migrate' | 'deploy';
  readonly forward: RegExp;
  /** Its groups must equal those of `forward`: the same program, the same target. */
  readonly backward: RegExp;
}

/** Commands of which one takes back what the other did, by the tools' own documentation. */
const PAIRS: readonly Pair[] = [
  { verb: 'migrate', forward: /^flask db upgrade$/, backward: /^flask db downgrade(?: \S+)?$/ },
  { verb: 'migrate', forward: /^alembic(.*) upgrade (?:head|\+1)$/, backward: /^alembic(.*) downgrade \S+$/ },
  {
    verb: 'migrate',
    forward: /^((?:npm|yarn|pnpm)(?: run)? \S*migrat\S*)[ :]up$/,
    backward: /^((?:npm|yarn|pnpm)(?: run)? \S*migrat\S*)[ :]down$/,
  },
  {
    verb: 'migrate',
    forward: /^((?:npm|yarn|pnpm) run)(?: db)?[ :]migrate$/,
    backward: /^((?:npm|yarn|pnpm) run)(?: db)?[ :](?:migrate:(?:down|undo|rollback)|rollback)$/,
  },
  { verb: 'migrate', forward: /^knex migrate:(?:latest|up)$/, backward: /^knex migrate:(?:rollback|down)$/ },
  { verb: 'migrate', forward: /^sequelize(?:-cli)? db:migrate$/, backward: /^sequelize(?:-cli)? db:migrate:undo$/ },
  { verb: 'migrate', forward: /^(rails|rake|bin\/rails) db:migrate$/, backward: /^(rails|rake|bin\/rails) db:rollback(?: STEP=\d+)?$/ },
  { verb: 'migrate', forward: /^php artisan migrate(?: --force)?$/, backward: /^php artisan migrate:rollback(?: --(?:force|step=\d+))*$/ },
  {
    verb: 'migrate',
    forward: /^python3? manage\.py migrate (\w+)(?: \d\w*)?$/,
    backward: /^python3? manage\.py migrate (\w+) (?:zero|\d\w*)$/,
  },
  {
    verb: 'migrate',
    forward: /^(goose|dbmate|diesel migration|migrate)(.*) (?:up|run)$/,
    backward: /^(goose|dbmate|diesel migration|migrate)(.*) (?:down|rollback|revert|down 1)$/,
  },
  { verb: 'migrate', forward: /^flyway(.*) migrate$/, backward: /^flyway(.*) undo$/ },
  { verb: 'migrate', forward: /^liquibase(.*) update$/, backward: /^liquibase(.*) rollback(?:-count|Count)? \S+$/ },
  { verb: 'deploy', forward: /^helm upgrade (?:--install |-i )?(\S+) .+$/, backward: /^helm rollback (\S+)(?: \d+)?$/ },
  {
    verb: 'deploy',
    forward: /^kubectl((?: -n \S+)?) set image (deploy(?:ment)?\/\S+) \S+$/,
    backward: /^kubectl((?: -n \S+)?) rollout undo (deploy(?:ment)?\/\S+)$/,
  },
  { verb: 'deploy', forward: /^serverless deploy(.*)$/, backward: /^serverless rollback(.*)$/ },
];

/** A command that takes something back, as the rollback section has it. */
export interface Reverse {
  readonly line: number;
  /** As written, for the checklist. */
  readonly text: string;
}

/** The commands of a piece of shell text, each as written, when it is a plain list of them. */
function commandsOf(text: string): readonly { readonly bare: string; readonly written: string }[] {
  const { commands, beyond } = readShell(text);
  if (beyond || commands.some(({ after, writesTo, substitutions }) => after !== ';' || writesTo.length + substitutions.length > 0))
    return [];
  return commands.map(({ words }) => ({ bare: bareCommand(words), written: words.join(' ') }));
}

/** Every line of rollback code that could be the way back from something. */
export function reversesIn(code: string, line: number): Reverse[] {
  const offered = code.split('\n').map((text, index) => ({ line: line + index, text: text.replace(/\s#.*$/, '').trim() }));
  return offered.filter(({ text }) => {
    if (placeholderIn(text) !== undefined || /[<>]/.test(text)) return false;
    const [first] = commandsOf(text);
    return first !== undefined && PAIRS.some(({ backward }) => backward.test(first.bare));
  });
}

/** The way back from a command, when it is one command and the rollback has exactly one that takes it back. */
export function reverseOf(
  code: string,
  reverses: readonly Reverse[],
): { readonly verb: Pair['verb']; readonly reverse: Reverse } | undefined {
  const commands = commandsOf(code).filter(({ bare }) => !/^(?:cd|echo|export|set|source|\.)(?: |$)/.test(bare));
  const [only] = commands;
  if (only === undefined || commands.length !== 1) return undefined;
  for (const { verb, forward, backward } of PAIRS) {
    const there = forward.exec(only.bare)?.slice(1);
    if (there === undefined) continue;
    const back = reverses.filter(
      ({ text }) =>
        backward
          .exec(commandsOf(text)[0]?.bare ?? '')
          ?.slice(1)
          .join('\n') === there.join('\n'),
    );
    const [reverse] = back;
    if (reverse !== undefined && new Set(back.map(({ text }) => text)).size === 1) return { verb, reverse };
  }
  return undefined;
}
