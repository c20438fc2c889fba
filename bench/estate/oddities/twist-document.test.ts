import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject, toStrings } from '@/lib/iam/parse/values';
import type { EstateDocument } from '../estate-documents';
import { variable } from '../policy';
import { leavesOf, oddEstates } from './take-apart';

const POSITIONS = [
  'trust',
  'identity',
  'managed',
  'bucket',
  'key',
  'scp',
  'rcp',
  'session',
];

const documents = oddEstates().flatMap((apart) => apart.documents);
const statements = documents.flatMap((document) => document.statements);
const count = (wanted: (document: EstateDocument) => boolean) =>
  documents.filter(wanted).length;
const countStatements = (wanted: (statement: JsonObject) => boolean) =>
  statements.filter(wanted).length;
const texts = (value: unknown): string[] => toStrings(value ?? []) ?? [];
const resourcesOf = (statement: JsonObject) => [
  ...texts(statement['Resource']),
  ...texts(statement['NotResource']),
];
const accountOf = (arn: string) => arn.split(':')[4] ?? '';

describe('forms of documents in odd estates', () => {
  it.each(POSITIONS)('some documents in position %s are malformed', (position) => {
    const broken = count(
      (document) => document.position === position && document.problems.length > 0,
    );
    expect(broken).toBeGreaterThan(0);
  });

  it.each<[string, (document: EstateDocument) => boolean]>([
    [
      'URL-encoded',
      ({ source }) => typeof source === 'string' && source.startsWith('%7B'),
    ],
    ['JSON text', ({ source }) => typeof source === 'string' && source.startsWith('{')],
    [
      'text with a key twice',
      ({ problems }) => problems.some(({ message }) => message.includes('twice')),
    ],
    ['one statement without a list', ({ document }) => isObject(document?.['Statement'])],
    [
      'an empty list of statements',
      ({ document }) =>
        Array.isArray(document?.['Statement']) && document['Statement'].length === 0,
    ],
    ['version 2008', ({ document }) => document?.['Version'] === '2008-10-17'],
    [
      'no version',
      ({ document }) => document !== null && document['Version'] === undefined,
    ],
    [
      'a version AWS has not',
      ({ problems }) => problems.some(({ code }) => code === 'unknown-version'),
    ],
    [
      'version 2008 with variables',
      ({ document, source }) =>
        document?.['Version'] === '2008-10-17' && JSON.stringify(source).includes('${'),
    ],
    [
      'an effect in wrong letters',
      ({ problems }) => problems.some(({ code }) => code === 'invalid-effect'),
    ],
    [
      'NotPrincipal in a trust policy',
      ({ problems }) => problems.some(({ code }) => code === 'prohibited-not-principal'),
    ],
    [
      'a principal in an identity policy',
      ({ problems }) => problems.some(({ code }) => code === 'prohibited-principal'),
    ],
  ])('some documents are %s', (_, wanted) => {
    expect(count(wanted)).toBeGreaterThan(0);
  });

  it.each<[string, (statement: JsonObject) => boolean]>([
    ['NotAction', ({ NotAction }) => NotAction !== undefined],
    ['NotResource', ({ NotResource }) => NotResource !== undefined],
    [
      'an unknown operator',
      (one) => leavesOf(one).some(({ operator }) => operator === 'StringMatches'),
    ],
    [
      'an empty condition',
      ({ Condition }) => isObject(Condition) && Object.keys(Condition).length === 0,
    ],
    [
      'several operators',
      ({ Condition }) => isObject(Condition) && Object.keys(Condition).length > 1,
    ],
    [
      'several keys under one operator',
      ({ Condition }) =>
        isObject(Condition) &&
        Object.values(Condition).some(
          (block) => isObject(block) && Object.keys(block).length > 1,
        ),
    ],
    [
      'an action in other letters',
      ({ Action }) => texts(Action).includes('STS:assumerole'),
    ],
    [
      'a wildcard inside an action',
      ({ Action }) => texts(Action).includes('sts:A?sumeRol?'),
    ],
    [
      'a wildcard inside an account id',
      (one) => resourcesOf(one).some((arn) => /^\d+\*$/.test(accountOf(arn))),
    ],
    [
      'a wildcard for the partition',
      (one) => resourcesOf(one).some((arn) => arn.startsWith('arn:*:')),
    ],
    [
      'wildcards inside a name',
      (one) => resourcesOf(one).some((arn) => arn.endsWith('role/dep*-?')),
    ],
    [
      'a user name variable',
      (one) => resourcesOf(one).some((arn) => arn.includes(variable('aws:username'))),
    ],
    [
      'a variable with a default',
      (one) =>
        resourcesOf(one).some((arn) =>
          arn.includes(variable('aws:PrincipalTag/team', 'none')),
        ),
    ],
    [
      'a variable in the place of the account',
      (one) =>
        resourcesOf(one).some((arn) =>
          arn.includes(`::${variable('aws:PrincipalAccount')}:`),
        ),
    ],
  ])('some statements have %s', (_, wanted) => {
    expect(countStatements(wanted)).toBeGreaterThan(0);
  });
});
