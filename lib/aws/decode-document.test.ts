import { expect, it } from 'vitest';
import { decodeDocument } from './decode-document';

const TEXT = '{ "Version": "2012-10-17",\n  "Statement": [] }';

it('decodes what IAM sends URL-encoded, byte for byte', () => {
  expect(decodeDocument(encodeURIComponent(TEXT))).toBe(TEXT);
});

it('leaves JSON alone, a percent sign in it included', () => {
  const text = '{"Resource":"arn:aws:s3:::a/%7Bx%7D"}';
  expect(decodeDocument(text)).toBe(text);
});

it('gives back text that is not encoded well rather than losing it', () => {
  expect(decodeDocument('%E0%A4%A')).toBe('%E0%A4%A');
});
