import type { Example } from './example-world';
import {
  conditionsHarmless,
  conditionsMendable,
  conditionsUnmendable,
} from './examples/conditions';
import {
  federatedHarmless,
  federatedMendable,
  federatedUnmendable,
} from './examples/federated';
import { outsideHarmless, outsideMendable } from './examples/outside';
import {
  permissionsHarmless,
  permissionsMendable,
  permissionsUnmendable,
} from './examples/permissions';
import { principalsHarmless, principalsMendable } from './examples/principals';
import {
  resourcesHarmless,
  resourcesMendable,
  resourcesUnmendable,
} from './examples/resources';

/** Mistakes that a document can mend. */
export const MENDABLE: Example[] = [
  ...outsideMendable,
  ...federatedMendable,
  ...principalsMendable,
  ...resourcesMendable,
  ...conditionsMendable,
  ...permissionsMendable,
];

/** Mistakes that no document may mend by itself, with words of the reason. */
export const UNMENDABLE: Example[] = [
  ...federatedUnmendable,
  ...resourcesUnmendable,
  ...conditionsUnmendable,
  ...permissionsUnmendable,
];

/** What looks like a mistake and is none. */
export const HARMLESS: Example[] = [
  ...outsideHarmless,
  ...federatedHarmless,
  ...principalsHarmless,
  ...resourcesHarmless,
  ...conditionsHarmless,
  ...permissionsHarmless,
];
