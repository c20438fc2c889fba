import { expect, it } from 'vitest';
import { fakeConsole } from './fakes/console';
import { DATA, readings, TOOLING } from './fakes/inventory';
import { previewOf } from './fakes/preview-of';
import type { DraftFields } from './schema';

const VENDOR = '999900001111';
const SAML = `arn:aws:iam::${DATA}:saml-provider/corp`;

const role = (
  accountId: string,
  RoleName: string,
  Principal: object,
  Effect = 'Allow',
) => ({
  RoleName,
  Arn: `arn:aws:iam::${accountId}:role/${RoleName}`,
  Path: '/',
  RoleId: `AROA${RoleName.toUpperCase()}`,
  CreateDate: '2026-01-01T00:00:00Z',
  AssumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      { Effect, Principal, Action: 'sts:AssumeRole' },
      { Effect, Principal, Action: 'sts:TagSession' },
    ],
  },
  RolePolicyList: [],
  AttachedManagedPolicies: [],
});

/** Two accounts with roles that trust a service, issuers, a SAML provider and a vendor. */
function world() {
  const read = readings();
  const lambda = { Service: 'lambda.amazonaws.com' };
  const gitlab = (id: string) => ({
    Federated: `arn:aws:iam::${id}:oidc-provider/gitlab.com`,
  });
  read[DATA]?.RoleDetailList.push(
    role(DATA, 'nightly', lambda),
    role(DATA, 'weekly', lambda),
    role(DATA, 'kept-out', lambda, 'Deny'),
    role(DATA, 'pages', gitlab(DATA)),
    role(DATA, 'staff', { Federated: SAML }),
    role(DATA, 'scan', { AWS: `arn:aws:iam::${VENDOR}:role/scanner` }),
  );
  read[TOOLING]?.RoleDetailList.push(
    role(TOOLING, 'hourly', lambda),
    role(TOOLING, 'daily', lambda),
    role(TOOLING, 'bill', { AWS: VENDOR }),
    role(TOOLING, 'build', gitlab(TOOLING)),
  );
  return fakeConsole({ world: read });
}

const BLIND =
  'Account 9999 0000 1111 is none of your accounts: who in it could cross cannot be counted here.';

it.each<[string, Partial<DraftFields>, string]>([
  [
    'a service',
    { recipe: 'aws-service', service: 'lambda.amazonaws.com' },
    '4 roles here trust it already: hourly in Tooling, daily in Tooling, nightly in Data and 1 more.',
  ],
  [
    'a service that nothing trusts',
    { recipe: 'aws-service', service: 'states.amazonaws.com' },
    'No role that was read here trusts it yet.',
  ],
  [
    'an issuer of tokens',
    { recipe: 'ci-oidc', issuerKind: 'gitlab' },
    '2 roles here trust it already: build in Tooling and pages in Data.',
  ],
  [
    'a SAML provider',
    { recipe: 'saml', samlProvider: SAML },
    '1 role here trusts it already: staff in Data.',
  ],
  [
    'a vendor',
    { recipe: 'vendor', vendorAccount: VENDOR },
    `${BLIND} 2 roles here trust it already: bill in Tooling and scan in Data.`,
  ],
])(
  'counts the roles that trust %s, before anything else is filled in',
  async (_, fields, words) => {
    expect((await previewOf(fields, world())).whoCount).toBe(words);
  },
);

it('goes on counting once the draft is complete', async () => {
  const console = world();
  const whole = {
    recipe: 'aws-service',
    service: 'lambda.amazonaws.com',
    bucket: 'app-logs',
  } as const;
  const view = await previewOf(whole, console);
  expect(view.bridge.deck).toBe('works');
  expect(view.whoCount).toContain('4 roles here trust it already');
});

it('claims nothing of nobody', async () => {
  for (const recipe of ['aws-service', 'vendor', 'saml', 'eks'] as const)
    expect((await previewOf({ recipe }, world())).whoCount).toBeNull();
});
