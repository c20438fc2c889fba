import { AwsError } from './aws-error';
import { fromJson, parseObject, toJson } from './json';
import { MODELS, type OperationModel, type Schema } from './models';
import type { Input } from './parse-query';
import { queryValue, type WireRequest, type WireResponse } from './request';
import { membersOf } from './s3-route';

type Labels = Map<string, string>;

const segmentsOf = (path: string): string[] => path.replace(/^\/|\/$/g, '').split('/');

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new AwsError('BadRequest', 'The address cannot be read.');
  }
}

/** The labels of a path that fits `/analyzer/{name}`; null when it does not fit. */
function labelsOf(pattern: string, rawPath: string): Labels | null {
  const wanted = segmentsOf(pattern.split('?')[0] ?? '');
  const given = segmentsOf(rawPath);
  if (wanted.length !== given.length) return null;
  const labels: Labels = new Map();
  for (const [at, segment] of wanted.entries()) {
    const name = /^\{(\w+)\+?\}$/.exec(segment)?.[1];
    const text = given[at] ?? '';
    if (name !== undefined) labels.set(name, decoded(text));
    else if (segment !== text) return null;
  }
  return labels;
}

export type RestAddress = { model: OperationModel; input: () => Input };

/** The operation that a method and path mean, and how to read its input. */
export function routeRestJson(
  service: 'access-analyzer',
  request: WireRequest,
): RestAddress {
  for (const model of MODELS[service].values()) {
    const labels =
      model.http?.[0] === request.method
        ? labelsOf(model.http[1], request.rawPath)
        : null;
    if (labels) return { model, input: () => inputOf(model, labels, request) };
  }
  throw new AwsError('InvalidAction', 'There is no operation at this address.', 404);
}

function inputOf(model: OperationModel, labels: Labels, request: WireRequest): Input {
  const body = parseObject(request.body);
  const input: Input = {};
  for (const [name, member] of membersOf(model.input)) {
    const value = memberOf(member, name, { labels, request, body });
    if (value !== undefined) input[name] = value;
  }
  return input;
}

function memberOf(
  member: Schema,
  name: string,
  from: { labels: Labels; request: WireRequest; body: Map<string, unknown> },
): unknown {
  const { httpLabel, httpQuery, httpHeader } = member.getMergedTraits();
  if (httpLabel) return from.labels.get(name);
  if (httpQuery) return fromText(member, queryValue(from.request, httpQuery));
  if (httpHeader) return fromText(member, from.request.headers[httpHeader.toLowerCase()]);
  const value = from.body.get(name);
  return value === undefined || value === null ? undefined : fromJson(member, value);
}

function fromText(member: Schema, text: string | undefined): unknown {
  if (text === undefined || !member.isNumericSchema()) return text;
  if (!/^\d{1,9}$/.test(text))
    throw new AwsError('ValidationError', `${text} is not a number.`);
  return Number(text);
}

/** @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export const restJsonResponse = (
  model: OperationModel,
  output: object,
): WireResponse => ({
  status: model.http?.[2] ?? 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(toJson(model.output, output, 'iso')),
});
