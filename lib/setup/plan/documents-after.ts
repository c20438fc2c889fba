import type { MergeRefusal } from '@/lib/iam/render/merge-statement';
import { mergeRefusal, mergeStatement } from '@/lib/iam/render/merge-statement';
import type { AssumeDocument, RoleDocuments, RoleRequest } from '../recipes/role-request';
import { sameDocument } from './same-document';

/** The documents that our statements go into; null where none stands. */
export type Standing = { trust: string | null; assume: string | null };

/** Which field of the draft has to change, with a sentence, for each document that is refused. */
export type Refusals = { who?: string; roleName?: string };

/** Our statement in the trust that stands; a placeholder, or nothing, is replaced whole. */
export const trustAfter = (
  { trust, trustStatement, placeholder }: RoleDocuments,
  standing: string | null,
): string | null =>
  standing === null || sameDocument(standing, placeholder)
    ? trust
    : mergeStatement(standing, trustStatement);

/** Our statement in the trusted side's policy of this name. */
export const assumeAfter = (
  { statement }: AssumeDocument,
  standing: string | null,
): string | null => mergeStatement(standing, statement);

/** What stands that must not be written over, and what to do about it. */
export function refusalsOf(
  { roleName }: Pick<RoleRequest, 'roleName'>,
  { assume, trustStatement, placeholder }: RoleDocuments,
  { assume: standing, trust }: Standing,
): Refusals {
  const assumed = assume && mergeRefusal(standing, assume.statement);
  const trusted = sameDocument(trust, placeholder)
    ? null
    : mergeRefusal(trust, trustStatement);
  return {
    ...(assumed && { who: say(sayPolicy(assume), assumed, assume.statement.Sid) }),
    ...(trusted && {
      roleName: say(`The trust policy of ${roleName}`, trusted, trustStatement.Sid),
    }),
  };
}

const sayPolicy = ({ target }: AssumeDocument): string =>
  `Policy ${target.policyName} of ${target.principal} ${target.principalName}`;

function say(what: string, refusal: MergeRefusal, sid: string): string {
  switch (refusal) {
    case 'unreadable':
      return `${what} cannot be read as a policy. Repair it first.`;
    case 'old-version':
      return `${what} is of a version without variables, and our statement needs one. Set its Version to 2012-10-17 first.`;
    case 'foreign-sid':
      return `${what} has the Sid ${sid} on a statement that is not ours. Give that statement another Sid first.`;
    default:
      return refusal satisfies never;
  }
}
