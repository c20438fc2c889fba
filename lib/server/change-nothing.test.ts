import { expect, it } from 'vitest';
import { changeNothing } from './change-nothing';
import { DATA, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();

it('while changes are off no policy and no object is written, and reading goes on', async () => {
  const { deps, actor } = world();
  const account = await deps.accounts.find(actor.workspaceId, DATA);
  const connection = account && deps.connectionOf(account, []);
  if (!connection) throw new Error('no connection');
  const principalArn = `arn:aws:iam::${DATA}:role/data-writer`;
  const credentials = worked(
    await deps.aws.actAs(connection, { principalArn, withMfa: false }),
  );
  const off = changeNothing(deps.aws);
  const object = { bucket: 'app-logs', key: 'drawbridge-test' };
  const put = { ...object, kind: 'put', body: 'x' } as const;
  const refused = { error: { kind: 'not_configured' } };
  expect(await off.s3(connection, credentials, put)).toMatchObject(refused);
  expect(
    await off.s3(connection, credentials, { ...object, kind: 'delete' }),
  ).toMatchObject(refused);
  const write = {
    kind: 'put-bucket-policy',
    bucket: 'app-logs',
    region: 'us-east-1',
    document: '{}',
  } as const;
  expect(await off.write(connection, write)).toMatchObject(refused);
  const list = { kind: 'list', bucket: 'app-logs', prefix: '' } as const;
  expect(await off.s3(connection, credentials, list)).not.toMatchObject(refused);
});
