import { payloadOf } from './aws-chunked';
import { AwsError } from './aws-error';
import type { Dialect } from './error-response';
import { parseJsonInput } from './json';
import {
  isServiceName,
  MODELS,
  type OperationModel,
  PROTOCOLS,
  type Protocol,
  type ServiceName,
} from './models';
import { type Input, parseQueryInput } from './parse-query';
import { parsePairs, queryValue, type WireRequest } from './request';
import { routeRestJson } from './rest-json';
import { parseS3Input, withHoistedHeaders } from './s3-input';
import { routeS3, s3Target } from './s3-route';
import type { Claim } from './signature';

type Addressed = { model: OperationModel; input: () => Input };

/** How the caller expects to be answered, known before anything can go wrong. */
export function dialectOf(request: WireRequest, claim: Claim | null): Dialect {
  if (request.headers['x-amz-target'] !== undefined) return 'json';
  if (claim && isServiceName(claim.service)) return PROTOCOLS[claim.service];
  if (claim) return 'query';
  const isForm = request.headers['content-type']?.includes('form-urlencoded') === true;
  return isForm ? 'query' : 's3';
}

const unknownOperation = (service: string, operation: string): AwsError =>
  new AwsError(
    'InvalidAction',
    `Could not find operation ${operation || '(none)'} of ${service}.`,
  );

export const notServed = (service: string, operation: string): AwsError =>
  new AwsError(
    'NotImplemented',
    `The practice accounts do not answer ${service}:${operation}.`,
    501,
  );

function modelOf(service: ServiceName, operation: string): OperationModel {
  const model = MODELS[service].get(operation);
  if (!model) throw unknownOperation(service, operation);
  return model;
}

function addressQuery(request: WireRequest, service: ServiceName): Addressed {
  const pairs = pairsOf(request);
  if (!pairs)
    throw new AwsError('MalformedQueryString', 'The query string is malformed.');
  const action = pairs.find(([name]) => name === 'Action')?.[1];
  if (!action) throw new AwsError('MissingAction', 'The request must contain an Action.');
  const model = modelOf(service, action);
  return { model, input: () => parseQueryInput(model.input, pairs) };
}

const BRINGS_A_TOKEN = /^AssumeRoleWith(WebIdentity|SAML)$/;

const pairsOf = ({ method, query, body }: WireRequest): [string, string][] | null =>
  method === 'GET' ? query : parsePairs(body.toString('utf8'));

/** An address signed in the way before version 4, as older clients still make them. */
const isOldSignature = (request: WireRequest): boolean =>
  queryValue(request, 'AWSAccessKeyId') !== undefined &&
  queryValue(request, 'Signature') !== undefined;

/** Only the calls that bring a token of their own come unsigned. */
export function addressUnsigned(request: WireRequest): Addressed {
  const action = pairsOf(request)?.find(([name]) => name === 'Action')?.[1] ?? '';
  if (BRINGS_A_TOKEN.test(action)) return addressQuery(request, 'sts');
  if (isOldSignature(request))
    throw new AwsError(
      'InvalidRequest',
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    );
  throw new AwsError(
    'MissingAuthenticationToken',
    'Request is missing Authentication Token',
    403,
  );
}

type Incoming = { request: WireRequest; claim: Claim; secret: () => string };

function addressS3({ request, claim, secret }: Incoming): Addressed {
  const target = s3Target(request.rawPath);
  const model = routeS3(request, target);
  const read = () => {
    const whole = claim.isPresigned ? withHoistedHeaders(request) : request;
    return parseS3Input(model, whole, target, payloadOf(whole, claim, secret()));
  };
  return { model, input: read };
}

function addressJson({ request }: Incoming, service: ServiceName): Addressed {
  const operation = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
  const model = modelOf(service, operation);
  return { model, input: () => parseJsonInput(model.input, request.body) };
}

const ADDRESS: Record<Protocol, (incoming: Incoming, service: ServiceName) => Addressed> =
  {
    query: ({ request }, service) => addressQuery(request, service),
    s3: addressS3,
    json: addressJson,
    'rest-json': ({ request }) => routeRestJson('access-analyzer', request),
  };

/** Which operation a signed request means, and how to read its input. */
export const address = (incoming: Incoming, service: ServiceName): Addressed =>
  ADDRESS[PROTOCOLS[service]](incoming, service);
