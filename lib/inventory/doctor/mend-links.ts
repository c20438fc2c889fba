import { parseArn } from '@/lib/core/arn';
import { newAccessPath, rolePath } from '@/lib/core/links';
import type { LayerProof } from '@/lib/iam/answer';
import { findCaller, principalArnOf, roleOf } from '@/lib/iam/evaluate/caller';
import { lintSubject } from '@/lib/iam/findings/lint-subject';
import { type Asked, callerOf, isAcross } from './asked';
import type { MendView } from './diagnosis';

/** Both halves of a crossing are what the wizard writes. */
export const wizardLink = ({ layer }: LayerProof, asked: Asked): MendView['link'] =>
  isAcross(asked) && (layer === 'identity' || layer === 'resource')
    ? { href: bucketCrossing(asked) ?? '/new', label: 'Set up the crossing' }
    : null;

/** The wizard filled in for a call on a bucket of another account; null for any other call. */
function bucketCrossing(asked: Asked): string | null {
  const caller = callerOf(asked);
  const access = ACCESS[asked.request.action.toLowerCase()];
  const { service, region, resource = '' } = parseArn(asked.request.resource) ?? {};
  const isKnown =
    caller.kind === 'user' || caller.kind === 'role' || caller.kind === 'session';
  // Access points and the like have a region in their ARN; a bucket has none.
  if (!isKnown || !access || service !== 's3' || region !== '') return null;
  const [bucket = '', ...key] = resource.split('/');
  const folder = key.slice(0, -1).join('/');
  return newAccessPath({
    recipe: 'bucket-policy',
    who: principalArnOf(caller),
    bucket,
    access,
    ...(folder !== '' && { prefix: `${folder}/*` }),
  });
}

const ACCESS: Record<string, 'read' | 'write'> = {
  's3:getobject': 'read',
  's3:listbucket': 'read',
  's3:putobject': 'write',
};

/** The page of the role whose document it is about. */
export function roleLink(asked: Asked, layer: string): MendView['link'] {
  const { facts } = asked.world;
  const isOwn = layer === 'identity' || layer === 'boundary';
  const holder = isOwn
    ? callerOf(asked)
    : findCaller(facts, { AWS: asked.request.resource });
  const role = roleOf(holder);
  if (!role || layer === 'scp' || layer === 'rcp' || layer === 'session') return null;
  const hasFix = lintSubject(facts, role.Arn).some(
    ({ fix, policy }) => fix && (policy.kind === 'trust') === (layer === 'trust'),
  );
  return {
    href: `${rolePath(role.Arn)}?tab=policies`,
    label: hasFix ? `See ${role.RoleName} and its findings` : `Open ${role.RoleName}`,
  };
}
