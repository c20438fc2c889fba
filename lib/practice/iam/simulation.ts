import type {
  ContextEntry,
  EvaluationResult,
  SimulateCustomPolicyCommandInput,
  SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { parseArn } from '@/lib/core/arn';
import type { Question } from '@/lib/iam/question';
import { authorize } from '../authorize/authorize';
import type { Call, Given, Operations } from '../operation';
import { AwsError, invalidInput } from '../wire/aws-error';
import { collectedOrg } from '../world/collected';
import type { AccountState, StoredEntity } from '../world/types';
import { entityNamed, type Kind } from './arns';
import { findPolicy } from './find-policy';
import { pageOf } from './paging';
import { documentInForce, policiesOf } from './policies-of';
import { checkIdentityPolicy, parseStatements } from './policy-document';
import { boundaryIn } from './policy-uses';
import { type Simulation, simulate } from './simulate';
import {
  type PolicySource,
  type SimulatedCaller,
  worldOfCaller,
} from './simulated-caller';

type Input = Given<SimulateCustomPolicyCommandInput> &
  Partial<Pick<SimulatePrincipalPolicyCommandInput, 'PolicySourceArn'>>;
type Tried = Partial<Omit<Input, 'ActionNames'>> & Pick<Input, 'ActionNames'>;

/** The simulator has one code for every document it cannot read. */
function checked(document: string, check: (text: string) => unknown): string {
  try {
    check(document);
    return document;
  } catch (error) {
    throw error instanceof AwsError ? invalidInput(error.message) : error;
  }
}

export const inputSources = (name: string, documents: string[] = []): PolicySource[] =>
  documents.map((document, at) => ({
    id: `${name}.${at + 1}`,
    document: checked(document, checkIdentityPolicy),
  }));

function boundaryOf({ PermissionsBoundaryPolicyInputList: list }: Tried) {
  if ((list?.length ?? 0) > 1)
    throw invalidInput('PermissionsBoundaryPolicyInputList can only contain 1 policy.');
  return inputSources('PermissionsBoundaryPolicyInputList', list)[0] ?? null;
}

/** The caller that an input names must be a user: the simulator takes nobody else. */
function checkCaller(arn: string): string {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:user\/.+$/.test(arn))
    throw invalidInput(`Invalid Caller Arn: ${arn} is not the ARN of an IAM user.`);
  return arn;
}

const contextOf = (entries: ContextEntry[] = []): Question['context'] =>
  Object.fromEntries(
    entries.map(({ ContextKeyName = '', ContextKeyValues = [], ContextKeyType = '' }) => {
      const [first] = ContextKeyValues;
      const isOne = first !== undefined && !ContextKeyType.endsWith('List');
      return [ContextKeyName, isOne ? first : ContextKeyValues];
    }),
  );

/** What the engine would know of a caller that is nobody. */
const CALLER_KEYS = [
  'aws:username',
  'aws:userid',
  'aws:PrincipalArn',
  'aws:PrincipalAccount',
  'aws:PrincipalType',
];

function ownerOf({ ResourceOwner }: Tried, caller: SimulatedCaller): string {
  if (ResourceOwner === undefined) return caller.accountId;
  const owner = parseArn(ResourceOwner)?.accountId ?? ResourceOwner;
  if (!/^\d{12}$/.test(owner))
    throw invalidInput(`Invalid resource owner: ${ResourceOwner}`);
  return owner;
}

function resourcesOf({ ResourceArns = ['*'] }: Tried): string[] {
  const wrong = ResourceArns.filter((arn) => arn !== '*' && !parseArn(arn));
  if (wrong.length > 0)
    throw invalidInput(
      `ResourceNames are not in a valid ARN format: ${wrong.join(', ')}.`,
    );
  return ResourceArns;
}

/** Every action on every resource; with resources named, each result tells its own again. */
function resultsOf(simulation: Simulation, input: Tried): EvaluationResult[] {
  const wrong = input.ActionNames.filter((name) => !/^[\w-]+:\w+$/.test(name));
  if (wrong.length > 0) throw invalidInput(`Invalid Action Name: ${wrong.join(', ')}`);
  const pairs = resourcesOf(input).flatMap((resource) =>
    input.ActionNames.map((action) => ({ action, resource })),
  );
  return pairs.map((pair) => {
    const result = simulate(simulation, pair);
    if (input.ResourceArns === undefined) return result;
    const { EvalDecision, EvalResourceName, ...rest } = result;
    const own = {
      EvalResourceName,
      EvalResourceDecision: EvalDecision,
      MatchedStatements: rest.MatchedStatements,
      MissingContextValues: rest.MissingContextValues,
      EvalDecisionDetails: rest.EvalDecisionDetails,
      PermissionsBoundaryDecisionDetail: rest.PermissionsBoundaryDecisionDetail,
    };
    return { ...result, ResourceSpecificResults: [own] };
  });
}

function answer(caller: SimulatedCaller, isSomebody: boolean, input: Tried) {
  const { ResourcePolicy } = input;
  // its principal is compared with a user: a role, a group and nobody are none
  if (ResourcePolicy !== undefined && !(isSomebody && caller.kind === 'user'))
    throw invalidInput('A caller ARN is required when a resource policy is given.');
  const simulation: Simulation = {
    world: worldOfCaller(caller),
    caller,
    context: contextOf(input.ContextEntries),
    absentKeys: isSomebody ? [] : CALLER_KEYS,
    ownerId: ownerOf(input, caller),
    resourcePolicy:
      ResourcePolicy === undefined ? null : checked(ResourcePolicy, parseStatements),
  };
  const results = resultsOf(simulation, input).map((result, at) => ({ result, at }));
  const { items, rest } = pageOf(results, ({ at }) => String(at).padStart(6, '0'), input);
  return { EvaluationResults: items.map(({ result }) => result), ...rest };
}

const NOBODY: Pick<SimulatedCaller, 'kind' | 'id' | 'path' | 'tags'> = {
  kind: 'user',
  id: 'AIDASIMULATED',
  path: '/',
  tags: [],
};

function simulateCustom(call: Call, input: Given<SimulateCustomPolicyCommandInput>) {
  const { id, partition } = call.account;
  authorize(call, { action: 'iam:SimulateCustomPolicy', resource: '*' });
  const given = input.CallerArn && checkCaller(input.CallerArn);
  const arn = given || `arn:${partition}:iam::${id}:user/simulated`;
  const caller: SimulatedCaller = {
    ...NOBODY,
    arn,
    accountId: parseArn(arn)?.accountId ?? id,
    policies: inputSources('PolicyInputList', input.PolicyInputList),
    boundary: boundaryOf(input),
    org: null,
  };
  return answer(caller, Boolean(given), input);
}

/** The user, group or role that a simulation is about. */
export function policySource(account: AccountState, arn: string): StoredEntity {
  const parts = parseArn(arn);
  const [, kind, name] =
    /^(user|group|role)\/(?:.*\/)?([^/]+)$/.exec(parts?.resource ?? '') ?? [];
  if (parts?.service !== 'iam' || parts.accountId !== account.id || !kind || !name)
    throw invalidInput(
      `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`,
    );
  // the pattern names the kinds
  return entityNamed(account, kind as Kind, name);
}

/** A boundary that is given takes the place of the entity's own. */
function ownBoundary(account: AccountState, entity: StoredEntity): PolicySource | null {
  const policy = findPolicy(account, boundaryIn(entity) ?? '');
  return policy && { id: policy.name, document: documentInForce(policy) };
}

function simulatePrincipal(
  call: Call,
  input: Given<SimulatePrincipalPolicyCommandInput>,
) {
  const { account, world } = call;
  authorize(call, {
    action: 'iam:SimulatePrincipalPolicy',
    resource: input.PolicySourceArn,
  });
  const entity = policySource(account, input.PolicySourceArn);
  const given = input.CallerArn && checkCaller(input.CallerArn);
  const isRole = entity.kind === 'role' && !given;
  const arn = given || entity.arn.replace(':group/', ':user/');
  const caller: SimulatedCaller = {
    arn,
    kind: isRole ? 'role' : 'user',
    id: entity.id,
    path: entity.path,
    tags: entity.kind === 'group' ? [] : entity.tags,
    accountId: parseArn(arn)?.accountId ?? account.id,
    policies: [
      ...policiesOf(account, entity).map(({ name, document }) => ({
        id: name,
        document,
      })),
      ...inputSources('PolicyInputList', input.PolicyInputList),
    ],
    boundary: boundaryOf(input) ?? ownBoundary(account, entity),
    org: world.org && collectedOrg(world.org),
  };
  return answer(caller, entity.kind !== 'group' || Boolean(given), input);
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html */
export const simulationOperations = {
  SimulateCustomPolicy: simulateCustom,
  SimulatePrincipalPolicy: simulatePrincipal,
} satisfies Operations;
