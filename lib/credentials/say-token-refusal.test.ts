import { expect, it } from 'vitest';
import { err } from '@/lib/core/result';
import { issueCredentials } from './issue-credentials';
import { actor, offered, roleArn, world } from './test-world';

it.each([
  ['InvalidIdentityToken', 'OpenID Connect provider'],
  ['IDPCommunicationError', 'Whoever runs the console'],
])(
  'says who mends it when AWS answers the console’s token with %s',
  async (code, mend) => {
    const { deps } = world({
      offered: { ...offered, isByToken: true },
      answer: err({
        kind: 'refused',
        operation: 'sts:AssumeRoleWithWebIdentity',
        code,
        message: 'No.',
        requestId: null,
      }),
    });
    const asked = await issueCredentials(deps, actor, { roleArn, durationSeconds: 900 });
    expect(asked).toMatchObject({
      error: { kind: 'aws_refused', code, message: expect.stringContaining(mend) },
    });
  },
);
