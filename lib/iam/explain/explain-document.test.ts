import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainDocument } from './explain-document';

const V = { Version: '2012-10-17' };
const policy = (...Statement: unknown[]) => ({ ...V, Statement });

/** What is said, by the line it is said of, without indents and commas. */
const saysOf = (...given: Parameters<typeof explainDocument>) =>
  Object.fromEntries(
    explainDocument(...given).lines.flatMap(({ text, says }) =>
      says === null ? [] : [[text.trim().replace(/,$/, ''), says]],
    ),
  );
const problemsOf = (...given: Parameters<typeof explainDocument>) =>
  explainDocument(...given).lines.flatMap(({ number, says, isProblem }) =>
    isProblem ? [[number, says]] : [],
  );

const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const GITHUB = 'token.actions.githubusercontent.com';
const provider = (issuer: string) => `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
const tokenTrust = (issuer: string, Condition: object) =>
  policy({
    Effect: 'Allow',
    Principal: { Federated: provider(issuer) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition,
  });

describe('the trust of an EKS service account', () => {
  const trust = tokenTrust(EKS, {
    StringEquals: {
      [`${EKS}:aud`]: 'sts.amazonaws.com',
      [`${EKS}:sub`]: 'system:serviceaccount:shop:payments',
    },
  });

  it('is one sentence', () => {
    expect(explainDocument(trust)).toMatchObject({
      kind: 'trust',
      summary: [
        'Allows pods of the EKS cluster with the id EXAMPLED539D4633E53DE1B71EXAMPLE in eu-west-1 to take the role with a token, if the token was made for AWS STS and the token is for the service account payments in namespace shop of that cluster.',
      ],
    });
  });

  it('3.12: is explained line by line', () => {
    const lines = explainDocument(trust).lines.map(({ text, says }) => [
      text.trim().split('"')[1] ?? text.trim(),
      says,
    ]);
    expect(lines).toEqual([
      ['{', null],
      [
        'Version',
        `The current policy language: variables such as \${aws:username} are filled in.`,
      ],
      ['Statement', 'The rules. Each is read by itself; a denial wins over every grant.'],
      ['{', expect.stringMatching(/^Statement 1\. Allows pods of the EKS cluster/)],
      ['Effect', 'Allows what this statement covers, unless something denies it.'],
      ['Principal', 'Whom it is about:'],
      [
        'Federated',
        'Pods of the EKS cluster with the id EXAMPLED539D4633E53DE1B71EXAMPLE in eu-west-1, by the tokens the cluster gives them.',
      ],
      ['},', null],
      ['Action', 'Take the role with a token of an OIDC identity provider.'],
      ['Condition', 'Only if every test below holds:'],
      [
        'StringEquals',
        'The text must be equal; letter case counts, and * is no wildcard.',
      ],
      [
        `${EKS}:aud`,
        'Only tokens that were made for AWS STS. If the request has no such key, the test fails.',
      ],
      [
        `${EKS}:sub`,
        'Only the service account payments in namespace shop of that cluster. If the request has no such key, the test fails.',
      ],
      ['}', null],
      ['}', null],
      ['}', null],
      [']', null],
      ['}', null],
    ]);
  });
});

describe('the subject of a token', () => {
  const subjectOf = (issuer: string, subject: string, operator = 'StringLike') =>
    saysOf(tokenTrust(issuer, { [operator]: { [`${issuer}:sub`]: subject } }))[
      `"${issuer}:sub": "${subject}"`
    ]?.split('. ')[0];

  it.each([
    [
      GITHUB,
      'repo:example-org/app:ref:refs/heads/main',
      'Only workflow runs of the branch main of example-org/app',
    ],
    [
      GITHUB,
      'repo:example-org/app:ref:refs/tags/v*',
      'Only workflow runs of any tag that fits v* of example-org/app',
    ],
    [
      GITHUB,
      'repo:example-org/app:environment:prod',
      'Only workflow runs in the environment prod of example-org/app',
    ],
    [
      GITHUB,
      'repo:example-org/app:pull_request',
      'Only workflow runs of pull requests of example-org/app',
    ],
    [
      GITHUB,
      'repo:example-org/*',
      'Every workflow run (any branch, tag, environment and pull request) of any repository of example-org',
    ],
    [
      GITHUB,
      'repo:*',
      'Every workflow run (any branch, tag, environment and pull request) of any repository of anybody on GitHub',
    ],
    [
      EKS,
      'system:serviceaccount:shop:*',
      'Any service account in namespace shop of that cluster',
    ],
    [
      'gitlab.com',
      'project_path:group/app:ref_type:branch:ref:main',
      'Only CI jobs of the branch main of the project group/app',
    ],
    [
      'app.terraform.io',
      'organization:acme:project:infra:workspace:*:run_phase:apply',
      'Only apply runs of any workspace in the project infra of the organisation acme',
    ],
    [
      'oidc.circleci.com/org/7f',
      'org/7f/project/9a/user/*',
      'Only CI jobs of the project 9a of the organisation 7f, started by any user',
    ],
    ['accounts.google.com', '1234', 'Only the Google account with the id 1234'],
  ])('of %s: %s', (issuer, subject, words) => {
    expect(subjectOf(issuer, subject)).toBe(words);
  });

  it('with a wildcard that does not act is no pattern', () => {
    const says = saysOf(
      tokenTrust(GITHUB, { StringEquals: { [`${GITHUB}:sub`]: 'repo:example-org/*' } }),
    );
    expect(says[`"${GITHUB}:sub": "repo:example-org/*"`]).toBe(
      `The test holds if sub of the token from ${GITHUB} is repo:example-org/*. The * is a plain character here: StringEquals has no wildcards. If the request has no such key, the test fails.`,
    );
  });
});

describe('a trust with MFA and an external ID', () => {
  const says = saysOf(
    policy({
      Sid: 'Vendor',
      Effect: 'Allow',
      Principal: {
        AWS: [
          'arn:aws:iam::444455556666:root',
          'arn:aws:iam::444455556666:user/ops/alice',
          'arn:aws:iam::444455556666:role/ci',
          'arn:aws:sts::444455556666:assumed-role/ci/run-7',
          'AROAEXAMPLEDELETED000',
          'arn:aws:iam::444455556666:role/*',
        ],
        Service: ['ec2.amazonaws.com', 'states.eu-west-1.amazonaws.com'],
      },
      Action: 'sts:AssumeRole',
      Condition: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        StringEquals: { 'sts:ExternalId': '7F' },
        BoolIfExists: { 'aws:ViaAWSService': 'false' },
      },
    }),
  );

  it.each([
    ['"Sid": "Vendor"', 'A label for the statement. It has no meaning to IAM.'],
    ['"AWS": [', 'Accounts, users, roles and sessions:'],
    [
      '"arn:aws:iam::444455556666:root"',
      'Everyone in account 444455556666 whose own policies allow it: that account decides who.',
    ],
    [
      '"arn:aws:iam::444455556666:user/ops/alice"',
      'The user alice of account 444455556666.',
    ],
    [
      '"arn:aws:iam::444455556666:role/ci"',
      'The role ci of account 444455556666: every session of it.',
    ],
    [
      '"arn:aws:sts::444455556666:assumed-role/ci/run-7"',
      'Only the session run-7 of the role ci of account 444455556666.',
    ],
    [
      '"AROAEXAMPLEDELETED000"',
      'The id of a role that was deleted. It fits nobody, not even a new role of the same name.',
    ],
    [
      '"states.eu-west-1.amazonaws.com"',
      'The AWS service Step Functions, when it works for an account.',
    ],
    ['"Action": "sts:AssumeRole"', 'Take the role: get temporary credentials for it.'],
    [
      '"aws:MultiFactorAuthPresent": "true"',
      'The test holds if MFA is present. Long-term access keys carry no such key: for them the test fails.',
    ],
    [
      '"sts:ExternalId": "7F"',
      'The test holds if the request names external ID 7F. It keeps other customers of the same vendor out; it is no secret. If the request has no such key, the test fails.',
    ],
    [
      '"BoolIfExists": {',
      'The value must be true or false, as it says. IfExists: a request without the key passes.',
    ],
  ])('says of %s', (line, words) => {
    expect(says[line]).toBe(words);
  });

  it('says of a wildcard in a principal that AWS refuses it and that it fits nobody', () => {
    expect(says['"arn:aws:iam::444455556666:role/*"']).toBe(
      'Name the principal in full: "arn:aws:iam::444455556666:role/*" has a wildcard, which a principal cannot have. Fits nobody: a principal has no wildcards but a lone "*".',
    );
  });
});

describe('a bucket policy that refuses plain HTTP', () => {
  const document = policy({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*', 'arn:aws:s3:::logs/in/*'],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });

  it('is explained as one', () => {
    expect(explainDocument(document).kind).toBe('bucket');
    expect(saysOf(document)).toMatchObject({
      '"Effect": "Deny"': 'Forbids what this statement covers, whatever else allows it.',
      '"Principal": "*"': 'Everybody, whoever asks.',
      '"Action": "s3:*"': 'Every action of S3.',
      '"Resource": [': 'Any of these resources:',
      '"arn:aws:s3:::logs"': 'The bucket logs itself, not its objects.',
      '"arn:aws:s3:::logs/*"': 'Every object of the bucket logs.',
      '"arn:aws:s3:::logs/in/*"':
        'Every object of the bucket logs whose key begins with in/.',
      '"aws:SecureTransport": "false"':
        'Only requests that come without TLS, over plain HTTP.',
    });
  });
});

describe('other kinds of policies', () => {
  it('a key policy is about its own key', () => {
    const document = policy({
      Effect: 'Allow',
      Principal: { AWS: '111122223333' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
    });
    expect(explainDocument(document).kind).toBe('key');
    expect(saysOf(document)).toMatchObject({
      '"kms:GenerateDataKey*"':
        'Every action of KMS whose name begins with GenerateDataKey.',
      '"Resource": "*"': 'This key, the one that holds the policy.',
    });
  });

  it('a service control policy with NotAction lets through or forbids, and grants nothing', () => {
    const deny = {
      Effect: 'Deny',
      NotAction: ['iam:*', 'sts:*'],
      Resource: '*',
      Condition: {
        StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-west-2'] },
      },
    };
    const document = policy({ Effect: 'Allow', Action: '*', Resource: '*' }, deny);
    expect(explainDocument(document, 'scp').summary).toEqual([
      'Lets through everything on everything.',
      'Denies everything but iam:* and sts:* on everything, if the region is not eu-west-1 or eu-west-2.',
    ]);
    expect(saysOf(document, 'scp')).toMatchObject({
      '"Effect": "Allow"':
        'Lets through what this statement covers. It grants nothing: another policy has to.',
      '"NotAction": [': 'Every action but these:',
      '"iam:*"': 'Every action of IAM.',
      '"aws:RequestedRegion": [':
        'The test holds if the region is not eu-west-1 or eu-west-2. None of the values may fit. If the request has no such key, the test passes.',
    });
  });

  it('a resource control policy is read as one when it is called one', () => {
    const document = policy({
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:*',
      Resource: '*',
      Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-acme' } },
    });
    expect(explainDocument(document, 'rcp').kind).toBe('rcp');
    expect(problemsOf(document, 'rcp')).toEqual([]);
  });

  it('NotPrincipal and NotResource turn their lists around', () => {
    const document = policy({
      Effect: 'Deny',
      NotPrincipal: { AWS: '111122223333' },
      Action: 's3:GetObject',
      NotResource: 'arn:aws:s3:::logs/open/*',
    });
    expect(saysOf(document, 'bucket')).toMatchObject({
      '"NotPrincipal": {': 'Everybody but these:',
      '"AWS": "111122223333"': 'Not: Everyone in account 111122223333.',
      '"NotResource": "arn:aws:s3:::logs/open/*"':
        'Everything but: Every object of the bucket logs whose key begins with open/.',
    });
  });
});

describe('variables', () => {
  const statement = {
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: `arn:aws:s3:::home/\${aws:username}/\${*}`,
    Condition: { StringLike: { 's3:prefix': `\${aws:PrincipalTag/team, 'none'}/*` } },
  };

  it('are named with what they stand for and what they default to', () => {
    const says = saysOf(policy(statement));
    expect(says[`"Resource": "${statement.Resource}"`]).toContain(
      `\${aws:username} stands for the user name; where there is none, this line fits nothing. \${*} is the character * itself.`,
    );
    expect(says[`"s3:prefix": "\${aws:PrincipalTag/team, 'none'}/*"`]).toContain(
      `\${aws:PrincipalTag/team} stands for the caller's tag team; where there is none, "none".`,
    );
  });

  it('are plain text in the old language', () => {
    const lines = explainDocument({ Statement: [statement] }).lines;
    expect(lines[0]?.says).toBe(
      `No Version, so the old policy language counts: \${…} is plain text.`,
    );
    expect(lines.find(({ text }) => text.includes('"Resource"'))?.says).toContain(
      'only Version 2012-10-17 fills in variables.',
    );
  });
});

describe('a set operator', () => {
  it.each([
    ['ForAllValues:StringEquals', 'passes'],
    ['ForAnyValue:StringEquals', 'fails'],
    ['StringNotEquals', 'passes'],
    ['StringEqualsIfExists', 'passes'],
    ['StringEquals', 'fails'],
  ])('%s %s without the key', (operator, outcome) => {
    const Condition = { [operator]: { 'aws:TagKeys': ['team'] } };
    const says = saysOf(
      policy({ Effect: 'Allow', Action: 'sts:*', Resource: '*', Condition }),
    );
    expect(says['"aws:TagKeys": [']).toContain(
      `If the request has no such key, the test ${outcome}.`,
    );
  });
});

describe('a document AWS would refuse', () => {
  it('has each problem at its line, and the rest explained', () => {
    const document = {
      Statement: [
        {
          Effect: 'allow',
          Actions: 's3:*',
          Resource: '*',
          Condition: { StringMatches: { 'aws:x': 'b' } },
        },
        5,
        { Effect: 'Allow', Action: 's3:GetObject', NotAction: 's3:*', Resource: '*' },
      ],
    };
    expect(problemsOf(document)).toEqual([
      [
        3,
        'Add an Action or a NotAction. Statement 1. AWS would not accept this statement.',
      ],
      [4, 'Set Effect to exactly "Allow" or "Deny".'],
      [5, 'Remove "Actions".'],
      [
        8,
        'Replace StringMatches: IAM has no such operator. IAM has no such operator: AWS would not save this, and the whole document grants nothing.',
      ],
      [
        13,
        'Write each statement as a JSON object. Statement 2. AWS would not accept this statement.',
      ],
      [17, 'Keep Action or NotAction, not both. Everything but: Every action of S3.'],
    ]);
    expect(saysOf(document)['"Action": "s3:GetObject"']).toBe('Read objects.');
  });

  it('keeps its own lines where it is no JSON, explained as far as it can be read', () => {
    const text = [
      '{ "Version": "2012-10-17",',
      '  "Statement": [{ "Effect": "Allow",',
      '    "Action": "s3:GetObject"',
      '    "Resource": "*" }]}',
    ].join('\r\n');
    const { lines } = explainDocument(text);
    expect(lines.map((line) => line.text).join('\r\n')).toBe(text);
    expect(lines[2]).toMatchObject({ says: 'Read objects.', isProblem: false });
    expect(lines[3]).toMatchObject({
      says: 'Expected "," or "}" here.',
      isProblem: true,
    });
  });

  it('names a key that stands twice where it stands again', () => {
    const text =
      '{\n"Version": "2012-10-17",\n"Version": "2008-10-17",\n"Statement": []}';
    const { lines } = explainDocument(text);
    expect(lines[2]).toMatchObject({ isProblem: true });
    expect(lines[2]?.says).toContain('the key "Version" stands in this object before.');
  });
});

describe('whatever is passed in', () => {
  const circular: Record<string, unknown> = {};
  circular['Statement'] = circular;
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;

  it.each([
    ['nothing', undefined],
    ['a function', () => 1],
    ['a circular object', circular],
    ['a big number', 10n],
    ['an object that looks like text', { Version: { toString: 1 }, Statement: {} }],
    ['a key of the language', '{"__proto__": 1, "Statement": {"__proto__": []}}'],
    [
      'names every object has',
      policy({
        Effect: 'Allow',
        Principal: { constructor: 'constructor' },
        Action: 'constructor:toString',
        Resource: 'constructor',
        Condition: { StringEquals: { constructor: '1', toString: '2' } },
      }),
    ],
    ['a very deep text', deep],
    ['broken percent signs', '%E0%A4%A'],
    ['an empty text', ''],
  ])('%s gives lines', (_name, source) => {
    expect(explainDocument(source).lines.length).toBeGreaterThan(0);
  });

  it('reads URL-encoded text', () => {
    const document = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
    expect(explainDocument(encodeURIComponent(JSON.stringify(document)))).toEqual(
      explainDocument(document),
    );
  });

  const kinds = fc.constantFrom(
    undefined,
    ...([
      'trust',
      'identity',
      'bucket',
      'key',
      'boundary',
      'session',
      'scp',
      'rcp',
    ] as const),
  );
  const names = fc.constantFrom(
    'Version',
    'Statement',
    'Sid',
    'Effect',
    'Principal',
    'AWS',
    'Federated',
    'Action',
    'NotResource',
    'Condition',
    'StringEquals',
    'Null',
  );
  const { shaped } = fc.letrec((tie) => ({
    shaped: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(
        'Allow',
        'Deny',
        '*',
        '2012-10-17',
        's3:Get*',
        `\${a}`,
        true,
        7,
        null,
      ),
      fc.array(tie('shaped'), { maxLength: 3 }),
      fc.dictionary(names, tie('shaped'), { maxKeys: 4 }),
    ),
  }));

  it('nothing throws, and lines are numbered and never empty words', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.string(), fc.json(), shaped),
        kinds,
        (source, kind) => {
          const { lines } = explainDocument(source, kind);
          expect(lines.map(({ number }) => number)).toEqual(lines.map((_, at) => at + 1));
          for (const { says } of lines) {
            expect(says ?? 'nothing to say').not.toMatch(
              /^$|undefined|\[object|function/,
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a good document keeps its pretty-printed text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), shaped), (value) => {
        const document = JSON.parse(JSON.stringify(value));
        const { lines } = explainDocument(JSON.stringify(document));
        const text = lines.map((line) => line.text).join('\n');
        expect(text).toBe(JSON.stringify(document, null, 2));
      }),
    );
  });
});
