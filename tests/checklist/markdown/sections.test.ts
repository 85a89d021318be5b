import { describe, expect, test } from '@jest/globals';
import { imported, onlyStep, phasesOf, stepsOf, told } from './imported.ts';

describe('rollback sections', () => {
  const migrate = '## Migrate\n```bash\nflask db upgrade\n```\n';

  test('the one command that takes another back is its undo', () => {
    const { checklist, yaml, report } = imported(`${migrate}\n## Rollback\n\`\`\`bash\nflask db downgrade\n\`\`\`\n`);
    expect(checklist.phases[0]?.steps).toEqual([
      {
        verb: 'migrate',
        title: 'Migrate',
        probe: { kind: 'command', run: 'flask db upgrade' },
        undo: { kind: 'undo', probe: { kind: 'command', run: 'flask db downgrade' } },
      },
    ]);
    expect(yaml).toContain('taken back as the rollback says in line 8');
    expect(report.look).toEqual([]);
    // The words of the rollback stay.
    expect(checklist.notes).toEqual(['Rollback, in place as `undo`: Rollback\nflask db downgrade']);
  });

  test.each([
    ['helm upgrade shop ./chart', 'helm rollback shop', 'deploy'],
    ['npm run migrate up', 'npm run migrate down', 'migrate'],
    ['kubectl set image deployment/shop shop=shop:2', 'kubectl rollout undo deployment/shop', 'deploy'],
    ['alembic upgrade head', 'alembic downgrade -1', 'migrate'],
    ['python manage.py migrate orders', 'python manage.py migrate orders 0007', 'migrate'],
  ])('%s is taken back by %s', (there, back, verb) => {
    expect(stepsOf(`## Do\n\`\`\`bash\n${there}\n\`\`\`\n## Rollback\n\`\`\`bash\n${back}\n\`\`\`\n`)).toMatchObject([
      { verb, undo: { probe: { run: back } } },
    ]);
  });

  test.each([
    ['another target', 'helm upgrade shop ./chart', 'helm rollback mail'],
    ['a choice', 'flask db upgrade', 'flask db downgrade\n# OR restore\npsql shop < backup.sql'],
    ['two ways', 'flask db upgrade', 'flask db downgrade\nflask db downgrade base'],
    ['more than one command to take back', 'flask db migrate -m x\nflask db upgrade', 'flask db downgrade'],
    ['a placeholder', 'flask db upgrade', 'flask db downgrade <revision>'],
    ['nothing', 'flask db upgrade', 'git revert HEAD'],
  ])('with %s nothing is certain: an approval, and the rollback as it stands', (_, there, back) => {
    const { checklist, report } = imported(`## Do\n\`\`\`bash\n${there}\n\`\`\`\n## Rollback\n\`\`\`bash\n${back}\n\`\`\`\n`);
    expect(checklist.phases[0]?.steps).toMatchObject([{ verb: 'approve', details: there }]);
    expect(checklist.notes).toEqual([`Rollback, to be placed as \`undo\` of what it takes back: Rollback\n${back}`]);
    expect(report.look.map(({ kind }) => kind)).toEqual(['rollback', 'changes']);
  });

  test('tasks of a rollback are notes, unless they only make it ready', () => {
    const { checklist } = imported(
      '## Rollback plan\n- [ ] Rollback is documented\n- [ ] Switch the traffic back\n### After the rollback\n- [ ] Write it up\n',
    );
    expect(checklist.phases.flatMap(({ steps }) => steps.map(({ title }) => title))).toEqual(['Rollback is documented']);
    expect(checklist.notes).toEqual([
      'Rollback, to be placed as `undo` of what it takes back: Rollback plan: Switch the traffic back',
      'After a rollback: After the rollback: Write it up',
    ]);
  });

  test('reasons to roll back are no questions to say yes to', () => {
    const { checklist, report } = imported('## Steps\n- [ ] Go\n## Rollback triggers\n- [ ] Errors over 5 %\n- Data is lost\n');
    expect(checklist.notes).toEqual([
      'A reason to roll back: Rollback triggers: Errors over 5 %',
      'A reason to roll back: Rollback triggers: Data is lost',
    ]);
    expect(report.look).toMatchObject([{ kind: 'triggers', lines: [4, 5] }]);
  });

  test('what comes next under the same heading is no rollback', () => {
    expect(told('## Rollback\n### Plan\n- Switch back\n### Monitoring\n- [ ] Errors stay low\n')).toEqual(['approve: Errors stay low']);
  });

  test('a document of nothing but a rollback is asked step by step', () => {
    expect(told('# Rollback plan\n## Rollback\n1. Switch back\n2. Tell everyone\n')).toEqual([
      'approve: Switch back',
      'approve: Tell everyone',
    ]);
  });
});

describe('go/no-go', () => {
  test.each([
    ['roll back at once', 'rollback'],
    ['abort the release', 'stop'],
    ['something is wrong', 'ask'],
  ])('a no that says "%s" makes the gate %s', (words, noGo) => {
    const [phase] = phasesOf(
      `## Phase 1\n- [ ] Go on\n\n**🚦 Phase 1 Go/No-Go Decision**\n- ✅ **GO**: all is well\n- ❌ **NO-GO**: ${words}\n`,
    );
    expect(phase).toEqual({
      phase: 'Phase 1',
      noGo,
      steps: [
        { verb: 'approve', title: 'Go on' },
        { verb: 'approve', title: 'Phase 1 Go/No-Go Decision', details: `GO: all is well\nNO-GO: ${words}` },
      ],
    });
  });

  test('a paragraph is one as well', () => {
    expect(told('## Steps\n- [ ] Go on\n\nGo/no-go: everyone agrees.\n')).toEqual([
      'approve: Go on',
      'approve: Go/no-go: everyone agrees.',
    ]);
  });

  test('a task under it stays a task', () => {
    expect(told('**Go/No-Go**\n- group\n  - [ ] Vote\n')).toContain('approve: group: Vote');
  });
});

describe('time after the deployment', () => {
  test('becomes follow-ups, the earliest first, after everything else', () => {
    const phases = phasesOf(
      '## Post-deployment\n### Within 1 week\n- [ ] Costs\n### First hour\n- [ ] Errors\n## Monitoring\n**After 2 days:**\n- [ ] Load\n## Close\n- [ ] Tell the team\n',
    );
    expect(phases.map(({ phase, after }) => [phase, after])).toEqual([
      ['Close', undefined],
      ['First hour', 3_600_000],
      ['Monitoring: After 2 days', 172_800_000],
      ['Within 1 week', 604_800_000],
    ]);
  });

  test('the time before it is none', () => {
    expect(
      phasesOf('## Go\n- [ ] Go\n## Monitoring\n### Within 24 hours before the release\n- [ ] Errors\n').map(({ after }) => after),
    ).toEqual([undefined, undefined]);
  });

  test('a length of time alone is none', () => {
    expect(phasesOf('## Deployment (2 hours)\n- [ ] Go\n## Complete within 30 minutes\n- [ ] Go on\n').map(({ after }) => after)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('a follow-up looks, and changes nothing', () => {
    const text =
      '## Do\n- [ ] Go\n## Monitoring: first 24 hours\n```bash\n# Look\nnginx -t\n\n# Save (backup)\npg_dump shop > backup.sql\n```\n';
    expect(told(text)).toEqual([
      'approve: Go',
      'validate: Monitoring: first 24 hours: Look',
      'approve: Monitoring: first 24 hours: Save (backup)',
    ]);
  });

  test('with nothing to follow there is no follow-up', () => {
    expect(phasesOf('## First 24 hours\n- [ ] Errors\n')).toEqual([
      { phase: 'First 24 hours', steps: [{ verb: 'approve', title: 'Errors' }] },
    ]);
  });

  test('words that say how often and how long make a monitor', () => {
    expect(onlyStep('## Watch\n- [ ] Health, every 5 minutes for 1 hour\n  ```bash\n  curl -f $BASE_URL/health\n  ```\n')).toMatchObject({
      verb: 'monitor',
      every: 300_000,
      for: 3_600_000,
      probe: { kind: 'http' },
    });
  });

  test('recurring work is a note', () => {
    expect(imported('## Steps\n- [ ] Go\n## After\n**Ongoing:**\n- [ ] Weekly review\n').checklist.notes).toEqual([
      'Recurring work, which no deployment can hold: After, Ongoing: Weekly review',
    ]);
  });
});

describe('people', () => {
  test('a contact with an address hears of trouble, one without is a note', () => {
    const { checklist, report } = imported('## Steps\n- [ ] Go\n## Contacts\n- On call, level 2: oncall@shop.test\n- Boss: [NAME]\n');
    expect(checklist.notify).toEqual([
      { on: ['no-go', 'aborted'], to: ['email:oncall@shop.test'], text: 'On call, level 2: oncall@shop.test', level: 2 },
    ]);
    expect(checklist.notes).toEqual(['Contact: Contacts: Boss: [NAME]']);
    expect(report).toMatchObject({ items: 3, notifications: 1, notes: 1, byHand: 1 });
  });

  test('so does a table of contacts', () => {
    expect(imported('- [ ] Go\n\n## Contacts\n| Who | Mail |\n|---|---|\n| Ops | ops@shop.test |\n').checklist.notify).toMatchObject([
      { to: ['email:ops@shop.test'] },
    ]);
  });

  test('a mail to somebody is a notification, a mail to nobody an approval before or after', () => {
    const mail = (to: string): string => `\`\`\`\n${to}Subject: Shop\n\nWe deploy.\n\`\`\`\n`;
    expect(imported(`- [ ] Go\n## Pre-deployment e-mail\n${mail('To: all@shop.test\n')}`).checklist.notify).toEqual([
      { on: ['opened'], to: ['email:all@shop.test'], text: 'To: all@shop.test\nSubject: Shop\n\nWe deploy.' },
    ]);
    expect(told(`## Deploy\n- [ ] Go\n## Pre-deployment e-mail\n${mail('')}## Post-deployment e-mail\n${mail('')}`)).toEqual([
      'approve: Pre-deployment e-mail',
      'approve: Go',
      'approve: Post-deployment e-mail',
    ]);
  });

  test('signatures are approvals, those before the deployment before it', () => {
    const { checklist, report } = imported(
      '## Prepare\n- [ ] Plan\n## Deploy\n- [ ] Go\n## Pre-deployment sign-off\n- [ ] Developer: ________ Date: ____\n## Sign-off\n- [ ] Lead: ____\n',
    );
    expect(checklist.phases.map(({ phase, steps }) => [phase, steps[0]?.title])).toEqual([
      ['Prepare', 'Plan'],
      ['Pre-deployment sign-off', 'Pre-deployment sign-off: Developer'],
      ['Deploy', 'Go'],
      ['Sign-off', 'Sign-off: Lead'],
    ]);
    expect(report.look).toMatchObject([{ kind: 'moved', lines: [5] }]);
  });
});

describe('tables', () => {
  test('metrics with a target are asked', () => {
    const { checklist, report } = imported(
      '## Metrics\n| Metric | Baseline | Target | Actual |\n|---|---|---|---|\n| Query time | 100ms | 20ms | ___ |\n',
    );
    expect(checklist.phases[0]?.steps).toEqual([{ verb: 'approve', title: 'Query time', details: 'Baseline: 100ms\nTarget: 20ms' }]);
    expect(report.look).toMatchObject([{ kind: 'metric', lines: [4] }]);
  });

  test('what was and what is, is told, not asked', () => {
    expect(imported('- [ ] Go\n\n## Quality\n| Metric | Before | After |\n|---|---|---|\n| Lines | 80 | 25 |\n').checklist.notes).toEqual([
      'For information: Quality: Lines\nBefore: 80\nAfter: 25',
    ]);
  });

  test('a row with a command is a check when what is expected is certain', () => {
    const table =
      '## Checks\n| Check | Command | Expected |\n|---|---|---|\n| Web server | `nginx -t` | exit code 0 |\n| Cache | `redis-cli ping` | `PONG` |\n| Disk | `df -h` | enough |\n';
    expect(stepsOf(table)).toMatchObject([
      { verb: 'validate', title: 'Web server', probe: { run: 'nginx -t' } },
      { verb: 'validate', title: 'Cache', expect: { output: { kind: 'contains', text: 'PONG' } } },
      { verb: 'approve', title: 'Disk', details: 'Command: df -h\nExpected: enough' },
    ]);
  });

  test('boxes in cells', () => {
    expect(
      imported('| Item | Done |\n|---|---|\n| Plan | [x] |\n| Mail | [ ] |\n').report.mapping.map(({ text, done }) => [text, done]),
    ).toEqual([
      ['Plan', true],
      ['Mail', false],
    ]);
  });
});

describe('other languages', () => {
  test.each([
    [
      'German',
      '## Sicherung\n```bash\npg_dump shop > x.sql\n```\n## Prüfung\n- [ ] Läuft\n## Überwachung\n### Erste 24 Stunden\n- [ ] Fehler\n## Zurückrollen\n- [ ] Zurück\n',
    ],
    [
      'French',
      '## Sauvegarde\n```bash\npg_dump shop > x.sql\n```\n## Vérification\n- [ ] Marche\n## Surveillance\n### Pendant 24 heures\n- [ ] Erreurs\n## Retour arrière\n- [ ] Revenir\n',
    ],
    [
      'Spanish',
      '## Respaldo\n```bash\npg_dump shop > x.sql\n```\n## Verificación\n- [ ] Funciona\n## Seguimiento\n### Primeras 24 horas\n- [ ] Errores\n## Reversión\n- [ ] Volver\n',
    ],
    [
      'Portuguese',
      '## Cópia de segurança\n```bash\npg_dump shop > x.sql\n```\n## Verificação\n- [ ] Funciona\n## Monitoramento\n### Primeiras 24 horas\n- [ ] Erros\n## Reversão\n- [ ] Voltar\n',
    ],
    [
      'Japanese',
      '## バックアップ\n```bash\npg_dump shop > x.sql\n```\n## 動作確認\n- [ ] 動く\n## 監視\n### 24時間以内\n- [ ] エラー\n## 切り戻し\n- [ ] 戻す\n',
    ],
    [
      'Chinese',
      '## 备份\n```bash\npg_dump shop > x.sql\n```\n## 验证\n- [ ] 正常\n## 监控\n### 24小时内\n- [ ] 错误\n## 回滚\n- [ ] 回去\n',
    ],
  ])('%s: backup, check, watch and rollback', (_, text) => {
    const { checklist } = imported(text);
    expect(checklist.phases.map(({ after, steps }) => [steps.map(({ verb }) => verb), after])).toEqual([
      [['backup'], undefined],
      [['approve'], undefined],
      [['approve'], 86_400_000],
    ]);
    expect(checklist.notes).toHaveLength(1);
  });
});
