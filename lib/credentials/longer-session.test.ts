import { expect, it } from 'vitest';
import { longerSessionPath } from './longer-session';
import { roleArn } from './test-world';

it.each([
  ['admin', 'grant', '?tab=grants'],
  ['operator', 'grant', null],
  ['operator', 'role', '/access/roles/'],
  ['viewer', 'role', null],
  ['admin', 'chained', '/settings#issuer'],
  ['operator', 'chained', null],
  ['admin', 'access', null],
] as const)('shows an %s the way past a cap by the %s: %s', (role, capKind, path) => {
  const shown = longerSessionPath({ role }, roleArn, { capKind });
  if (path === null) expect(shown).toBeNull();
  else expect(shown).toContain(path);
});
