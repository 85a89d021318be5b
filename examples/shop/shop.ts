/** `node shop.ts up [--fresh] | down`: brings the shop's two processes up or takes them down. `up` answers with JSON. */
import { bringUp, takeDown } from './lifecycle.ts';
import { runCommand } from './run-command.ts';
import { wantedPorts } from './settings.ts';

await runCommand('node shop.ts up [--fresh] | down', async ([word, option], settings) => {
  if (word === 'up' && (option === undefined || option === '--fresh'))
    return JSON.stringify(await bringUp({ ...settings, ports: wantedPorts(process.env, settings.ports) }, { fresh: option === '--fresh' }));
  if (word === 'down' && option === undefined)
    return (await takeDown(settings.state)) ? 'the shop is down; its data stay in the state directory' : 'the shop was down already';
  return undefined;
});
