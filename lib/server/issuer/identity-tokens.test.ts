import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { beforeEach, expect, it } from 'vitest';
import { GET as configurationOf } from '@/app/oidc/[workspaceId]/.well-known/openid-configuration/route';
import { GET as keySetOf } from '@/app/oidc/[workspaceId]/jwks/route';
import type { WorkspaceId } from '@/lib/core/ids';
import { useTestDatabase } from '@/lib/db/test-database';
import { newWorkspace } from '@/lib/db/test-rows';
import { fakeClock } from '@/lib/setup/fakes/people';
import { systemRandom } from '../clock';
import { worked } from '../test-aws';
import { createIdentityTokens } from './identity-tokens';

const database = useTestDatabase();
const ORIGIN = 'https://console.acme.example';
const SECRET = '6'.repeat(64);
const DAY_MS = 24 * 3_600_000;
const claims = {
  subject: 'person:anna',
  sourceIdentity: 'db-anna',
  tags: { 'db-request': 'r1' },
};

let workspaceId: WorkspaceId;
let clock: ReturnType<typeof fakeClock>;
beforeEach(async () => {
  workspaceId = await newWorkspace(database());
  clock = fakeClock();
});

const tokens = (more: { origin?: string; secret?: string } = {}) =>
  createIdentityTokens({
    ...database().stores,
    clock,
    random: systemRandom,
    origin: ORIGIN,
    secret: SECRET,
    practiceWorlds: null,
    ...more,
  });

/** What the public addresses answer, as AWS reads them. */
async function published(id: string = workspaceId) {
  const ports = { identityTokens: tokens() };
  Object.assign(globalThis, { drawbridgeServices: Promise.resolve(ports) });
  const route = { params: Promise.resolve({ workspaceId: id }) };
  const request = new Request(`${ORIGIN}/oidc/${id}`);
  return {
    configuration: await configurationOf(request, route),
    keySet: await keySetOf(request, route),
  };
}

const verified = async (token: string) => {
  const { keySet } = await published();
  const keys = createLocalJWKSet(await keySet.json());
  const issuer = `${ORIGIN}/oidc/${workspaceId}`;
  return jwtVerify(token, keys, {
    issuer,
    audience: 'sts.amazonaws.com',
    currentDate: clock.now(),
  });
};

const mint = async () => worked(await tokens().mint(workspaceId, claims));
const kidOf = (token: string) => decodeProtectedHeader(token).kid;

it('has no issuer until it is opened, and mints nothing', async () => {
  expect(await tokens().issuerOf(workspaceId)).toBeNull();
  expect(await tokens().mint(workspaceId, claims)).toMatchObject({
    error: { kind: 'not_found' },
  });
  const { configuration, keySet } = await published();
  expect([configuration.status, keySet.status]).toEqual([404, 404]);
});

it('publishes keys that verify its tokens, and no private part', async () => {
  const issuer = worked(await tokens().open(workspaceId));
  const { configuration, keySet } = await published();
  expect(await configuration.json()).toMatchObject({
    issuer,
    jwks_uri: `${issuer}/jwks`,
    id_token_signing_alg_values_supported: ['RS256'],
  });
  expect(await keySet.text()).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
  const { payload } = await verified(await mint());
  expect(payload).toMatchObject({
    sub: 'person:anna',
    'https://aws.amazon.com/source_identity': 'db-anna',
    'https://aws.amazon.com/tags': {
      principal_tags: { 'db-request': ['r1'] },
      transitive_tag_keys: ['db-request'],
    },
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
});

it('says no source identity and no tags where the role does not let them be set', async () => {
  worked(await tokens().open(workspaceId));
  const plain = { subject: 'person:anna', sourceIdentity: null, tags: null };
  const token = worked(await tokens().mint(workspaceId, plain));
  expect(Object.keys(decodeJwt(token)).sort()).toEqual([
    'aud',
    'exp',
    'iat',
    'iss',
    'jti',
    'sub',
  ]);
});

it('keeps workspaces apart: one’s keys verify no token of another', async () => {
  const other = await newWorkspace(database());
  worked(await tokens().open(workspaceId));
  worked(await tokens().open(other));
  const theirs = worked(await tokens().mint(other, claims));
  await expect(verified(theirs)).rejects.toThrow();
});

it('rotates: a new key is shown a day before it signs, and the old one a day after', async () => {
  worked(await tokens().open(workspaceId));
  const first = kidOf(await mint());
  clock.at += 90 * DAY_MS;
  const last = await mint();
  expect(kidOf(last)).toBe(first);
  expect(await shownKids()).toHaveLength(2);
  clock.at += DAY_MS;
  const second = kidOf(await mint());
  expect(second).not.toBe(first);
  expect(await shownKids()).toEqual([first, second]);
  clock.at += DAY_MS;
  expect(await shownKids()).toEqual([second]);
});

it('drops a key that may be known to others at once, also one that no secret opens', async () => {
  expect(await tokens().replaceKeys(workspaceId)).toMatchObject({
    error: { kind: 'not_found' },
  });
  worked(await tokens().open(workspaceId));
  const stolen = await mint();
  worked(await tokens().replaceKeys(workspaceId));
  expect(await shownKids()).not.toContain(kidOf(stolen));
  await expect(verified(stolen)).rejects.toThrow();
  await verified(await mint());
  const restarted = tokens({ secret: '7'.repeat(64) });
  worked(await restarted.replaceKeys(workspaceId));
  worked(await restarted.mint(workspaceId, claims));
  await Promise.all(Array.from({ length: 5 }, () => tokens().replaceKeys(workspaceId)));
  await verified(await mint());
  expect(await shownKids()).not.toContain(kidOf(stolen));
});

it('rotates once when many ask at the same time', async () => {
  worked(await tokens().open(workspaceId));
  clock.at += 90 * DAY_MS;
  await Promise.all(Array.from({ length: 5 }, () => mint()));
  expect(await database().stores.issuerKeys.list(workspaceId)).toHaveLength(2);
});

it('writes nothing for those who only read its keys', async () => {
  worked(await tokens().open(workspaceId));
  clock.at += 95 * DAY_MS;
  expect(await shownKids()).toHaveLength(1);
  expect(await database().stores.issuerKeys.list(workspaceId)).toHaveLength(1);
});

async function shownKids(): Promise<string[]> {
  const { keys } = await (await published()).keySet.json();
  return keys.map(({ kid }: { kid: string }) => kid);
}

it('keeps the private key sealed: without the installation’s secret nothing is signed', async () => {
  worked(await tokens().open(workspaceId));
  const [key] = await database().stores.issuerKeys.list(workspaceId);
  expect(JSON.stringify(key)).not.toMatch(/PRIVATE KEY|"d"/);
  const refused = await tokens({ secret: '7'.repeat(64) }).mint(workspaceId, claims);
  expect(refused).toMatchObject({ error: { kind: 'unavailable' } });
});

it('does not open where AWS could not read the keys', async () => {
  const opened = await tokens({ origin: 'http://localhost:3000' }).open(workspaceId);
  expect(opened).toMatchObject({ error: { kind: 'unavailable' } });
  expect(await database().stores.issuerKeys.list(workspaceId)).toEqual([]);
});

it('opens once, however often and by however many it is asked to', async () => {
  await Promise.all(Array.from({ length: 5 }, () => tokens().open(workspaceId)));
  worked(await tokens().open(workspaceId));
  expect(await database().stores.issuerKeys.list(workspaceId)).toHaveLength(1);
});
