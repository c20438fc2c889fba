import type { Outcome } from '@/components/ui/outcome';
import type { ChosenEvent } from '@/lib/notifications/schema';

type Call<Input> = (input: Input) => Promise<Outcome<unknown>>;

/** What the page asks the console for. */
export type NotificationCalls = {
  add: Call<object>;
  remove: Call<{ id: string }>;
  setEvents: Call<{ id: string; events: ChosenEvent[] }>;
  sendTest: Call<{ id: string }>;
  replay: Call<{ id: string }>;
};
