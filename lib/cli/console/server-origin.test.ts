import { expect, it } from 'vitest';
import { serverOrigin } from './server-origin';

it.each([
  ['https://console.example/path', 'https://console.example'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
  ['http://console.example', null],
  ['http://localhost.evil.example', null],
  ['http://me:secret@localhost:3000', null],
  ['ftp://localhost', null],
  ['localhost:3000', null],
  ['', null],
])('a token goes for %j to %j', (text, origin) => {
  expect(serverOrigin(text)).toBe(origin);
});
