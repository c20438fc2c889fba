import { expect, it } from 'vitest';
import { webAddressOf } from './web-address';

it.each([
  ['https://tickets.example.com/OPS-7', 'https://tickets.example.com/OPS-7'],
  [' http://tickets.local/7 ', 'http://tickets.local/7'],
  ['OPS-7', null],
  ['javascript:alert(1)', null],
  ['JavaScript://example.com/%0aalert(1)', null],
  ['data:text/html,x', null],
  ['//tickets.example.com/7', null],
  ['https://tickets.example.com/7 and more', null],
  ['https://aws.amazon.com@evil.example.com/', null],
  ['https://', null],
])('leads a browser by %j to %j', (text, address) => {
  expect(webAddressOf(text)).toBe(address);
});
