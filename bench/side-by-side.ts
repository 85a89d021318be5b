import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checks, runOf } from './checklists.ts';
import { type Bench, type Measure, measure, type Place } from './measure.ts';
import { medians, timeCommand } from './timing.ts';

const COUNT = 50;
const ROUNDS = 7;

interface Comparison {
  readonly name: string;
  readonly probe: string;
  readonly shell: string;
  readonly targets?: { readonly sequential: number; readonly parallel: number };
}

async function compare(place: Place, { name, probe, shell, targets }: Comparison): Promise<readonly Measure[]> {
  const run = await runOf(place, name.replaceAll(/\W/g, '-'), checks(COUNT, probe));
  const bash = (text: string) => () => timeCommand({ words: ['bash', '-c', text] });
  const { gonogo, sequential, parallel } = await medians(ROUNDS, {
    gonogo: () => timeCommand(run()),
    sequential: bash(`for i in {1..${COUNT}}; do ${shell}; done`),
    parallel: bash(`for i in {1..${COUNT}}; do ${shell} & done; wait`),
  });
  return [
    measure(`${COUNT} × ${name}: gonogo run / bash, one after the other`, 'ratio', gonogo / sequential, targets?.sequential),
    measure(`${COUNT} × ${name}: gonogo run / bash with &`, 'ratio', gonogo / parallel, targets?.parallel),
  ];
}

/** A whole run of fifty checks, start-up included, against scripts that do the same and record nothing. */
export const bench: Bench = async (place) => {
  const server = createServer((_request, response) => response.end('fine')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    return [
      ...(await compare(place, {
        name: 'sleep 0.2',
        probe: 'command: sleep 0.2',
        shell: 'sleep 0.2',
        targets: { sequential: 0.1, parallel: 4 },
      })),
      // Here there is next to nothing to do, so these say what a start and fifty records cost.
      ...(await compare(place, { name: 'true', probe: "command: 'true'", shell: 'bash -c true' })),
      ...(await compare(place, {
        name: 'HTTP GET',
        probe: `http: { url: "${url}" }\n  expect: { status: 200 }`,
        shell: `curl -fsS -o /dev/null ${url}`,
      })),
    ];
  } finally {
    server.close();
  }
};
