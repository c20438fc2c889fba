import * as z from 'zod';
import { RoleArn } from '@/lib/core/ids';
import { REGION } from '@/lib/core/region';
import { confirmation } from './confirmation';
import { limitFields, sessionSeconds } from './schema';

export const ConsoleService = z.enum([
  'home',
  's3',
  'iam',
  'ec2',
  'lambda',
  'cloudtrail',
  'kms',
]);
export type ConsoleService = z.infer<typeof ConsoleService>;

export const OpenConsoleInput = z.strictObject({
  roleArn: RoleArn,
  confirmation,
  durationSeconds: sessionSeconds(z.coerce.number()),
  service: ConsoleService.default('home'),
  region: z.string().regex(REGION, 'Pick a region.').optional(),
  /** A browser holds one console session unless its owner turned on several. */
  isSignOutFirst: z.union([z.boolean(), z.stringbool()]).default(false),
  ...limitFields,
});
export type OpenConsoleInput = z.infer<typeof OpenConsoleInput>;
