import { expect, it } from 'vitest';
import { readJson } from '@/lib/iam/explain/read-json';
import { LIST, S3 } from '../fakes/vocabulary';
import { type KnownWords, nameFindings } from './name-findings';

const keysOf = (...keys: string[]) =>
  keys.map((key) => ({ key, type: 'String', says: '' }));

const words: KnownWords = {
  ...LIST,
  byId: new Map([
    ['s3', { ...S3, keys: keysOf('s3:ExistingObjectTag/<key>') }],
    [
      'events',
      {
        ...S3,
        id: 'events',
        keys: keysOf(
          `events:Metadata/\${MetadataKey}`,
          `events:Metadata/\${MetadataKey}/Matcher`,
        ),
      },
    ],
    [
      'codebuild',
      {
        ...S3,
        id: 'codebuild',
        keys: keysOf(`codebuild:environment.environmentVariables/\${name}.value`),
      },
    ],
  ]),
};

const findingsOf = (key: string) =>
  nameFindings(
    readJson(
      JSON.stringify({ Statement: [{ Condition: { StringEquals: { [key]: 'x' } } }] }),
    ).places,
    words,
  ).map(({ message }) => message);

it.each([
  's3:ExistingObjectTag/team',
  'S3:existingobjecttag/team',
  'events:Metadata/x/Matcher',
  'codebuild:environment.environmentVariables/STAGE.value',
  'aws:ResourceTag/team',
])('knows %s, which holds a name of one’s own', (key) => {
  expect(findingsOf(key)).toEqual([]);
});

it.each([
  's3:ExistingObjectTag/',
  's3:ExistingObjectTags/team',
  'codebuild:environment.environmentVariables/STAGE.type',
  'aws:ResourceTag/',
])('does not know %s', (key) => {
  expect(findingsOf(key)).toEqual([expect.stringContaining(`no condition key ${key}.`)]);
});
