import 'server-only';
import { json, problem } from './respond';
import { type Services, services } from './services';

type RouteParams = { params: Promise<Record<string, string>> };

/** A read for everybody: what it answers is meant to be public. Null answers 404. */
export function defineOpenRead(
  what: string,
  read: (ports: Services, params: Record<string, string>) => Promise<object | null>,
) {
  return async (_: Request, { params }: RouteParams): Promise<Response> => {
    const found = await read(await services(), await params);
    return found ? json(found) : problem({ kind: 'not_found', what });
  };
}
