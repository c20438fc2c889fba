import type { AttachedPolicy, Boundary } from '@/lib/iam/world';
import { iamArn } from './account-plan';
import { NO_STS_BOUNDARY, ownPolicy, SOME_ROLES_BOUNDARY } from './managed-policies';
import { isOdd, type Scene } from './scene';

/** Name of a policy that is attached although no file holds its document. */
const UNREAD = 'not-collected';

/** The attached policies; an odd entity has one more, whose document nobody read. */
export const attachments = (scene: Scene, named: AttachedPolicy[]): AttachedPolicy[] =>
  isOdd(scene, 0.15) ? [...named, ownPolicy(scene.account, UNREAD)] : named;

/** The `PermissionsBoundary` member by the policy's name; null for none. */
export function boundaryOf(
  scene: Scene,
  name: string | null,
): { PermissionsBoundary?: Boundary } {
  const odd = [SOME_ROLES_BOUNDARY, SOME_ROLES_BOUNDARY, NO_STS_BOUNDARY, UNREAD];
  const chosen = isOdd(scene, 0.25) ? scene.random.pick(odd) : name;
  if (chosen === null) return {};
  const arn = iamArn(scene.account, `policy/${chosen}`);
  return {
    PermissionsBoundary: {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: arn,
    },
  };
}
