import { isObject, type JsonObject, toStrings } from '@/lib/iam/parse/values';
import { carryByTokenStatement } from '@/lib/iam/render/carry-tags';
import type { RenderedCondition, RenderedStatement } from '@/lib/iam/render/policy-text';
import { statementsIn } from '../plan/statements-in';
import { CARRIED } from './carry-tags';

const ENTER = 'sts:assumerolewithwebidentity';

/**
 * What a trust lacks that lets people in by tokens of a provider, so that their sessions say for
 * whom and why: such a token carries that itself, and the trust has to allow it. With the same
 * condition as the statement by which they get in.
 *
 * @returns null where nothing lacks; `unsure` where several let them in, each on its own terms, or
 * one by another form than a list of actions
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function lackingByToken(
  providerArn: string,
  trust: string,
): RenderedStatement | 'unsure' | null {
  const allowed = statementsIn(trust).filter(
    (one) => one['Effect'] === 'Allow' && isFor(one, providerArn),
  );
  const lacking = CARRIED.filter((action) => !allowed.some((one) => allows(one, action)));
  if (lacking.length === 0) return null;
  const [entering, ...others] = allowed.filter((one) => allows(one, ENTER));
  const condition = entering?.['Condition'];
  return isObject(condition) && others.length === 0
    ? // A condition is written back as it stands, whatever it is.
      carryByTokenStatement(providerArn, lacking, condition as RenderedCondition)
    : 'unsure';
}

function isFor({ Principal }: JsonObject, providerArn: string): boolean {
  const federated = isObject(Principal) ? toStrings(Principal['Federated']) : null;
  return federated?.includes(providerArn) ?? false;
}

/** A pattern is read as one that allows it: what it lets besides is not ours to repeat. */
function allows({ Action }: JsonObject, action: string): boolean {
  const said = toStrings(Action)?.map((one) => one.toLowerCase()) ?? [];
  return ['*', 'sts:*', action.toLowerCase()].some((one) => said.includes(one));
}
