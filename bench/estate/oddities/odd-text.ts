import type { AccountPlan } from '../account-plan';
import type { RolePlan } from '../role-plan';
import type { Home, Scene } from '../scene';

/** An account nearby, and its entities. */
export const peer = ({ peers, random }: Scene): Home => random.pick(peers);

export const peerRole = (scene: Scene): RolePlan => scene.random.pick(peer(scene).roles);

/** The first letter of the name in the other case; ARNs compare with case. */
export function otherCase(arn: string): string {
  const start = arn.lastIndexOf('/') + 1;
  const letter = arn.charAt(start);
  const lower = letter.toLowerCase();
  const other = letter === lower ? letter.toUpperCase() : lower;
  return arn.slice(0, start) + other + arn.slice(start + 1);
}

/** The role's ARN as people write it who forget its path. */
export const withoutPath = ({ arn, path, name }: RolePlan): string =>
  `${arn.slice(0, -(path.length + name.length))}/${name}`;

/** The ARN with its name open after `keep` characters: `…:role/dep?*`. */
export function blurred(arn: string, keep: number): string {
  const start = arn.lastIndexOf('/') + 1;
  return `${arn.slice(0, start + keep)}?*`;
}

/** An id's first digits, the others open: `1234*`. */
export const idPattern = ({ id }: AccountPlan): string => `${id.slice(0, 4)}*`;
