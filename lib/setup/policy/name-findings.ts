import type { JsonPlace } from '@/lib/iam/explain/read-json';
import { type Glob, globMatches, wildcardGlob } from '@/lib/iam/parse/glob';
import type { ServiceList, ServiceWords } from '@/lib/ports';
import { nearestName } from './nearest-name';
import { OWN_NAME } from './own-name';

/** The words of the services that a policy names, by their ids. */
export type KnownWords = ServiceList & { byId: Map<string, ServiceWords> };

export type NameFinding = {
  at: number;
  message: string;
  /** What to write instead; null when nothing comes close. */
  instead: { name: string; written: string } | null;
};

const ACTION = /^([\w-]+):([\w*?-]+)$/;

type TextPlace = JsonPlace & { scalar: string };

const textsUnder = (places: JsonPlace[], elements: string[]): TextPlace[] =>
  places.filter(
    (place): place is TextPlace =>
      typeof place.scalar === 'string' &&
      place.path.some((step) => typeof step === 'string' && elements.includes(step)),
  );

/** The texts of a policy that name an action, as they are written. */
export const actionPlaces = (places: JsonPlace[]): TextPlace[] =>
  textsUnder(places, ['Action', 'NotAction']);

/** The same for users, roles and accounts. */
export const principalPlaces = (places: JsonPlace[]): TextPlace[] =>
  textsUnder(places, ['Principal', 'NotPrincipal']);

/** Actions, services and condition keys that AWS's reference does not list. */
export function nameFindings(places: JsonPlace[], words: KnownWords): NameFinding[] {
  const keys = keyNames(words);
  return [
    ...actionPlaces(places).flatMap(({ at, scalar }) => actionFinding(at, scalar, words)),
    ...places.flatMap((place) => keyFinding(place, words, keys)),
  ];
}

function actionFinding(at: number, written: string, words: KnownWords): NameFinding[] {
  const [, id, name] = ACTION.exec(written) ?? [];
  if (!id || !name || id.includes('*')) return [];
  const service = words.byId.get(id.toLowerCase());
  if (!service) return [unknownService({ at, written, id }, words)];
  const glob = wildcardGlob(name.toLowerCase());
  if (service.actions.some((one) => globMatches(glob, one.name.toLowerCase()))) return [];
  if (/[*?]/.test(name))
    return [{ at, message: `No action of ${service.name} fits ${name}.`, instead: null }];
  const nearest = nearestName(
    name,
    service.actions.map((action) => action.name),
  );
  const message = `${service.name} has no action ${name}.`;
  return [suggest({ at, written, message }, nearest && `${service.id}:${nearest}`)];
}

type Mistyped = { at: number; written: string; message: string };

const suggest = (
  { at, written, message }: Mistyped,
  name: string | null,
): NameFinding => ({
  at,
  message: name ? `${message} Did you mean ${name}?` : message,
  instead: name ? { name, written } : null,
});

function unknownService(
  { at, written, id }: { at: number; written: string; id: string },
  { services }: KnownWords,
): NameFinding {
  const nearest = nearestName(
    id,
    services.map((service) => service.id),
  );
  const message = `AWS has no service ${id}.`;
  const name = nearest && `${nearest}${written.slice(id.length)}`;
  return suggest({ at, written, message }, name);
}

type KeyNames = {
  whole: string[];
  /** Keys that hold a name of one's own: `aws:requesttag/?*`. */
  open: Glob[];
};

const isOpen = (name: string): boolean => name.search(OWN_NAME) >= 0;

function keyNames({ globalKeys, byId }: KnownWords): KeyNames {
  const all = [...globalKeys, ...[...byId.values()].flatMap(({ keys }) => keys)];
  const names = [...new Set(all.map(({ key }) => key))];
  return {
    whole: names.filter((name) => !isOpen(name)),
    open: names
      .filter(isOpen)
      .map((name) => wildcardGlob(name.replace(OWN_NAME, '?*').toLowerCase())),
  };
}

/** Keys of identity providers are as many as there are providers. */
function keyFinding(
  { at, path }: JsonPlace,
  { byId }: KnownWords,
  { whole, open }: KeyNames,
): NameFinding[] {
  const condition = path.indexOf('Condition');
  const key = path[condition + 2];
  if (condition < 0 || path.length !== condition + 3 || typeof key !== 'string')
    return [];
  const written = key.toLowerCase();
  const id = written.split(':')[0] ?? '';
  if (id !== 'aws' && !byId.has(id)) return [];
  const isKnown =
    whole.some((name) => name.toLowerCase() === written) ||
    open.some((glob) => globMatches(glob, written));
  if (isKnown) return [];
  const message = `AWS has no condition key ${key}.`;
  const nearest = nearestName(key, whole);
  // The finding stands at the value, so its key cannot be written over.
  return [{ ...suggest({ at, written: key, message }, nearest), instead: null }];
}
