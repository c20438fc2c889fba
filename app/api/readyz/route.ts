import { json } from '@/lib/server/respond';
import { services } from '@/lib/server/services';

/** The process can do its work: the database answers. */
export async function GET(): Promise<Response> {
  try {
    const ports = await services();
    await ports.people.countAdministrators();
    return json({ ok: true });
  } catch {
    return json({ ok: false }, 503);
  }
}
