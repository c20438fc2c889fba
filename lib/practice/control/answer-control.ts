import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { lookUp } from '@/lib/core/look-up';
import { judgeExercises } from '../exercises/judge-exercises';
import { MintTokenInput, mintToken } from '../issuers/mint-token';
import { MintSamlInput, mintSamlResponse } from '../saml/mint-saml-response';
import { entityIdOf, samlIdp, samlMetadata } from '../saml/saml-idp';
import { AwsError } from '../wire/aws-error';
import type { WireRequest, WireResponse } from '../wire/request';
import type { LiveWorld } from '../world/live-world';
import {
  ensureWorld,
  findWorld,
  removeWorld,
  resetWorld,
  type Worlds,
} from '../world/worlds';
import { ActAsInput, actAs, administrators } from './act-as';
import { describeWorld } from './describe-world';
import { clearFaults, expireSessions, orderFaults } from './faults';
import { readLog } from './read-log';
import { clockOf, setClock } from './set-clock';

const PREFIX = '/_practice/';

type Context = { worlds: Worlds; controlToken: string };
type Head = Omit<WireRequest, 'body'>;

export const isControl = ({ rawPath }: Head): boolean => rawPath.startsWith(PREFIX);

const json = (status: number, body: unknown): WireResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

const problem = (status: number, message: string): WireResponse =>
  json(status, { error: message });

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isAuthorized = (head: Head, controlToken: string): boolean =>
  timingSafeEqual(
    digest(head.headers['authorization'] ?? ''),
    digest(`Bearer ${controlToken}`),
  );

const WorldId = z.string().regex(/^[\w.-]{1,128}$/);
const SeedInput = z.object({ seed: z.enum(['org', 'small', 'folder']) });
type Verb = (
  worlds: Worlds,
  live: LiveWorld,
  body: unknown,
  request: WireRequest,
) => Promise<WireResponse> | WireResponse;

/** What can be done to a world that exists, by method and the rest of the path. */
const VERBS: Record<string, Verb> = {
  'GET ': (_, live) => json(200, describeWorld(live.state)),
  'DELETE ': async (worlds, live) => {
    await removeWorld(worlds, live.state.id);
    return { status: 204, headers: {}, body: '' };
  },
  'POST reset': async (worlds, live) => {
    const world = await resetWorld(worlds, live.state.id);
    return world ? json(200, describeWorld(world.state)) : problem(404, 'No such world.');
  },
  'POST act-as': (worlds, live, body) =>
    json(200, actAs(worlds, live, ActAsInput.parse(body))),
  'POST administrators': (worlds, live) =>
    json(200, { accounts: administrators(worlds, live) }),
  'POST tokens': async (worlds, live, body) =>
    json(200, await mintToken(worlds, live, MintTokenInput.parse(body))),
  'POST saml-responses': async (worlds, live, body) =>
    json(200, await mintSamlResponse(worlds, live, MintSamlInput.parse(body))),
  'GET saml-metadata': async (worlds, live) => {
    const entityId = entityIdOf(live);
    const metadata = samlMetadata(entityId, await samlIdp(worlds, live));
    return json(200, { entityId, metadata });
  },
  'GET faults': (_, live) => json(200, { faults: live.faults }),
  'POST faults': (_, live, body) => json(200, { faults: orderFaults(live, body) }),
  'DELETE faults': (_, live, __, request) =>
    json(200, { faults: clearFaults(live, request) }),
  'POST expire-sessions': (worlds, live, body) =>
    json(200, { expired: expireSessions(worlds, live, body) }),
  'GET clock': (_, live) => json(200, clockOf(live)),
  'POST clock': (worlds, live, body) => {
    setClock(worlds, live, body);
    return json(200, clockOf(live));
  },
  'GET exercises': (_, live) => json(200, { exercises: judgeExercises(live) }),
  'GET log': (_, live, __, request) => json(200, { entries: readLog(live, request) }),
};

function bodyOf(request: WireRequest): unknown {
  const text = request.body.toString('utf8');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('BadRequest', 'The body is not JSON.');
  }
}

async function answer(worlds: Worlds, request: WireRequest): Promise<WireResponse> {
  const [kind, id, verb = '', ...more] = request.rawPath.slice(PREFIX.length).split('/');
  const worldId = WorldId.safeParse(decodeURIComponent(id ?? ''));
  if (kind !== 'worlds' || !worldId.success || more.length > 0)
    return problem(404, 'No such address.');
  const body = bodyOf(request);
  if (request.method === 'PUT' && verb === '') {
    const { seed } = SeedInput.parse(body);
    const isNew = (await findWorld(worlds, worldId.data)) === null;
    const live = await ensureWorld(worlds, worldId.data, seed);
    return json(200, { isNew, ...describeWorld(live.state) });
  }
  const name = `${request.method} ${verb}`;
  const run = lookUp(VERBS, name);
  if (!run) return problem(404, 'No such address.');
  const live = await findWorld(worlds, worldId.data);
  if (!live) return problem(404, 'No such world.');
  return run(worlds, live, body, request);
}

/** The way in for the console's own process and for tests: worlds, identities, faults, clock, log. */
export async function answerControl(
  { worlds, controlToken }: Context,
  head: Head,
  read: () => Promise<WireRequest>,
): Promise<WireResponse> {
  if (!isAuthorized(head, controlToken)) return problem(401, 'The token is not right.');
  try {
    const response = await answer(worlds, await read());
    await worlds.saver.flush();
    return response;
  } catch (error) {
    if (error instanceof AwsError) return problem(error.status, error.message);
    if (error instanceof z.ZodError) return problem(400, z.prettifyError(error));
    if (error instanceof URIError) return problem(400, 'The address cannot be read.');
    throw error;
  }
}
