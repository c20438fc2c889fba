import { sayDuration } from '@/lib/core/duration';
import type { BridgeView } from '@/lib/core/views';
import { type RoleRequest, trustedAccountOf } from '../recipes/role-request';
import type { Sides } from './names';

type Verdict = Pick<BridgeView, 'deck' | 'locks' | 'sentence'>;

/** The picture of a whole request: two banks, and what the verdict makes of the deck. */
export function bridgeOf(
  request: RoleRequest,
  place: string,
  sides: Sides,
  { deck, locks, sentence }: Verdict,
): BridgeView {
  return {
    left: {
      shape: sides.isOutside ? 'outside' : 'trusted',
      title:
        sides.isOutside || request.trusted.kind !== 'account' ? sides.who : 'everyone',
      subtitle: sides.trustedName,
      accountId: trustedAccountOf(request),
      isProduction: sides.trustedIsProduction,
    },
    right: {
      shape: 'trusting',
      title: place,
      subtitle: sides.trustingName,
      accountId: request.trustingAccountId,
      isProduction: sides.trustingIsProduction,
    },
    deck,
    label: `${request.roleName}, ${sayDuration(request.sessionSeconds)}`,
    locks,
    sentence,
  };
}
