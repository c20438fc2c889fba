import type { BridgeView } from '@/lib/core/views';

/** The picture before the first verdict: two banks and nothing between them yet. */
export const EMPTY_BRIDGE: BridgeView = {
  left: {
    shape: 'trusted',
    title: 'Who?',
    subtitle: 'borrows',
    accountId: null,
    isProduction: false,
  },
  right: {
    shape: 'trusting',
    title: 'To what?',
    subtitle: 'owns',
    accountId: null,
    isProduction: false,
  },
  deck: 'untested',
  label: '',
  locks: [],
  sentence: 'Say who needs access, and to what.',
};
