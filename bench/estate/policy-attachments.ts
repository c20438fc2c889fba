import type { AccountPlan } from './account-plan';
import { ROOT_ID, UNITS, type UnitName } from './organizational-units';
import {
  ENCRYPTED,
  NO_USERS,
  ODD as ODD_RCP,
  ONLY_MEMBERS,
} from './resource-control-policies';
import { isOdd, type Scene } from './scene';
import {
  BASELINE,
  FULL_ACCESS,
  LISTED_ONLY,
  NO_HOPPING,
  NO_VENDOR,
  ODD as ODD_SCP,
  STAY_INSIDE,
} from './service-control-policies';

const BY_UNIT: Record<UnitName, string[]> = {
  Core: [FULL_ACCESS],
  Workloads: [FULL_ACCESS, NO_HOPPING, ONLY_MEMBERS],
  Production: [FULL_ACCESS],
  Development: [FULL_ACCESS],
  Sandbox: [FULL_ACCESS, STAY_INSIDE],
  Quarantine: [LISTED_ONLY],
};
/** Id of a policy that is attached although nobody read it. */
const UNREAD = 'p-notread01';

/** Which policies hang on the root, on each unit and on each member. */
export function policyAttachments(
  scene: Scene,
  members: AccountPlan[],
): Record<string, string[]> {
  const units = UNITS.map(
    ({ Id, Name }) => [Id, twistLevel(scene, BY_UNIT[Name])] as const,
  );
  const accounts = members.map(
    ({ id }) => [id, twistLevel(scene, ofAccount(scene))] as const,
  );
  return {
    [ROOT_ID]: [FULL_ACCESS, BASELINE, ENCRYPTED],
    ...Object.fromEntries(units),
    ...Object.fromEntries(accounts),
  };
}

function ofAccount({ random }: Scene): string[] {
  return random.weighted([
    [[FULL_ACCESS], 90],
    [[FULL_ACCESS, NO_VENDOR], 6],
    [[FULL_ACCESS, NO_USERS], 4],
  ]);
}

/** A level without any SCP denies; one with an unread policy may deny or allow. */
function twistLevel(scene: Scene, level: string[]): string[] {
  if (!isOdd(scene, 0.25)) return level;
  return scene.random.weighted<string[]>([
    [[], 1],
    [[...level, UNREAD], 1],
    [[UNREAD], 1],
    [[ODD_SCP], 2],
    [[...level, ODD_SCP], 2],
    [[...level, ODD_RCP], 3],
  ]);
}
