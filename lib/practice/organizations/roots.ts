import type { Call, Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { OrgState, OrgTarget } from '../world/org-types';
import { targetArn } from './arns';
import { allow } from './organization';

export function rootAt(org: OrgState, id: string): OrgTarget {
  const root = org.targets.get(id);
  if (root?.type === 'ROOT') return root;
  throw new AwsError(
    'RootNotFoundException',
    "We can't find a root with the RootId that you specified.",
  );
}

export const policyTypesOut = ({ enabledTypes }: OrgState) =>
  enabledTypes.map((Type) => ({ Type, Status: 'ENABLED' }));

function listRoots(call: Call) {
  const org = allow(call, 'ListRoots');
  const roots = [...org.targets.values()].filter(({ type }) => type === 'ROOT');
  return {
    Roots: roots.map((root) => ({
      Id: root.id,
      Arn: targetArn(call, org, root),
      Name: root.name,
      PolicyTypes: policyTypesOut(org),
    })),
  };
}

export const rootOperations = { ListRoots: listRoots } satisfies Operations;
