import { expect, it } from 'vitest';
import { principalOfText } from './principal-of-text';
import type { Principal } from './question';

const ROLE = 'arn:aws:iam::111122223333:role/deploy';
const GITHUB =
  'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const CORP = 'arn:aws-us-gov:iam::111122223333:saml-provider/Corp';

const federated = (Federated: string): [string, Principal] => [Federated, { Federated }];
const service = (Service: string): [string, Principal] => [Service, { Service }];

const READ: [text: string, principal: Principal | null][] = [
  [ROLE, { AWS: ROLE }],
  federated(GITHUB),
  federated(CORP),
  federated('cognito-identity.amazonaws.com'),
  federated('cognito-identity-us-gov.amazonaws.com'),
  federated('cognito-identity.us-gov-east-1.amazonaws.com'),
  federated('accounts.google.com'),
  federated('www.amazon.com'),
  federated('graph.facebook.com'),
  service('ec2.amazonaws.com'),
  service('ec2.amazonaws.com.cn'),
  service('cognito-identity-other.amazonaws.com'),
  ['', null],
  ['deploy', null],
  ['token.actions.githubusercontent.com', null],
  ['*', null],
];

it.each(READ)('reads "%s" as the principal %j', (text, principal) => {
  expect(principalOfText(text)).toEqual(principal);
});
