import { exportJWK, exportPKCS8, generateKeyPair, importPKCS8 } from 'jose';
import type { WorkspaceId } from '@/lib/core/ids';
import { keysToDrop, needsNewKey, signingKeyOf } from '@/lib/credentials/issuer/key-ages';
import type { Clock, IssuerKeyStore, Random, StoredIssuerKey } from '@/lib/ports';
import { seal, sealingKey, unseal } from '../seal';

export type KeyDeps = {
  issuerKeys: IssuerKeyStore;
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'base32'>;
  /** The installation's key, 64 hexadecimal digits. */
  secret: string;
};

/** STS takes RS256 from every provider. */
export const ALGORITHM = 'RS256';
const KID_LENGTH = 20;
const PURPOSE = 'issuer keys';

/** What a private key belongs to: copied to another row it does not open. */
const belongingTo = ({
  workspaceId,
  kid,
}: Pick<StoredIssuerKey, 'workspaceId' | 'kid'>): string => `${workspaceId} ${kid}`;

/** A new key. The private half leaves this process sealed. */
export async function makeKey(deps: KeyDeps, workspaceId: WorkspaceId): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM, {
    modulusLength: 2048,
    extractable: true,
  });
  const owner = { workspaceId, kid: deps.random.base32(KID_LENGTH) };
  const key = sealingKey(deps.secret, PURPOSE);
  await deps.issuerKeys.add({
    ...owner,
    publicJwk: JSON.stringify(await exportJWK(publicKey)),
    sealedPrivateKey: seal(key, belongingTo(owner), await exportPKCS8(privateKey)),
    createdAt: deps.clock.now(),
  });
}

/** The keys of an issuer that has any; makes the next in time, and drops what is over. */
export async function currentKeys(
  deps: KeyDeps,
  workspaceId: WorkspaceId,
): Promise<StoredIssuerKey[]> {
  const keys = await deps.issuerKeys.list(workspaceId);
  if (keys.length === 0) return keys;
  const now = deps.clock.now();
  const over = keysToDrop(keys, now);
  const isDue = needsNewKey(keys, now);
  if (over.length > 0)
    await deps.issuerKeys.remove(
      workspaceId,
      over.map(({ kid }) => kid),
    );
  if (isDue) await makeKey(deps, workspaceId);
  return over.length > 0 || isDue ? deps.issuerKeys.list(workspaceId) : keys;
}

/** The key to sign with, opened; null where the environment's key is another than it was. */
export async function openSigningKey(
  deps: KeyDeps,
  keys: StoredIssuerKey[],
): Promise<{ kid: string; key: CryptoKey } | null> {
  const stored = signingKeyOf(keys, deps.clock.now());
  if (!stored) return null;
  const { secret } = deps;
  const pem = unseal(
    sealingKey(secret, PURPOSE),
    belongingTo(stored),
    stored.sealedPrivateKey,
  );
  return pem === null
    ? null
    : { kid: stored.kid, key: await importPKCS8(pem, ALGORITHM) };
}
