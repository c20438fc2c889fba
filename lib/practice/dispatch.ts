import { lookUp } from '@/lib/core/look-up';
import { accessAnalyzerOperations } from './access-analyzer/operations';
import { type Authenticated, authenticate } from './authorize/authenticate';
import { rememberUse } from './authorize/remember-use';
import { cloudTrailOperations } from './cloudtrail/lookup-events';
import { trailOperations } from './cloudtrail/trails';
import { meetFaults } from './faults/meet-faults';
import { iamOperations } from './iam/operations';
import { kmsOperations } from './kms/operations';
import type { Call, Operations } from './operation';
import { organizationsOperations } from './organizations/operations';
import { newProgress, type Progress } from './progress';
import { s3Operations } from './s3/operations';
import { answerUnsigned } from './sts/answer-unsigned';
import { checkSessionToken } from './sts/check-session-token';
import { stsOperations } from './sts/operations';
import { address, dialectOf, notServed } from './wire/address';
import { AwsError } from './wire/aws-error';
import { checkInput } from './wire/check-input';
import { errorResponse } from './wire/error-response';
import { toJson } from './wire/json';
import {
  isServiceName,
  type OperationModel,
  PROTOCOLS,
  type Protocol,
  type ServiceName,
} from './wire/models';
import { regionOf } from './wire/region-of';
import { hostIdOf, type WireRequest, type WireResponse } from './wire/request';
import { restJsonResponse } from './wire/rest-json';
import { s3Response } from './wire/s3-response';
import { type Claim, readClaim } from './wire/signature';
import { queryXml } from './wire/write-xml';
import { flushWorld } from './world/save-parts';
import type { Worlds } from './world/worlds';
import { writeLog } from './write-log';

const OPERATIONS: Record<ServiceName, Operations> = {
  iam: iamOperations,
  sts: stsOperations,
  s3: s3Operations,
  organizations: organizationsOperations,
  kms: kmsOperations,
  cloudtrail: { ...cloudTrailOperations, ...trailOperations },
  'access-analyzer': accessAnalyzerOperations,
};

type Answered = {
  service: ServiceName;
  model: OperationModel;
  output: object;
  requestId: string;
};

function callOf(
  worlds: Worlds,
  { live, caller }: Authenticated,
  request: WireRequest,
  claim: Claim,
  { operation, trace }: Progress,
): Call {
  return {
    worlds,
    live,
    world: live.state,
    caller,
    account: caller.account,
    service: claim.service,
    operation,
    region: regionOf(claim),
    userAgent: request.headers['user-agent'] ?? '',
    isPresigned: claim.isPresigned,
    nowMs: live.now(),
    trace,
  };
}

async function answer(
  worlds: Worlds,
  request: WireRequest,
  progress: Progress,
): Promise<WireResponse> {
  progress.resource = request.rawPath;
  const claim = readClaim(request);
  progress.dialect = dialectOf(request, claim);
  if (!claim) return answerUnsigned(worlds, request, progress);
  progress.service = claim.service;
  progress.region = regionOf(claim);
  progress.userAgent = request.headers['user-agent'] ?? '';
  const who = await authenticate(worlds, request, claim);
  progress.who = who;
  const { service } = claim;
  if (!isServiceName(service)) throw notServed(service, 'any operation');
  const { model, input } = address(
    { request, claim, secret: () => who.caller.key.secret },
    service,
  );
  progress.operation = model.name;
  const operation = lookUp(OPERATIONS[service], model.name);
  await meetFaults(progress, worlds.now());
  if (!operation) throw notServed(service, model.name);
  const given = input();
  progress.input = given;
  checkInput(service, model, given);
  const call = callOf(worlds, who, request, claim, progress);
  checkSessionToken(call);
  let output: object;
  try {
    // the input was read by this operation's own schema
    output = await operation(call, given as never);
  } finally {
    rememberUse(call);
  }
  progress.output = output;
  // A change that was answered is stored; a session may be lost with the process.
  if (service !== 'sts') await flushWorld(worlds, who.live);
  const { requestId } = progress;
  return RENDER[PROTOCOLS[service]]({ service, model, output, requestId });
}

const RENDER: Record<Protocol, (answered: Answered) => WireResponse> = {
  query: ({ service, model, output, requestId }) => ({
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: queryXml(service, model.name, model.output, output, requestId),
  }),
  s3: ({ model, output }) => s3Response(model, output),
  json: ({ model, output }) => ({
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(toJson(model.output, output)),
  }),
  'rest-json': ({ model, output }) => restJsonResponse(model, output),
};

function asAwsError(error: unknown, log: (line: string) => void): AwsError {
  if (error instanceof AwsError) return error;
  log(`practice: a call failed: ${error instanceof Error ? error.stack : String(error)}`);
  return new AwsError('InternalFailure', 'The practice accounts failed to answer.', 500);
}

/** Answers one AWS request; a failure of any kind becomes an error of its service. */
export async function dispatch(
  worlds: Worlds,
  read: () => Promise<WireRequest>,
  log: (line: string) => void,
): Promise<WireResponse> {
  const progress = newProgress();
  const idHeaders = {
    'x-amzn-requestid': progress.requestId,
    'x-amz-request-id': progress.requestId,
    'x-amz-id-2': hostIdOf(progress.requestId),
  };
  try {
    const response = await answer(worlds, await read(), progress);
    writeLog(progress, null);
    return { ...response, headers: { ...idHeaders, ...response.headers } };
  } catch (thrown) {
    const error = asAwsError(thrown, log);
    writeLog(progress, error);
    const response = errorResponse(error, progress);
    return { ...response, headers: { ...idHeaders, ...response.headers } };
  }
}
