import { describe, expect, it } from 'vitest';
import { RoleArn } from '@/lib/core/ids';
import { err, ok } from '@/lib/core/result';
import { OpenConsoleInput } from './console-input';
import { openConsole } from './open-console';
import { actor, offered, roleArn, world } from './test-world';

describe('the console', () => {
  const input = OpenConsoleInput.parse({
    roleArn,
    service: 's3',
    region: 'eu-central-1',
  });

  it('opens at the service and region that were picked', async () => {
    const { deps, signIns, issues } = world();
    const opened = await openConsole(deps, actor, input);
    expect(opened).toEqual(
      ok({ url: 'https://signin.test/federation?SigninToken=secret' }),
    );
    expect(signIns[0]).toMatchObject({
      destination: '/s3/home?region=eu-central-1',
      issuer: 'http://localhost:3000',
      partition: 'aws',
    });
    expect(issues[0]?.use).toBe('console');
  });

  it('leaves no URL, token or key in the log', async () => {
    const { deps, entries } = world();
    await openConsole(deps, actor, input);
    expect(JSON.stringify(entries)).not.toMatch(/SigninToken|canary|signin\.test/);
  });

  it('refuses a region of another partition before a session is made', async () => {
    const { deps, events } = world();
    const opened = await openConsole(deps, actor, { ...input, region: 'cn-north-1' });
    expect(opened).toMatchObject({
      ok: false,
      error: { kind: 'invalid_input', fields: { region: expect.any(String) } },
    });
    expect(events).toEqual([]);
  });

  it('refuses a partition whose sign-in is not published', async () => {
    const sovereign = RoleArn.parse('arn:aws-eusc:iam::777788889999:role/deploy');
    const { deps, events } = world({ offered: { ...offered, roleArn: sovereign } });
    const opened = await openConsole(deps, actor, { ...input, roleArn: sovereign });
    expect(opened).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(events).toEqual([]);
  });

  it('stays shut without a grant', async () => {
    const { deps, events } = world({ offered: null });
    const opened = await openConsole(deps, actor, input);
    expect(opened).toEqual(err({ kind: 'not_permitted', roleArn }));
    expect(events).toEqual(['credentials.refused refused']);
  });
});
