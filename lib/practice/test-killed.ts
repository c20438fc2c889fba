import { ACME } from './seed/accounts';
import { callByName } from './test-inputs';
import {
  clientsOf,
  codeOf,
  type Keys,
  memoryStore,
  startTestPractice,
} from './test-practice';
import type { ServiceName } from './wire/models';

type Clients = ReturnType<typeof clientsOf>;
type Input = Record<string, unknown>;

/** What operations answered last, by their name. */
export type Made = Map<string, unknown>;

/** An operation, and what it is given. */
export type Step = readonly [operation: string, input: Input | ((made: Made) => Input)];

function memberIn(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [own, inner] of Object.entries(value)) {
    const found = own === name ? inner : memberIn(inner, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A member of an operation's last answer, wherever it stands there. */
export const made = (all: Made, operation: string, member: string): unknown =>
  memberIn(all.get(operation), member);

type Run = { clients: Clients; service: ServiceName; all: Made };

function call({ clients, service, all }: Run, [operation, input]: Step) {
  const given = typeof input === 'function' ? input(all) : input;
  return callByName(clients, service, operation, given);
}

type Text = { transformToString(): Promise<string> };

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'transformToString' in value;

/** An answer or its code, without what differs from call to call. */
async function seenBy(run: Run, read: Step): Promise<unknown> {
  const sent = call(run, read);
  const code = await codeOf(sent);
  if (code !== 'ok') return code;
  const answer = { $metadata: {}, Body: undefined, ...Object(await sent) };
  const { $metadata: _, Body: body, ...rest } = answer;
  return [rest, isText(body) ? await body.transformToString() : null];
}

async function pictureOf(run: Run, reads: readonly Step[]): Promise<string> {
  return JSON.stringify(await Promise.all(reads.map((read) => seenBy(run, read))));
}

export const WORLD = 'killed';
type States = Map<string, string>;

/** An endpoint that finds what was stored at a moment, and nothing of what came after it. */
export function startWith(states: States) {
  const store = memoryStore();
  for (const [name, text] of states) store.states.set(name, text);
  return startTestPractice({ seed: 'small', store, worldId: WORLD });
}

/** What the same reader sees of the same service once the endpoint was killed. */
async function pictureAfter(
  states: States,
  keys: Keys,
  run: Run,
  reads: readonly Step[],
) {
  const restarted = await startWith(states);
  const clients = clientsOf(restarted.url, keys);
  const picture = await pictureOf({ ...run, clients }, reads);
  await restarted.stop();
  return picture;
}

/**
 * Writes step by step, and after each looks at the world with the endpoint as it goes on and
 * with one that was killed as soon as the write was answered.
 *
 * @returns a line for each write that the killed one has lost, or that nobody could see
 */
export async function lostWrites(
  service: ServiceName,
  reads: readonly Step[],
  writes: readonly Step[],
): Promise<string[]> {
  const store = memoryStore();
  const practice = await startTestPractice({ seed: 'small', store, worldId: WORLD });
  const keys = await practice.actAs(`arn:aws:iam::${ACME.tooling}:root`);
  const run: Run = { clients: clientsOf(practice.url, keys), service, all: new Map() };
  const lost: string[] = [];
  let before = await pictureOf(run, reads);
  for (const write of writes) {
    const [operation] = write;
    run.all.set(operation, await call(run, write));
    const states = new Map(store.states);
    const now = await pictureOf(run, reads);
    if (now === before) lost.push(`${operation} changed nothing that is looked at`);
    if ((await pictureAfter(states, keys, run, reads)) !== now)
      lost.push(`${operation} is lost`);
    before = now;
  }
  await practice.stop();
  return lost;
}
