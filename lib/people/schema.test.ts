import { expect, it } from 'vitest';
import { PersonName } from './schema';

it('a name is one line of text in any script', () => {
  for (const name of ['Ann', '  Zoë O’Neil ', '李 明', ''])
    expect(PersonName.safeParse(name).data).toBe(name.trim());
  for (const name of ['Ann\0', 'Ann\r\nPay here', 'Ann\u009b31m'])
    expect(PersonName.safeParse(name).success).toBe(false);
});
