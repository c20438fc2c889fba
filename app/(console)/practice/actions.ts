'use server';
import * as z from 'zod';
import { resetPractice } from '@/lib/inventory/reset-practice';
import { defineAction } from '@/lib/server/define-action';

export const resetPracticeAction = defineAction(
  { permission: 'practice:reset', input: z.strictObject({}) },
  ({ ports, actor }) => resetPractice(ports, actor),
);
