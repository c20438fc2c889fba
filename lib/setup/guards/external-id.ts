import { requireExternalId } from '@/lib/iam/render/guards/guards';
import { resolveExternalId } from '../fields/external-id';
import type { GuardKind } from './guard-kind';

export const externalId: GuardKind = {
  brings: 'the external ID',
  label: 'External ID',
  read: resolveExternalId,
  render: ([value = '']) => requireExternalId(value),
  adds: 'The trust policy lets in only callers that send this external ID (sts:ExternalId).',
  limit:
    'It is no secret, and the AWS console cannot send one: nobody can switch to this role there.',
  meets: ([value = '']) => ({ ask: { externalId: value }, circumstances: {} }),
  breaches: (_, { noise }) => [
    {
      kind: 'call',
      id: 'assume-without-external-id',
      how: 'without an external ID',
      ask: { externalId: null },
    },
    {
      kind: 'call',
      id: 'assume-with-wrong-external-id',
      how: 'with a wrong external ID',
      ask: { externalId: `not-${noise}` },
    },
  ],
};
