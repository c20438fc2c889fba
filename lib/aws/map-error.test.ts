import { expect, it } from 'vitest';
import { mapError, scrub } from './map-error';

const sdkError = (name: string, message: string, httpStatusCode = 400) =>
  Object.assign(new Error(message), {
    name,
    $metadata: { httpStatusCode, requestId: 'req-1' },
  });

it('keeps AWS’s own code, message and request id', () => {
  const error = sdkError('AccessDenied', 'User ana is not authorized.', 403);
  expect(mapError(error, 'iam:CreateRole')).toEqual({
    kind: 'refused',
    operation: 'iam:CreateRole',
    code: 'AccessDenied',
    message: 'User ana is not authorized.',
    requestId: 'req-1',
  });
});

it.each(['Throttling', 'ThrottlingException', 'TooManyRequestsException', 'SlowDown'])(
  'calls %s a request to slow down',
  (name) => {
    expect(mapError(sdkError(name, 'Rate exceeded'), 'iam:ListRoles').kind).toBe(
      'throttled',
    );
  },
);

it.each([
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [500, 'HTTP 500'],
])('names an answer without a body by its status %i', (status, code) => {
  const failure = mapError(sdkError('Unknown', 'UnknownError', status), 's3:HeadObject');
  expect(failure).toMatchObject({ kind: 'refused', code });
});

it('says in words why AWS could not be reached', () => {
  const error = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
  });
  expect(mapError(error, 'sts:AssumeRole')).toEqual({
    kind: 'unreachable',
    operation: 'sts:AssumeRole',
    message: 'the connection was refused',
  });
});

it('calls a profile that does not exist not configured', () => {
  const error = Object.assign(
    new Error('Could not resolve credentials using profile: [x]'),
    {
      name: 'CredentialsProviderError',
    },
  );
  expect(mapError(error, 'profile').kind).toBe('not_configured');
});

it('does not repeat the signed headers that a signature error carries', () => {
  const token = `IQoJb3JpZ2luX2VjE${'a'.repeat(60)}`;
  const error = sdkError('SignatureDoesNotMatch', `x-amz-security-token:${token}`, 403);
  expect(JSON.stringify(mapError(error, 'sts:AssumeRole'))).not.toContain('IQoJ');
});

it('takes key ids and tokens out of a message', () => {
  const said = scrub(`key ASIAEXAMPLEEXAMPLE1 with ${'Zm9v'.repeat(40)} is bad`);
  expect(said).toBe('key ASIA… with … is bad');
});

it('throws a bug on instead of blaming AWS', () => {
  expect(() => mapError(new TypeError('x is not a function'), 'iam:GetRole')).toThrow(
    TypeError,
  );
});
