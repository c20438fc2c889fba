import { type Completion, keyed, quoted } from './completion';

type Element = { name: string; value: string; says: string };

const DOCUMENT: Element[] = [
  { name: 'Version', value: '"2012-10-17"', says: 'The policy language.' },
  { name: 'Statement', value: '[{}]', says: 'The rules, each read by itself.' },
  { name: 'Id', value: '""', says: 'A label for the document.' },
];
const ACTIONS: Element[] = [
  { name: 'Action', value: '[""]', says: 'What it is about: service:name.' },
  { name: 'NotAction', value: '[""]', says: 'Everything but these actions.' },
];
const RESOURCES: Element[] = [
  { name: 'Resource', value: '[""]', says: 'On what: ARNs, or * for everything.' },
  { name: 'NotResource', value: '[""]', says: 'Everything but these resources.' },
];
const PRINCIPALS: Element[] = [
  { name: 'Principal', value: '{}', says: 'Whom it is about.' },
  { name: 'NotPrincipal', value: '{}', says: 'Everybody but these.' },
];
const EFFECT = { name: 'Effect', value: '""', says: 'Allow or Deny.' };
const SID = { name: 'Sid', value: '""', says: 'A name for the statement.' };
const CONDITION = { name: 'Condition', value: '{}', says: 'Only if every test holds.' };
const PRINCIPAL_TYPES: Element[] = [
  { name: 'AWS', value: '""', says: 'Accounts, users and roles.' },
  { name: 'Service', value: '""', says: 'AWS services: ec2.amazonaws.com.' },
  { name: 'Federated', value: '""', says: 'Identity providers.' },
];

/** Trust policies stand on their role; permissions stand on whoever holds them. */
export type EditedKind = 'identity' | 'trust';

const STATEMENT: Record<EditedKind, Element[]> = {
  identity: [EFFECT, ...ACTIONS, ...RESOURCES, CONDITION, SID],
  trust: [EFFECT, ...PRINCIPALS, ...ACTIONS, CONDITION, SID],
};

type At = { keysBefore: string[]; isFollowed: boolean };

const namesOf = (elements: Element[], { keysBefore, isFollowed }: At): Completion[] =>
  elements
    .filter(({ name }) => !keysBefore.includes(name))
    .map(({ name, value, says }) =>
      keyed({ kind: 'element', label: name, detail: '', says }, name, value, {
        isFollowed,
      }),
    );

export const documentElements = (at: At): Completion[] => namesOf(DOCUMENT, at);
export const statementElements = (kind: EditedKind, at: At): Completion[] =>
  namesOf(STATEMENT[kind], at);
export const principalTypes = (at: At): Completion[] => namesOf(PRINCIPAL_TYPES, at);

const valuesOf = (...values: [text: string, says: string][]): Completion[] =>
  values.map(([text, says]) =>
    quoted({ kind: 'value', label: text, detail: '', says }, text),
  );

export const EFFECTS = valuesOf(
  ['Allow', 'Allows it, unless something denies it.'],
  ['Deny', 'Denies it, whatever allows it.'],
);
export const VERSIONS = valuesOf(
  ['2012-10-17', 'The current policy language.'],
  ['2008-10-17', 'The old policy language: variables are plain text.'],
);
export const TRUTHS = valuesOf(['true', ''], ['false', '']);
