import { SignJWT } from 'jose';
import type { AppError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import { keysToDrop } from '@/lib/credentials/issuer/key-ages';
import type {
  IdentityClaims,
  IdentityTokens,
  IssuerDocuments,
  PracticeWorlds,
  Random,
  StoredIssuerKey,
  WorkspaceStore,
} from '@/lib/ports';
import {
  ALGORITHM,
  currentKeys,
  type KeyDeps,
  makeKey,
  openSigningKey,
  replaceKeys,
} from './issuer-keys';
import { practiceTokens } from './practice-tokens';
import { tokenClaims } from './token-claims';

type Deps = KeyDeps & {
  random: Pick<Random, 'base32'>;
  workspaces: Pick<WorkspaceStore, 'find'>;
  /** Canonical origin of the console. */
  origin: string;
  practiceWorlds: PracticeWorlds | null;
};

const LIFE_MS = 5 * 60_000;
const JTI_LENGTH = 26;

const NOT_HTTPS: AppError = {
  kind: 'unavailable',
  message:
    'AWS reads an issuer’s keys at an https address that it can reach. Serve this console under one and set DRAWBRIDGE_ORIGIN to it.',
};
const NO_ISSUER: AppError = { kind: 'not_found', what: 'The issuer of this workspace' };
const SEALED: AppError = {
  kind: 'unavailable',
  message:
    'The issuer’s key was sealed with another DRAWBRIDGE_SECRET. Start the console with that one again.',
};

/**
 * The console as an OIDC issuer. Each workspace has its own address and its own keys, so that
 * a token of one opens nothing in another.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export function createIdentityTokens(deps: Deps): IdentityTokens {
  const own = ownTokens(deps);
  const practice = deps.practiceWorlds && practiceTokens(deps.practiceWorlds);
  const of = async (workspaceId: WorkspaceId): Promise<IdentityTokens> => {
    const workspace = practice && (await deps.workspaces.find(workspaceId));
    return practice && workspace?.kind === 'practice' ? practice : own;
  };
  return {
    open: async (id) => (await of(id)).open(id),
    replaceKeys: async (id) => (await of(id)).replaceKeys(id),
    issuerOf: async (id) => (await of(id)).issuerOf(id),
    documentsOf: async (id) => (await of(id)).documentsOf(id),
    mint: async (id, claims) => (await of(id)).mint(id, claims),
  };
}

function ownTokens(deps: Deps): IdentityTokens {
  const addressOf = (workspaceId: WorkspaceId) => `${deps.origin}/oidc/${workspaceId}`;
  return {
    async open(workspaceId) {
      if (!deps.origin.startsWith('https:')) return err(NOT_HTTPS);
      const keys = await currentKeys(deps, workspaceId);
      if (keys.length === 0) await makeKey(deps, workspaceId, keys);
      return ok(addressOf(workspaceId));
    },
    async replaceKeys(workspaceId) {
      const keys = await deps.issuerKeys.list(workspaceId);
      if (keys.length === 0) return err(NO_ISSUER);
      await replaceKeys(deps, workspaceId, keys);
      return ok(null);
    },
    async issuerOf(workspaceId) {
      const keys = await deps.issuerKeys.list(workspaceId);
      return keys.length > 0 ? addressOf(workspaceId) : null;
    },
    async documentsOf(workspaceId) {
      // Anybody may ask, so nothing is written: whoever mints rotates.
      const keys = await deps.issuerKeys.list(workspaceId);
      const over = keysToDrop(keys, deps.clock.now());
      const shown = keys.filter((key) => !over.includes(key));
      return shown.length > 0 ? documentsOf(addressOf(workspaceId), shown) : null;
    },
    async mint(workspaceId, claims) {
      const keys = await currentKeys(deps, workspaceId);
      if (keys.length === 0) return err(NO_ISSUER);
      return sign(deps, keys, addressOf(workspaceId), claims);
    },
  };
}

const documentsOf = (issuer: string, keys: StoredIssuerKey[]): IssuerDocuments => ({
  configuration: {
    issuer,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [ALGORITHM],
    claims_supported: ['aud', 'exp', 'iat', 'iss', 'jti', 'sub'],
  },
  keySet: {
    keys: keys.map(({ kid, publicJwk }) => ({
      ...(JSON.parse(publicJwk) as object), // written by us
      kid,
      alg: ALGORITHM,
      use: 'sig',
    })),
  },
});

async function sign(
  deps: Deps,
  keys: StoredIssuerKey[],
  issuer: string,
  claims: IdentityClaims,
): Promise<Result<string, AppError>> {
  const opened = await openSigningKey(deps, keys);
  if (!opened) return err(SEALED);
  const token = await new SignJWT(tokenClaims(claims))
    .setProtectedHeader({ alg: ALGORITHM, kid: opened.kid, typ: 'JWT' })
    .setIssuer(issuer)
    .setIssuedAt(deps.clock.now())
    .setExpirationTime(new Date(deps.clock.now().getTime() + LIFE_MS))
    .setJti(deps.random.base32(JTI_LENGTH))
    .sign(opened.key);
  return ok(token);
}
