import { preview } from '../preview';
import { DraftFields } from '../schema';
import { fakeConsole } from './console';
import { CI } from './inventory';

/** What the smallest complete draft holds. */
export const GOOD = { who: CI, bucket: 'app-logs' };

/** The preview of a draft with these fields, everything else as it begins. */
export async function previewOf(fields: Partial<DraftFields>, world = fakeConsole()) {
  const whole = { ...DraftFields.parse({}), ...fields };
  const view = await preview(world.deps, world.actor, { fields: whole });
  if (!view.ok) throw new Error(view.error.kind);
  return view.value;
}
