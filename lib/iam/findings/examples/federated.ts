import type { Example } from '../example-world';
import { deny, exampleWorld, HOME, policy, SISTER } from '../example-world';
import { AUD, eks, GITHUB, github, saml, take, trusting, withToken } from './statements';

/** Mistakes that a document can mend. */
export const federatedMendable: Example[] = [
  ['oidc-missing-sub', 'GitHub', trusting(withToken(github, { StringEquals: AUD }))],
  ['oidc-missing-sub', 'EKS', trusting(withToken(eks))],
  [
    'oidc-missing-sub',
    'two providers',
    trusting(withToken({ Federated: [github.Federated, eks.Federated] })),
  ],
  ['oidc-missing-aud', 'registered audience', trusting(withToken(github))],
  [
    'oidc-missing-aud',
    'built-in provider',
    trusting(withToken({ Federated: 'accounts.google.com' })),
  ],
  ...['*', 'repo:*', 'repo:acme*', 'repo:*/api:*', 're*:ref:refs/heads/main'].map(
    (sub): Example => [
      'oidc-wide-sub',
      sub,
      trusting(
        withToken(github, {
          StringEquals: AUD,
          StringLike: { [`${GITHUB}:sub`]: sub },
        }),
      ),
    ],
  ),
  [
    'oidc-wide-sub',
    'beside a narrow one',
    trusting(
      withToken(github, {
        StringLike: { ...AUD, [`${GITHUB}:sub`]: ['repo:*', 'repo:acme/api:*'] },
      }),
    ),
  ],
  ['saml-missing-aud', 'no condition', trusting(take(saml, undefined, 'sts:*'))],
  [
    'federated-provider-missing',
    'the only principal',
    trusting(withToken({ Federated: `arn:aws:iam::${HOME}:oidc-provider/gone.example` })),
  ],
  [
    'federated-provider-missing',
    'in another account',
    trusting(
      take(
        { Federated: [`arn:aws:iam::${SISTER}:saml-provider/Corp`, saml.Federated] },
        { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
        'sts:AssumeRoleWithSAML',
      ),
    ),
  ],
];

/** Mistakes that no document may mend by itself, with words of the reason. */
export const federatedUnmendable: Example[] = [
  [
    'federated-provider-missing',
    'no provider of the account was read',
    exampleWorld({
      hasProviders: false,
      trust: policy(take(saml, undefined, 'sts:AssumeRoleWithSAML')),
    }),
  ],
  [
    'saml-missing-aud',
    'Identity Center keeps this role',
    exampleWorld({
      path: '/aws-reserved/sso.amazonaws.com/',
      trust: policy(take(saml, undefined, 'sts:AssumeRoleWithSAML')),
    }),
  ],
];

/** What looks like a mistake and is none. */
export const federatedHarmless: Example[] = [
  [
    'oidc-missing-sub',
    'the repository instead',
    trusting(withToken(github, { StringEquals: { [`${GITHUB}:repository`]: 'a/b' } })),
  ],
  [
    'oidc-missing-sub',
    'a denial instead',
    trusting(
      withToken(github, { StringEquals: AUD }),
      deny({
        Principal: '*',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringNotLike: { [`${GITHUB}:sub`]: 'repo:acme/api:*' } },
      }),
    ),
  ],
  [
    'oidc-wide-sub',
    'every branch of one repository',
    trusting(withToken(github, { StringLike: { [`${GITHUB}:sub`]: 'repo:acme/*' } })),
  ],
  [
    'oidc-wide-sub',
    'every service account of one namespace',
    trusting(
      withToken(eks, {
        StringLike: {
          'oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub': 'system:serviceaccount:web:*',
        },
      }),
    ),
  ],
  [
    'federated-provider-missing',
    'built in',
    trusting(withToken({ Federated: 'cognito-identity.amazonaws.com' })),
  ],
  [
    'federated-provider-missing',
    'built in, of GovCloud',
    trusting(withToken({ Federated: 'cognito-identity-us-gov.amazonaws.com' })),
  ],
];
