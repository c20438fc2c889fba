import type { UserId, WorkspaceId } from '@/lib/core/ids';

/** That a computer without a browser of its own asks to be signed in. */
export type StoredDevice = {
  /** For whom it asked: the e-mail or the handle. Nobody else may answer. */
  person: string;
  /** What the computer calls itself, and where the request came from: neither is proven. */
  name: string;
  address: string | null;
  /** PKCE, S256. */
  challenge: string;
  createdAt: Date;
  expiresAt: Date;
};

type Whose = { userId: UserId; workspaceId: WorkspaceId };

/** Sign-ins by a code that a person types. Codes are kept as hashes. */
export type DeviceStore = {
  put(
    hashes: { deviceHash: string; userCodeHash: string },
    device: StoredDevice,
  ): Promise<void>;
  /** One that nobody has answered yet, and that lasts. */
  findWaiting(userCodeHash: string, now: Date): Promise<StoredDevice | null>;
  /** In one statement; false when it was answered already or is over. */
  answer(
    userCodeHash: string,
    answer: Whose & { isAllowed: boolean },
    now: Date,
  ): Promise<boolean>;
  /** Where it stands; null when it is wrong, used or over. */
  find(
    deviceHash: string,
    now: Date,
  ): Promise<
    | { state: 'waiting' }
    | { state: 'refused' }
    | ({ state: 'allowed' } & StoredDevice & Whose)
    | null
  >;
  /** Takes it away, without a token. */
  drop(deviceHash: string): Promise<void>;
};
