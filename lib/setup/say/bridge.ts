import { sayDuration } from '@/lib/core/duration';
import type { BridgeView } from '@/lib/core/views';
import type { ShareRequest } from '../recipes/share-bucket';
import { placeOf, type Sides } from './names';

type Verdict = Pick<BridgeView, 'deck' | 'locks' | 'sentence'>;

/** The picture of a whole request: two banks, and what the verdict makes of the deck. */
export function bridgeOf(
  request: ShareRequest,
  sides: Sides,
  { deck, locks, sentence }: Verdict,
): BridgeView {
  return {
    left: {
      shape: 'trusted',
      title: request.trusted.kind === 'account' ? 'everyone' : sides.who,
      subtitle: sides.trustedName,
      accountId: request.who.accountId,
      isProduction: sides.trustedIsProduction,
    },
    right: {
      shape: 'trusting',
      title: placeOf(request),
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
