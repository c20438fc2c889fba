import { expect, it } from 'vitest';
import { MAX_BODY_BYTES, readBody } from './read-body';

const post = (body: BodyInit, type: string) =>
  new Request('http://localhost:3000/api/v1/x', {
    method: 'POST',
    body,
    headers: { 'content-type': type },
    duplex: 'half',
  } as RequestInit);

it('reads JSON and both kinds of form', async () => {
  const form = new FormData();
  form.set('a', '1');
  const multipart = new Request('http://localhost/', { method: 'POST', body: form });
  expect(await readBody(post('{"a":1}', 'application/json'))).toEqual({
    ok: true,
    value: { a: 1 },
  });
  expect(await readBody(post('a=1', 'application/x-www-form-urlencoded'))).toEqual({
    ok: true,
    value: { a: '1' },
  });
  expect(await readBody(multipart)).toEqual({ ok: true, value: { a: '1' } });
});

it('reads no body as one without members', async () => {
  const request = new Request('http://localhost/', { method: 'POST' });
  expect(await readBody(request)).toEqual({ ok: true, value: {} });
});

it.each(['[1]', '"text"', 'null', '{', 'a=1'])('refuses %s as JSON', async (text) => {
  expect(await readBody(post(text, 'application/json'))).toMatchObject({ ok: false });
});

it('stops reading a body that does not say how long it is', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  const answer = await readBody(post(endless, 'application/json'));
  expect(answer).toMatchObject({
    ok: false,
    error: { message: 'The request is larger than 256 KiB.' },
  });
  expect(sent).toBeLessThan(4 * MAX_BODY_BYTES);
});
