import type { ParsedStatement } from '@/lib/iam/parse/policy';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { PolicyDocument } from '@/lib/iam/world';

/** Policies of AWS with which their holder can become anything, by name. */
const BY_NAME =
  /:iam::aws:policy\/(?:AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

export const isAdministrativeArn = (arn: string): boolean => BY_NAME.test(arn);

/** Everything, everything but a few things, or all of IAM, on everything. */
const grantsAll = ({ effect, action, resource }: ParsedStatement): boolean =>
  effect === 'Allow' &&
  (action.isNegated ||
    action.patterns.some(({ text }) => /^(?:\*|\*:\*|iam:\*)$/i.test(text))) &&
  (resource?.isNegated === true ||
    (resource?.patterns ?? []).some(({ raw }) => raw === '*'));

/** Whether a policy's holder could do everything in the account, at once or in two steps. */
export const isAdministrative = (document: PolicyDocument): boolean =>
  rememberPolicy(document, 'identity').statements.some(grantsAll);
