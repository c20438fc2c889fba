import { nameOfArn } from '@/lib/core/arn';
import type { PolicyRef, StatementProof } from '../answer';
import type { Layer } from '../evaluate/layer';
import type { Request } from '../evaluate/request';
import { documentFor } from '../evaluate/session-layer';
import type { OrgLevel } from '../facts/org-facts';

/** The caller in a few words: a name, a service, a provider. */
export function nameCaller({ caller }: Request): string {
  switch (caller.kind) {
    case 'root':
      return `the root user of ${caller.accountId}`;
    case 'user':
    case 'role':
    case 'federated-user':
      return caller.name;
    case 'session':
      return `${caller.name} (session ${caller.sessionName})`;
    case 'service':
      return caller.service;
    case 'federated':
      return caller.provider.replace(/^arn:.*-provider\//, '');
    case 'anonymous':
      return 'an anonymous caller';
    default:
      return 'the caller';
  }
}

/** The policies of a layer, as a sentence calls them. */
export function nameLayer({
  layer,
  request,
}: {
  layer: Layer;
  request: Request;
}): string {
  switch (layer.name) {
    case 'trust':
      return `the trust policy of ${nameOfArn(request.target.arn)}`;
    case 'resource':
      return nameResourcePolicy(request);
    case 'identity':
      return `the policies of ${nameCaller(request)}`;
    case 'boundary':
      return `the permissions boundary ${nameBoundary(request)} of ${nameCaller(request)}`;
    case 'session':
      return nameSessionPolicies(request);
    case 'scp':
      return 'the service control policies';
    default:
      return 'the resource control policies';
  }
}

function nameBoundary(request: Request): string {
  const { boundary, boundaryArn } = request.callerPolicies;
  return boundary?.policies[0]?.ref.name ?? nameOfArn(boundaryArn ?? '');
}

function nameSessionPolicies(request: Request): string {
  const { policies = [], policyArns = [] } = request.question.session ?? {};
  const [arn] = policyArns;
  if (policies.length + policyArns.length > 1) return 'the session policies';
  return arn
    ? `the session policy ${documentFor(request, arn)?.name ?? nameOfArn(arn)}`
    : 'the session policy';
}

const LEVELS: Record<OrgLevel['type'], string> = {
  ROOT: 'the organisation root',
  ORGANIZATIONAL_UNIT: 'organizational unit',
  ACCOUNT: 'account',
};

/** A level as a sentence calls it: "organizational unit ou-ab12-workloads". */
export const nameLevel = ({
  type,
  targetId,
}: Pick<OrgLevel, 'type' | 'targetId'>): string => `${LEVELS[type]} ${targetId}`;

function nameResourcePolicy({ target }: Request): string {
  const [, , , , , resource = target.arn] = target.arn.split(':');
  if (target.kind === 'bucket') return `the bucket policy of ${resource.split('/')[0]}`;
  return target.kind === 'key'
    ? `the key policy of ${nameOfArn(resource)}`
    : 'a resource policy';
}

/** A statement with the policy it stands in: "statement 2 of policy deploy". */
export function nameStatement(proof: StatementProof | undefined): string {
  if (!proof) return 'a policy';
  return `statement ${proof.statementIndex + 1} of ${namePolicy(proof.policy)}`;
}

/** A policy as a sentence calls it: "policy deploy of group admins". */
export function namePolicy({ kind, name, owner }: PolicyRef): string {
  switch (kind) {
    case 'trust':
      return `the trust policy of ${nameOfArn(owner)}`;
    case 'bucket':
      return `the bucket policy of ${owner.split(':').at(-1)}`;
    case 'key':
      return `the key policy of ${nameOfArn(owner)}`;
    case 'boundary':
      return `the permissions boundary ${name}`;
    case 'session':
      return name.startsWith('session policy') ? name : `session policy ${name}`;
    case 'group-inline':
    case 'group-managed':
      return `policy ${name} of group ${nameOfArn(owner)}`;
    default:
      return `policy ${name}`;
  }
}
