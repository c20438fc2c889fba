import { AwsError } from './aws-error';
import { MODELS, type OperationModel, requiredMembers, type Schema } from './models';
import { queryValue, type WireRequest } from './request';

export type S3Target = { bucket: string | null; key: string | null };

/** Bucket and key of a path-style address; a broken percent escape is a 400. */
export function s3Target(rawPath: string): S3Target {
  const [, bucket = '', ...rest] = rawPath.split('/');
  try {
    const key = rest.map(decodeURIComponent).join('/');
    return { bucket: decodeURIComponent(bucket) || null, key: key || null };
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

type Route = {
  model: OperationModel;
  method: string;
  hasBucket: boolean;
  hasKey: boolean;
  literals: [string, string][];
  /** Query names and headers that must be there. */
  needs: { query: string[]; headers: string[] };
};

export const membersOf = (schema: Schema): [string, Schema][] =>
  schema.isStructSchema() ? [...schema.structIterator()] : [];

function routeOf(model: OperationModel): Route | null {
  if (!model.http) return null;
  const [method, pattern] = model.http;
  const [path = '', search = ''] = pattern.split('?');
  const required = requiredMembers(model.input);
  const inputs = membersOf(model.input);
  const traits = inputs
    .filter(([name]) => required.includes(name))
    .map(([, member]) => member.getMergedTraits());
  return {
    model,
    method,
    hasBucket: inputs.some(([name]) => name === 'Bucket'),
    hasKey: path.includes('{Key+}'),
    literals: [...new URLSearchParams(search)].filter(([name]) => name !== 'x-id'),
    needs: {
      query: traits.flatMap((trait) => trait.httpQuery ?? []),
      headers: traits.flatMap((trait) => trait.httpHeader?.toLowerCase() ?? []),
    },
  };
}

const ROUTES: Route[] = [...MODELS.s3.values()].flatMap((model) => routeOf(model) ?? []);

const weight = ({ literals, needs }: Route): number =>
  literals.length * 2 + needs.query.length + needs.headers.length;

const isRouteOf =
  (request: WireRequest, target: S3Target) =>
  (route: Route): boolean =>
    route.method === request.method &&
    route.hasBucket === (target.bucket !== null) &&
    route.hasKey === (target.key !== null) &&
    route.literals.every(([name, value]) => queryValue(request, name) === value) &&
    route.needs.query.every((name) => queryValue(request, name) !== undefined) &&
    route.needs.headers.every((name) => request.headers[name] !== undefined);

// Several operations share the plain address; these are the ones AWS takes it for.
const PLAIN = new Set([
  'ListObjects',
  'GetObject',
  'PutObject',
  'ListBuckets',
  'CreateBucket',
]);

/** The operation an S3 request addresses: the most specific route that fits. */
export function routeS3(request: WireRequest, target: S3Target): OperationModel {
  const fitting = ROUTES.filter(isRouteOf(request, target));
  const best = fitting.reduce<Route | null>((winner, route) => {
    if (!winner || weight(route) > weight(winner)) return route;
    const isTie = weight(route) === weight(winner);
    return isTie && PLAIN.has(route.model.name) ? route : winner;
  }, null);
  if (!best)
    throw new AwsError(
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
      405,
    );
  return best.model;
}
