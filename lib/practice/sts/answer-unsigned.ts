import { addressUnsigned, notServed } from '../wire/address';
import { AwsError } from '../wire/aws-error';
import { checkInput } from '../wire/check-input';
import type { WireRequest, WireResponse } from '../wire/request';
import { queryXml } from '../wire/write-xml';
import { logCall, takeFault } from '../world/live-world';
import type { Worlds } from '../world/worlds';
import type { Bearer } from './unsigned';
import { unsignedOperations } from './unsigned-operations';

type Progress = { requestId: string; service: string; operation: string };

function write(
  worlds: Worlds,
  { requestId, operation }: Progress,
  { live, accountId, principal, sessionName }: Bearer,
  outcome: string,
): void {
  logCall(live, {
    at: new Date(worlds.now() + live.state.clockOffsetMs).toISOString(),
    service: 'sts',
    operation,
    accountId,
    principalArn: principal,
    sessionName,
    outcome,
    requestId,
  });
}

function throwIfFaulty({ live, accountId }: Bearer, operation: string): void {
  const fault = takeFault(live, { service: 'sts', operation, accountId });
  if (fault) throw new AwsError(fault.code, fault.message, fault.status);
}

/** Answers a call without a signature: its caller has no keys yet, and brings a token. */
export async function answerUnsigned(
  worlds: Worlds,
  request: WireRequest,
  progress: Progress,
): Promise<WireResponse> {
  const { model, input } = addressUnsigned(request);
  const { name } = model;
  progress.service = 'sts';
  progress.operation = name;
  const operation = unsignedOperations[name];
  if (!operation) throw notServed('sts', name);
  const given = input();
  checkInput('sts', model, given);
  const from: { bearer?: Bearer } = {};
  const call = {
    worlds,
    operation: name,
    userAgent: request.headers['user-agent'] ?? '',
    comesFrom(bearer: Bearer) {
      from.bearer = bearer;
      throwIfFaulty(bearer, name);
    },
  };
  try {
    // the input was read by this operation's own schema
    const output = await operation(call, given as never);
    if (from.bearer) write(worlds, progress, from.bearer, 'ok');
    return {
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body: queryXml('sts', name, model.output, output, progress.requestId),
    };
  } catch (error) {
    const outcome = error instanceof AwsError ? error.code : 'InternalFailure';
    if (from.bearer) write(worlds, progress, from.bearer, outcome);
    throw error;
  }
}
