import { typedAnswerOf } from '@/components/ui/answer-of';
import type { SearchHit } from '@/lib/inventory/schema';
import type { ServiceList, ServiceWords } from '@/lib/ports';
import {
  inventoryAt,
  type PolicyCursor,
  type PolicyWords,
  servicesAt,
} from '@/lib/setup/policy/complete-policy';

const get =
  <T extends object>(has: (keyof T & string) | 'list') =>
  async (address: string): Promise<T> =>
    typedAnswerOf<T>(await fetch(address), has);

/** Keeps what was read; what could not be read is asked for again. */
function remembered<T>(read: (address: string) => Promise<T>) {
  const known = new Map<string, Promise<T>>();
  return (address: string): Promise<T> => {
    const answer = known.get(address) ?? read(address);
    known.set(address, answer);
    answer.catch(() => known.delete(address));
    return answer;
  };
}

const listOf = remembered(get<ServiceList>('globalKeys'));
const serviceOf = remembered(get<ServiceWords>('actions'));
const searchOf = remembered(get<SearchHit[]>('list'));

const SERVICES = '/api/v1/iam-services';

/** The words that completing at a cursor needs: of its services, and of the inventory. */
export async function wordsAt(
  cursor: PolicyCursor,
  searchUrl: string,
): Promise<PolicyWords> {
  const list = await listOf(SERVICES);
  const ids = servicesAt(cursor).filter((id) =>
    list.services.some((service) => service.id === id),
  );
  const asked = inventoryAt(cursor);
  const [known, inventory] = await Promise.all([
    Promise.all(ids.map((id) => serviceOf(`${SERVICES}/${id}`))),
    // Without the inventory the shapes of ARNs are still there.
    asked ? searchOf(`${searchUrl}?${new URLSearchParams(asked)}`).catch(() => []) : [],
  ]);
  return { list, known, inventory };
}
