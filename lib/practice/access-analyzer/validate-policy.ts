import type {
  ValidatePolicyCommandInput,
  ValidatePolicyFinding,
  ValidatePolicyFindingType,
} from '@aws-sdk/client-accessanalyzer';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { worldFacts } from '@/lib/iam/facts/world-facts';
import type { Severity } from '@/lib/iam/findings/catalogue';
import type { Finding } from '@/lib/iam/findings/finding';
import { lint } from '@/lib/iam/findings/lint';
import { warnOfControl } from '@/lib/iam/findings/warn-of-control';
import { parsePolicy } from '@/lib/iam/parse/parse-policy';
import type { DocumentProblem } from '@/lib/iam/parse/policy';
import type { DocumentKind } from '@/lib/iam/validate/document-kind';
import { validatePolicyDocument } from '@/lib/iam/validate/validate-policy-document';
import type { CollectedAccount } from '@/lib/iam/world';
import { authorize } from '../authorize/authorize';
import type { Call, Given } from '../operation';
import { validationError } from '../wire/aws-error';
import { pageToken, readPageToken } from '../wire/page-token';
import { collectedOrg } from '../world/collected';
import { kindOf } from './policy-type';
import { locator } from './spans';

const MOST_FINDINGS = 1000;
const LEARN_MORE =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html';

const TYPES: Record<Severity, ValidatePolicyFindingType> = {
  critical: 'SECURITY_WARNING',
  high: 'SECURITY_WARNING',
  medium: 'WARNING',
  low: 'SUGGESTION',
};

/** Our code as Access Analyzer writes its own: `invalid-action` is `INVALID_ACTION`. */
const issueCodeOf = (code: string): string => code.toUpperCase().replaceAll('-', '_');

type Told = {
  type: ValidatePolicyFindingType;
  code: string;
  details: string;
  path: (string | number)[];
};

/** A lone statement need not stand in a list. */
function statementPath(text: string, index: number | null): (string | number)[] {
  if (index === null) return [];
  const isList = /"Statement"\s*:\s*\[/.test(text);
  return isList ? ['Statement', index] : ['Statement'];
}

const problemTold = (
  text: string,
  { code, message, statementIndex, element }: DocumentProblem,
): Told => ({
  type: 'ERROR',
  code,
  details: message,
  path: [...statementPath(text, statementIndex), ...(element ? [element] : [])],
});

const findingTold = (
  text: string,
  { code, severity, message, why, statement }: Finding,
): Told => ({
  type: TYPES[severity],
  code,
  details: `${message} ${why}`,
  path: statementPath(text, statement?.statementIndex ?? null),
});

const NOWHERE: CollectedAccount = {
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
};

/** An account of the organisation with nothing in it but what the document hangs on. */
function holderOf(
  { id, partition }: Call['account'],
  kind: DocumentKind,
  document: string,
): CollectedAccount {
  const role = {
    Path: '/',
    RoleName: 'validated',
    RoleId: 'AROAVALIDATED0000000',
    Arn: `arn:${partition}:iam::${id}:role/validated`,
  };
  const trustsNobody = { Version: '2012-10-17', Statement: [] };
  if (kind === 'trust')
    return {
      ...NOWHERE,
      RoleDetailList: [{ ...role, AssumeRolePolicyDocument: document }],
    };
  if (kind === 'bucket')
    return { ...NOWHERE, Buckets: [{ Name: 'validated', Policy: document }] };
  if (kind === 'key') {
    const Arn = `arn:${partition}:kms:us-east-1:${id}:key/validated`;
    return { ...NOWHERE, Keys: [{ KeyId: 'validated', Arn, Policy: document }] };
  }
  return {
    ...NOWHERE,
    RoleDetailList: [
      {
        ...role,
        AssumeRolePolicyDocument: trustsNobody,
        RolePolicyList: [{ PolicyName: 'validated', PolicyDocument: document }],
      },
    ],
  };
}

/** Findings that come of the stage, not of the document. */
const OF_THE_STAGE = new Set(['federated-provider-missing', 'trust-missing-principal']);

const controlTold = (text: string, kind: 'scp' | 'rcp'): Told[] =>
  warnOfControl(parsePolicy(text, kind).statements, kind).map(
    ({ code, message, statementIndex }) => ({
      type: 'WARNING',
      code,
      details: message,
      path: statementPath(text, statementIndex),
    }),
  );

function toldOf(call: Call, kind: DocumentKind, text: string): Told[] {
  const problems = validatePolicyDocument(text, kind);
  if (problems.length > 0) return problems.map((problem) => problemTold(text, problem));
  return kind === 'scp' || kind === 'rcp'
    ? controlTold(text, kind)
    : findingsIn(call, kind, text).map((finding) => findingTold(text, finding));
}

function findingsIn(call: Call, kind: DocumentKind, document: string): Finding[] {
  const { id } = call.account;
  const { org } = call.world;
  const facts = accountFacts(id, holderOf(call.account, kind, document));
  return lint(worldFacts(org ? collectedOrg(org) : undefined, [facts])).filter(
    ({ code, policy }) =>
      !OF_THE_STAGE.has(code) && (kind === 'identity') === (policy.kind === 'inline'),
  );
}

function startOf(token: string | undefined): number {
  if (token === undefined) return 0;
  const from = readPageToken(token) ?? '';
  if (!/^\d{1,6}$/.test(from)) throw validationError('The next token is not valid.');
  return Number(from);
}

/**
 * What is wrong with a policy document and what is dangerous about it, by our own validator.
 * @see https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicy.html
 */
export function validatePolicy(call: Call, input: Given<ValidatePolicyCommandInput>) {
  authorize(call, { action: 'access-analyzer:ValidatePolicy', resource: '*' });
  const { policyDocument: text, policyType, validatePolicyResourceType } = input;
  const { maxResults = MOST_FINDINGS, nextToken } = input;
  if (maxResults < 1 || maxResults > MOST_FINDINGS)
    throw validationError(`maxResults must be between 1 and ${MOST_FINDINGS}.`);
  const kind = kindOf(policyType, validatePolicyResourceType);
  const told = toldOf(call, kind, text);
  const locate = locator(text);
  const from = startOf(nextToken);
  const findings = told.slice(from, from + maxResults).map(
    ({ type, code, details, path }): ValidatePolicyFinding => ({
      findingType: type,
      findingDetails: details,
      issueCode: issueCodeOf(code),
      learnMoreLink: LEARN_MORE,
      locations: [locate(path)],
    }),
  );
  const next = from + maxResults;
  return {
    findings,
    ...(next < told.length && {
      nextToken: pageToken(String(next)),
    }),
  };
}
