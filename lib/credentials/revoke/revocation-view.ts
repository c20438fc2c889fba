import { nameOfArn } from '@/lib/core/arn';
import type { StoredRevocation } from '@/lib/ports';
import type { RevocationView } from '../schema';

export function revocationView(
  revocation: StoredRevocation,
  accountName: string,
): RevocationView {
  const { id, roleArn, sessionName, state, detail, proof } = revocation;
  return {
    id,
    scope: sessionName === null ? 'role' : 'session',
    roleArn,
    roleName: nameOfArn(roleArn),
    accountName,
    sessionName,
    state,
    detail,
    byName: revocation.createdByName,
    createdAt: revocation.createdAt.toISOString(),
    cutOffAt: revocation.cutOffAt.toISOString(),
    endsAt: revocation.endsAt.toISOString(),
    proof,
  };
}
