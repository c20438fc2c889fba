import * as z from 'zod';
import { parseArn } from '@/lib/core/arn';
import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { validateField } from '@/lib/iam/validate/validate-field';
import { ADMIN_USER } from '../seed/admin-user';
import { AwsError } from '../wire/aws-error';
import { roleAtArn, userAtArn } from '../world/at-arn';
import type { LiveWorld } from '../world/live-world';
import { longTermKeys, makeKey } from '../world/make-key';
import { saveNewKeys } from '../world/save-parts';
import type { KeyState } from '../world/session-types';
import type { AccountState, StoredRole, StoredUser } from '../world/types';
import type { Worlds } from '../world/worlds';
import { describeWorld } from './describe-world';

export const ActAsInput = z.object({
  arn: z.string(),
  /** For a user: a session in which MFA was shown, instead of long-term keys. */
  mfa: z.boolean().optional(),
  sessionName: z
    .string()
    .refine((name) => validateField('RoleSessionName', name).valid)
    .optional(),
  durationSeconds: z
    .number()
    .int()
    .min(1)
    .max(NUMBER_RULES.SessionTokenDurationSeconds.max)
    .optional(),
});
export type ActAsInput = z.infer<typeof ActAsInput>;

type Held = { account: AccountState; holder: StoredUser | StoredRole };

const notFound = (arn: string): AwsError =>
  new AwsError('NotFound', `${arn} does not exist in this world.`, 404);

/** The user or role; for an account's root, the administrator that every account has. */
function holderOf(live: LiveWorld, arn: string): Held {
  const parts = parseArn(arn);
  const account = live.state.accounts.get(parts?.accountId ?? '');
  if (!parts || !account) throw notFound(arn);
  const holder =
    parts.resource === 'root'
      ? account.users.get(ADMIN_USER)
      : (userAtArn(account, arn) ?? roleAtArn(account, arn));
  if (!holder) throw notFound(arn);
  return { account, holder };
}

/** One long-term key a user is enough: it is the console's, and not listed as the user's. */
function longTermKey(
  live: LiveWorld,
  account: AccountState,
  user: StoredUser,
  nowMs: number,
): KeyState {
  const owner = { kind: 'user', userId: user.id } as const;
  const known = longTermKeys(live.state, account.id).find(
    (key) => key.isHidden && key.owner.kind === 'user' && key.owner.userId === user.id,
  );
  return (
    known ??
    makeKey(live.state, {
      accountId: account.id,
      owner,
      createdAt: nowMs,
      isHidden: true,
    })
  );
}

function sessionKey(
  live: LiveWorld,
  { account, holder }: Held,
  input: ActAsInput,
  nowMs: number,
): KeyState {
  const seconds = input.durationSeconds ?? DEFAULT_SESSION_SECONDS;
  const owner: KeyState['owner'] =
    holder.kind === 'user'
      ? { kind: 'user', userId: holder.id }
      : {
          kind: 'role',
          session: {
            roleId: holder.id,
            sessionName: input.sessionName ?? 'practice',
            policies: [],
            policyArns: [],
            tags: {},
            transitiveTagKeys: [],
            sourceIdentity: null,
            isChained: false,
          },
        };
  return makeKey(live.state, {
    accountId: account.id,
    owner,
    createdAt: nowMs,
    isHidden: true,
    session: {
      expiresAt: nowMs + seconds * 1000,
      mfaAt: holder.kind === 'user' && input.mfa ? nowMs : null,
    },
  });
}

export type ActAsOutput = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiresAt?: string;
};

/** Credentials of any user or role of the world, without asking its trust policy. */
export function actAs(worlds: Worlds, live: LiveWorld, input: ActAsInput): ActAsOutput {
  const held = holderOf(live, input.arn);
  const { account, holder } = held;
  const nowMs = live.now();
  const key =
    holder.kind === 'user' && !input.mfa
      ? longTermKey(live, account, holder, nowMs)
      : sessionKey(live, held, input, nowMs);
  saveNewKeys(worlds, live);
  return {
    accessKeyId: key.id,
    secretAccessKey: key.secret,
    ...(key.token !== null && { sessionToken: key.token }),
    ...(key.expiresAt !== null && { expiresAt: new Date(key.expiresAt).toISOString() }),
  };
}

/** Long-term keys of every account's administrator. */
export const administrators = (worlds: Worlds, live: LiveWorld) =>
  describeWorld(live.state).accounts.map(({ id, name, partition }) => {
    const keys = actAs(worlds, live, { arn: `arn:${partition}:iam::${id}:root` });
    return { id, name, ...keys };
  });
