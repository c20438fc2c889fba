import { AwsError } from '../wire/aws-error';
import { parsePairs, type WireRequest, type WireResponse } from '../wire/request';
import type { Worlds } from '../world/worlds';
import { consoleHome } from './console-home';
import { getSigninToken } from './get-signin-token';
import { login } from './login';
import { logout, oauth } from './logout';
import { problemPage } from './problem-page';

const PATHS = new Set(['/federation', '/oauth', '/console/home', '/console/logout']);

export const isSignIn = ({ rawPath, headers }: Omit<WireRequest, 'body'>): boolean =>
  PATHS.has(rawPath) && headers['authorization'] === undefined;

function fieldsOf(request: WireRequest): Map<string, string> {
  if (request.method !== 'POST') return new Map(request.query);
  const pairs = parsePairs(request.body.toString('utf8')) ?? [];
  return new Map([...request.query, ...pairs]);
}

async function answer(worlds: Worlds, request: WireRequest): Promise<WireResponse> {
  if (request.method !== 'GET' && request.method !== 'POST')
    return problemPage(405, 'This address takes GET and POST only.');
  if (request.rawPath === '/console/home') return consoleHome(worlds, request);
  if (request.rawPath === '/console/logout') return logout(worlds, request);
  if (request.rawPath === '/oauth') return oauth(request);
  const fields = fieldsOf(request);
  switch (fields.get('Action')) {
    case 'getSigninToken':
      return getSigninToken(worlds, fields);
    case 'login':
      return login(worlds, fields, request.method);
    default:
      return problemPage(400, 'Action must be getSigninToken or login.');
  }
}

/**
 * The sign-in endpoint of the practice accounts and the page it leads to.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
 */
export async function answerSignIn(
  worlds: Worlds,
  read: () => Promise<WireRequest>,
): Promise<WireResponse> {
  try {
    return await answer(worlds, await read());
  } catch (error) {
    if (error instanceof AwsError) return problemPage(error.status, error.message);
    throw error;
  }
}
