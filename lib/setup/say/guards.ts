import type { DraftFields, PreviewView } from '../schema';

/** What an external ID adds, whoever asks for it. */
export const EXTERNAL_ID_ADDS =
  'The trust policy lets in only callers that send this external ID (sts:ExternalId).';

/** What each guard that is on adds, and what it cannot do. */
export function guardsOf(fields: DraftFields): PreviewView['guards'] {
  const guards: PreviewView['guards'] = [];
  if (fields.requireMfa)
    guards.push({
      field: 'requireMfa',
      adds: 'The trust policy asks for a session that was opened with a second factor (aws:MultiFactorAuthPresent).',
      limit:
        'Workloads, sessions of other roles and people who come through IAM Identity Center carry no such mark and stay out.',
    });
  if (fields.requireExternalId)
    guards.push({
      field: 'requireExternalId',
      adds: EXTERNAL_ID_ADDS,
      limit:
        'It is no secret, and the AWS console cannot send one: nobody can switch to this role there.',
    });
  return guards;
}
