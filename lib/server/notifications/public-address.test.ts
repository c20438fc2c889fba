import { expect, it } from 'vitest';
import { isPrivateLiteral, isPublicAddress, lookupPublic } from './public-address';

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00:ec2::254',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  '64:ff9b::a9fe:a9fe',
  '2002:a9fe:a9fe::1',
  '2001:0:a9fe:a9fe::1',
  'ff02::1',
  'nonsense',
])('takes %s for an address that a webhook must not reach', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
  'takes %s for one of the public internet',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

it.each([
  // Other ways to write 127.0.0.1 and 169.254.169.254, as URLs read them.
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://[::ffff:7f00:1]/',
  'http://169.254.169.254./',
])('knows a private address in the way %s writes it', (address) => {
  expect(isPrivateLiteral(new URL(address).hostname)).toBe(true);
});

it('finds nothing for a name that leads to this machine', async () => {
  const found = await new Promise((resolve) =>
    lookupPublic('localhost', { all: true }, (error) => resolve(error)),
  );
  expect(found).toMatchObject({ code: 'ENOTPUBLIC' });
});
