import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { AwsConnection, StoredAccount } from '@/lib/ports';
import { rightAsking } from '../guards/asks';
import type { ProofCheckView } from '../schema';
import { markerKey } from '../world/ask';
import { askBucketUse } from '../world/ask-workload';
import { sceneOf } from './crossing-checks';
import { checkOf, evaluated, observe, untested } from './observe';
import { ownerElsewhere } from './owner-elsewhere';
import { pickRefused } from './pick-refused';
import type { WorkloadTrial } from './prove-deps';

/** Where somebody is sought who must be kept out. */
type Home = { accountId: string; connection: AwsConnection; place: string };

/**
 * Somebody whom the plan does not name asks for the object that the caller may have: of the
 * caller's account, or of another one where all of the caller's is named.
 */
export async function bucketStranger(
  trial: WorkloadTrial,
  facts: WorldFacts,
  accounts: StoredAccount[],
): Promise<ProofCheckView> {
  const { run, trusting, request, plan } = trial;
  const { aws, clock } = run.deps;
  const key = markerKey(request.keys);
  const homes = homesOf(trial, accounts);
  const stranger = strangerIn(homes, trial, facts);
  const name = stranger ? nameOfArn(stranger.arn) : 'somebody else';
  const place = (stranger ?? homes[0])?.place ?? 'another account';
  const sentence = `${name}, in ${place}, reads ${key}`;
  const asked = { id: 'get-as-another', sentence, expected: 'denied' } as const;
  if (!stranger)
    return checkOf(asked, untested('Not tested: nobody else was found in the account.'));
  await run.renew();
  const { arn: principalArn, connection } = stranger;
  const { withMfa } = rightAsking(request.guards, sceneOf(trial, principalArn)).ask;
  const acted = await aws.actAs(connection, { principalArn, withMfa });
  if (!acted.ok)
    return checkOf(asked, evaluated(`no credentials of ${name} could be had`, 'denied'));
  const elsewhere = ownerElsewhere({ plan, trusting });
  const call = { kind: 'get', bucket: request.bucket, key, ...elsewhere } as const;
  const { seen } = await observe(clock, () => aws.s3(trusting, acted.value, call));
  return checkOf(asked, seen);
}

function strangerIn(
  homes: Home[],
  { request }: WorkloadTrial,
  facts: WorldFacts,
): (Home & { arn: string }) | null {
  const reading = { ...request, access: 'read' } as const;
  const named = request.who ? [request.who.arn] : [];
  for (const home of homes) {
    const arn = pickRefused(facts, home.accountId, named, (one) =>
      askBucketUse(facts, one, reading),
    );
    if (arn) return { ...home, arn };
  }
  return null;
}

function homesOf(
  { run, trusted, request, plan }: WorkloadTrial,
  accounts: StoredAccount[],
): Home[] {
  const { who, partition, trustingAccountId } = request;
  const place = `${plan.body.trustedAccountName} too`;
  if (who)
    return trusted ? [{ accountId: who.accountId, connection: trusted, place }] : [];
  const isOwner = (id: string) => Number(id === trustingAccountId);
  return accounts
    .filter((one) => one.partition === partition && one.id !== request.trusted.accountId)
    .sort((a, b) => isOwner(a.id) - isOwner(b.id)) // its own policies let in who is of the owner's
    .flatMap(({ id: accountId, name }) => {
      const connection = run.connectionOf(accountId);
      return connection ? [{ accountId, connection, place: name }] : [];
    });
}
