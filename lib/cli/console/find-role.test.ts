import { describe, expect, it } from 'vitest';
import { findRole, type TakeableRole } from './find-role';

const role = (
  accountId: string,
  accountName: string,
  roleName: string,
): TakeableRole => ({
  roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
  roleName,
  accountId,
  accountName,
  region: 'eu-west-1',
  capSeconds: 3600,
});
const prod = role('777788889999', 'Prod', 'deploy');
const data = role('444455556666', 'Data/EU', 'reader');
const twin = role('333311112222', 'prod', 'Deploy');

describe('the role that is meant', () => {
  it.each([
    ['an ARN', prod.roleArn, prod],
    ['account ID and name', '777788889999/deploy', prod],
    ['account name and name', 'Prod/deploy', prod],
    ['any case', 'PROD/Deploy', prod],
    ['an account whose name has a slash', 'Data/EU/reader', data],
  ])('is found by %s', (_what, wish, found) => {
    expect(findRole([prod, data], wish)).toEqual({ ok: true, value: found });
  });

  it.each(['deploy', '/deploy', 'Prod/', 'Prod/other', '', 'arn:aws:iam::1:role/deploy'])(
    'is none for %j',
    (wish) => {
      const found = findRole([prod, data], wish);
      expect(found).toMatchObject({
        ok: false,
        error: expect.stringContaining('See: drawbridge roles'),
      });
    },
  );

  it('is not guessed between two: both are named, on one line', () => {
    expect(findRole([prod, twin], 'prod/deploy')).toEqual({
      ok: false,
      error: `prod/deploy can be any of these, name one: ${prod.roleArn} ${twin.roleArn}`,
    });
  });

  it('lets nothing that was typed move the cursor', () => {
    const found = findRole([prod], 'x\u001b[2J\n\u202ey');
    expect(found).toMatchObject({ error: expect.not.stringMatching(/[\p{Cc}\p{Cf}]/u) });
  });
});
