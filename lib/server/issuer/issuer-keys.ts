import { createHash } from 'node:crypto';
import { exportJWK, exportPKCS8, generateKeyPair, importPKCS8 } from 'jose';
import type { WorkspaceId } from '@/lib/core/ids';
import { keysToDrop, needsNewKey, signingKeyOf } from '@/lib/credentials/issuer/key-ages';
import type { Clock, IssuerKeyStore, StoredIssuerKey } from '@/lib/ports';
import { seal, sealingKey, unseal } from '../seal';

export type KeyDeps = {
  issuerKeys: IssuerKeyStore;
  clock: Pick<Clock, 'now'>;
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

/** Named after the key before it and the day: of those who make one at once, the first counts. */
const nextKid = (workspaceId: WorkspaceId, newest: string, now: Date): string =>
  createHash('sha256')
    .update(`${workspaceId} ${newest} ${now.toISOString().slice(0, 10)}`)
    .digest('base64url')
    .slice(0, KID_LENGTH);

/** A new key after these, oldest first. The private half leaves this process sealed. */
export async function makeKey(
  deps: KeyDeps,
  workspaceId: WorkspaceId,
  keys: StoredIssuerKey[],
): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM, {
    modulusLength: 2048,
    extractable: true,
  });
  const createdAt = deps.clock.now();
  const kid = nextKid(workspaceId, keys.at(-1)?.kid ?? '', createdAt);
  const owner = { workspaceId, kid };
  const key = sealingKey(deps.secret, PURPOSE);
  await deps.issuerKeys.add({
    ...owner,
    publicJwk: JSON.stringify(await exportJWK(publicKey)),
    sealedPrivateKey: seal(key, belongingTo(owner), await exportPKCS8(privateKey)),
    createdAt,
  });
}

/** One new key in the place of these: what they signed proves nothing from then on. */
export async function replaceKeys(
  deps: KeyDeps,
  workspaceId: WorkspaceId,
  keys: StoredIssuerKey[],
): Promise<void> {
  await makeKey(deps, workspaceId, keys);
  await deps.issuerKeys.remove(
    workspaceId,
    keys.map(({ kid }) => kid),
  );
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
  if (isDue) await makeKey(deps, workspaceId, keys);
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
