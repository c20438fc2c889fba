import type {
  ConnectAccountInput,
  ConnectionView,
  PreparedConnection,
} from '@/lib/inventory/schema';

/** What a server action gives back: a value, or the sentence to show. */
type ActionAnswer<Value> =
  | { ok: true; value: Value }
  | { ok: false; message: string; fields?: Record<string, string> };

/** Starts reading one account or all that are connected; gives the id of the reading. */
export type StartSync = (input: { accountId: string }) => Promise<ActionAnswer<string>>;

export type CheckConnection = (input: {
  accountId: string;
}) => Promise<ActionAnswer<ConnectionView>>;

export type Disconnect = (input: { accountId: string }) => Promise<ActionAnswer<unknown>>;

export type PrepareConnection = (input: {
  accountId: string;
}) => Promise<ActionAnswer<PreparedConnection>>;

/** The form as it was typed; the server parses it. */
export type ConnectFields =
  | {
      kind: 'profile';
      accountId: string;
      name: string;
      profile: string;
      region: string;
    }
  | {
      kind: 'assumed';
      accountId: string;
      name: string;
      hubAccountId: string;
      readRoleArn: string;
      writeRoleArn: string;
      region: string;
    };

export type ConnectAccount = (
  input: ConnectFields & { kind: ConnectAccountInput['kind'] },
) => Promise<ActionAnswer<unknown>>;
