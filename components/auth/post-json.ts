import * as z from 'zod';
import { UNREACHABLE } from '@/components/ui/outcome';

/** Refusals of ours (RFC 9457) and of the sign-in library. */
const Refusal = z.object({
  detail: z.string().optional(),
  message: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
});

export type Posted =
  | { ok: true; body: unknown }
  | { ok: false; status: number; message: string; fields: Record<string, string> };

/** Posts a form as JSON; a refusal comes back as the sentence to show. */
export async function postJson(url: string, body: object): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
    });
    if (response.ok) return { ok: true, body: await response.json().catch(() => null) };
    const { status } = response;
    const answer = Refusal.safeParse(await response.json().catch(() => null));
    const refusal = answer.success ? answer.data : {};
    const message = refusal.detail ?? refusal.message ?? `The console said ${status}.`;
    return { ok: false, status, message, fields: refusal.fields ?? {} };
  } catch {
    return { ok: false, status: 0, message: UNREACHABLE, fields: {} };
  }
}
