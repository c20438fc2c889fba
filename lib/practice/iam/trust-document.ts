import { policyCharacters } from '@/lib/iam/validate/policy-size';
import { limitExceeded, malformedPolicy } from '../wire/aws-error';
import type { World } from '../world/types';
import { withAccountArns } from './account-arns';
import {
  checkRest,
  isObject,
  listOf,
  parseStatements,
  type Statement,
} from './policy-document';
import { isKnownPrincipal } from './principals';
import { TRUST_SIZE_QUOTA } from './quotas';

const KINDS = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

/** The first principal value that does not exist in this world, as AWS names it; else null. */
export function unknownPrincipal(world: World, statement: Statement): string | null {
  const principal = statement['Principal'] ?? statement['NotPrincipal'];
  if (principal === '*') return null;
  if (!isObject(principal)) return String(principal);
  for (const [kind, values] of Object.entries(principal)) {
    if (!KINDS.has(kind)) return kind;
    const unknown = listOf(values).find((value) => !isKnownPrincipal(world, kind, value));
    if (unknown !== undefined) return `"${kind}":"${String(unknown)}"`;
  }
  return null;
}

function checkTrustStatement(world: World, statement: Statement): void {
  if (statement['Resource'] !== undefined || statement['NotResource'] !== undefined)
    throw malformedPolicy('Has prohibited field Resource');
  if (statement['NotPrincipal'] !== undefined)
    throw malformedPolicy('Has prohibited field NotPrincipal');
  if (statement['Principal'] === undefined)
    throw malformedPolicy('Missing required field Principal');
  const actions = listOf(statement['Action'] ?? statement['NotAction']).map(String);
  if (!actions.every((action) => /^(\*|sts:.*)$/i.test(action)))
    throw malformedPolicy('AssumeRole policy may only specify STS AssumeRole actions.');
  const unknown = unknownPrincipal(world, statement);
  if (unknown !== null) throw malformedPolicy(`Invalid principal in policy: ${unknown}`);
}

/** Checks a trust policy: grammar, principals that exist, and the size quota; tells what is saved. */
export function checkTrust(world: World, text: string): string {
  for (const statement of parseStatements(text)) checkTrustStatement(world, statement);
  checkRest(text, 'trust');
  if (policyCharacters(text) > TRUST_SIZE_QUOTA)
    throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${TRUST_SIZE_QUOTA}`);
  return withAccountArns(world, text);
}
