import { err, ok } from '@/lib/core/result';
import type { IdentityTokens, PracticeWorlds } from '@/lib/ports';
import { tokenClaims } from './token-claims';

/** The address of the console in practice: a practice account cannot reach a real one. */
const ISSUER = 'https://drawbridge.example.com';

/** The issuer that every practice world has for its console. The world signs, and publishes. */
export const practiceTokens = (
  worlds: Pick<PracticeWorlds, 'mintToken'>,
): IdentityTokens => ({
  open: async () => ok(ISSUER),
  replaceKeys: async () =>
    err({
      kind: 'conflict',
      message: 'The practice accounts sign for this console: there is no key of its own.',
    }),
  issuerOf: async () => ISSUER,
  documentsOf: async () => null,
  mint: (workspaceId, claims) =>
    worlds.mintToken(workspaceId, { issuer: ISSUER, claims: tokenClaims(claims) }),
});
