import type { PolicyKind } from '../parse/policy';
import { isObject } from '../parse/values';
import type { Question } from '../question';
import type { CollectedWorld } from '../world';

/** A world and what is asked about it; its documents can be exchanged one at a time. */
export type Scene = { world: CollectedWorld; questions: Question[] };

/** Where a document stands in a scene. */
export type Place = { path: (string | number)[]; kind: PolicyKind; document: unknown };

type Node = Record<string | number, unknown>;

/** Every document of a scene. */
export function placesOf(scene: Scene): Place[] {
  const visit = (value: unknown, path: Place['path'], arn: string): Place[] => {
    if (typeof value === 'string') return [];
    const owner = isObject(value) ? String(value['Arn'] ?? arn) : arn;
    return Object.entries(Object(value)).flatMap(([key, document]) => {
      const place = [...path, key];
      const kind = kindOf(place, owner);
      const isDocument = kind !== null && document !== null;
      return isDocument
        ? [{ path: place, kind, document }]
        : visit(document, place, owner);
    });
  };
  return visit({ ...scene }, [], '');
}

/** Kinds by the last parts of the path; managed policies named `edge` are boundaries. */
const KINDS: [RegExp, PolicyKind][] = [
  [/ PolicyDocument$/, 'identity'],
  [/ AssumeRolePolicyDocument$/, 'trust'],
  [/ session policies \d+$/, 'session'],
  [/ Buckets \d+ Policy$/, 'bucket'],
  [/ Keys \d+ Policy$/, 'key'],
  [/ Policies p-own Content$/, 'rcp'],
  [/ Content$/, 'scp'],
  [/ Document$/, 'identity'],
];

function kindOf(path: Place['path'], owner: string): PolicyKind | null {
  const place = path.join(' ');
  const [, kind = null] = KINDS.find(([pattern]) => pattern.test(place)) ?? [];
  return place.endsWith(' Document') && owner.endsWith(':policy/edge')
    ? 'boundary'
    : kind;
}

/** The scene with another document in one place; the rest is the same objects. */
export function exchange(scene: Scene, { path }: Place, document: unknown): Scene {
  const changed = replaceAt(scene, path, document);
  // only a document was exchanged
  return changed as Scene;
}

function replaceAt(node: unknown, path: Place['path'], document: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return document;
  const copy = (Array.isArray(node) ? [...node] : { ...(node as Node) }) as Node;
  copy[key] = replaceAt(copy[key], rest, document);
  return copy;
}
