import type { ServiceList, ServiceWords } from '@/lib/ports';
import { actionOptions } from './complete-actions';
import { keyOptions, operatorOptions, truthOptions } from './complete-conditions';
import {
  documentElements,
  type EditedKind,
  EFFECTS,
  principalTypes,
  statementElements,
  VERSIONS,
} from './complete-elements';
import { PRINCIPAL_KINDS, principalOptions } from './complete-principals';
import { type KnownArn, resourceOptions } from './complete-resources';
import { type Completion, type Completions, completionsFor } from './completion';
import { type CursorPlace, cursorPlace } from './cursor-place';
import { statementActions } from './statement-actions';

export type PolicyCursor = { text: string; cursor: number; kind: EditedKind };

/** What is known to complete with: the services asked for by `servicesAt` are in `known`. */
export type PolicyWords = {
  list: ServiceList;
  known: ServiceWords[];
  inventory: KnownArn[];
};

/** What can be written at the cursor; null when there is nothing to offer. Never throws. */
export function completePolicy(
  { text, cursor, kind }: PolicyCursor,
  words: PolicyWords,
): Completions | null {
  const place = cursorPlace(text, cursor);
  if (!place) return null;
  const isFollowed = /^\s*:/.test(text.slice(place.to));
  return completionsFor(place, optionsAt(place, { text, kind, words, isFollowed }));
}

/** The services whose words completing at the cursor needs. */
export function servicesAt({ text, cursor }: Omit<PolicyCursor, 'kind'>): string[] {
  const place = cursorPlace(text, cursor);
  if (!place) return [];
  const element = elementOf(place);
  if (element === 'Action' || element === 'NotAction') {
    const [prefix = '', name] = place.typed.split(':');
    return name === undefined ? [] : [prefix.toLowerCase()];
  }
  const isNeeded = ['Resource', 'NotResource', 'Condition'].includes(element ?? '');
  return isNeeded ? servicesOf(actionsAt(place, text)) : [];
}

/** The text to look for in the inventory, and the kinds of what can be named there. */
export function inventoryAt({
  text,
  cursor,
}: Omit<PolicyCursor, 'kind'>): { q: string; kinds: string } | null {
  const place = cursorPlace(text, cursor);
  if (!place) return null;
  const kinds = kindsAt(place, text);
  return kinds.length > 0 ? { q: place.typed, kinds: kinds.join(',') } : null;
}

function kindsAt(place: CursorPlace, text: string): string[] {
  const [element, type] = stepsOf(place);
  if (place.statementFrom === null || place.role === 'key') return [];
  if (isPrincipal(element)) return PRINCIPAL_KINDS[String(type)] ?? [];
  if (element !== 'Resource' && element !== 'NotResource') return [];
  const services = servicesOf(actionsAt(place, text));
  return [
    ...(services.includes('s3') ? ['bucket'] : []),
    ...(services.some((one) => one === 'sts' || one === 'iam') ? ['role'] : []),
  ];
}

const isPrincipal = (element: unknown): boolean =>
  element === 'Principal' || element === 'NotPrincipal';

const servicesOf = (actions: string[]): string[] => [
  ...new Set(actions.map((action) => action.split(':')[0]?.toLowerCase() ?? '')),
];

const actionsAt = ({ statementFrom }: CursorPlace, text: string): string[] =>
  statementFrom === null ? [] : statementActions(text, statementFrom);

/** The path below the statement: `['Condition', 'StringEquals']`. */
function stepsOf({ path, statementFrom }: CursorPlace): (string | number)[] {
  if (statementFrom === null) return path;
  const isInList = typeof path[1] === 'number';
  return path.slice(path[0] === 'Statement' ? (isInList ? 2 : 1) : 1);
}

const elementOf = (place: CursorPlace): string | null =>
  place.statementFrom === null ? null : String(stepsOf(place)[0] ?? '');

type About = {
  text: string;
  kind: EditedKind;
  words: PolicyWords;
  isFollowed: boolean;
};

function optionsAt(place: CursorPlace, about: About): Completion[] {
  if (place.role === 'key') return keysAt(place, about);
  const { text, words } = about;
  const [element, operator] = stepsOf(place);
  switch (element) {
    case 'Version':
      return VERSIONS;
    case 'Effect':
      return EFFECTS;
    case 'Action':
    case 'NotAction':
      return actionOptions(place.typed, words.list, words.known);
    case 'Resource':
    case 'NotResource':
      return resourceOptions(actionsAt(place, text), words.known, words.inventory);
    case 'Principal':
    case 'NotPrincipal':
      return principalOptions(String(operator), words.inventory);
    case 'Condition':
      return truthOptions(String(operator));
    default:
      return [];
  }
}

function keysAt(place: CursorPlace, { kind, words, isFollowed }: About): Completion[] {
  const { keysBefore, typed } = place;
  const at = { keysBefore, isFollowed };
  const steps = stepsOf(place);
  if (place.statementFrom === null) return steps.length === 0 ? documentElements(at) : [];
  if (steps.length === 0) return statementElements(kind, at);
  const [element] = steps;
  if (element === 'Condition')
    return steps.length === 1
      ? operatorOptions({ typed, isFollowed })
      : keyOptions(words.list, words.known, { isFollowed });
  return isPrincipal(element) ? principalTypes(at) : [];
}
