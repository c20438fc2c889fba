import type { EvaluationResult, PolicyEvaluationDecisionType } from '@aws-sdk/client-iam';
import { boundaryLayer } from '@/lib/iam/evaluate/boundary-layer';
import { combine, delegated } from '@/lib/iam/evaluate/combine';
import { identityLayer } from '@/lib/iam/evaluate/identity-layer';
import type { Hit } from '@/lib/iam/evaluate/judge-statement';
import { absentLayer, judgePolicies, type Layer } from '@/lib/iam/evaluate/layer';
import { scpLayer } from '@/lib/iam/evaluate/organization-layers';
import { makeRequest, type Request } from '@/lib/iam/evaluate/request';
import { addGrant, type Grants } from '@/lib/iam/evaluate/resource-layer';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { type Formula, holds } from '@/lib/iam/formula/formula';
import { matchAction } from '@/lib/iam/match/match-action';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { Question } from '@/lib/iam/question';
import { neededKeys } from './needed-keys';
import { type SimulatedCaller, sourceNamed } from './simulated-caller';
import { statementPlace } from './statement-place';

/** What is tried out, action by action and resource by resource. */
export type Simulation = {
  world: WorldFacts;
  caller: SimulatedCaller;
  context: Question['context'];
  absentKeys: string[];
  /** Account that owns the resources. */
  ownerId: string;
  resourcePolicy: string | null;
};

const isTrue = (formula: Formula): boolean => holds(formula, () => false);

const RESOURCE_POLICY = 'ResourcePolicy';

function resourceLayerOf(request: Request, simulation: Simulation): Layer {
  const { resourcePolicy, ownerId } = simulation;
  if (resourcePolicy === null) return absentLayer('resource');
  const ref = {
    name: RESOURCE_POLICY,
    arn: null,
    kind: 'bucket' as const,
    owner: request.target.arn,
    accountId: ownerId,
  };
  const policy = rememberPolicy(resourcePolicy, 'bucket');
  return judgePolicies('resource', [{ ref, policy }], request);
}

function grantsOf({ hits }: Layer): Grants {
  const grants: Grants = { free: false, user: false, role: false, account: false };
  for (const { statement, match, formula } of hits)
    if (statement.effect === 'Allow') addGrant(grants, match, formula);
  return grants;
}

function judge(request: Request, simulation: Simulation) {
  const layers = {
    scp: scpLayer(request),
    rcp: absentLayer('rcp'),
    resource: resourceLayerOf(request, simulation),
    identity: identityLayer(request),
    boundary: boundaryLayer(request),
    session: absentLayer('session'),
  };
  const isForeign = simulation.ownerId !== simulation.caller.accountId;
  const needsGrant = isForeign && simulation.resourcePolicy !== null;
  const grants = grantsOf(layers.resource);
  const { isAllowed } = combine(
    layers,
    needsGrant ? delegated(grants) : grants,
    needsGrant,
  );
  return { layers, isAllowed: isTrue(isAllowed) };
}

type Judged = ReturnType<typeof judge>;

const decisionOf = ({ allow, deny }: Layer): PolicyEvaluationDecisionType => {
  if (isTrue(deny)) return 'explicitDeny';
  return isTrue(allow) ? 'allowed' : 'implicitDeny';
};

function overall({ layers, isAllowed }: Judged): PolicyEvaluationDecisionType {
  if (isAllowed) return 'allowed';
  const isDenied = Object.values(layers).some(({ deny }) => isTrue(deny));
  return isDenied ? 'explicitDeny' : 'implicitDeny';
}

/** The statements that decided; those of service control policies are not shown. */
function deciding({ layers }: Judged, decision: PolicyEvaluationDecisionType): Hit[] {
  const { identity, resource, boundary } = layers;
  if (decision === 'implicitDeny') return [];
  const effect = decision === 'allowed' ? 'Allow' : 'Deny';
  const shown =
    effect === 'Allow' ? [identity, resource] : [identity, resource, boundary];
  return shown
    .flatMap(({ hits }) => hits)
    .filter(({ statement, formula }) => statement.effect === effect && isTrue(formula));
}

function matchedOut({ caller, resourcePolicy }: Simulation, { ref, statement }: Hit) {
  const isResource = ref.name === RESOURCE_POLICY;
  const source = isResource ? null : sourceNamed(caller, ref.name);
  const document = isResource ? resourcePolicy : source?.document;
  return {
    SourcePolicyId: source?.id ?? RESOURCE_POLICY,
    SourcePolicyType: isResource ? 'Resource Policy' : 'IAM Policy',
    ...statementPlace(document ?? '', statement.index),
  };
}

/** Keys that statements about this action need and the simulation was not given. */
function missingKeys({ caller, resourcePolicy }: Simulation, request: Request): string[] {
  const { policies, boundary } = caller;
  const identity = [...policies, ...(boundary ? [boundary] : [])].map(({ document }) =>
    rememberPolicy(document, 'identity'),
  );
  const resource =
    resourcePolicy === null ? [] : [rememberPolicy(resourcePolicy, 'bucket')];
  const statements = [...identity, ...resource]
    .flatMap((policy) => policy.statements)
    .filter(({ action }) => matchAction(action, request.action));
  return neededKeys(statements).filter((key) => request.lookup(key) === 'absent');
}

/** What the other kinds of policies said, where there are any. */
const detailsOf = (
  { resourcePolicy }: Simulation,
  { layers: { scp, boundary, identity, resource } }: Judged,
) => ({
  ...(scp.isApplicable && {
    OrganizationsDecisionDetail: {
      AllowedByOrganizations: decisionOf(scp) === 'allowed',
    },
  }),
  ...(boundary.isApplicable && {
    PermissionsBoundaryDecisionDetail: {
      AllowedByPermissionsBoundary: decisionOf(boundary) === 'allowed',
    },
  }),
  ...(resourcePolicy !== null && {
    EvalDecisionDetails: {
      'IAM Policy': decisionOf(identity),
      'Resource Policy': decisionOf(resource),
    },
  }),
});

/**
 * The result of one action on one resource, by the same engine that answers every call; only
 * the policies of the simulation count, and no trust policy.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
 */
export function simulate(
  simulation: Simulation,
  { action, resource }: { action: string; resource: string },
): EvaluationResult {
  const request = makeRequest(simulation.world, {
    action,
    principal: { AWS: simulation.caller.arn },
    resource,
    resourceAccount: simulation.ownerId,
    context: simulation.context,
    absentKeys: simulation.absentKeys,
    unknownKeys: 'assume-absent',
  });
  const judged = judge(request, simulation);
  const decision = overall(judged);
  const matched = deciding(judged, decision).map((hit) => matchedOut(simulation, hit));
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: decision,
    // the simulator writes sources in words that are not those of the SDK's type
    MatchedStatements: matched as NonNullable<EvaluationResult['MatchedStatements']>,
    MissingContextValues: missingKeys(simulation, request),
    ...detailsOf(simulation, judged),
  };
}
