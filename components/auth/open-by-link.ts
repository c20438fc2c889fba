import type * as z from 'zod';
import { postJson } from './post-json';

/** What the secret of a link is good for, or `gone` when it leads nowhere. */
export async function openByLink<S extends z.ZodType>(
  endpoint: string,
  secret: string,
  schema: S,
): Promise<z.output<S> | 'gone'> {
  const answer = await postJson(endpoint, { secret });
  if (answer.ok) return schema.parse(answer.body);
  if (answer.status === 404 || answer.status === 400) return 'gone';
  throw new Error(answer.message);
}
