import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { newExternalId } from '@/lib/core/new-external-id';
import { err, ok, type Result } from '@/lib/core/result';
import type { Answer } from '@/lib/iam/answer';
import { type Half, missingHalves, otherRefusal } from '@/lib/iam/doctor/missing-halves';
import { refusingLayer } from '@/lib/iam/doctor/refusing-layer';
import { sayConditions } from '@/lib/iam/explain/say-conditions';
import type { ConnectionOf, Random } from '@/lib/ports';
import { whyNotWritePolicy, whyNotWriteTrust } from '../restore/why-not-write-trust';
import { askAssume } from '../world/ask';
import type { KnownWorld } from '../world/load-world';
import { callerOf } from './caller-of';
import { isOutside } from './is-outside';
import type { Mend } from './mend-pieces';

type Deps = { connectionOf: ConnectionOf; random: Pick<Random, 'base32'> };
export type Asked = { who: string; role: string };

/**
 * What is missing between a caller and a role, by the latest reading. Refused where no statement
 * alone lets the caller in, and where one of ours cannot be written.
 */
export function findMend(
  deps: Deps,
  world: KnownWorld,
  { who, role }: Asked,
): Result<Mend, AppError> {
  const caller = callerOf(who);
  const owner = parseArn(role)?.accountId ?? '';
  const answer = askAssume(world.facts, who, role);
  const halves = missingHalves(answer, caller.accountId !== owner);
  if (halves.length === 0) return err(whyNoMend({ who, role }, answer));
  if (!world.readings.has(owner)) return err(unread(role, owner));
  const refusal = whyNotWrite(deps, world, { who, role }, halves);
  if (refusal) return err(refusal);
  // Who takes a role from outside may be led to do it for somebody else: an external ID says for whom.
  const isGuarded = halves.includes('trust') && isOutside(world, caller.accountId);
  const guards: Mend['guards'] = isGuarded
    ? [{ name: 'externalId', values: [newExternalId(deps.random)] }]
    : [];
  return ok({ who: caller, roleArn: role, halves, guards });
}

const whyNotWrite = (
  deps: Deps,
  world: KnownWorld,
  { who, role }: Asked,
  halves: Half[],
): AppError | null =>
  (halves.includes('identity') ? whyNotWritePolicy(deps, world, who) : null) ??
  (halves.includes('trust') ? whyNotWriteTrust(deps, world, role) : null);

const unread = (role: string, owner: string): AppError =>
  conflict(
    `Account ${owner} was not read, so whether ${nameOfArn(role)} lets anybody in is not known. Connect it in Settings, Accounts.`,
  );

/** Why no statement is what is missing, in words. */
function whyNoMend({ who, role }: Asked, answer: Answer): AppError {
  const [name, roleName] = [nameOfArn(who), nameOfArn(role)];
  if (answer.decision === 'allow')
    return {
      kind: 'already_so',
      message: `No change: by the latest reading ${name} may take ${roleName}. Read the accounts again if AWS still refuses it.`,
    };
  if (answer.decision === 'conditional')
    return conflict(
      `No statement is missing: ${name} may take ${roleName} ${sayConditions(answer)}. Make the request so.`,
    );
  const refusing = otherRefusal(answer) ?? refusingLayer(answer);
  return conflict(
    refusing
      ? `No statement alone lets ${name} take ${roleName}. ${refusing.sentence}`
      : `${name} or ${roleName} is not in the latest reading. Check the names, and read the accounts again.`,
  );
}

const conflict = (message: string): AppError => ({ kind: 'conflict', message });
