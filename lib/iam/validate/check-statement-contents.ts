import type { DocumentProblem, PolicyKind } from '../parse/policy';
import { type JsonObject, toStrings } from '../parse/values';
import { checkConditionContents } from './check-condition-contents';
import { checkPrincipalContents } from './check-principal-contents';
import type { Complain } from './complain';

/** Wildcards stand in the action's name; before the colon only `*:*` has one. */
const ACTION = /^(?:\*|\*:\*|[\w-]+:[\w*?-]+)$/;
/** Customers' resource control policies name the service of every action. */
const ACTION_OF_SERVICE = /^[\w-]+:[\w*?-]+$/;

type OwnService = { pattern: RegExp; code: string; sentence: string };

/** Services whose actions alone a kind of policy can name. */
const OWN_SERVICE: Partial<Record<PolicyKind, OwnService>> = {
  trust: {
    pattern: /^(?:\*|sts:)/i,
    code: 'not-an-sts-action',
    sentence: 'a trust policy allows STS actions only',
  },
  bucket: {
    pattern: /^(?:\*|s3:)/i,
    code: 'not-an-s3-action',
    sentence: 'a bucket policy is about S3 only',
  },
};

/** Values of a well-formed statement that AWS would refuse. */
export function checkStatementContents(
  statement: JsonObject,
  kind: PolicyKind,
  statementIndex: number,
): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const complain: Complain = (code, message, element) =>
    problems.push({ code, message, statementIndex, element });
  checkActions(statement, kind, complain);
  checkPrincipalContents(statement, kind, complain);
  checkSid(statement['Sid'], kind, complain);
  checkConditionContents(statement['Condition'], complain);
  if (kind === 'rcp') checkControl(statement, complain);
  return problems;
}

function checkActions(statement: JsonObject, kind: PolicyKind, complain: Complain): void {
  const element = statement['NotAction'] === undefined ? 'Action' : 'NotAction';
  const own = OWN_SERVICE[kind];
  const pattern = kind === 'rcp' ? ACTION_OF_SERVICE : ACTION;
  for (const action of toStrings(statement[element]) ?? []) {
    if (!pattern.test(action)) {
      complain('wildcard-service', `Name the service of "${action}" in full.`, element);
    } else if (own && !own.pattern.test(action)) {
      complain(own.code, `Remove ${action}: ${own.sentence}.`, element);
    }
  }
}

/** Sids of policies of buckets and keys are free text. */
function checkSid(sid: unknown, kind: PolicyKind, complain: Complain): void {
  const isFree = kind === 'bucket' || kind === 'key';
  if (!isFree && typeof sid === 'string' && !/^[A-Za-z0-9]*$/.test(sid)) {
    complain('invalid-sid', `Use letters and digits only in the Sid "${sid}".`, 'Sid');
  }
}

/**
 * Customers' resource control policies only deny, and name the actions.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
function checkControl(statement: JsonObject, complain: Complain): void {
  const { Effect, NotAction } = statement;
  if (Effect !== 'Deny') {
    const message = 'Set Effect to "Deny": a resource control policy cannot allow.';
    complain('prohibited-allow', message, 'Effect');
  }
  if (NotAction !== undefined) {
    const message = 'Name the actions: a resource control policy has no NotAction.';
    complain('prohibited-not-action', message, 'NotAction');
  }
}
