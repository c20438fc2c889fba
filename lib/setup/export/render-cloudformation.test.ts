import { expect, it } from 'vitest';
import { exportOf } from '../fakes/exported';
import { DATA } from '../fakes/inventory';
import { plannedConsole } from '../fakes/planned';

async function templateWith(change: (document: string) => string, description = '') {
  const world = await plannedConsole();
  for (const { write } of world.stored().steps) {
    if (write.kind === 'create-role') write.description = description;
    if (write.kind === 'put-inline-policy') write.document = change(write.document);
  }
  return exportOf(world, 'cloudformation', DATA);
}

const asItIs = (document: string) => document;

it('leaves policy variables alone, which CloudFormation does not evaluate', async () => {
  const file = await templateWith((document) =>
    document.replace('app-logs/*', () => `app-logs/\${aws:username}/*`),
  );
  expect(file).toMatchObject({
    value: { text: expect.stringContaining(`app-logs/\${aws:username}/*`) },
  });
});

it.each([
  ['a secret named in a description', asItIs, 'x {{resolve:secretsmanager:prod}}'],
  [
    'a parameter named in a policy',
    (document: string) => document.replace('app-logs/*', '{{resolve:ssm:key}}/*'),
    '',
  ],
  [
    'a function for a condition key',
    (document: string) =>
      document.replace('"Effect"', '"Condition":{"X":{"Ref":"y"}},"Effect"'),
    '',
  ],
])('refuses %s, for CloudFormation would look it up', async (_, change, description) => {
  expect(await templateWith(change, description)).toMatchObject({
    error: {
      kind: 'conflict',
      message: expect.stringContaining('Export it in another format.'),
    },
  });
});
