import {
  GIVES_ITSELF_ALL,
  isAdministrator,
  isOnEverything,
} from '@/lib/iam/findings/warn-of-power';
import { matchAction } from '@/lib/iam/match/match-action';
import type { ParsedStatement } from '@/lib/iam/parse/policy';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { PolicyDocument } from '@/lib/iam/world';

/** Policies of AWS with which their holder can become anything, by name. */
const BY_NAME =
  /:iam::aws:policy\/(?:AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

export const isAdministrativeArn = (arn: string): boolean => BY_NAME.test(arn);

/** With one of these on everything its holder gives itself the rest, or a role that has it. */
const LEADS_TO_ALL = [...GIVES_ITSELF_ALL, 'iam:UpdateAssumeRolePolicy'].map((name) =>
  name.toLowerCase(),
);

const leadsToAll = (statement: ParsedStatement): boolean =>
  statement.effect === 'Allow' &&
  isOnEverything(statement) &&
  LEADS_TO_ALL.some((name) => matchAction(statement.action, name));

/** Whether a policy's holder could do everything in the account, at once or in two steps. */
export const isAdministrative = (document: PolicyDocument): boolean =>
  rememberPolicy(document, 'identity').statements.some(
    (statement) => isAdministrator(statement) || leadsToAll(statement),
  );
