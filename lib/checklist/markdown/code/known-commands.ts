import type { Effect } from './effect.ts';

interface Family {
  readonly effect: Effect;
  readonly commands: readonly RegExp[];
}

/** Ends a name: nothing may touch it. */
const named = (source: string): RegExp => new RegExp(`^(?:${source})(?: |$)`, 'i');

/** How the name of a copy says that it is one. */
const BACKUP = '(?:back-?up|(?<![a-z])bak(?![a-z])|snapshot|archive|dump)';

/**
 * What commands do by the documentation of their tools, held against the words of one command joined by spaces. The first that
 * fits decides, so refusals stand first. What only shows (`kubectl get`) passes whatever it shows: a person must read it.
 */
export const KNOWN_COMMANDS: readonly Family[] = [
  {
    // These do not end by themselves, or ask the person at the terminal.
    effect: 'unknown',
    commands: [
      /^tail\b.* (?:-\w*f\w*|--follow)\b/i,
      /^(?:journalctl|kubectl logs|docker(?:-compose| compose)? logs)\b.* (?:-\w*f\w*|--follow)\b/,
      /^(?:gcloud .*logs tail|heroku logs .*--tail|aws logs tail .*--follow)/,
      named('watch|top|htop|less|more|vim?|nano|stern'),
    ],
  },
  {
    // Names of tasks say what they do, and not all that is called a check only checks.
    effect: 'unknown',
    commands: [
      /^(?:npm|yarn|pnpm|bun|make|just|task|rake|bin\/rake|rails|mix|composer|invoke|ant|nx|turbo)\b.*(?:deploy|release|publish|migrat|reset|clean|purge|destroy|delete|drop|restore|rollback|fix|watch|update|write|install)/,
      /(?:^| )(?:--fix|--write|--update-snapshots?|-u)(?: |$)/,
    ],
  },
  // A script of one's own may do its work whatever it is asked.
  { effect: 'asserts', commands: [/^(?!\.\/|.*\.(?:sh|bash)\b)[\w./-]+(?: [\w.:/${}-]+){0,5} --help$/, /^exit [1-9]/] },
  {
    effect: 'silent',
    commands: [
      named('echo|printf|cd|pushd|popd|export|unset|set|shopt|true|:|sleep|date|local|readonly|umask|return|break|continue|exit'),
      /^(?:source|\.) \S*(?:activate|\.env(?:\.\w+)?|\.bashrc|\.profile)$/,
      named('nvm use|conda activate|workon|pyenv (?:shell|local)'),
    ],
  },
  {
    effect: 'asserts',
    commands: [
      // Tests and linters.
      named('pytest|py\\.test|tox|nosetests|jest|vitest|mocha|ava|phpunit|rspec|bats|ctest|cypress run|playwright test|newman run'),
      named(
        'mypy|pyright|flake8|pylint|ruff check|eslint|stylelint|golangci-lint run|hadolint|yamllint|markdownlint|shellcheck|pip3? check',
      ),
      /^(?:black|isort|prettier|terraform fmt|gofmt|rustfmt|cargo fmt)\b.* (?:--check|-check)(?: |$)/,
      /^tsc\b.*--noEmit/,
      named('python3? -m (?:pytest|unittest|doctest|json\\.tool|pip check|flake8|mypy|pylint)'),
      named('(?:npm|yarn|pnpm|bun)(?: run)? (?:test|lint|typecheck|type-check|check|verify|validate|audit)(?:[:.-][\\w:.-]+)?'),
      named(
        '(?:make|just|task|rake|bin/rake|rails|mix|composer|invoke|ant|sbt|lein|swift|deno|nx|turbo) (?:-\\w+ )?(?:tests?|check|lint|verify|validate|smoke(?:-test)?)(?:[:.-][\\w:.-]+)?',
      ),
      named(
        'go (?:test|vet)|cargo (?:test|check|clippy|audit)|mvn (?:-\\S+ )*(?:test|verify|validate)|(?:\\./)?gradlew? (?:-\\S+ )*(?:test|check)',
      ),
      named('dotnet test|php artisan test|python3? manage\\.py (?:test|check|migrate --check)|flutter test|dart test'),
      // Conditions.
      /^(?:\[\[? .+ \]\]?|test (?:!? ?-[a-zA-Z] |\S+ (?:=|!=|-\w\w) ).+|command -v \S+|which \S+|type \S+|hash \S+)$/,
      /^grep (?:-\w*q\w*|--quiet|--silent) /,
      named('cmp|diff -q|(?:sha\\d+sum|md5sum) (?:-c|--check)|gzip -t|unzip -t|pg_restore (?:-l|--list)|jq -e|xmllint --noout'),
      /^tar (?:-?t\w*|--list)\b/,
      // Services.
      named('systemctl(?: --user)? (?:is-active|is-enabled|status)|service \\S+ status|supervisorctl status \\S+'),
      named(
        'pg_isready|mysqladmin ping|nc -\\w*z\\w*|ping -c|nginx -t|apachectl (?:configtest|-t)|nslookup|host \\S+\\.\\S+|wget (?:-q )?--spider',
      ),
      named('docker info|docker(?:-compose| compose) config|kubectl (?:rollout status|cluster-info|auth can-i|wait)|helm lint'),
      named('terraform validate|sam validate|packer validate|nomad job validate|aws sts get-caller-identity|aws [\\w-]+ wait [\\w-]+'),
      named('gh pr checks|gh auth status|git fsck|git ls-remote --exit-code'),
      /^git diff (?:\S+ )*(?:--exit-code|--quiet)\b/,
      named('flask db check|alembic check|rails db:abort_if_pending_migrations|prisma (?:validate|migrate status)'),
      /^curl(?=.* (?:-\w*f|--fail))(?!.*(?: -X| --request| -d| --data| -F| --form| -T| -o (?!\/dev\/null)| -O| --output| --upload))/,
    ],
  },
  {
    effect: 'looks',
    commands: [
      /^curl(?!.*(?: -X| --request| -d| --data| -F| --form| -T| -o (?!\/dev\/null)| -O| --output| --upload))/,
      /^[\w./-]+(?: [\w.:/-]+){0,3} (?:--version|-V)$/,
      named('(?:docker|kubectl|terraform|go|helm|flask|rails) version'),
      named('ls|stat|cat|head|tail|grep|egrep|zgrep|wc|sort|uniq|cut|tr|df|du|free|uptime|ps|pgrep|id|whoami|hostname|uname|nproc|lscpu'),
      named('env|printenv|pwd|netstat|ss|lsof|dig|file|tree|jq|column|vmstat|iostat|last|journalctl|crontab -l'),
      /^awk(?!.*(?:system|>))/,
      // Filters, when they name no file.
      /^(?:gzip|bzip2|xz|zstd|pigz)(?: -[\dc]+)*$/,
      /^find(?!.* -(?:exec|execdir|ok|delete|fprint\w*)\b)/,
      named('pip3? (?:list|show|freeze)|npm (?:ls|list|outdated)|redis-cli(?: -\\S+ \\S+)* (?:ping|info)'),
      named(
        'kubectl (?:get|describe|logs|top)|docker (?:ps|images|logs|inspect)|docker(?:-compose| compose) (?:ps|logs)|helm (?:list|history|get|status)',
      ),
      named(
        'terraform (?:plan|show|output)|gcloud (?:[\\w-]+ )+(?:list|describe)|az (?:[\\w-]+ )+(?:list|show)|heroku (?:ps|releases|logs)|fly status',
      ),
      named('aws [\\w-]+ (?:get|list|describe|head)-[\\w-]+|aws s3 ls|gh (?:run|pr|release|workflow) (?:list|view)'),
      named('git (?:status|log|show|diff|rev-parse|describe)'),
      /^git (?:remote -v|branch(?: -[avr]+)?|tag(?: -l.*)?)$/,
      named('(?:flask db|alembic) (?:history|heads|current)|python3? manage\\.py showmigrations'),
      named('supervisorctl status|systemctl list-\\S+|pm2 (?:ls|list|status|show)'),
    ],
  },
  {
    effect: 'saves',
    commands: [
      named(
        'pg_dump|pg_dumpall|pg_basebackup|mysqldump|mariadb-dump|mongodump|redis-cli(?: -\\S+ \\S+)* (?:save|bgsave)|etcdctl snapshot save',
      ),
      named('velero backup create|aws rds create-db-(?:cluster-)?snapshot|aws ec2 create-snapshot|gcloud sql backups create'),
      named('sqlite3 \\S+ \\.backup|git bundle create|restic backup|borg create|docker (?:commit|save)'),
      // A copy is a backup when what it makes says so; one that is taken from a backup is a way back.
      new RegExp(
        `^(?:cp|rsync|scp|aws s3 (?:cp|sync)|gsutil (?:-m )?(?:cp|rsync))(?! .* --(?:delete|remove-source-files))(?: (?!\\S*${BACKUP})\\S+)+ \\S*${BACKUP}\\S*$`,
        'i',
      ),
      new RegExp(`^(?:tar -?c\\w*|tar --create|zip(?: -\\w+)*) \\S*${BACKUP}\\S* `, 'i'),
      new RegExp(`^git tag (?:-\\w+ )?\\S*${BACKUP}`, 'i'),
    ],
  },
];
