import { json } from '@/lib/server/respond';

/** The process is alive. Says nothing else to anybody. */
export const GET = () => json({ ok: true });
