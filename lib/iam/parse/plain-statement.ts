import {
  areActions,
  areConditions,
  areResources,
  isEveryone,
  shapeOfPrincipals,
} from './grammar-elements';
import type { PolicyKind } from './policy';
import { isObject } from './values';

/** An element that plain statements are made of, and the bit that tells it is there. */
type Element = { bit: number; isSound: (given: unknown) => boolean };

const EFFECT = 1;
const ACTION = 2;
const RESOURCE = 4;
const PRINCIPAL = 8;

const ELEMENTS = new Map<string, Element>([
  ['Sid', { bit: 0, isSound: (given) => typeof given === 'string' }],
  ['Effect', { bit: EFFECT, isSound: (given) => given === 'Allow' || given === 'Deny' }],
  ['Action', { bit: ACTION, isSound: areActions }],
  ['Resource', { bit: RESOURCE, isSound: areResources }],
  [
    'Principal',
    { bit: PRINCIPAL, isSound: (given) => shapeOfPrincipals(given) === 'sound' },
  ],
  ['Condition', { bit: 0, isSound: areConditions }],
]);

const OWN_PARTS = EFFECT | ACTION | RESOURCE;
const RESOURCE_PARTS = OWN_PARTS | PRINCIPAL;
const PARTS: Record<PolicyKind, number> = {
  identity: OWN_PARTS,
  boundary: OWN_PARTS,
  session: OWN_PARTS,
  scp: OWN_PARTS,
  trust: EFFECT | ACTION | PRINCIPAL,
  rcp: RESOURCE_PARTS,
  bucket: RESOURCE_PARTS,
  key: RESOURCE_PARTS,
};

/**
 * Whether a statement is of the kind that nearly all are, with nothing wrong about it: it has
 * what its policy asks for and no negated element. Of any other the grammar has to be checked.
 * Estates have hundreds of thousands of statements, so that this looks at each element once,
 * and makes no lists or objects.
 */
export function isPlainStatement(statement: unknown, kind: PolicyKind): boolean {
  if (!isObject(statement)) return false;
  let parts = 0;
  for (const key in statement) {
    const element = ELEMENTS.get(key);
    if (!element?.isSound(statement[key])) return false;
    parts |= element.bit;
  }
  if (kind === 'rcp' && !isEveryone(statement['Principal'])) return false;
  return parts === PARTS[kind];
}
