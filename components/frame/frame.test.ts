import { describe, expect, it } from 'vitest';
import { initials } from './person-menu';
import { paletteSections } from './search-hits';

it.each([
  ['Maya Petrov', 'MP'],
  ['Ana de la Cruz', 'AC'],
  ['ops', 'O'],
  ['Émile Zola', 'ÉZ'],
])('%s is shortened to %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

describe('the palette', () => {
  const role = {
    kind: 'role',
    id: '1',
    arn: 'arn:aws:iam::777788889999:role/deploy',
    name: 'deploy',
    accountId: '777788889999',
    accountName: 'Prod',
  };

  it('lists the pages before anything is typed', () => {
    const [pages] = paletteSections('', []);
    expect(pages?.items.map((item) => item.href)).toContain('/new');
  });

  it('leads from a role that was found to its page', () => {
    const [found] = paletteSections('depl', [role]);
    expect(found?.items[0]).toMatchObject({
      title: 'deploy',
      detail: 'role in Prod',
      href: '/access/roles/arn%3Aaws%3Aiam%3A%3A777788889999%3Arole%2Fdeploy',
    });
  });

  it('leads from a bucket to the crossings that name it', () => {
    const bucket = { ...role, kind: 'bucket', name: 'app logs' };
    const [found] = paletteSections('app', [bucket]);
    expect(found?.items[0]?.href).toBe('/access?q=app+logs');
  });

  it('shows no empty section', () => {
    expect(paletteSections('zzz', [])).toEqual([]);
  });
});
