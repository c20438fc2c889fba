import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { roleArn, rootArn } from '../seed/document';
import { type Keys, startTestPractice } from '../test-practice';
import { callS3, elementsOf } from '../test-s3-call';
import { type Asked, presignedUrl } from '../test-sign';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let admin: Keys;

beforeAll(async () => {
  practice = await startTestPractice();
  admin = await practice.actAs(rootArn(ACME.data));
});
afterAll(() => practice.stop());

const call = (asked: Partial<Asked>, keys = admin) => callS3(practice.url, keys, asked);

describe('a refusal', () => {
  it('tells bucket, path and two ids', async () => {
    const { status, text } = await call({ path: '/no-such-bucket/a%20b' });
    expect(status).toBe(404);
    expect(elementsOf(text)).toEqual({
      Code: 'NoSuchBucket',
      Message: 'The specified bucket does not exist',
      BucketName: 'no-such-bucket',
      Resource: '/no-such-bucket/a%20b',
      RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      HostId: expect.stringMatching(/=$/),
    });
  });

  it('tells the key that is missing', async () => {
    const { text } = await call({ path: '/app-logs/no%26such' });
    expect(text).toContain('<Key>no&#38;such</Key>');
  });

  it('of HEAD has no body', async () => {
    const { status, text } = await call({ method: 'HEAD', path: '/app-logs/missing' });
    expect([status, text]).toEqual([404, '']);
  });

  it('hides a missing key from those who may not list', async () => {
    const shipper = await practice.actAs(roleArn(ACME.data, 'data-read'));
    const listing = await call({ path: '/app-logs/missing' }, shipper);
    expect(elementsOf(listing.text)['Code']).toBe('NoSuchKey');
    const scanner = await practice.actAs(roleArn(ACME.data, 'bucket-scanner'));
    const hidden = await call({ path: '/app-logs/missing' }, scanner);
    expect(elementsOf(hidden.text)['Code']).toBe('AccessDenied');
  });
});

describe('XML', () => {
  const deleteAll = (
    body: string,
    md5 = createHash('md5').update(body).digest('base64'),
  ) =>
    call({
      method: 'POST',
      path: '/app-logs',
      query: 'delete=',
      body,
      headers: md5 === '' ? {} : { 'content-md5': md5 },
    });
  const put = (query: string, body: string) =>
    call({ method: 'PUT', path: '/app-logs', query: `${query}=`, body });

  it.each([
    ['that is not closed', '<Delete><Object>'],
    ['of another root', '<Remove><Object><Key>a</Key></Object></Remove>'],
    [
      'without a required element',
      '<Delete><Object><VersionId>1</VersionId></Object></Delete>',
    ],
    ['with text for elements', '<Delete>all of it</Delete>'],
    ['with elements for text', '<Delete><Object><Key><a/></Key></Object></Delete>'],
    [
      'with a truth that is none',
      '<Delete><Quiet>maybe</Quiet><Object><Key>a</Key></Object></Delete>',
    ],
    [
      'with entities of its own',
      '<!DOCTYPE x [<!ENTITY a "aaaa">]><Delete><Object><Key>&a;</Key></Object></Delete>',
    ],
    [
      'with an entity nobody knows',
      '<Delete><Object><Key>&nope;</Key></Object></Delete>',
    ],
    [
      'with an entity by a name that every object has',
      '<Delete><Object><Key>&toString;</Key></Object></Delete>',
    ],
    ['that is not XML', '{"Delete":1}'],
  ])('%s is refused', async (_, body) => {
    const { status, text } = await deleteAll(body);
    expect([status, elementsOf(text)['Code']]).toEqual([400, 'MalformedXML']);
  });

  it('is refused where none was sent', async () => {
    const { text } = await put('publicAccessBlock', '');
    expect(elementsOf(text)['Code']).toBe('MissingRequestBodyError');
  });

  it('that deletes is refused without a digest of its own', async () => {
    const body = '<Delete><Object><Key>a</Key></Object></Delete>';
    expect((await deleteAll(body, '')).text).toContain(
      'Missing required header for this request: Content-MD5',
    );
    expect((await deleteAll(body)).status).toBe(200);
  });

  it('is read with a namespace, references and a byte order of its own', async () => {
    await call({ method: 'PUT', path: '/app-logs/a%26b', body: 'x' });
    const { text } = await deleteAll(
      '<?xml version="1.0"?>\n<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>a&#x26;b</Key></Object></Delete>',
    );
    expect(text).toContain('<Deleted><Key>a&#38;b</Key></Deleted>');
  });
});

describe('a presigned address', () => {
  type Wish = Omit<Parameters<typeof presignedUrl>[2], 'path'>;
  const presign = (wish: Wish) =>
    presignedUrl(practice.url, admin, { path: '/app-logs/presigned', ...wish });

  it('stores and reads while it holds', async () => {
    const method = 'PUT';
    const address = presign({ method, more: [['x-amz-meta-by', 'query']] });
    expect((await fetch(address, { method, body: 'by an address' })).status).toBe(200);
    const read = await fetch(presign({ more: [['response-content-type', 'text/csv']] }));
    expect(await read.text()).toBe('by an address');
    expect(read.headers.get('x-amz-meta-by')).toBe('query');
    expect(read.headers.get('content-type')).toBe('text/csv');
  });

  it.each<[string, Wish, number, string]>([
    ['after its end', { at: Date.now() - 120_000 }, 403, 'Request has expired'],
    ['for more than a week', { seconds: '604801' }, 400, 'must be less than a week'],
    ['for less than nothing', { seconds: '-1' }, 400, 'must be between 1 and 604800'],
    ['for some time', { seconds: 'soon' }, 400, 'should be a number'],
    ['from the future', { at: Date.now() + 3_600_000 }, 403, 'not valid yet'],
  ])('%s is refused', async (_, wish, status, message) => {
    const answer = await fetch(presign(wish));
    expect([answer.status, await answer.text()]).toEqual([
      status,
      expect.stringContaining(message),
    ]);
  });

  it('is refused for another method, another key and without its signature', async () => {
    const address = presign({});
    const text = async (url: string, method = 'GET') =>
      (await fetch(url, { method })).text();
    expect(await text(address, 'DELETE')).toContain('SignatureDoesNotMatch');
    expect(await text(address.replace('/presigned?', '/another?'))).toContain(
      'SignatureDoesNotMatch',
    );
    expect(await text(address.replace(/&X-Amz-Signature=.*/, ''))).toContain(
      'AuthorizationQueryParametersError',
    );
  });
});
