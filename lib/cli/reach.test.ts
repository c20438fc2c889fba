import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  arnOf,
  DATA,
  SANDBOX,
  SMALL_ESTATE,
  TOOLING,
  VENDOR,
} from './estate/test-accounts';
import { folderOf, newFolder, run } from './estate/test-folder';
import { indexCommand } from './index-command';
import { reachCommand } from './reach';

let folder = '';
beforeAll(() => {
  folder = folderOf(SMALL_ESTATE);
});

const ask = (principal: string, from: string, ...flags: string[]) =>
  run(reachCommand, principal, '--from', from, ...flags);
const roleOf = (name: string) => arnOf(DATA, `role/${name}`);
const CI = arnOf(TOOLING, 'role/ci');

const reached = (
  names: string[],
  conditionKeys: string[] = [],
  requires: object[] = [],
) => {
  const path = names.map(roleOf);
  const isSure = conditionKeys.length + requires.length === 0;
  return {
    role: path.at(-1),
    decision: isSure ? 'allow' : 'conditional',
    hops: path.length,
    path,
    conditionKeys,
    requires,
  };
};

const vendorDemand = {
  kind: 'external-identity-allow',
  account: VENDOR,
  action: 'sts:AssumeRole',
  resource: roleOf('with-external-id'),
};

const ANSWERS: [principal: string, reachable: object[]][] = [
  [
    CI,
    [
      reached(['by-account']),
      reached(['by-arn']),
      reached(['by-organization']),
      reached(['step-one']),
      reached(['step-one', 'step-two', 'step-three'], ['aws:SourceIp']),
      reached(['step-one', 'step-two'], ['aws:SourceIp']),
      reached(['with-external-id'], ['sts:ExternalId']),
      reached(['with-mfa'], ['aws:MultiFactorAuthPresent']),
    ],
  ],
  [
    arnOf(TOOLING, 'user/ana'),
    [
      reached(['by-account']),
      reached(['by-organization']),
      reached(['with-mfa'], ['aws:MultiFactorAuthPresent']),
    ],
  ],
  [arnOf(TOOLING, 'user/bea'), []],
  [arnOf(SANDBOX, 'user/bo'), []],
  [
    'ec2.amazonaws.com',
    [reached(['by-service', 'by-organization']), reached(['by-service'])],
  ],
  [
    arnOf(DATA, 'saml-provider/people'),
    [
      reached(['by-saml', 'by-organization'], ['SAML:aud']),
      reached(['by-saml'], ['SAML:aud']),
    ],
  ],
  [
    arnOf(VENDOR, 'role/robot'),
    [
      reached(
        ['with-external-id', 'by-organization'],
        ['sts:ExternalId'],
        [vendorDemand],
      ),
      reached(['with-external-id'], ['sts:ExternalId'], [vendorDemand]),
    ],
  ],
];

describe('drawbridge reach', () => {
  it.each(ANSWERS)(
    'lists what %s can take, on one line of JSON',
    async (principal, reachable) => {
      const { code, out, errors } = await ask(principal, folder, '--json');
      expect({ code, errors, lines: out.length }).toEqual({
        code: 0,
        errors: [],
        lines: 1,
      });
      expect(JSON.parse(out[0] ?? '')).toEqual({ principal, reachable });
    },
  );

  it('shows the hops, the way and what a role depends on, within 80 columns', async () => {
    const { code, out, errors } = await ask(CI, folder);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(out).toEqual([
      `${CI} can take 4, and may take 4 more.`,
      '',
      'At once:',
      `  yes  ${roleOf('by-account')}`,
      `  yes  ${roleOf('by-arn')}`,
      `  yes  ${roleOf('by-organization')}`,
      `  yes  ${roleOf('step-one')}`,
      `  if   ${roleOf('with-external-id')}`,
      '       depends on sts:ExternalId',
      `  if   ${roleOf('with-mfa')}`,
      '       depends on aws:MultiFactorAuthPresent',
      '',
      'In 2 hops:',
      `  if   ${roleOf('step-two')}`,
      `       by way of ${DATA}/step-one`,
      '       depends on aws:SourceIp',
      '',
      'In 3 hops:',
      `  if   ${roleOf('step-three')}`,
      `       by way of ${DATA}/step-one > ${DATA}/step-two`,
      '       depends on aws:SourceIp',
    ]);
    expect(Math.max(...out.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('says which account was not read', async () => {
    const { out } = await ask(arnOf(VENDOR, 'role/robot'), folder);
    expect(out.slice(2, 5)).toEqual([
      'At once:',
      `  if   ${roleOf('with-external-id')}`,
      `       depends on sts:ExternalId and account ${VENDOR}, which was not read`,
    ]);
  });

  it('says so where there is nothing to take', async () => {
    const bea = arnOf(TOOLING, 'user/bea');
    const { code, out } = await ask(bea, folder);
    expect({ code, out }).toEqual({
      code: 0,
      out: [`${bea} can take no role that was collected.`],
    });
  });

  it('answers from a saved index what it answers from the folder', async () => {
    const saved = path.join(newFolder(), 'index.json');
    await run(indexCommand, '--from', folder, '--out', saved);
    for (const [principal] of ANSWERS) {
      for (const flags of [['--json'], []]) {
        expect(await ask(principal, saved, ...flags)).toEqual(
          await ask(principal, folder, ...flags),
        );
      }
    }
  });
});
