import { JUNK, pick } from './test-nonsense';
import type { Asked } from './test-sign';
import { MODELS, type OperationModel, PROTOCOLS, type ServiceName } from './wire/models';
import { encodeRfc3986 } from './wire/request';
import { sha256Hex } from './wire/signature';

const SERVICES = Object.keys(PROTOCOLS) as ServiceName[];

const LOOSE = [
  null,
  true,
  0,
  -1,
  1e308,
  [],
  {},
  [[[[]]]],
  { Key: 'k', Value: { x: [] } },
  '{"Version":"2012-10-17","Statement":[{}]}',
  '{"Version":"2012-10-17","Statement":{"Effect":"Deny","NotAction":"*","Resource":[[]]}}',
  'deadbeef',
  '2026-01-01T00:00:00Z',
  'A'.repeat(10_000),
  ...JUNK,
] as const;

const ODD_ESCAPES = [
  '%',
  '%e',
  '%zz',
  '%00',
  '%c3%28',
  '+',
  '&&==',
  ';',
  '%25',
  '\u00e9',
];

const manyOf = <T>(most: number, make: () => T): T[] =>
  Array.from({ length: pick(Array.from({ length: most }, (_, at) => at)) }, make);

const membersOf = ({ input }: OperationModel): string[] => {
  const names = input.isStructSchema() ? Object.keys(input.getMemberSchemas()) : [];
  return [...names, 'constructor', '__proto__', 'toString', ''];
};

function queryBody(model: OperationModel): string {
  const endings = [
    '',
    '',
    '',
    '.member.1',
    '.member.2.Key',
    '.1',
    '.member.-1',
    '.member.',
  ];
  const pairs = manyOf(8, () => {
    const value = pick([String(pick(LOOSE)), pick(ODD_ESCAPES)]);
    const written = pick([encodeRfc3986(value), value]);
    return `${pick(membersOf(model))}${pick(endings)}=${written}`;
  });
  return [`Action=${model.name}`, ...pairs].join(pick(['&', '&', '&&']));
}

function jsonBody(model: OperationModel): string {
  const members = manyOf(8, () => [pick(membersOf(model)), pick(LOOSE)] as const);
  const text = JSON.stringify(Object.fromEntries(members));
  return pick([
    text,
    text,
    text,
    text.slice(0, -1),
    `[${text}]`,
    `{"x":${'['.repeat(3000)}`,
    `{"__proto__":${text}}`,
    '\ufeff{}',
    '"text"',
  ]);
}

const BUCKETS = [
  'app-logs',
  'no-such-bucket',
  'A_B',
  '..',
  '%',
  'x'.repeat(300),
  'constructor',
];

/** The operation's own address, its places filled with anything. */
function addressOf({ http }: OperationModel): Pick<Asked, 'method' | 'path' | 'query'> {
  const [method, pattern] = http ?? ['POST', '/', 200];
  const [rawPath = '/', rawQuery = ''] = pattern.split('?');
  const path = rawPath
    .replace('{Bucket}', pick(BUCKETS))
    .replace(/\{[^}]*\}/g, () =>
      pick([encodeRfc3986(String(pick(JUNK))), 'k', '%E0%A4%A']),
    );
  const query = [
    ...(rawQuery ? rawQuery.split('&') : []),
    ...manyOf(
      3,
      () =>
        `${pick(['max-keys', 'versionId', 'prefix', 'x'])}=${pick(['', 'x', '-1', '%F0%9F%98%80'])}`,
    ),
  ]
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort();
  return {
    method: pick([method, method, method, 'PATCH', 'OPTIONS', 'PROPFIND']),
    path,
    query: query.join('&'),
  };
}

const CHUNKED = [
  '5\r\nhello\r\n0\r\n\r\n',
  '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n',
  '5\r\nhel',
  'zz\r\nhello\r\n0\r\n\r\n',
  'ffffffff\r\nx\r\n',
  '0\r\n',
  '5;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\n\r\n',
  `5;chunk-signature=${'0'.repeat(64)}\r\nhello\r\n0;chunk-signature=${'0'.repeat(64)}\r\n\r\n`,
  '\r\n\r\n',
  '-5\r\nhello\r\n0\r\n\r\n',
];
const XML = [
  '<a>',
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  '<CreateBucketConfiguration><LocationConstraint>&lt;</LocationConstraint></CreateBucketConfiguration>',
  '<Tagging><TagSet><Tag><Key>&toString;</Key><Value>&constructor;</Value></Tag></TagSet></Tagging>',
  `${'<a>'.repeat(2000)}`,
  '<?xml version="1.0" encoding="utf-16"?><a/>',
];

function s3Request(model: OperationModel): Omit<Asked, 'service'> {
  const isChunked = pick([true, false, false]);
  const body = isChunked ? pick(CHUNKED) : pick([...XML, ...JUNK, jsonBody(model)]);
  const hash = isChunked
    ? pick([
        'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
        'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
        'STREAMING-NONSENSE',
      ])
    : pick([sha256Hex(body), 'UNSIGNED-PAYLOAD', 'nonsense', '0'.repeat(64)]);
  return {
    ...addressOf(model),
    body,
    headers: {
      'x-amz-content-sha256': hash,
      ...(isChunked && {
        'content-encoding': 'aws-chunked',
        'x-amz-decoded-content-length': pick(['5', 'x', '-1', '99999999999']),
      }),
      ...pick([{}, { 'content-md5': 'x' }, { range: 'bytes=5-1' }, { 'x-amz-acl': 'x' }]),
    },
  };
}

const CONTENT_TYPES = [
  'application/x-www-form-urlencoded',
  'application/x-amz-json-1.1',
  'text/plain',
  'x',
];

/** A request to any operation of any service, its input made of anything. */
export function randomRequest(): Asked {
  const service = pick(SERVICES);
  // every service has operations
  const model = pick([...MODELS[service].values()]);
  const protocol = PROTOCOLS[service];
  if (protocol === 's3') return { service, ...s3Request(model) };
  const headers = { 'content-type': pick(CONTENT_TYPES) };
  if (protocol === 'rest-json')
    return { service, ...addressOf(model), body: jsonBody(model), headers };
  if (protocol === 'query')
    return {
      service,
      method: pick(['POST', 'POST', 'PUT', 'DELETE']),
      path: pick(['/', '/', '/x']),
      body: queryBody(model),
      headers,
    };
  const target = pick([`X.${model.name}`, `${model.name}`, '.', 'constructor']);
  return {
    service,
    method: 'POST',
    path: '/',
    body: jsonBody(model),
    headers: { ...headers, 'x-amz-target': target },
  };
}
