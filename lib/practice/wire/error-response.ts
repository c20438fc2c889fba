import type { AwsError } from './aws-error';
import type { Protocol } from './models';
import { hostIdOf, type WireResponse } from './request';
import { escapeXml, XML_HEAD, xmlnsOf } from './write-xml';

/** How a service writes its errors. */
export type Dialect = Protocol;

type Renamed = Record<string, { code: string; status?: number }>;

const JSON_NAMES: Renamed = {
  AccessDenied: { code: 'AccessDeniedException', status: 400 },
  InvalidClientTokenId: { code: 'UnrecognizedClientException', status: 400 },
  ExpiredToken: { code: 'ExpiredTokenException', status: 400 },
  SignatureDoesNotMatch: { code: 'InvalidSignatureException', status: 400 },
  IncompleteSignature: { code: 'IncompleteSignatureException', status: 400 },
  MissingAuthenticationToken: {
    code: 'MissingAuthenticationTokenException',
    status: 400,
  },
  ValidationError: { code: 'ValidationException' },
  InvalidAction: { code: 'UnknownOperationException' },
};

/** REST services keep the status that other protocols flatten to 400. */
const REST_JSON_NAMES: Renamed = Object.fromEntries(
  Object.entries(JSON_NAMES).map(([code, renamed]) => [code, { code: renamed.code }]),
);

/** One failure has other names in other dialects. */
const NAMES: Record<Dialect, Renamed> = {
  query: {},
  s3: {
    InvalidClientTokenId: { code: 'InvalidAccessKeyId' },
    ExpiredToken: { code: 'ExpiredToken', status: 400 },
    IncompleteSignature: { code: 'AuthorizationHeaderMalformed', status: 400 },
    MissingAuthenticationToken: { code: 'AccessDenied' },
    ValidationError: { code: 'InvalidArgument' },
    InternalFailure: { code: 'InternalError' },
  },
  json: JSON_NAMES,
  'rest-json': REST_JSON_NAMES,
};

const JSON_TYPES: Partial<Record<Dialect, string>> = {
  json: 'application/x-amz-json-1.1',
  'rest-json': 'application/json',
};

/** No service here says this in its message, as EC2 does, so the practice accounts add it. */
const ENCODED_MESSAGE = 'x-practice-encoded-message';

/** The code a client sees in this dialect, and the HTTP status that goes with it. */
export function wireCode(
  dialect: Dialect,
  error: AwsError,
): { code: string; status: number } {
  const renamed = NAMES[dialect][error.code];
  return {
    code: renamed?.code ?? error.code,
    status: renamed?.status ?? error.status,
  };
}

/** An AWS error as its service writes it. */
export function errorResponse(
  error: AwsError,
  at: {
    dialect: Dialect;
    service: string;
    requestId: string;
    /** Path of the request, which S3 repeats. */
    resource: string;
  },
): WireResponse {
  const { code, status } = wireCode(at.dialect, error);
  const jsonType = JSON_TYPES[at.dialect];
  const detail = error.encodedMessage && { [ENCODED_MESSAGE]: error.encodedMessage };
  if (jsonType)
    return {
      status,
      headers: {
        'content-type': jsonType,
        'x-amzn-errortype': code,
        ...detail,
      },
      body: JSON.stringify({
        ...error.members,
        __type: code,
        message: error.message,
        Message: error.message,
      }),
    };
  if (at.dialect === 's3') {
    const response = s3Error(error, code, status, at);
    return { ...response, headers: { ...response.headers, ...detail } };
  }
  const inner = `${element('Code', code)}${element('Message', error.message)}`;
  const id = element('RequestId', at.requestId);
  const fault = status < 500 ? 'Sender' : 'Receiver';
  const body = `<ErrorResponse${xmlnsOf(at.service)}><Error><Type>${fault}</Type>${inner}</Error>${id}</ErrorResponse>`;
  return {
    status,
    headers: { 'content-type': 'text/xml', ...detail },
    body,
  };
}

const element = (name: string, text: string): string =>
  `<${name}>${escapeXml(text)}</${name}>`;

/**
 * An error of S3: its details, the path and both ids stand beside the code.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
function s3Error(
  error: AwsError,
  code: string,
  status: number,
  at: { requestId: string; resource: string },
): WireResponse {
  if (status === 304) return { status, headers: {}, body: '' };
  const elements = {
    Code: code,
    Message: error.message,
    ...error.members,
    Resource: at.resource,
    RequestId: at.requestId,
    HostId: hostIdOf(at.requestId),
  };
  const inner = Object.entries(elements).map(([name, text]) => element(name, text));
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `${XML_HEAD}<Error>${inner.join('')}</Error>`,
  };
}
