import type { Command } from '@commander-js/extra-typings';

interface Word {
  readonly name: string;
  readonly description: string;
}

interface CommandWords extends Word {
  readonly options: readonly Word[];
  readonly subcommands: readonly Word[];
}

const optionsOf = (command: Command): Word[] => [
  ...command.options.flatMap(({ long, description }) => (long ? [{ name: long, description }] : [])),
  { name: '--help', description: 'print help' },
];

const wordsOf = (program: Command): CommandWords[] =>
  program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: optionsOf(command as Command),
    subcommands: command.commands.map((each) => ({ name: each.name(), description: each.description() })),
  }));

const names = (words: readonly Word[]): string => words.map(({ name }) => name).join(' ');
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const bash = (commands: readonly CommandWords[]): string => `_gonogo() {
  local word="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=( $(compgen -W "${names(commands)}" -- "$word") )
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map((command) => `    ${command.name}) COMPREPLY=( $(compgen -W "${names([...command.subcommands, ...command.options])}" -- "$word") $(compgen -f -- "$word") ) ;;`).join('\n')}
  esac
}
complete -o filenames -F _gonogo gonogo`;

const zsh = (commands: readonly CommandWords[]): string => `#compdef gonogo
_gonogo() {
  local -a commands
  commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description.replaceAll(':', '\\:')}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
${commands.map((command) => `    ${command.name}) compadd -- ${names([...command.subcommands, ...command.options])}; _files ;;`).join('\n')}
  esac
}
compdef _gonogo gonogo`;

const fish = (commands: readonly CommandWords[]): string =>
  [
    ...commands.map(({ name, description }) => `complete -c gonogo -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`),
    ...commands.flatMap((command) => [
      ...command.subcommands.map(
        (sub) => `complete -c gonogo -n '__fish_seen_subcommand_from ${command.name}' -f -a ${sub.name} -d ${quoted(sub.description)}`,
      ),
      ...command.options.map(
        (option) =>
          `complete -c gonogo -n '__fish_seen_subcommand_from ${command.name}' -l ${option.name.slice(2)} -d ${quoted(option.description)}`,
      ),
    ]),
  ].join('\n');

/** A completion script made from the commands themselves. */
export function completionScript(shell: 'bash' | 'zsh' | 'fish', program: Command): string {
  const commands = wordsOf(program);
  switch (shell) {
    case 'bash':
      return bash(commands);
    case 'zsh':
      return zsh(commands);
    case 'fish':
      return fish(commands);
  }
}
