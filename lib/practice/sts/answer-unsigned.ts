import { meetFaults } from '../faults/meet-faults';
import type { Progress } from '../progress';
import { addressUnsigned, notServed } from '../wire/address';
import { checkInput } from '../wire/check-input';
import { GLOBAL_REGION } from '../wire/region-of';
import type { WireRequest, WireResponse } from '../wire/request';
import { queryXml } from '../wire/write-xml';
import type { Worlds } from '../world/worlds';
import type { Unsigned } from './unsigned';
import { unsignedOperations } from './unsigned-operations';

/** Answers a call without a signature: its caller has no keys yet, and brings a token. */
export async function answerUnsigned(
  worlds: Worlds,
  request: WireRequest,
  progress: Progress,
): Promise<WireResponse> {
  const userAgent = request.headers['user-agent'] ?? '';
  const { model, input } = addressUnsigned(request);
  const { name } = model;
  progress.service = 'sts';
  progress.operation = name;
  progress.region = GLOBAL_REGION;
  progress.userAgent = userAgent;
  const operation = unsignedOperations[name];
  if (!operation) throw notServed('sts', name);
  const given = input();
  progress.input = given;
  checkInput('sts', model, given);
  const call: Unsigned = {
    worlds,
    operation: name,
    userAgent,
    async comesFrom(bearer, role) {
      progress.bearer = bearer;
      progress.trace.resources.add(role);
      await meetFaults(progress, worlds.now());
    },
  };
  // the input was read by this operation's own schema
  const output = await operation(call, given as never);
  progress.output = output;
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: queryXml('sts', name, model.output, output, progress.requestId),
  };
}
