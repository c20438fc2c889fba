import { ValidatePolicyCommand } from '@aws-sdk/client-accessanalyzer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { startTestPractice } from '../test-practice';
import { routeRestJson } from './rest-json';

let practice: Awaited<ReturnType<typeof startTestPractice>>;

beforeAll(async () => {
  practice = await startTestPractice();
});
afterAll(() => practice.stop());

const request = (method: string, rawPath: string, body = '') => ({
  method,
  rawPath,
  query: [['maxResults', '7'] as [string, string]],
  headers: {},
  body: Buffer.from(body),
});

it('reads members from the path, the query and the body', () => {
  const listed = routeRestJson('access-analyzer', request('GET', '/analyzer/a%20b'));
  expect(listed.model.name).toBe('GetAnalyzer');
  expect(listed.input()).toEqual({ analyzerName: 'a b' });
  const validated = routeRestJson(
    'access-analyzer',
    request('POST', '/policy/validation', '{"policyDocument":"{}","policyType":"X"}'),
  );
  expect(validated.model.name).toBe('ValidatePolicy');
  expect(validated.input()).toEqual({
    policyDocument: '{}',
    policyType: 'X',
    maxResults: 7,
  });
});

it.each([
  ['DELETE', '/policy/validation', '', 'no operation at this address'],
  ['GET', '/analyzer/%ff', '', 'address cannot be read'],
  ['POST', '/policy/validation', '[1]', 'not a JSON object'],
  ['POST', '/policy/validation', '{"policyDocument":7}', 'not a JSON object'],
])('refuses %s %s with the body %j', (method, path, body, says) => {
  const sent = () =>
    routeRestJson('access-analyzer', request(method, path, body)).input();
  expect(sent).toThrow(says);
});

it("refuses in the service's own dialect", async () => {
  const { accessAnalyzer } = await practice.admin(ACME.prod);
  const command = new ValidatePolicyCommand({
    policyDocument: '{}',
    policyType: undefined,
  });
  await expect(accessAnalyzer.send(command)).rejects.toMatchObject({
    name: 'ValidationException',
    $metadata: { httpStatusCode: 400 },
  });
});
