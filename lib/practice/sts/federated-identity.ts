import { validateField } from '@/lib/iam/validate/validate-field';
import { invalidIdentityToken } from './authorize-federated';

/** The source identity that a token or an assertion sets, checked; null when it sets none. */
export function federatedIdentity(identity: string | undefined): string | null {
  if (identity !== undefined && !validateField('SourceIdentity', identity).valid)
    throw invalidIdentityToken(
      'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    );
  return identity ?? null;
}
