import * as z from 'zod';

const World = z.object({
  hubAccountId: z.string(),
  accounts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      partition: z.string(),
      ouPath: z.string(),
      environment: z.enum(['production', 'other']),
    }),
  ),
});
export type PracticeWorld = z.infer<typeof World>;

/** Makes the workspace's practice world when it is not there yet, and tells its accounts. */
export async function ensurePracticeWorld(
  practice: { url: string; controlToken: string },
  worldId: string,
): Promise<PracticeWorld> {
  const response = await fetch(`${practice.url}/_practice/worlds/${worldId}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${practice.controlToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ seed: 'org' }),
  });
  if (!response.ok)
    throw new Error(`The practice accounts answered HTTP ${response.status}.`);
  return World.parse(await response.json());
}
