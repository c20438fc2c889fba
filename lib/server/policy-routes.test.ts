import { expect, it } from 'vitest';
import { cliCalls } from './test-cli-calls';
import { useConsole } from './test-console';

const console = useConsole();
const { send, asPage } = cliCalls(console);

const get = (path: string, cookie: string) =>
  fetch(`${console().origin}${path}`, { headers: { cookie } });
const policy = (...Action: string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: Action.map((one) => ({ Effect: 'Allow', Action: one, Resource: '*' })),
  });
const body = { text: policy('s3:GetObjct', 's3:PutObject'), kind: 'identity' };

it('checks and shortens a policy for an operator, who completes with AWS’s own words', async () => {
  const { cookie } = await console().addPerson('Olga', 'operator');
  const checked = await send('/api/v1/policies/check', body, asPage(cookie));
  expect(checked.status).toBe(200);
  expect(await checked.json()).toMatchObject({
    size: { used: body.text.length, limit: 10_240 },
    findings: [{ message: expect.stringContaining('Did you mean s3:GetObject?') }],
  });

  const shorter = await send('/api/v1/policies/compact', body, asPage(cookie));
  const { offer } = (await shorter.json()) as { offer: { text: string; size: number } };
  expect(JSON.parse(offer.text).Statement.Action).toEqual([
    's3:GetObjct',
    's3:PutObject',
  ]);
  expect(offer.size).toBeLessThan(body.text.length);

  const listed = (await (await get('/api/v1/iam-services', cookie)).json()) as {
    services: { id: string }[];
  };
  expect(listed.services.map(({ id }) => id)).toContain('s3');
  const service = await get('/api/v1/iam-services/sts', cookie);
  expect(await service.json()).toMatchObject({ id: 'sts' });
});

it('refuses a viewer, a stranger and a page of somebody else', async () => {
  const { cookie } = await console().addPerson();
  for (const path of ['/api/v1/policies/check', '/api/v1/policies/compact']) {
    expect((await send(path, body, asPage(cookie))).status).toBe(403);
    expect((await send(path, body, { origin: console().origin })).status).toBe(401);
    const elsewhere = { ...asPage(cookie), origin: 'https://evil.example' };
    expect((await send(path, body, elsewhere)).status).toBe(403);
  }
  for (const path of ['/api/v1/iam-services', '/api/v1/iam-services/s3']) {
    expect((await get(path, cookie)).status).toBe(403);
    expect((await get(path, '')).status).toBe(401);
  }
});

it('answers nonsense with what is wrong', async () => {
  const { cookie } = await console().addPerson('Olga', 'operator');
  const post = (change: object) =>
    send('/api/v1/policies/check', { ...body, ...change }, asPage(cookie));
  expect((await post({ kind: 'nothing' })).status).toBe(400);
  expect((await post({ text: 'x'.repeat(60_001) })).status).toBe(400);
  expect((await post({ more: 1 })).status).toBe(400);
  expect((await get('/api/v1/iam-services/s4', cookie)).status).toBe(404);
  const outside = encodeURIComponent('../../package');
  expect((await get(`/api/v1/iam-services/${outside}`, cookie)).status).toBe(400);
});
