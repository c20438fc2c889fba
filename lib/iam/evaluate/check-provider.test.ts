import { describe, expect, it } from 'vitest';
import { collectFacts } from '../facts/world-facts';
import type { CollectedAccount } from '../world';
import { evaluate } from './evaluate';

const GITHUB =
  'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const CORP = 'arn:aws:iam::111122223333:saml-provider/Corp';
const DEPLOY = 'arn:aws:iam::111122223333:role/deploy';
const COGNITO = 'cognito-identity.amazonaws.com';
const COGNITO_GOV = 'cognito-identity-us-gov.amazonaws.com';
const COGNITO_GOV_EAST = 'cognito-identity.us-gov-east-1.amazonaws.com';

const account = (over: Partial<CollectedAccount>): CollectedAccount => ({
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [
    {
      Path: '/',
      RoleName: 'deploy',
      RoleId: 'AROADEPLOY',
      Arn: DEPLOY,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: {
              Federated: [GITHUB, CORP, COGNITO, COGNITO_GOV, COGNITO_GOV_EAST],
            },
            Action: ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'],
          },
        ],
      },
    },
  ],
  Policies: [],
  ...over,
});

function signIn(
  provider: string,
  over: Partial<CollectedAccount>,
  action = 'sts:AssumeRoleWithWebIdentity',
) {
  const world = collectFacts({ accounts: { '111122223333': account(over) } });
  return evaluate(world, {
    action,
    principal: { Federated: provider },
    resource: DEPLOY,
    context: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
    unknownKeys: 'assume-absent',
  });
}

describe('a sign-in where nobody read the providers of the account', () => {
  it.each([
    [GITHUB, 'sts:AssumeRoleWithWebIdentity'],
    [CORP, 'sts:AssumeRoleWithSAML'],
  ])('of %s hangs on that provider', (arn, action) => {
    expect(signIn(arn, {}, action)).toMatchObject({
      decision: 'conditional',
      requires: [{ kind: 'identity-provider', arn }],
    });
  });

  it.each([COGNITO, COGNITO_GOV, COGNITO_GOV_EAST])(
    'from %s, which AWS knows by itself, is sure',
    (host) => {
      expect(signIn(host, {}).decision).toBe('allow');
    },
  );

  it('that nobody trusts is refused all the same', () => {
    const other = GITHUB.replace('token.actions.githubusercontent.com', 'gitlab.com');
    expect(signIn(other, {}).reason).toBe('implicit-deny-trust');
  });
});

it('a provider that is not in a list that was read does not exist', () => {
  expect(signIn(GITHUB, { OpenIDConnectProviders: [] }).reason).toBe(
    'oidc-provider-missing',
  );
  expect(signIn(CORP, { SAMLProviders: [] }, 'sts:AssumeRoleWithSAML').reason).toBe(
    'saml-provider-missing',
  );
});
