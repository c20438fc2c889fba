import * as z from 'zod';

/** What is sealed of a target. */
export const TargetSecrets = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('email'), password: z.string() }),
  z.object({ kind: z.literal('webhook'), url: z.url(), signingSecret: z.string() }),
]);
export type TargetSecrets = z.infer<typeof TargetSecrets>;

/** What a target's secrets are sealed for: nobody can use them for another one. */
export const targetPurpose = (id: string): string => `notification target ${id}`;
