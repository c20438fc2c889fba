import type { Actor } from '@/lib/ports';
import { exportPlan } from '../export-plan';
import type { ExportFormat } from '../export-schema';
import { TOOLING } from './inventory';
import { plannedConsole, ROLE } from './planned';

const PRACTICE_URL = 'http://127.0.0.1:4566';
export const REAL: Partial<Actor> = { workspaceKind: 'aws' };

const THEIRS = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Sid: 'Theirs', Effect: 'Deny', Action: 's3:*', Resource: '*' },
});

type Console = Awaited<ReturnType<typeof plannedConsole>>;

/** A file of a plan of the fake console, or the refusal. */
export function exportOf(
  { deps, actor, planId }: Pick<Console, 'deps' | 'actor' | 'planId'>,
  format: ExportFormat,
  account?: string,
  who: Partial<Actor> = REAL,
) {
  const input = { id: planId, format, ...(account && { account }) };
  return exportPlan(
    { ...deps, practiceWorlds: { url: PRACTICE_URL } },
    { ...actor, ...who },
    input as never, // ids of tests, unparsed
  );
}

export async function textOf(...asked: Parameters<typeof exportOf>): Promise<string> {
  const file = await exportOf(...asked);
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  return file.value.text;
}

/** A second plan for a role that the first one made: all that it changes stands already. */
export async function mergedConsole() {
  const world = await plannedConsole();
  await world.apply();
  const assume = `${TOOLING} role ci-deploy AllowAssume-${ROLE}`;
  world.deps.aws.policies.set(assume, THEIRS);
  const again = await world.plan({
    roleName: ROLE,
    access: 'both',
    prefix: 'logs',
    requireExternalId: true,
    externalId: 'acme-42',
  });
  if (!again.ok) throw new Error(JSON.stringify(again.error));
  return { ...world, planId: again.value.planId };
}
