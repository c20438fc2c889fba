import { describe, expect, it } from 'vitest';
import { ALL_PERMISSIONS, can, requirePermission } from './permissions';

describe('who may do what', () => {
  it.each(ALL_PERMISSIONS)('an administrator holds %s', (permission) => {
    expect(can({ role: 'admin' }, permission)).toBe(true);
  });

  it('lets a viewer look, take credentials and sign programs in, and change nothing', () => {
    const held = ALL_PERMISSIONS.filter((permission) =>
      can({ role: 'viewer' }, permission),
    );
    expect(held).toEqual([
      'inventory:read',
      'plan:read',
      'credentials:list',
      'credentials:issue',
      'grant:read',
      'request:make',
      'request:decide',
      'activity:read',
      'token:manage',
      'people:read',
      'workspace:switch',
    ]);
  });

  it('says which permission is missing', () => {
    expect(requirePermission({ role: 'viewer' }, 'plan:apply')).toEqual({
      kind: 'forbidden',
      permission: 'plan:apply',
    });
  });
});
