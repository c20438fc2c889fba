import { describe, expect, it } from 'vitest';
import { err, ok } from '@/lib/core/result';
import type { ActivityEntry } from '@/lib/ports';
import { actor } from '../test-world';
import { getIssuer } from './get-issuer';
import { openIssuer } from './open-issuer';
import { replaceIssuerKeys } from './replace-keys';

const ISSUER = 'https://console.acme.example/oidc/w1';
const admin = { ...actor, role: 'admin' } as const;

describe('the console as an issuer', () => {
  it('tells what a role needs that trusts it', async () => {
    const identityTokens = { issuerOf: async () => ISSUER };
    const seen = await getIssuer({ identityTokens }, actor);
    expect(seen).toMatchObject({ value: { issuer: ISSUER, mayOpen: false } });
    const trust = JSON.parse((seen.ok && seen.value.trust) || '{}');
    expect(trust.Statement).toEqual([
      {
        Sid: 'TokensMayAssume',
        Effect: 'Allow',
        Principal: {
          Federated:
            'arn:aws:iam::111122223333:oidc-provider/console.acme.example/oidc/w1',
        },
        Action: [
          'sts:AssumeRoleWithWebIdentity',
          'sts:SetSourceIdentity',
          'sts:TagSession',
        ],
        Condition: {
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['db-request', 'db-ticket'] },
          StringEquals: { 'console.acme.example/oidc/w1:aud': 'sts.amazonaws.com' },
          StringLike: {
            'console.acme.example/oidc/w1:sub': 'person:*',
            'sts:SourceIdentity': 'db-*',
          },
        },
      },
    ]);
  });

  it('says that there is none, and who may open one', async () => {
    const identityTokens = { issuerOf: async () => null };
    expect(await getIssuer({ identityTokens }, admin)).toMatchObject({
      value: { issuer: null, trust: null, mayOpen: true },
    });
  });

  it('is opened by an administrator, on record', async () => {
    const entries: ActivityEntry[] = [];
    const activity = { append: async (entry: ActivityEntry) => void entries.push(entry) };
    const identityTokens = { open: async () => ok(ISSUER) };
    expect(await openIssuer({ identityTokens, activity }, admin)).toEqual(ok(null));
    expect(entries).toMatchObject([{ event: 'issuer.opened', target: ISSUER }]);
    expect(await openIssuer({ identityTokens, activity }, actor)).toMatchObject({
      error: { kind: 'forbidden' },
    });
    expect(entries).toHaveLength(1);
  });

  it('gets a new key from an administrator, on record before it counts', async () => {
    const steps: string[] = [];
    const activity = {
      append: async ({ outcome }: ActivityEntry) => void steps.push(outcome),
    };
    const identityTokens = {
      issuerOf: async () => ISSUER,
      replaceKeys: async () => {
        steps.push('replaced');
        return ok(null);
      },
    };
    const deps = { identityTokens, activity };
    expect(await replaceIssuerKeys(deps, admin)).toEqual(ok(null));
    expect(steps).toEqual(['intent', 'replaced', 'ok']);
    expect(await replaceIssuerKeys(deps, actor)).toMatchObject({
      error: { kind: 'forbidden' },
    });
    expect(steps).toHaveLength(3);
  });

  it('is not on record as opened when it could not be', async () => {
    const entries: ActivityEntry[] = [];
    const activity = { append: async (entry: ActivityEntry) => void entries.push(entry) };
    const refused = err({ kind: 'unavailable', message: 'No https.' } as const);
    const identityTokens = { open: async () => refused };
    expect(await openIssuer({ identityTokens, activity }, admin)).toEqual(refused);
    expect(entries).toEqual([]);
  });
});
