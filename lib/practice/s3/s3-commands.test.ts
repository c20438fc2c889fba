import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { HeadObjectCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { rootArn } from '../seed/document';
import { pathToAws } from '../test-aws-command';
import { commandEnvironment, isThere } from '../test-commands';
import { clientsOf, startTestPractice } from '../test-practice';

const run = promisify(execFile);
const MEBIBYTE = 1024 * 1024;

const hasCli = isThere('aws', ['--version']);
const hasBoto3 = isThere('python3', ['-c', 'import boto3']);

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let folder: string;
let env: NodeJS.ProcessEnv;
let s3: ReturnType<typeof clientsOf>['s3'];
const large = randomBytes(20 * MEBIBYTE);

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'practice-s3-'));
  practice = await startTestPractice();
  const keys = await practice.actAs(rootArn(ACME.data));
  env = commandEnvironment(practice.url, folder, keys, await pathToAws());
  s3 = clientsOf(practice.url, await practice.actAs(rootArn(ACME.data))).s3;
  writeFileSync(path.join(folder, 'large.bin'), large);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await practice.stop();
});

const head = (Key: string) =>
  s3.send(new HeadObjectCommand({ Bucket: 'app-logs', Key, ChecksumMode: 'ENABLED' }));
const isIntact = (file: string): boolean =>
  readFileSync(path.join(folder, file)).equals(large);

describe.skipIf(!hasCli)('the aws s3 command', { timeout: 120_000 }, () => {
  const aws = async (...args: string[]): Promise<string> =>
    (await run('aws', args, { env, cwd: folder })).stdout;

  it('copies 20 MB up in parts and down again by ranges, byte for byte', async () => {
    await aws('s3', 'cp', 'large.bin', 's3://app-logs/large.bin', '--quiet');
    const { ContentLength, ETag } = await head('large.bin');
    expect(ContentLength).toBe(large.length);
    expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    await aws('s3', 'cp', 's3://app-logs/large.bin', 'down.bin', '--quiet');
    expect(isIntact('down.bin')).toBe(true);
    const { Uploads } = await s3.send(
      new ListMultipartUploadsCommand({ Bucket: 'app-logs' }),
    );
    expect(Uploads ?? []).toEqual([]);
  });

  it('copies 20 MB from key to key in parts', async () => {
    await aws('s3', 'cp', 'large.bin', 's3://app-logs/from.bin', '--quiet');
    await aws('s3', 'cp', 's3://app-logs/from.bin', 's3://metrics/to.bin', '--quiet');
    await aws('s3', 'cp', 's3://metrics/to.bin', 'copied.bin', '--quiet');
    expect(isIntact('copied.bin')).toBe(true);
  });

  it('keeps folders alike, lists them and removes them', async () => {
    mkdirSync(path.join(folder, 'site/deep & dark'), { recursive: true });
    writeFileSync(path.join(folder, 'site/index.html'), '<p>hello</p>');
    writeFileSync(path.join(folder, 'site/deep & dark/é+1.txt'), 'deep');
    // S3 keeps whole seconds: a file written in the second of its upload looks newer after it.
    const before = new Date(Date.now() - 60_000);
    for (const name of ['site/index.html', 'site/deep & dark/é+1.txt'])
      utimesSync(path.join(folder, name), before, before);
    expect(await aws('s3', 'sync', 'site', 's3://app-logs/site')).toContain('index.html');
    expect(await aws('s3', 'sync', 'site', 's3://app-logs/site')).toBe('');
    const listed = await aws('s3', 'ls', '--recursive', 's3://app-logs/site/');
    expect(listed).toContain('site/deep & dark/é+1.txt');
    expect(await aws('s3', 'ls', 's3://app-logs/site/')).toContain('PRE deep & dark/');
    expect((await head('site/index.html')).ContentType).toBe('text/html');
    await aws('s3', 'sync', 's3://app-logs/site', 'back');
    expect(readFileSync(path.join(folder, 'back/deep & dark/é+1.txt'), 'utf8')).toBe(
      'deep',
    );
    await aws('s3', 'rm', '--recursive', 's3://app-logs/site');
    const left = await run('aws', ['s3', 'ls', 's3://app-logs/site/'], {
      env,
      cwd: folder,
    }).catch((error: { code?: number }) => error.code);
    expect(left).toBe(1);
  });

  it('makes a bucket, fills it and removes it with all that is in it', async () => {
    await aws('s3', 'mb', 's3://made-by-command');
    await aws('s3', 'cp', 'large.bin', 's3://made-by-command/a/b', '--quiet');
    await aws('s3', 'rb', '--force', 's3://made-by-command');
    expect(await aws('s3', 'ls')).not.toContain('made-by-command');
  });

  it('signs an address that anybody may fetch until it expires', async () => {
    await aws('s3', 'cp', 'large.bin', 's3://app-logs/presigned.bin', '--quiet');
    const presign = async () =>
      (await aws('s3', 'presign', 's3://app-logs/presigned.bin')).trim();
    const isOld = (url: string) => url.includes('AWSAccessKeyId=');
    const byDefault = await presign();
    // buckets made since 2020 refuse the old signature, which older commands still prefer
    if (isOld(byDefault))
      expect(await (await fetch(byDefault)).text()).toContain(
        'Please use AWS4-HMAC-SHA256.',
      );
    writeFileSync(
      path.join(folder, 'config'),
      '[default]\ns3 =\n  signature_version = s3v4',
    );
    const url = await presign();
    const whole = await fetch(url);
    expect(Buffer.from(await whole.arrayBuffer()).equals(large)).toBe(true);
    const part = await fetch(url, { headers: { range: 'bytes=-3' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(
      `bytes ${large.length - 3}-${large.length - 1}/${large.length}`,
    );
  });
});

const SCRIPT = `
import json, boto3, filecmp, urllib.request
from botocore.config import Config
s3 = boto3.client('s3', config=Config(s3={'addressing_style': 'path'}, signature_version='s3v4'))
extra = {'Metadata': {'made-by': 'boto3'}, 'ChecksumAlgorithm': 'CRC32'}
s3.upload_file('large.bin', 'app-logs', 'boto/large.bin', ExtraArgs=extra)
s3.download_file('app-logs', 'boto/large.bin', 'boto.bin')
head = s3.head_object(Bucket='app-logs', Key='boto/large.bin', ChecksumMode='ENABLED')
out = {'same': filecmp.cmp('large.bin', 'boto.bin', shallow=False), 'metadata': head['Metadata'], 'type': head['ChecksumType']}
url = s3.generate_presigned_url('put_object', Params={'Bucket': 'app-logs', 'Key': 'boto/put', 'ContentType': 'text/x-mine'})
put = urllib.request.Request(url, data=b'by a stranger', method='PUT', headers={'Content-Type': 'text/x-mine'})
out['put'] = urllib.request.urlopen(put).status
got = s3.get_object(Bucket='app-logs', Key='boto/put')
out['got'] = [got['Body'].read().decode(), got['ContentType']]
keys = [{'Key': o['Key']} for p in s3.get_paginator('list_objects_v2').paginate(Bucket='app-logs', Prefix='boto/', PaginationConfig={'PageSize': 1}) for o in p['Contents']]
out['deleted'] = sorted(d['Key'] for d in s3.delete_objects(Bucket='app-logs', Delete={'Objects': keys})['Deleted'])
print(json.dumps(out))
`;

it.skipIf(!hasBoto3)(
  'boto3 moves large files and signs addresses',
  async () => {
    const { stdout } = await run('python3', ['-c', SCRIPT], { env, cwd: folder });
    expect(JSON.parse(stdout)).toEqual({
      same: true,
      metadata: { 'made-by': 'boto3' },
      type: 'COMPOSITE',
      put: 200,
      got: ['by a stranger', 'text/x-mine'],
      deleted: ['boto/large.bin', 'boto/put'],
    });
  },
  60_000,
);
