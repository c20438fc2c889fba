import { expect, it } from 'vitest';
import type { Use } from '@/lib/iam/doctor/use-gaps';
import { consoleWithKey, KEY } from '../../fakes/console-with-key';
import { CI } from '../../fakes/inventory';
import { withPlan } from '../../fakes/planned';
import { statementsIn } from '../../plan/statements-in';
import { PlanMendInput, planMend } from '../plan-mend';

const DECRYPT = { who: CI, action: 'kms:Decrypt', resource: KEY };

async function planned(world: ReturnType<typeof consoleWithKey>, use: Use) {
  const made = await planMend(world.deps, world.actor, use);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return withPlan(world, made.value.planId);
}

const oursIn = (text: string | null | undefined) =>
  statementsIn(text ?? null).filter(({ Sid }) => Sid !== 'Admins');

it('gives a key that S3 asked for by way of S3 alone, in both halves', async () => {
  const world = consoleWithKey();
  const narrow = (await planned(world, { ...DECRYPT, isThroughS3: true })).stored();
  expect(narrow.title).toMatch(/kms:Decrypt on key .* in Data, through S3 only$/);
  expect(narrow.body.mendsUse).toEqual({
    action: 'kms:Decrypt',
    resource: KEY,
    isThroughS3: true,
  });
  const viaS3 = { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } };
  for (const { after } of narrow.steps)
    expect(oursIn(after)).toEqual([
      expect.objectContaining({ Action: 'kms:Decrypt', Condition: viaS3 }),
    ]);

  const direct = (await planned(world, DECRYPT)).stored();
  expect(direct.steps).toHaveLength(2);
  for (const { after } of direct.steps)
    expect(oursIn(after)).toEqual([
      expect.not.objectContaining({ Condition: expect.anything() }),
    ]);
  // Each comes and goes by itself.
  expect(direct.steps[0]?.title).not.toBe(narrow.steps[0]?.title);
});

it('takes no other use for one that S3 asks for', () => {
  const asked = (action: string) =>
    PlanMendInput.safeParse({ ...DECRYPT, action, isThroughS3: true }).success;
  expect(asked('kms:GenerateDataKey')).toBe(true);
  expect(['kms:Encrypt', 's3:GetObject'].some(asked)).toBe(false);
});
