import type { CheckAccessNotGrantedCommandInput } from '@aws-sdk/client-accessanalyzer';
import { type Glob, globMatches, sampleOf, wildcardGlob } from '@/lib/iam/parse/glob';
import { globsMeet } from '@/lib/iam/parse/globs-meet';
import { parsePolicy } from '@/lib/iam/parse/parse-policy';
import { hasEffect, type ParsedStatement } from '@/lib/iam/parse/policy';
import { authorize } from '../authorize/authorize';
import type { Call, Given } from '../operation';
import { AwsError, validationError } from '../wire/aws-error';
import { kindOf } from './policy-type';

type Input = Given<CheckAccessNotGrantedCommandInput>;
type Block = { isNegated: boolean; globs: Glob[] };
type Wanted = { action: Glob; resource: Glob };

const MOST_ACTIONS = 100;

/** Characters that no policy holds: they stand for what a wildcard may be. */
const RUNS = ['', '\uE000', '\uE000\uE001'];

/** Whether a pattern takes in every text that another one does. */
const covers = (wide: Glob, narrow: Glob): boolean =>
  RUNS.every((run) => globMatches(wide, sampleOf(narrow, run)));

/** Whether a block can apply to something of what is wanted. */
function meets({ isNegated, globs }: Block, wanted: Glob): boolean {
  return isNegated
    ? !globs.some((glob) => covers(glob, wanted))
    : globs.some((glob) => globsMeet(glob, wanted));
}

/** Whether a block applies to all of it. */
function coversAll({ isNegated, globs }: Block, wanted: Glob): boolean {
  return isNegated
    ? !globs.some((glob) => globsMeet(glob, wanted))
    : globs.some((glob) => covers(glob, wanted));
}

const actionsOf = ({ action }: ParsedStatement): Block => ({
  isNegated: action.isNegated,
  globs: action.patterns.map(({ glob }) => glob),
});

/** A trust policy has no resources: it is about the role that it hangs on. */
function resourcesOf({ resource }: ParsedStatement): Block {
  if (!resource) return { isNegated: false, globs: [wildcardGlob('*')] };
  return {
    isNegated: resource.isNegated,
    globs: resource.patterns.map(({ raw }) =>
      wildcardGlob(raw.replace(/\$\{[^}]*\}/g, '*')),
    ),
  };
}

const grants = (statement: ParsedStatement, { action, resource }: Wanted): boolean =>
  statement.effect === 'Allow' &&
  meets(actionsOf(statement), action) &&
  meets(resourcesOf(statement), resource);

/** Only a denial without conditions is sure to take away all of it. */
const takesAway = (statement: ParsedStatement, { action, resource }: Wanted): boolean =>
  statement.effect === 'Deny' &&
  statement.conditions.length === 0 &&
  coversAll(actionsOf(statement), action) &&
  coversAll(resourcesOf(statement), resource);

const globsOf = (texts: string[] | undefined): Glob[] =>
  (texts ?? ['*']).map((text) => wildcardGlob(text));

function wantedOf({ access }: Input): Wanted[] {
  const isEmpty = access.some(
    ({ actions, resources }) => !actions?.length && !resources?.length,
  );
  if (access.length === 0 || isEmpty)
    throw validationError('Name at least one action or one resource to check.');
  if (access.some(({ actions }) => (actions?.length ?? 0) > MOST_ACTIONS))
    throw validationError(`Check at most ${MOST_ACTIONS} actions at once.`);
  return access.flatMap(({ actions, resources }) =>
    globsOf(actions?.map((action) => action.toLowerCase())).flatMap((action) =>
      globsOf(resources).map((resource) => ({ action, resource })),
    ),
  );
}

function statementsOf({ policyDocument, policyType }: Input): ParsedStatement[] {
  const kind = policyType === 'RESOURCE_POLICY' ? 'bucket' : kindOf(policyType);
  const asTrust = parsePolicy(policyDocument, 'trust');
  const { problems, statements } =
    policyType === 'RESOURCE_POLICY' && asTrust.problems.length === 0
      ? asTrust
      : parsePolicy(policyDocument, kind);
  const [first] = problems;
  if (first)
    throw new AwsError(
      'InvalidParameterException',
      `The policy document is not valid. ${first.message}`,
    );
  return statements.filter(hasEffect);
}

/**
 * Whether a policy document could allow any of the actions on any of the resources. Conditions
 * of an Allow may hold; those of a Deny may not.
 * @see https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckAccessNotGranted.html
 */
export function checkAccessNotGranted(call: Call, input: Input) {
  authorize(call, { action: 'access-analyzer:CheckAccessNotGranted', resource: '*' });
  const statements = statementsOf(input);
  const open = wantedOf(input).filter(
    (wanted) => !statements.some((statement) => takesAway(statement, wanted)),
  );
  const granting = statements.filter((statement) =>
    open.some((wanted) => grants(statement, wanted)),
  );
  const what = input.access.every(({ resources }) => !resources?.length)
    ? 'actions'
    : 'actions or resources';
  if (granting.length === 0)
    return {
      result: 'PASS',
      message: `The policy document does not grant access to perform the listed ${what}.`,
    };
  return {
    result: 'FAIL',
    message: `The policy document grants access to perform one or more of the listed ${what}.`,
    reasons: granting.map(({ index, sid }) => ({
      description: `One or more of the listed ${what} in the statement with index: ${index}.`,
      statementIndex: index,
      ...(sid !== null && { statementId: sid }),
    })),
  };
}
