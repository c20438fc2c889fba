import type { Outcome } from '@/components/ui/outcome';
import type { MemberRole } from '@/lib/core/member-role';
import type { InviteMade, ResetLinkMade } from '@/lib/people/schema';

type Call<Input, Value = unknown> = (input: Input) => Promise<Outcome<Value>>;

/** What the page asks the console for. */
export type PeopleCalls = {
  invite: Call<{ email: string; role: MemberRole; days: number }, InviteMade>;
  withdraw: Call<{ id: string }>;
  setRole: Call<{ userId: string; role: MemberRole }>;
  makeResetLink: Call<{ userId: string }, ResetLinkMade>;
  remove: Call<{ userId: string }>;
};
